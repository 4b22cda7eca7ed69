// <upload-tray limit="20" max-file="21474836480">: uploads in the browser. A drop zone on every page, pickers for files and folders (<input type="file" data-upload>),
// tus over HTTP in 8 MiB chunks with a SHA-256 each, four files at once. It goes on by itself after a lost connection or a restart of the server; after a reload the same
// files are dropped again and only the rest is sent. When all files are there the server looks at them and the page goes to the preview.
import { proof } from './proof.js';

import { count, number, t } from './texts.js';

const CHUNK = 8 * 1024 * 1024, PARALLEL = 4, DRAW_EVERY = 200, ENDPOINT = 'api/uploads', RETRY = [0, 1000, 2000, 4000, 8000, 15000, 30000, 60000];

const SHEET = new CSSStyleSheet();
SHEET.replaceSync(`
  :host { display: block; font: 400 var(--body)/1.45 var(--font); color: var(--text); }
  * { box-sizing: border-box; }
  [hidden] { display: none !important; }
  p, ul { margin: 0; padding: 0; }
  section { display: grid; gap: var(--gap-2); padding: var(--gap-3) var(--gap-4); background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: 0 4px 24px rgb(0 0 0 / 16%); }
  .title { font-weight: 600; }
  .quiet { color: var(--text-quiet); font-size: var(--small); font-variant-numeric: tabular-nums; }
  .wrong { color: var(--danger); font-size: var(--small); }
  ul { list-style: none; max-height: 8rem; overflow: auto; }
  .bar { height: 0.5rem; border-radius: 1rem; background: var(--surface-quiet); overflow: hidden; }
  .bar > span { display: block; height: 100%; border-radius: inherit; background: var(--accent); width: 0; }
  .buttons { display: flex; flex-wrap: wrap; gap: var(--gap-2); }
  button { min-height: 2rem; padding: 0.15rem 0.8rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); color: var(--text); font: 600 var(--small)/1.3 var(--font); cursor: pointer; }
  button:hover { border-color: var(--accent); color: var(--accent); }
  button:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
  .veil { position: fixed; inset: 0; z-index: 10; display: grid; place-items: center; background: color-mix(in srgb, var(--ground) 82%, transparent); pointer-events: none; }
  .veil p { padding: 2.5rem 4rem; border: 3px dashed var(--accent); border-radius: 1.25rem; background: var(--surface); color: var(--accent); font-size: 1.5rem; font-weight: 650; text-align: center; }
  .veil small { display: block; margin-top: 0.5rem; color: var(--text-quiet); font-size: var(--small); font-weight: 400; }
`);

const keyOf = item => `${item.path}\n${item.file.size}\n${item.file.lastModified}`;
const idOf = url => new URL(url, document.baseURI).pathname.split('/').pop();
const hidden = path => path.split('/').some(part => part.startsWith('.') || part === '__MACOSX' || part === 'Thumbs.db' || part === 'desktop.ini');
const carriesFiles = event => [...(event.dataTransfer?.types ?? [])].includes('Files');
const size = bytes => bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
const span = seconds => seconds < 2 ? t('a moment') : seconds < 60 ? t('{0} s', Math.round(seconds)) : seconds < 3600 ? t('{0} min', Math.round(seconds / 60)) : t('{0} h', (seconds / 3600).toFixed(1));

/** What was uploaded so far, over a reload: IndexedDB, since ten thousand entries outgrow localStorage. Without it only resuming after a reload is lost. */
const memory = {
  open: () => memory.database ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('tacweb-uploads', 2);
    request.onupgradeneeded = () => { if (!request.result.objectStoreNames.contains('uploads')) request.result.createObjectStore('uploads'); };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  }),
  async run(mode, work) {
    try {
      const transaction = (await memory.open()).transaction('uploads', mode);
      const request = work(transaction.objectStore('uploads'));
      return await new Promise((resolve, reject) => {
        transaction.oncomplete = () => resolve(request?.result);
        transaction.onerror = () => reject(transaction.error);
      });
    } catch { return undefined; }
  },
  get: key => memory.run('readonly', store => store.get(key)),
  set: (key, id) => memory.run('readwrite', store => store.put(id, key)),
  ids: () => memory.run('readonly', store => store.getAll()),
  clear: () => memory.run('readwrite', store => store.clear()),
};

let library;
const tusLibrary = () => library ??= new Promise((resolve, reject) => {
  const script = document.createElement('script');
  script.src = 'lib/tus.min.js';
  script.onload = () => resolve(window.tus);
  script.onerror = () => { library = undefined; reject(new Error('lib/tus.min.js cannot be loaded')); };
  document.head.append(script);
});

/** Proves to the server that a page of its own asks, and hashes each chunk before it is sent, so that the server keeps none that was damaged on the way. */
function checkedStack(tus) {
  const inner = new tus.DefaultHttpStack();
  return {
    getName: () => 'checked',
    createRequest(method, url) {
      const request = inner.createRequest(method, url), send = request.send.bind(request);
      for (const [name, value] of Object.entries(proof())) request.setHeader(name, value);
      request.send = async body => {
        if (method === 'PATCH' && body && crypto.subtle) {
          const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body instanceof Blob ? await body.arrayBuffer() : body));
          request.setHeader('Upload-Checksum', `sha256 ${btoa(String.fromCharCode(...digest))}`);
        }
        return send(body);
      };
      return request;
    },
  };
}

function reasonOf(error) {
  const body = error.originalResponse?.getBody?.();
  try { return JSON.parse(body).detail ?? error.message; } catch { return error.originalResponse ? t('The server answered {0}.', error.originalResponse.getStatus()) : t('The server cannot be reached.'); }
}

/** Everything below a dropped entry, with its path inside the drop. */
async function* walk(entry, prefix) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject)).catch(() => null);
    if (file) yield { file, path: prefix + file.name };
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject)).catch(() => []);
    if (entries.length === 0) return;
    for (const child of entries) yield* walk(child, `${prefix}${entry.name}/`);
  }
}

/** The files of one dataset to be: how far each is, and the ids that the server gave. */
class Batch {
  items = []; ids = []; failures = []; running = new Map(); next = 0; total = 0; sent = 0; paused = false; cancelled = false; began = performance.now(); sentBefore = 0;

  constructor(tus, maxFile, changed) { this.tus = tus; this.stack = checkedStack(tus); this.maxFile = maxFile; this.changed = changed; }

  add(items) {
    for (const item of items) { this.items.push(item); this.total += item.file.size; }
    this.changed();
    this.fill();
  }

  get finished() { return this.ids.length + this.failures.length === this.items.length; }
  get active() { return !this.cancelled && !this.finished; }

  fill() {
    while (!this.paused && !this.cancelled && this.running.size < PARALLEL && this.next < this.items.length) {
      const item = this.items[this.next++];
      if (!item.done) this.begin(item);
    }
    this.changed();
  }

  async begin(item) {
    this.running.set(item, null);
    if (item.file.size > this.maxFile) return this.fail(item, t('It has {0}; the limit for one file is {1}.', size(item.file.size), size(this.maxFile)));
    const key = keyOf(item), known = await memory.get(key);
    if (!this.running.has(item)) return; // paused or cancelled meanwhile
    item.sent ??= 0;
    const upload = new this.tus.Upload(item.file, {
      endpoint: ENDPOINT, uploadUrl: known ? `${ENDPOINT}/${known}` : null, chunkSize: CHUNK, retryDelays: RETRY, httpStack: this.stack, storeFingerprintForResuming: false,
      metadata: { filename: item.file.name, relativePath: item.path },
      onShouldRetry: error => { const status = error.originalResponse?.getStatus() ?? 0; return status === 0 || status >= 500 || [409, 423, 429, 460].includes(status); },
      onProgress: bytes => { this.sent += bytes - item.sent; item.sent = bytes; this.changed(); },
      onUploadUrlAvailable: () => memory.set(key, idOf(upload.url)),
      onError: error => this.fail(item, reasonOf(error)),
      onSuccess: () => {
        this.running.delete(item);
        this.sent += item.file.size - item.sent; item.sent = item.file.size; item.done = true;
        this.ids.push(idOf(upload.url));
        this.fill();
      },
    });
    this.running.set(item, upload);
    upload.start();
  }

  fail(item, reason) { this.running.delete(item); item.done = true; this.sent += item.file.size - (item.sent ?? 0); this.failures.push({ item, reason }); this.fill(); }

  pause() {
    this.paused = true;
    for (const upload of this.running.values()) upload?.abort();
    this.running.clear(); this.next = 0;
    this.changed();
  }

  resume() { this.paused = false; this.began = performance.now(); this.sentBefore = this.sent; this.fill(); }

  again() {
    for (const { item } of this.failures) { item.done = false; this.sent -= item.file.size; item.sent = 0; }
    this.failures = []; this.next = 0;
    this.resume();
  }

  cancel() { this.cancelled = true; for (const upload of this.running.values()) upload?.abort(); this.running.clear(); }

  get left() {
    const seconds = (performance.now() - this.began) / 1000, rate = (this.sent - this.sentBefore) / Math.max(seconds, 0.2);
    return rate > 0 ? { rate, seconds: (this.total - this.sent) / rate } : null;
  }
}

class UploadTray extends HTMLElement {
  #batch = null; #interrupted = 0; #depth = 0; #drawn = 0; #timer = 0; #checking = false; #wrong = '';

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [SHEET];
    root.innerHTML = `
      <div class="veil" hidden><p>${t('Drop to upload')}<small></small></p></div>
      <section hidden aria-label="${t('Upload')}">
        <p class="title" role="status"></p>
        <div class="bar" role="progressbar" aria-label="${t('Upload')}" aria-valuemin="0" aria-valuemax="100"><span></span></div>
        <p class="quiet"></p><p class="wrong" role="alert"></p><ul tabindex="0" aria-label="${t('Files that failed')}"></ul>
        <div class="buttons"><button data-do="pause">${t('Pause')}</button><button data-do="resume">${t('Resume')}</button><button data-do="again">${t('Try again')}</button><button data-do="go">${t('Go on without them')}</button><button data-do="cancel">${t('Cancel')}</button><button data-do="forget">${t('Forget it')}</button></div>
      </section>`;
    root.addEventListener('click', event => { const what = event.target.dataset?.do; if (what) this[what](); });
  }

  #find(selector) { return this.shadowRoot.querySelector(selector); }

  connectedCallback() {
    if (this.dataset.on) return;
    this.dataset.on = '';
    this.#find('.veil small').textContent = this.getAttribute('limits') ?? '';
    addEventListener('dragenter', event => { if (carriesFiles(event)) { this.#depth++; this.#veil(event); } });
    addEventListener('dragleave', event => { if (carriesFiles(event) && --this.#depth <= 0) { this.#depth = 0; this.#find('.veil').hidden = true; } });
    addEventListener('dragover', event => { if (carriesFiles(event)) { event.preventDefault(); event.dataTransfer.dropEffect = 'copy'; } });
    addEventListener('drop', event => this.#drop(event));
    addEventListener('beforeunload', event => { if (this.#batch?.active) event.preventDefault(); });
    addEventListener('online', () => { if (this.#batch?.failures.length) this.again(); });
    document.addEventListener('change', event => {
      const input = event.target.closest?.('input[type=file][data-upload]');
      if (!input) return;
      this.#begin([...input.files].map(file => ({ file, path: file.webkitRelativePath || file.name })));
      input.value = '';
    });
    memory.ids().then(ids => { this.#interrupted = ids?.length ?? 0; this.#draw(true); });
  }

  /** The page's own element that wants what is dragged (it has `takes(items)`, `take(files)` and `dropText`), or undefined. */
  #taker(event) { return [...document.querySelectorAll('[data-takes-drops]')].find(element => element.takes?.([...event.dataTransfer.items].filter(item => item.kind === 'file'))); }

  #veil(event) {
    const taker = this.#taker(event), veil = this.#find('.veil');
    veil.querySelector('p').firstChild.textContent = taker ? taker.dropText : t('Drop to upload');
    veil.querySelector('small').hidden = Boolean(taker);
    veil.hidden = false;
  }

  async #drop(event) {
    if (!carriesFiles(event)) return;
    event.preventDefault(); this.#depth = 0; this.#find('.veil').hidden = true;
    const taker = this.#taker(event);
    if (taker) { taker.take([...event.dataTransfer.files]); return; }
    const entries = [...event.dataTransfer.items].map(item => item.webkitGetAsEntry?.()).filter(Boolean), files = [...event.dataTransfer.files], items = [];
    for (const entry of entries) for await (const item of walk(entry, '')) items.push(item);
    this.#begin(items.length ? items : files.map(file => ({ file, path: file.name })));
  }

  async #begin(items) {
    items = items.filter(item => !hidden(item.path));
    if (items.length === 0) { this.#wrong = t('There was no file in it.'); this.#draw(true); return; }
    try {
      if (!this.#batch?.active) this.#batch = new Batch(await tusLibrary(), Number(this.getAttribute('max-file')) || Infinity, () => this.#draw());
      this.#wrong = ''; this.#interrupted = 0;
      this.#batch.add(items);
    } catch (error) { this.#wrong = error.message; this.#draw(true); }
  }

  pause() { this.#batch?.pause(); this.#draw(true); }
  resume() { this.#batch?.resume(); }
  again() { this.#wrong = ''; this.#batch?.again(); }

  async cancel() { this.#batch?.cancel(); this.#batch = null; this.#wrong = ''; await this.forget(); }

  async forget() {
    this.#interrupted = 0; this.#draw(true);
    const ids = await memory.ids() ?? [];
    await memory.clear();
    for (const id of ids) await fetch(`${ENDPOINT}/${id}`, { method: 'DELETE', headers: proof({ 'Tus-Resumable': '1.0.0' }) }).catch(() => undefined);
  }

  // The ids go by HTTP and the preview has an address of its own: a reload lands there again.
  async go() {
    if (this.#checking) return;
    this.#checking = true; this.#draw(true);
    try {
      const response = await fetch('api/datasets/check', { method: 'POST', headers: proof({ 'Content-Type': 'application/json' }), body: JSON.stringify({ uploads: this.#batch.ids }) });
      const body = await response.json().catch(() => ({}));
      if (!response.ok) throw new Error(body.detail ?? t('The server answered {0}.', response.status));
      await memory.clear();
      this.#batch = null; this.#wrong = '';
      const address = `datasets/new?check=${body.job}`;
      if (window.Blazor?.navigateTo) window.Blazor.navigateTo(address); else location.href = address;
    } catch (error) { this.#wrong = error instanceof TypeError ? t('The server cannot be reached.') : error.message; }
    this.#checking = false; this.#draw(true);
  }

  #draw(now) {
    const batch = this.#batch;
    if (batch?.finished && !batch.cancelled && batch.failures.length === 0 && batch.ids.length > 0 && !this.#checking && !this.#wrong) { this.go(); return; }
    const wait = DRAW_EVERY - (performance.now() - this.#drawn);
    if (!now && wait > 0) { this.#timer ||= setTimeout(() => { this.#timer = 0; this.#draw(true); }, wait); return; }
    this.#drawn = performance.now();
    const show = (what, on) => { this.#find(`[data-do=${what}]`).hidden = !on; };
    const share = batch?.total ? batch.sent / batch.total : 0, left = batch?.left, failed = batch?.failures ?? [];
    this.#find('section').hidden = !batch && !this.#interrupted && !this.#wrong;
    this.#find('.title').textContent = !batch ? (this.#interrupted ? t('An upload was interrupted') : t('Nothing to upload'))
      : this.#checking ? t('Looking at the files') : batch.finished ? t('Some files could not be uploaded') : batch.paused ? t('Paused') : t('Uploading {0} %', Math.floor(share * 100));
    this.#find('.bar').hidden = !batch;
    this.#find('.bar').setAttribute('aria-valuenow', Math.floor(share * 100));
    this.#find('.bar > span').style.width = `${share * 100}%`;
    this.#find('.quiet').textContent = !batch
      ? (this.#interrupted ? count(this.#interrupted, '{0} file is here already, whole or in part. Drop or choose the same files again: only the rest is sent.', '{0} files are here already, whole or in part. Drop or choose the same files again: only the rest is sent.') : '')
      : t('{0} of {1} files · {2} of {3}', number(batch.ids.length), number(batch.items.length), size(batch.sent), size(batch.total)) + (left && batch.active && !batch.paused ? t(' · {0}/s · {1} left', size(left.rate), span(left.seconds)) : '');
    this.#find('.wrong').textContent = this.#wrong;
    this.#find('ul').hidden = failed.length === 0;
    this.#find('ul').replaceChildren(...failed.slice(0, 50).map(({ item, reason }) => { const line = document.createElement('li'); line.className = 'wrong'; line.textContent = `${item.path}: ${reason}`; return line; }));
    show('pause', batch?.active && !batch.paused); show('resume', batch?.active && batch.paused);
    show('again', batch && (failed.length > 0 || this.#wrong) && !batch.active); show('go', batch?.finished && failed.length > 0 && batch.ids.length > 0 && !this.#checking);
    show('cancel', Boolean(batch) && !this.#checking); show('forget', !batch && (this.#interrupted > 0 || Boolean(this.#wrong)));
  }
}

customElements.define('upload-tray', UploadTray);
