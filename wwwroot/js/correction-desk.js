// <correction-desk run="3" dataset="1">: people put right what a run got wrong. Every edit is one request; the run's own files never change, and each edit can be undone.
// cluster="2" opens that cluster; choose="api/compare/cell?…" shows and chooses the images whose rows come from there, whatever clusters they are in.
import { proof } from './proof.js';
const SHEET = new CSSStyleSheet();
SHEET.replaceSync(`
  :host { display: grid; grid-template-columns: minmax(14rem, 19rem) minmax(0, 1fr); gap: var(--gap-4); align-items: start; font: 400 var(--body)/1.45 var(--font); color: var(--text); }
  aside { position: sticky; top: var(--gap-3); display: grid; gap: var(--gap-3); padding: var(--gap-4); background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); }
  h2, p, ul, ol { margin: 0; padding: 0; font-size: inherit; }
  h2 { font-weight: 650; }
  ul { list-style: none; display: grid; gap: 2px; max-height: 50vh; overflow: auto; }
  li { display: grid; grid-template-columns: auto minmax(0, 1fr); align-items: center; gap: 0.4rem; }
  li button { display: flex; align-items: center; gap: 0.5rem; justify-content: space-between; text-align: start; border-color: transparent; background: none; font-weight: 500; }
  li button[aria-current=true] { border-color: var(--accent); background: var(--accent-soft); }
  li span { color: var(--text-quiet); font-size: var(--small); }
  li button[aria-current=true] span { color: var(--text); }
  input[type=checkbox] { width: 1.05rem; height: 1.05rem; accent-color: var(--accent); }
  .buttons { display: flex; flex-wrap: wrap; gap: var(--gap-2); align-items: center; }
  button, select, input[type=text] { min-height: 2.25rem; padding: 0.2rem 0.8rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); color: var(--text); font: 600 var(--small)/1.3 var(--font); max-width: 100%; }
  input[type=text] { font-weight: 400; }
  button { cursor: pointer; }
  button:hover:not([disabled]), select:hover { border-color: var(--accent); }
  button[disabled] { opacity: 0.55; cursor: default; }
  :focus-visible { outline: 3px solid var(--focus); outline-offset: 1px; }
  .bar { display: grid; gap: var(--gap-2); position: sticky; top: 0; z-index: 2; padding: var(--gap-3); margin-bottom: var(--gap-3); background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); }
  ol { list-style: none; display: grid; gap: 0.25rem; max-height: 14rem; overflow: auto; margin-top: var(--gap-2); font-size: var(--small); }
  summary { cursor: pointer; font-size: var(--small); color: var(--text-quiet); }
  dialog { width: min(26rem, calc(100vw - 2rem)); padding: var(--gap-5); border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); color: var(--text); }
  dialog::backdrop { background: rgb(0 0 0 / 45%); }
  dialog form { display: grid; gap: var(--gap-3); }
  dialog input[type=text] { box-sizing: border-box; width: 100%; min-height: 2.5rem; font-size: var(--body); }
  .main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  .picked[data-none] { visibility: hidden; } /* its place stays, so that nothing moves when the first image is chosen */
  .bar [role=status] { min-height: 1.5em; }
  .bar [role=alert]:empty { display: none; }
  .quiet { color: var(--text-quiet); font-size: var(--small); }
  .wrong { color: var(--danger); }
  [hidden] { display: none !important; }
  @media (max-width: 52rem) { :host { grid-template-columns: minmax(0, 1fr); } aside { position: static; } ul { max-height: 16rem; } }
`);

const number = value => value.toLocaleString('en');
const images = count => count === 1 ? '1 image' : `${number(count)} images`;
const NOISE = -1;

class CorrectionDesk extends HTMLElement {
  #state; #labels; #rows; #shown = null; #grid;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [SHEET];
    root.innerHTML = `
      <aside>
        <h2>Clusters</h2>
        <ul aria-label="Clusters"></ul>
        <div class="buttons"><button data-do="merge" disabled>Merge the ticked</button></div>
        <div class="buttons"><button data-do="undo" disabled>Undo</button><span class="quiet edits"></span></div>
        <details hidden><summary>What was changed</summary><ol></ol></details>
        <p class="quiet exported" hidden>Every download of this run shows it.</p>
      </aside>
      <div>
        <div class="bar">
          <div class="buttons">
            <strong class="title"></strong>
            <button data-do="rename">Rename</button><button data-do="split">Split</button><span class="quiet">into</span><select aria-label="Parts to split into" class="parts"><option>2</option><option>3</option><option>4</option><option>5</option></select>
            <button data-do="everything">Choose all</button>
          </div>
          <div class="buttons picked" data-none>
            <span class="count"></span>
            <select aria-label="Move to" class="target"></select><button data-do="move">Move there</button><button data-do="noise">Mark as noise</button><button data-do="none">Choose none</button>
          </div>
          <p class="quiet" role="status"></p><p class="wrong" role="alert"></p>
        </div>
      </div>
      <dialog aria-labelledby="asked"><form method="dialog"><label id="asked" for="answer"></label><input type="text" id="answer" maxlength="120" autocomplete="off"><div class="buttons"><button class="main" value="yes">Save</button><button value="no" formnovalidate>Cancel</button></div></form></dialog>`;
    root.addEventListener('click', event => { const what = event.target.closest('[data-do]')?.dataset.do; if (what) this[what](); });
    root.querySelector('ul').addEventListener('change', () => { this.#find('[data-do=merge]').disabled = this.#ticked().length < 2; });
  }

  #find(selector) { return this.shadowRoot.querySelector(selector); }
  get #address() { return `api/runs/${this.getAttribute('run')}`; }

  async connectedCallback() {
    const grid = this.#grid = document.createElement('image-grid');
    grid.setAttribute('dataset', this.getAttribute('dataset'));
    grid.setAttribute('selectable', '');
    grid.setAttribute('count', '0');
    grid.setAttribute('aria-label', 'Images of the cluster');
    grid.setAttribute('link', `datasets/${this.getAttribute('dataset')}?image={row}&run=${this.getAttribute('run')}`);
    grid.addEventListener('selection', event => this.#picked(event.detail));
    this.shadowRoot.querySelector('aside + div').append(grid);
    try {
      this.#rows = new Int32Array(await (await fetch(`${this.#address}/rows.bin`)).arrayBuffer());
      this.#take(await (await fetch(`${this.#address}/corrections`)).json());
      if (this.getAttribute('cluster')) this.#shown = Number(this.getAttribute('cluster'));
      await this.#refresh();
      if (this.getAttribute('choose')) await this.#others(this.getAttribute('choose'));
      this.setAttribute('ready', '');
    } catch { this.#say('', 'The server cannot be reached.'); }
  }

  #take(state) { this.#state = state; }

  // Labels come again after each edit: four bytes an image.
  async #refresh() {
    this.#labels = new Int32Array(await (await fetch(`${this.#address}/labels.bin`)).arrayBuffer());
    const sizes = new Map();
    for (const label of this.#labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
    const clusters = this.#state.clusters.map(cluster => ({ id: cluster.id, name: cluster.name, size: sizes.get(cluster.id) ?? 0 })).filter(cluster => cluster.size > 0).sort((first, second) => second.size - first.size);
    if (sizes.get(NOISE)) clusters.push({ id: NOISE, name: 'noise', size: sizes.get(NOISE) });
    this.#clusters = clusters;
    if (!clusters.some(cluster => cluster.id === this.#shown)) this.#shown = clusters[0]?.id ?? null;
    this.#find('ul').replaceChildren(...clusters.map(cluster => this.#line(cluster)));
    this.#find('[data-do=merge]').disabled = true;
    this.#find('[data-do=undo]').disabled = this.#state.corrections.length === 0;
    this.#find('.edits').textContent = this.#state.corrections.length === 0 ? 'No edits yet' : `${number(this.#state.corrections.length)} ${this.#state.corrections.length === 1 ? 'edit' : 'edits'}`;
    this.#journal();
    this.#show(this.#shown);
  }

  #clusters = [];

  // Images of a comparison, of any clusters, all chosen; the next click on a cluster leads back.
  async #others(address) {
    const response = await fetch(address);
    if (!response.ok) return;
    const known = new Set(this.#rows), rows = new Int32Array(await response.arrayBuffer()).filter(row => known.has(row));
    this.#show(null);
    this.#find('.title').textContent = `${images(rows.length)} of the comparison`;
    this.#grid.show(rows);
    this.#grid.all();
  }

  #journal() {
    const edits = this.#state.corrections, names = new Map(this.#state.clusters.map(cluster => [cluster.id, cluster.name]));
    this.#find('details').hidden = this.#find('.exported').hidden = edits.length === 0;
    this.#find('ol').replaceChildren(...edits.toReversed().map(edit => {
      const line = document.createElement('li'), name = edit.name || names.get(edit.cluster) || `cluster ${edit.cluster}`;
      line.textContent = { move: `${images(edit.images)} moved to “${name}”`, noise: `${images(edit.images)} marked as noise`, merge: `${edit.merged?.length ?? 0} merged into “${name}”`, split: `“${name}” split into ${edit.parts?.length ?? 2}`, rename: `renamed to “${name}”` }[edit.kind] ?? edit.kind;
      return line;
    }));
  }

  #line(cluster) {
    const item = document.createElement('li'), tick = document.createElement('input'), button = document.createElement('button'), count = document.createElement('span');
    tick.type = 'checkbox'; tick.value = cluster.id; tick.setAttribute('aria-label', `Tick ${cluster.name}`); tick.disabled = cluster.id === NOISE;
    count.textContent = number(cluster.size);
    button.append(cluster.name, count);
    button.addEventListener('click', () => this.#show(cluster.id));
    button.dataset.cluster = cluster.id;
    item.append(tick, button);
    return item;
  }

  #show(id) {
    this.#shown = id;
    for (const button of this.shadowRoot.querySelectorAll('li button')) { if (Number(button.dataset.cluster) === id) button.setAttribute('aria-current', 'true'); else button.removeAttribute('aria-current'); }
    const cluster = this.#clusters.find(cluster => cluster.id === id);
    this.#find('.title').textContent = cluster ? `${cluster.name}: ${images(cluster.size)}` : 'No image is left';
    for (const what of ['rename', 'split']) this.#find(`[data-do=${what}]`).disabled = !cluster || id === NOISE;
    this.#find('.target').replaceChildren(...this.#clusters.filter(other => other.id !== id && other.id !== NOISE).map(other => new Option(other.name, other.id)), new Option('a new cluster …', ''));
    this.#grid.show(this.#rows.filter((_, image) => this.#labels[image] === id));
    this.#picked(0);
  }

  #ticked() { return [...this.shadowRoot.querySelectorAll('li input:checked')].map(tick => Number(tick.value)); }

  #picked(count) {
    this.#find('.picked').toggleAttribute('data-none', count === 0);
    this.#find('.count').textContent = `${images(count)} chosen:`;
  }

  #say(status, wrong = '') { this.#find('[role=status]').textContent = status; this.#find('[role=alert]').textContent = wrong; }

  async #send(method, path, body, said) {
    try {
      const response = await fetch(`${this.#address}/${path}`, { method, headers: proof(body ? { 'Content-Type': 'application/json' } : {}), body: body ? JSON.stringify(body) : undefined });
      const answer = await response.json().catch(() => ({}));
      if (!response.ok) { this.#say('', answer.detail ?? `The server answered ${response.status}.`); return; }
      this.#take(answer);
      await this.#refresh();
      this.#say(said);
    } catch { this.#say('', 'The server cannot be reached; nothing was changed.'); }
  }

  /** A name from the reader, or null. */
  #name(question, value) {
    const dialog = this.#find('dialog'), input = this.#find('#answer');
    this.#find('#asked').textContent = question; input.value = value; dialog.returnValue = 'no';
    dialog.showModal(); input.select();
    return new Promise(resolve => dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes' ? input.value.trim() : null), { once: true }));
  }

  async move() {
    const target = this.#find('.target').value, images = this.#grid.selected;
    if (target === '') {
      const name = await this.#name('Name of the new cluster', '');
      if (name === null) return;
      this.#send('POST', 'corrections', { kind: 'move', images, name: name || null }, 'Moved to a new cluster.');
    } else {
      this.#shown ??= Number(target); // from a comparison: on to where they went
      this.#send('POST', 'corrections', { kind: 'move', images, cluster: Number(target) }, 'Moved.');
    }
  }

  noise() { this.#send('POST', 'corrections', { kind: 'noise', images: this.#grid.selected }, 'Marked as noise.'); }
  none() { this.#grid.clear(); }
  everything() { this.#grid.all(); }
  split() { this.#send('POST', 'corrections', { kind: 'split', cluster: this.#shown, parts: Number(this.#find('.parts').value) }, 'Split by k-means on its image vectors.'); }
  undo() { this.#send('DELETE', 'corrections/last', null, 'Taken back.'); }

  async rename() {
    const name = await this.#name('New name', this.#clusters.find(cluster => cluster.id === this.#shown)?.name ?? '');
    if (name) this.#send('POST', 'corrections', { kind: 'rename', cluster: this.#shown, name }, 'Renamed.');
  }

  merge() {
    const [first, ...rest] = this.#ticked().sort((one, two) => this.#size(two) - this.#size(one));
    this.#send('POST', 'corrections', { kind: 'merge', cluster: first, clusters: rest }, 'Merged into the largest.');
  }

  #size(id) { return this.#clusters.find(cluster => cluster.id === id)?.size ?? 0; }
}

customElements.define('correction-desk', CorrectionDesk);
