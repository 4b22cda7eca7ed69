// Drives the server with tus-js-client, a client that nobody here wrote, and with plain requests where a client would never err.
// usage: node conformance.mjs ENDPOINT PATH_OF_TUS_JS_CLIENT; prints one line a check, exits 1 when one fails.
import { createRequire } from 'node:module';
import { createHash, randomBytes } from 'node:crypto';

const [endpoint, clientPath] = process.argv.slice(2);
const tus = createRequire(import.meta.url)(clientPath);
let failed = 0;
const check = (name, ok, seen) => { console.log(`${ok ? 'ok' : 'FAILED'} ${name}${ok ? '' : `: ${seen}`}`); failed += ok ? 0 : 1; };
const v = { 'Tus-Resumable': '1.0.0' };
const chunkHeaders = offset => ({ ...v, 'Upload-Offset': `${offset}`, 'Content-Type': 'application/offset+octet-stream' });
const create = async length => new URL((await fetch(endpoint, { method: 'POST', headers: { ...v, 'Upload-Length': `${length}` } })).headers.get('location'), endpoint);
const offsetOf = async url => Number((await fetch(url, { method: 'HEAD', headers: v })).headers.get('upload-offset'));

function upload(bytes, options) {
  return new Promise((resolve, reject) => {
    const one = new tus.Upload(bytes, { endpoint, retryDelays: [0, 50], metadata: { filename: 'ä picture.zip', relativePath: 'photos/ä picture.zip' }, onSuccess: () => resolve(one), onError: reject, ...options });
    options?.start ? options.start(one, resolve) : one.start();
  });
}

const bytes = randomBytes(3_000_000);

// create, append in chunks, head
const whole = await upload(bytes, { chunkSize: 1 << 20 });
const head = await fetch(whole.url, { method: 'HEAD', headers: v });
check('create and append', head.headers.get('upload-offset') === '3000000' && head.headers.get('upload-length') === '3000000', head.headers.get('upload-offset'));
check('metadata comes back', Buffer.from(head.headers.get('upload-metadata').match(/filename ([^,]+)/)[1], 'base64').toString() === 'ä picture.zip', head.headers.get('upload-metadata'));
check('head is not cached', head.headers.get('cache-control').includes('no-store'), head.headers.get('cache-control'));

// abort after the first chunk, resume with a new object
const url = await new Promise(resolve => {
  const first = new tus.Upload(bytes, { endpoint, chunkSize: 1 << 20, onChunkComplete: () => first.abort().then(() => resolve(first.url)), onError: () => {} });
  first.start();
});
const before = await offsetOf(url);
check('an aborted upload stays where it was', before >= 1 << 20 && before < bytes.length, before);
let resumedFrom = -1;
await upload(bytes, { uploadUrl: url, chunkSize: 1 << 20, onProgress: sent => { if (resumedFrom < 0) resumedFrom = sent; } });
check('resume', await offsetOf(url) === bytes.length && resumedFrom >= before, `${resumedFrom} after ${before}`);

// an empty file is complete when created
const empty = await upload(Buffer.alloc(0), {});
check('empty file', await offsetOf(empty.url) === 0, 'offset');

// terminate
await tus.Upload.terminate(url, { retryDelays: [] });
check('terminate', (await fetch(url, { method: 'HEAD', headers: v })).status === 404, 'still there');

// wrong offset, wrong type, no version, unknown upload
const other = await create(10);
let answer = await fetch(other, { method: 'PATCH', headers: chunkHeaders(5), body: 'abcde' });
check('wrong offset is 409', answer.status === 409 && await offsetOf(other) === 0, answer.status);
answer = await fetch(other, { method: 'PATCH', headers: { ...chunkHeaders(0), 'Content-Type': 'text/plain' }, body: 'abcde' });
check('wrong content type is 415', answer.status === 415, answer.status);
answer = await fetch(other, { method: 'HEAD' });
check('no version is 412', answer.status === 412 && answer.headers.get('tus-version') === '1.0.0', answer.status);
answer = await fetch(`${endpoint}/${'0'.repeat(32)}`, { method: 'PATCH', headers: chunkHeaders(0), body: 'x' });
check('unknown upload is 404', answer.status === 404, answer.status);
answer = await fetch(other, { method: 'PATCH', headers: chunkHeaders(0), body: 'abcdefghijklmnop' });
check('more than announced is refused', answer.status === 400 && await offsetOf(other) === 0, answer.status);
answer = await fetch(endpoint, { method: 'POST', headers: v });
check('no length is 400', answer.status === 400, answer.status);
answer = await fetch(endpoint, { method: 'POST', headers: { ...v, 'Upload-Length': '999999999999999' } });
check('too large is 413', answer.status === 413, answer.status);

// checksum
const sha1 = text => `sha1 ${createHash('sha1').update(text).digest('base64')}`;
answer = await fetch(other, { method: 'PATCH', headers: { ...chunkHeaders(0), 'Upload-Checksum': sha1('zzzzz') }, body: 'abcde' });
check('checksum mismatch is 460 and keeps nothing', answer.status === 460 && await offsetOf(other) === 0, answer.status);
answer = await fetch(other, { method: 'PATCH', headers: { ...chunkHeaders(0), 'Upload-Checksum': 'crc99 AAAA' }, body: 'abcde' });
check('unknown checksum algorithm is 400', answer.status === 400, answer.status);
answer = await fetch(other, { method: 'PATCH', headers: { ...chunkHeaders(0), 'Upload-Checksum': sha1('abcde') }, body: 'abcde' });
check('checksum match', answer.status === 204 && await offsetOf(other) === 5, answer.status);

// options
answer = await fetch(endpoint, { method: 'OPTIONS' });
check('options names the extensions', ['creation', 'termination', 'expiration', 'checksum'].every(x => answer.headers.get('tus-extension').includes(x)) && answer.headers.get('tus-max-size') !== null, answer.headers.get('tus-extension'));

// expiry: the test's clock moves on POST /test/later
check('an unfinished upload says when it expires', !Number.isNaN(Date.parse((await fetch(other, { method: 'HEAD', headers: v })).headers.get('upload-expires'))), 'no date');
await fetch(new URL('/test/later', endpoint), { method: 'POST' });
answer = await fetch(other, { method: 'HEAD', headers: v });
check('expired is 404', answer.status === 404, answer.status);
answer = await fetch(other, { method: 'PATCH', headers: chunkHeaders(5), body: 'fghij' });
check('nothing can be added to an expired upload', answer.status === 404, answer.status);
process.exit(failed ? 1 : 0);
