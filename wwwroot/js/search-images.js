// <search-images dataset="1" q="red dress" row="12">: the images nearest to words, to a picture, or to one of the dataset's own, with a slider for how near they must be.
const SHEET = new CSSStyleSheet();
SHEET.replaceSync(`
  :host { display: grid; gap: var(--gap-4); font: 400 var(--body)/1.45 var(--font); color: var(--text); }
  form, .row { display: flex; flex-wrap: wrap; gap: var(--gap-2) var(--gap-3); align-items: center; }
  input[type=search] { flex: 1 1 16rem; max-width: 36rem; min-height: 2.5rem; padding: 0.35rem 0.75rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); color: var(--text); font: inherit; }
  button, .file { position: relative; display: inline-flex; align-items: center; min-height: 2.5rem; padding: 0.35rem 1.1rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); color: var(--text); font: 600 var(--body)/1.3 var(--font); cursor: pointer; }
  button:hover, .file:hover { border-color: var(--accent); color: var(--accent); }
  .file input { position: absolute; inset: 0; width: 100%; opacity: 0; cursor: pointer; font-size: 0; }
  .file:focus-within, :focus-visible { outline: 3px solid var(--focus); outline-offset: 1px; }
  input[type=range] { width: min(20rem, 60vw); accent-color: var(--accent); }
  p { margin: 0; }
  .wrong { color: var(--danger); }
  .quiet { color: var(--text-quiet); font-size: var(--small); font-variant-numeric: tabular-nums; }
  [hidden] { display: none !important; }
`);

const LIMIT = 2000;

class SearchImages extends HTMLElement {
  #hits = []; #grid;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [SHEET];
    root.innerHTML = `
      <form role="search"><input type="search" aria-label="Words to look for" placeholder="For example: a red dress" maxlength="200"><button type="submit">Search</button><label class="file">By a picture<input type="file" accept="image/*"></label></form>
      <p role="status" class="quiet"></p><p role="alert" class="wrong"></p><div class="again" hidden><button>Encode the images now</button></div>
      <div class="row nearness" hidden><label for="least">At least this near</label><input id="least" type="range" min="0" max="100" step="1"><span class="quiet value"></span></div>`;
    this.#find('form').addEventListener('submit', event => { event.preventDefault(); this.#words(this.#find('input[type=search]').value.trim()); });
    this.#find('.file input').addEventListener('change', event => { if (event.target.files[0]) this.#picture(event.target.files[0]); event.target.value = ''; });
    this.#find('#least').addEventListener('input', () => this.#filter());
    this.#find('.again button').addEventListener('click', () => this.#encode());
  }

  #find(selector) { return this.shadowRoot.querySelector(selector); }
  get #address() { return `api/datasets/${this.getAttribute('dataset')}`; }

  connectedCallback() {
    const grid = this.#grid = document.createElement('image-grid');
    grid.setAttribute('dataset', this.getAttribute('dataset')); grid.setAttribute('count', '0'); grid.setAttribute('aria-label', 'Images found');
    grid.setAttribute('link', `datasets/${this.getAttribute('dataset')}?image={row}`);
    this.shadowRoot.append(grid);
    const words = this.getAttribute('q'), row = this.getAttribute('row');
    if (words) { this.#find('input[type=search]').value = words; this.#words(words); } else if (row) this.#ask(`${this.#address}/search?row=${row}&limit=${LIMIT}`, {}, `like image ${Number(row) + 1}`);
  }

  #words(words) {
    if (words === '') return;
    const address = new URL(location.href);
    address.searchParams.set('q', words); address.searchParams.delete('row');
    history.replaceState(history.state, '', address);
    this.#ask(`${this.#address}/search?q=${encodeURIComponent(words)}&limit=${LIMIT}`, {}, `“${words}”`);
  }

  #picture(file) {
    const body = new FormData();
    body.append('image', file, file.name);
    this.#ask(`${this.#address}/search?limit=${LIMIT}`, { method: 'POST', body }, `like ${file.name}`);
  }

  async #ask(address, options, what) {
    this.#find('[role=status]').textContent = 'Searching'; this.#find('[role=alert]').textContent = ''; this.#find('.again').hidden = true;
    try {
      const response = await fetch(address, options), answer = await response.json().catch(() => ({}));
      if (!response.ok) throw new Error(answer.detail ?? `The server answered ${response.status}.`);
      this.#hits = answer.hits;
      this.#what = `${what}: nearest of ${answer.searched.toLocaleString('en')} images`;
      const scores = this.#hits.map(hit => hit.score), best = Math.max(...scores), least = Math.min(...scores);
      const range = this.#find('#least');
      [range.min, range.max] = [Math.floor(least * 100), Math.ceil(best * 100)];
      range.value = Math.floor((best - 0.35 * (best - least)) * 100);
      this.#find('.nearness').hidden = this.#hits.length === 0;
      this.#filter();
    } catch (error) {
      this.#hits = []; this.#grid.show(new Int32Array(0)); this.#find('.nearness').hidden = true; this.#find('[role=status]').textContent = '';
      this.#find('[role=alert]').textContent = error instanceof TypeError ? 'The server cannot be reached.' : error.message;
      this.#find('.again').hidden = !/encod/i.test(error.message);
    }
    this.setAttribute('ready', '');
  }

  #what = '';

  #filter() {
    const least = Number(this.#find('#least').value) / 100, near = this.#hits.filter(hit => hit.score >= least);
    this.#find('.value').textContent = `cosine ${least.toFixed(2)}`;
    this.#find('[role=status]').textContent = `${this.#what} · ${near.length.toLocaleString('en')} shown`;
    this.#grid.show(Int32Array.from(near, hit => hit.row));
  }

  async #encode() {
    const response = await fetch(`${this.#address}/map`, { method: 'POST' }), answer = await response.json().catch(() => ({}));
    if (response.ok) { const address = `jobs?job=${answer.job}`; if (window.Blazor?.navigateTo) window.Blazor.navigateTo(address); else location.href = address; }
    else this.#find('[role=alert]').textContent = answer.detail ?? `The server answered ${response.status}.`;
  }
}

customElements.define('search-images', SearchImages);
