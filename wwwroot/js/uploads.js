// Uploads in the browser: a drop zone on every page, a picker for files and folders, tus over HTTP in 8 MiB chunks with a SHA-256 each.
// The page is told at most four times a second; the files themselves never cross the circuit.
// window.tus is tus-js-client (MIT), served locally.

const CHUNK = 8 * 1024 * 1024, PARALLEL = 3, TOLD_EVERY = 250, ENDPOINT = 'api/uploads';

/** Hashes each chunk before it is sent, so that the server keeps none that was damaged on the way. */
class CheckedHttp {
  #inner = new tus.DefaultHttpStack();
  createRequest(method, url) {
    const request = this.#inner.createRequest(method, url), send = request.send.bind(request);
    request.send = async body => {
      if (method === 'PATCH' && body && crypto.subtle) {
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body instanceof Blob ? await body.arrayBuffer() : body));
        request.setHeader('Upload-Checksum', `sha256 ${btoa(String.fromCharCode(...digest))}`);
      }
      return send(body);
    };
    return request;
  }
  getName() { return 'CheckedHttp'; }
}

/** Where unfinished uploads are remembered over a reload: IndexedDB, since ten thousand of them outgrow localStorage. */
const memory = {
  async open() {
    return this.database ??= await new Promise((resolve, reject) => {
      const request = indexedDB.open('tacweb-uploads', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('uploads');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  },
  async run(mode, work) {
    const store = (await this.open()).transaction('uploads', mode).objectStore('uploads');
    return new Promise((resolve, reject) => {
      const request = work(store);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  },
  get: key => memory.run('readonly', store => store.get(key)).catch(() => undefined),
  set: (key, value) => memory.run('readwrite', store => store.put(value, key)).catch(() => undefined),
  remove: key => memory.run('readwrite', store => store.delete(key)).catch(() => undefined),
};

const keyOf = item => `${item.path}\n${item.file.size}\n${item.file.lastModified}`;

/** One drop: its files, how far each is, and the ids that the server gave. */
class Batch {
  constructor(items, tell) {
    this.items = items; this.tell = tell; this.running = new Map(); this.next = 0; this.done = 0; this.paused = false; this.cancelled = false;
    this.total = items.reduce((sum, item) => sum + item.file.size, 0); this.sent = 0; this.failures = []; this.started = performance.now(); this.sentAtStart = 0;
  }

  start() { this.tell(this, true); this.#fill(); }

  pause() { this.paused = true; for (const upload of this.running.values()) upload.abort(); this.running.clear(); this.next = this.items.findIndex(item => !item.id && !item.error); if (this.next < 0) this.next = this.items.length; this.tell(this, true); }

  resume() { this.paused = false; this.started = performance.now(); this.sentAtStart = this.sent; this.#fill(); this.tell(this, true); }

  async cancel() {
    this.cancelled = true;
    const running = [...this.running.values()]; this.running.clear();
    for (const upload of running) await upload.abort(true).catch(() => undefined);
    for (const item of this.items) {
      await memory.remove(keyOf(item));
      if (item.id) await fetch(`${ENDPOINT}/${item.id}`, { method: 'DELETE', headers: { 'Tus-Resumable': '1.0.0' } }).catch(() => undefined);
    }
    this.tell(this, true);
  }

  get finished() { return this.done + this.failures.length === this.items.length; }

  get summary() {
    const seconds = (performance.now() - this.started) / 1000, rate = (this.sent - this.sentAtStart) / Math.max(seconds, .1);
    return { files: this.items.length, done: this.done, bytes: this.total, sent: Math.round(this.sent), secondsLeft: rate > 0 && !this.paused ? Math.round((this.total - this.sent) / rate) : null,
      paused: this.paused, cancelled: this.cancelled, finished: this.finished, name: this.name, failed: this.failures.length, failures: this.failures.slice(0, 20) };
  }

  #fill() {
    while (!this.paused && !this.cancelled && this.running.size < PARALLEL && this.next < this.items.length) {
      const item = this.items[this.next++];
      if (!item.id && !item.error && !this.running.has(item)) this.#begin(item);
    }
    if (this.finished) this.tell(this, true);
  }

  async #begin(item) {
    this.running.set(item, { abort: async () => undefined });
    const known = await memory.get(keyOf(item));
    if (!this.running.has(item)) return; // paused or cancelled meanwhile
    let before = item.sent ?? 0;
    const upload = new tus.Upload(item.file, {
      endpoint: ENDPOINT, uploadUrl: known ? `${ENDPOINT}/${known}` : null, chunkSize: CHUNK, retryDelays: [0, 1000, 3000, 5000, 10000, 20000], httpStack: new CheckedHttp(), storeFingerprintForResuming: false,
      metadata: { filename: item.file.name, relativePath: item.path },
      onProgress: sent => { this.sent += sent - before; before = item.sent = sent; this.tell(this); },
      onChunkComplete: () => { if (upload.url) memory.set(keyOf(item), idOf(upload.url)); },
      onError: error => { this.running.delete(item); item.error = true; this.failures.push({ path: item.path, reason: reasonOf(error) }); this.tell(this); this.#fill(); },
      onSuccess: () => {
        this.running.delete(item); this.sent += item.file.size - before; item.sent = item.file.size; item.id = idOf(upload.url); this.done++;
        if (item.file.size > CHUNK) memory.set(keyOf(item), item.id);
        this.tell(this); this.#fill();
      },
    });
    this.running.set(item, upload);
    upload.start();
  }
}

const idOf = url => new URL(url, document.baseURI).pathname.split('/').pop();

function reasonOf(error) {
  const body = error.originalResponse?.getBody?.();
  try { return JSON.parse(body).detail ?? error.message; } catch { return error.originalResponse ? error.message : 'The server cannot be reached; the upload goes on from where it stopped when you drop the file again.'; }
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

const hidden = path => path.split('/').some(part => part.startsWith('.') || part === '__MACOSX');
let page = null, batch = null, overlay = null, depth = 0, lastTold = 0, timer = 0;

function tell(which, now) {
  if (which !== batch || !page) return;
  const wait = TOLD_EVERY - (performance.now() - lastTold);
  if (!now && wait > 0) { timer ||= setTimeout(() => { timer = 0; tell(which, true); }, wait); return; }
  lastTold = performance.now();
  page.invokeMethodAsync('BatchChanged', which.summary).catch(() => undefined);
}

function begin(items) {
  items = items.filter(item => !hidden(item.path));
  if (items.length === 0) return;
  if (batch && !batch.finished && !batch.cancelled) { page?.invokeMethodAsync('AlreadyUploading').catch(() => undefined); return; }
  batch = new Batch(items, tell);
  const top = items[0].path.split('/')[0];
  batch.name = items.length > 1 && items.every(item => item.path.startsWith(`${top}/`)) ? top : items.length === 1 ? items[0].file.name.replace(/\.zip$/i, '') : 'Pictures';
  batch.start();
}

const carriesFiles = event => [...(event.dataTransfer?.types ?? [])].includes('Files');

function onDrop(event) {
  if (!carriesFiles(event)) return;
  event.preventDefault(); depth = 0; overlay?.classList.remove('shown');
  const entries = [...event.dataTransfer.items].map(item => item.webkitGetAsEntry?.()).filter(Boolean), files = [...event.dataTransfer.files];
  (async () => {
    const items = [];
    for (const entry of entries) for await (const item of walk(entry, '')) items.push(item);
    begin(items.length ? items : files.map(file => ({ file, path: file.name })));
  })();
}

/** Called once by the page's tray. */
export function attach(reference, overlayElement) {
  page = reference; overlay = overlayElement;
  window.addEventListener('dragenter', event => { if (carriesFiles(event)) { depth++; overlay?.classList.add('shown'); } });
  window.addEventListener('dragleave', event => { if (carriesFiles(event) && --depth <= 0) { depth = 0; overlay?.classList.remove('shown'); } });
  window.addEventListener('dragover', event => { if (carriesFiles(event)) { event.preventDefault(); event.dataTransfer.dropEffect = 'copy'; } });
  window.addEventListener('drop', onDrop);
  window.addEventListener('beforeunload', event => { if (batch && !batch.finished && !batch.cancelled) event.preventDefault(); });
  // Pickers anywhere on any page: <input type="file" data-upload>.
  document.addEventListener('change', event => {
    const input = event.target.closest?.('input[type=file][data-upload]');
    if (!input) return;
    begin([...input.files].map(file => ({ file, path: file.webkitRelativePath || file.name })));
    input.value = '';
  });
  if (batch) tell(batch, true);
}

export function pause() { batch?.pause(); }
export function resume() { batch?.resume(); }
export async function cancel() { await batch?.cancel(); batch = null; }

/** Hands the finished uploads to a server address as JSON {uploads, ...more}; gives the answer back. The ids go by HTTP: ten thousand of them are too long for the circuit. */
export async function submit(address, more) {
  const uploads = batch?.items.filter(item => item.id).map(item => item.id) ?? [];
  const response = await fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ uploads, ...more }) });
  const body = await response.json().catch(() => ({}));
  return { ok: response.ok, body: JSON.stringify(body), error: response.ok ? null : body.detail ?? `The server answered ${response.status}.` };
}

/** Forgets the batch once a dataset holds it. */
export async function forget() {
  for (const item of batch?.items ?? []) await memory.remove(keyOf(item));
  batch = null;
}
