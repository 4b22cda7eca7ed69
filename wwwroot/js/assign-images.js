// <assign-images run="3">: new images in, clusters out, by the head that the run trained. Nothing is kept on the server.
import { proof } from './proof.js';
const SHEET = new CSSStyleSheet();
SHEET.replaceSync(`
  :host { display: grid; gap: var(--gap-4); font: 400 var(--body)/1.45 var(--font); color: var(--text); }
  .drop { display: grid; justify-items: center; gap: var(--gap-3); padding: 2rem 1rem; border: 2px dashed var(--accent); border-radius: 1rem; background: var(--surface); text-align: center; }
  label, button { box-sizing: border-box; position: relative; display: inline-flex; align-items: center; min-height: 2.5rem; padding: 0.35rem 1.1rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); color: var(--text); font: 600 var(--body)/1.3 var(--font); cursor: pointer; }
  label { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  label:focus-within, button:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
  input { position: absolute; inset: 0; width: 100%; opacity: 0; cursor: pointer; font-size: 0; }
  p { margin: 0; }
  .quiet { color: var(--text-quiet); font-size: var(--small); }
  .wrong { color: var(--danger); }
  ul { list-style: none; margin: 0; padding: 0; display: grid; gap: var(--gap-3); grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); }
  li { display: grid; gap: 0.25rem; align-content: start; }
  img { display: block; width: 100%; aspect-ratio: 1; object-fit: cover; border-radius: 0.5rem; background: var(--surface-quiet); }
  .drop ~ button { justify-self: start; }
  [hidden] { display: none !important; }
`);

const GROUP = 32;

class AssignImages extends HTMLElement {
  #answers = []; #addresses = [];

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [SHEET];
    root.innerHTML = `<div class="drop"><label>Choose images<input type="file" multiple accept="image/*"></label><p>or drop them anywhere on this page</p><p class="quiet">They are placed into this run's clusters by what it trained. Nothing of them is kept.</p></div>
      <p role="status"></p><p class="wrong" role="alert"></p><button hidden>Save as CSV</button><ul aria-label="Placed images"></ul>`;
    this.#find('input').addEventListener('change', event => { this.place([...event.target.files]); event.target.value = ''; });
    this.#find('button').addEventListener('click', () => this.save());
  }

  #find(selector) { return this.shadowRoot.querySelector(selector); }

  connectedCallback() { this.setAttribute('data-takes-drops', ''); }

  /** Pictures are placed; folders and zips go on to be uploads. */
  takes(items) { return items.length > 0 && items.every(item => item.type.startsWith('image/')); }
  take(files) { this.place(files); }
  get dropText() { return 'Drop to place them into this run\u2019s clusters'; }

  async place(files) {
    for (const address of this.#addresses) URL.revokeObjectURL(address);
    [this.#answers, this.#addresses] = [[], []];
    this.#find('ul').replaceChildren(); this.#find('[role=alert]').textContent = ''; this.#find('button').hidden = true;
    for (let start = 0; start < files.length; start += GROUP) {
      this.#find('[role=status]').textContent = `Placing ${start + 1} to ${Math.min(files.length, start + GROUP)} of ${files.length}`;
      const group = files.slice(start, start + GROUP), body = new FormData();
      for (const file of group) body.append('images', file, file.name);
      try {
        const response = await fetch(`api/runs/${this.getAttribute('run')}/assign`, { method: 'POST', headers: proof(), body });
        const answer = await response.json().catch(() => ({}));
        if (!response.ok) throw new Error(answer.detail ?? `The server answered ${response.status}.`);
        this.#answers.push(...answer);
        this.#find('ul').append(...answer.map((placed, i) => this.#tile(placed, group[i])));
      } catch (error) { this.#find('[role=alert]').textContent = error instanceof TypeError ? 'The server cannot be reached.' : error.message; break; }
    }
    this.#find('[role=status]').textContent = `${this.#answers.filter(placed => placed.cluster !== null).length} of ${files.length} images placed`;
    this.#find('button').hidden = this.#answers.length === 0;
    this.setAttribute('ready', '');
  }

  #tile(placed, file) {
    const item = document.createElement('li'), image = document.createElement('img'), name = document.createElement('strong'), more = document.createElement('span');
    const address = URL.createObjectURL(file);
    this.#addresses.push(address);
    image.src = address; image.alt = placed.file; image.loading = 'lazy';
    more.className = placed.cluster === null ? 'wrong' : 'quiet';
    more.textContent = placed.cluster === null ? placed.reason : `confidence ${placed.confidence.toFixed(2)} · ${placed.file}`;
    if (placed.cluster === null) name.textContent = placed.file;
    else { const link = document.createElement('a'); link.href = `runs/${this.getAttribute('run')}/clusters/${placed.cluster}`; link.textContent = placed.name; link.style.color = 'var(--accent)'; name.append(link); }
    item.append(image, name, more);
    return item;
  }

  save() {
    const cell = value => { const text = `${value ?? ''}`; return `"${(/^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? "'" : '') + text.replaceAll('"', '""')}"`; };
    const lines = ['file,cluster,name,confidence', ...this.#answers.map(placed => [placed.file, placed.cluster, placed.name, placed.confidence].map(cell).join(','))];
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([lines.join('\r\n') + '\r\n'], { type: 'text/csv' }));
    link.download = `run-${this.getAttribute('run')}-assigned.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
}

customElements.define('assign-images', AssignImages);
