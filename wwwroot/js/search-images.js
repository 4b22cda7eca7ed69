// <search-images dataset="1" q="red dress" like="12,40" near="0.21" encoder="mini">: the images nearest to words, to a picture, or to some of the dataset's own, with a slider for how near they must be.
// Words, rows and the slider stand in the address; a picture that was dropped or chosen does not: nothing of it is kept.
import { proof } from './proof.js';
import { number, t } from './texts.js';

const SHEET = new CSSStyleSheet();
SHEET.replaceSync(`
  :host { display: grid; gap: var(--gap-4); align-content: start; font: 400 var(--body)/1.45 var(--font); color: var(--text); }
  form, .row { display: flex; flex-wrap: wrap; gap: var(--gap-2) var(--gap-3); align-items: center; }
  input[type=search] { flex: 1 1 16rem; min-width: 0; max-width: 36rem; min-height: 2.5rem; padding: 0.35rem 0.75rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); color: var(--text); font: inherit; }
  input[type=search]::placeholder { color: var(--text-quiet); opacity: 1; }
  button, .file { box-sizing: border-box; position: relative; display: inline-flex; align-items: center; min-height: 2.5rem; padding: 0.35rem 1.1rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); color: var(--text); font: 600 var(--body)/1.3 var(--font); cursor: pointer; }
  button[type=submit] { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  button:not([type=submit]):hover, .file:hover { border-color: var(--accent); color: var(--accent); }
  .file input { position: absolute; inset: 0; width: 100%; opacity: 0; cursor: pointer; font-size: 0; }
  .file:focus-within, :focus-visible { outline: 3px solid var(--focus); outline-offset: 1px; }
  input[type=range] { width: min(20rem, 60vw); accent-color: var(--accent); }
  .asked { min-height: 3.5rem; }
  .asked img { display: block; width: 3.5rem; height: 3.5rem; object-fit: cover; border-radius: 0.4rem; background: var(--surface-quiet); }
  p { margin: 0; }
  .wrong { color: var(--danger); }
  .quiet { color: var(--text-quiet); font-size: var(--small); font-variant-numeric: tabular-nums; }
  [hidden] { display: none !important; }
`);

const LIMIT = 2000, PREVIEWS = 8;

class SearchImages extends HTMLElement {
  #hits = []; #grid; #what = ''; #asking = 0; #pictures = [];

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [SHEET];
    root.innerHTML = `
      <form role="search"><input type="search" aria-label="${t('Words to look for')}" placeholder="${t('For example: a red dress')}" maxlength="200"><button type="submit">${t('Search')}</button><label class="file">${t('By a picture')}<input type="file" accept="image/*"></label></form>
      <div class="row asked"><div class="row pictures" hidden></div><div><p role="status">${t('Type what the images should show, in English, or drop a picture anywhere on this page to find its like.')}</p><p role="alert" class="wrong"></p></div></div>
      <div class="row again" hidden><button>${t('Encode the images now')}</button></div>
      <div class="row nearness" hidden><label for="least">${t('At least this near')}</label><input id="least" type="range" min="0" max="100" step="1"><span class="quiet value"></span></div>`;
    this.#find('form').addEventListener('submit', event => { event.preventDefault(); this.#words(this.#find('input[type=search]').value.trim()); });
    this.#find('.file input').addEventListener('change', event => { if (event.target.files[0]) this.take([event.target.files[0]]); event.target.value = ''; });
    this.#find('#least').addEventListener('input', () => this.#filter());
    this.#find('#least').addEventListener('change', event => this.#write({ near: (event.target.value / 100).toFixed(2) }));
    this.#find('.again button').addEventListener('click', () => this.#encode());
  }

  #find(selector) { return this.shadowRoot.querySelector(selector); }
  get #address() { return `api/datasets/${this.getAttribute('dataset')}`; }
  get #options() { return `limit=${LIMIT}${this.getAttribute('encoder') ? `&encoder=${encodeURIComponent(this.getAttribute('encoder'))}` : ''}`; }

  connectedCallback() {
    this.setAttribute('data-takes-drops', '');
    const grid = this.#grid = document.createElement('image-grid'), dataset = this.getAttribute('dataset');
    grid.setAttribute('dataset', dataset); grid.setAttribute('count', '0'); grid.setAttribute('aria-label', t('Images found'));
    grid.setAttribute('link', `datasets/${dataset}?image={row}`);
    this.shadowRoot.append(grid);
    const words = this.getAttribute('q'), rows = this.getAttribute('like'), near = this.getAttribute('near');
    if (words) { this.#find('input[type=search]').value = words; this.#ask(`${this.#address}/search?q=${encodeURIComponent(words)}&${this.#options}`, {}, `“${words}”`, [], near); }
    else if (rows) this.#like(rows.split(','), near);
  }

  disconnectedCallback() { this.#show([]); }

  /** One picture is looked for; folders, zips and many files go on to be uploads. */
  takes(items) { return items.length === 1 && items[0].type.startsWith('image/'); }
  get dropText() { return t('Drop to find images like it'); }

  take([file]) {
    this.#write({ q: null, like: null, near: null });
    const body = new FormData();
    body.append('image', file, file.name);
    this.#ask(`${this.#address}/search?${this.#options}`, { method: 'POST', headers: proof(), body }, t('like {0}', file.name), [URL.createObjectURL(file)]);
  }

  #words(words) {
    if (words === '') { this.#find('input[type=search]').focus(); return; }
    this.#write({ q: words, like: null, near: null });
    this.#ask(`${this.#address}/search?q=${encodeURIComponent(words)}&${this.#options}`, {}, `“${words}”`, []);
  }

  #like(rows, near) {
    const pictures = rows.slice(0, PREVIEWS).map(row => `api/images/${this.getAttribute('dataset')}-${row}/thumbnail?size=160`);
    this.#ask(`${this.#address}/search?row=${rows.join(',')}&${this.#options}`, {}, rows.length === 1 ? t('like image {0}', Number(rows[0]) + 1) : t('like these {0} images', rows.length), pictures, near);
  }

  #write(values) {
    const address = new URL(location.href);
    for (const [name, value] of Object.entries(values)) if (value === null) address.searchParams.delete(name); else address.searchParams.set(name, value);
    history.replaceState(history.state, '', address);
  }

  // What was asked for, so that nobody has to remember it.
  #show(pictures) {
    for (const address of this.#pictures) if (address.startsWith('blob:')) URL.revokeObjectURL(address);
    this.#pictures = pictures;
    this.#find('.pictures').hidden = pictures.length === 0;
    this.#find('.pictures').replaceChildren(...pictures.map(address => { const image = document.createElement('img'); image.src = address; image.alt = ''; return image; }));
  }

  async #ask(address, options, what, pictures, near = null) {
    const ticket = ++this.#asking;
    this.#show(pictures);
    this.#find('[role=status]').textContent = t('Searching'); this.#find('[role=alert]').textContent = ''; this.#find('.again').hidden = true;
    try {
      const response = await fetch(address, options), answer = await response.json().catch(() => ({}));
      if (!response.ok) throw new Error(answer.detail ?? t('The server answered {0}.', response.status));
      if (ticket !== this.#asking) return;
      this.#hits = answer.hits;
      this.#what = t('{0}: nearest of {1} images', what, number(answer.searched));
      this.#range(near);
      this.#filter();
    } catch (error) {
      if (ticket !== this.#asking) return;
      this.#hits = []; this.#grid.show(new Int32Array(0)); this.#find('.nearness').hidden = true; this.#find('[role=status]').textContent = '';
      this.#find('[role=alert]').textContent = error instanceof TypeError ? t('The server cannot be reached.') : error.message;
      this.#find('.again').hidden = !/encod/i.test(error.message);
    }
    this.setAttribute('ready', '');
  }

  // At first the third of the range that is nearest; words and pictures lie at quite different cosines.
  #range(near) {
    const scores = this.#hits.map(hit => hit.score), best = Math.max(...scores), least = Math.min(...scores), range = this.#find('#least');
    [range.min, range.max] = [Math.floor(least * 100), Math.floor(best * 100)];
    range.value = near === null ? Math.floor((best - 0.35 * (best - least)) * 100) : Math.round(Number(near) * 100);
    this.#find('.nearness').hidden = this.#hits.length === 0;
  }

  #filter() {
    const least = Number(this.#find('#least').value) / 100, near = this.#hits.filter(hit => hit.score >= least);
    this.#find('.value').textContent = t('cosine {0}', least.toFixed(2));
    this.#find('#least').setAttribute('aria-valuetext', t('cosine {0}, {1} images', least.toFixed(2), near.length));
    this.#find('[role=status]').textContent = t('{0} · {1} shown', this.#what, number(near.length));
    this.#grid.show(Int32Array.from(near, hit => hit.row), near.map(hit => hit.score.toFixed(2)));
  }

  async #encode() {
    const response = await fetch(`${this.#address}/map`, { method: 'POST', headers: proof() }), answer = await response.json().catch(() => ({}));
    if (response.ok) { const address = `jobs?job=${answer.job}`; if (window.Blazor?.navigateTo) window.Blazor.navigateTo(address); else location.href = address; }
    else this.#find('[role=alert]').textContent = answer.detail ?? t('The server answered {0}.', response.status);
  }
}

customElements.define('search-images', SearchImages);
