// <cluster-map run="3" dataset="1">: a run's images as points (WebGL, regl-scatterplot). Points, groups and rows come as binary over HTTP; nothing crosses the circuit.
// Hover shows the image, a lasso lists the chosen ones and what can be done with them: move, mark as noise, look for more, save. Its page allows compiled shaders ('unsafe-eval', which regl needs) and no other page does.
import createPubSub from '../lib/pub-sub-es.js';
import { proof } from './proof.js';

const SHEET = new CSSStyleSheet();
SHEET.replaceSync(`
  :host { display: grid; grid-template-columns: minmax(0, 1fr) minmax(14rem, 20rem); gap: var(--gap-4); align-items: start; }
  .plot { position: relative; height: min(72vh, 52rem); min-height: 22rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); overflow: hidden; touch-action: none; }
  canvas { display: block; width: 100%; height: 100%; }
  canvas:focus-visible { outline: 3px solid var(--focus); outline-offset: -3px; }
  .hover { position: absolute; pointer-events: none; width: 10rem; padding: 0.35rem; background: var(--surface); border: 1px solid var(--line); border-radius: 0.5rem; box-shadow: 0 4px 24px rgb(0 0 0 / 25%); font: 400 var(--small)/1.4 var(--font); color: var(--text); z-index: 2; }
  .hover img { display: block; width: 100%; aspect-ratio: 1; object-fit: contain; background: var(--surface-quiet); border-radius: 0.3rem; }
  .side { display: grid; gap: var(--gap-4); font: 400 var(--body)/1.45 var(--font); color: var(--text); }
  section { padding: var(--gap-4); background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); }
  h2 { margin: 0 0 var(--gap-2); font-size: var(--body); font-weight: 650; }
  ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 2px; max-height: 40vh; overflow: auto; }
  li button { display: flex; gap: var(--gap-2); align-items: center; width: 100%; padding: 0.2rem 0.4rem; border: 1px solid transparent; border-radius: 0.4rem; background: none; color: inherit; font: inherit; text-align: start; cursor: pointer; }
  li button:hover, li button[aria-pressed=true] { border-color: var(--accent); background: var(--accent-soft); }
  li i { flex: none; width: 0.8rem; height: 0.8rem; border-radius: 50%; }
  li span { margin-inline-start: auto; color: var(--text-quiet); font-size: var(--small); }
  li button[aria-pressed=true] span { color: var(--text); }
  .chosen { display: grid; grid-template-columns: repeat(auto-fill, minmax(4.5rem, 1fr)); gap: 4px; max-height: 40vh; overflow: auto; margin-top: var(--gap-2); }
  .chosen img { display: block; width: 100%; aspect-ratio: 1; object-fit: cover; border-radius: 0.3rem; }
  .buttons { display: flex; flex-wrap: wrap; gap: var(--gap-2); margin-top: var(--gap-2); }
  .buttons button, .buttons select { min-height: 2rem; padding: 0.15rem 0.8rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); color: var(--text); font: 600 var(--small)/1.3 var(--font); cursor: pointer; max-width: 100%; }
  .buttons button:hover { border-color: var(--accent); color: var(--accent); }
  :focus-visible { outline: 3px solid var(--focus); outline-offset: 1px; }
  .wrong { margin: 0; color: var(--danger); }
  [role=status]:empty, [role=alert]:empty { display: none; }
  .quiet { margin: 0; color: var(--text-quiet); font-size: var(--small); }
  [hidden] { display: none !important; }
  @media (max-width: 52rem) { :host { grid-template-columns: minmax(0, 1fr); } }
`);

const LISTED = 120, LIKE = 60, NONE = '#8d949e';

// Hues that stay apart in light and dark, then the golden angle.
const HUES = ['#0f8b8d', '#d1495b', '#edae49', '#4361ee', '#66a182', '#8d5bd0', '#e07a2f', '#2e86ab', '#b5179e', '#7a9e1f', '#a44a3f', '#5c6b7a', '#f48fb1', '#29b6f6', '#6d4c41', '#c0ca33', '#7fd1ae', '#ce93d8'];
const hex = (r, g, b) => `#${[r, g, b].map(value => Math.round(value * 255).toString(16).padStart(2, '0')).join('')}`;
function hue(index) {
  if (index < HUES.length) return HUES[index];
  const h = (index * 137.508) % 360 / 60, c = 0.55, m = 0.25, x = c * (1 - Math.abs(h % 2 - 1));
  const [r, g, b] = [[c, x, 0], [x, c, 0], [0, c, x], [0, x, c], [x, 0, c], [c, 0, x]][Math.floor(h)];
  return hex(r + m, g + m, b + m);
}
// Low to high confidence: one hue from pale to deep, readable on both grounds.
const RAMP = Array.from({ length: 64 }, (_, i) => { const t = i / 63; return hex(0.93 - 0.87 * t, 0.66 - 0.2 * t + 0.08 * Math.sin(Math.PI * t), 0.36 + 0.2 * t); });

const script = source => new Promise((resolve, reject) => { const tag = document.createElement('script'); tag.src = source; tag.onload = resolve; tag.onerror = () => reject(new Error(`${source} cannot be loaded`)); document.head.append(tag); });
const binary = async address => { const response = await fetch(address); if (!response.ok) throw new Error((await response.json().catch(() => ({}))).detail ?? `The server answered ${response.status}.`); return response.arrayBuffer(); };
const number = value => value.toLocaleString('en');

class ClusterMap extends HTMLElement {
  #plot; #x; #y; #clusters; #confidences; #rows; #groups; #names = []; #chosen = []; #only = null; #state = null; #paths = new Map(); #library;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [SHEET];
    root.innerHTML = `
      <div class="plot"><canvas tabindex="0" role="img" aria-label="Map of the images"></canvas><div class="hover" hidden><img alt=""><span></span></div></div>
      <div class="side">
        <section aria-label="Chosen images" class="picked" hidden><h2></h2><p class="quiet"></p><div class="chosen"></div>
          <div class="buttons"><select aria-label="Move to" class="target"></select><button data-do="move">Move there</button><button data-do="noise">Mark as noise</button></div>
          <div class="buttons"><button data-do="like">Find more like these</button><button data-do="save">Save as a list</button><button data-do="clear">Clear</button></div></section>
        <p class="quiet" role="status"></p><p class="wrong" role="alert"></p>
        <section aria-label="Legend"><h2></h2><ul></ul><div class="buttons only" hidden><button data-do="group">Choose these</button></div></section>
      </div>`;
    root.addEventListener('click', event => { const what = event.target.closest('[data-do]')?.dataset.do; if (what) this[what](); });
  }

  #find(selector) { return this.shadowRoot.querySelector(selector); }

  /** Dataset rows of the lassoed images. */
  get chosenRows() { return this.#chosen.map(index => this.#rows[index]); }

  async connectedCallback() {
    try {
      globalThis.createPubSub = createPubSub;
      const run = this.getAttribute('run');
      const [points, rows] = await Promise.all([binary(`api/runs/${run}/points.bin`), binary(`api/runs/${run}/rows.bin`), this.#load()]);
      this.#read(points);
      this.#rows = new Int32Array(rows);
      this.#begin();
      await this.#colour(document.getElementById('colour').value);
      await this.#whole({});
      this.setAttribute('ready', '');
    } catch (error) {
      this.#find('.plot').textContent = `The map cannot be shown: ${error.message} The clusters' own pages show the same images as lists.`;
      this.setAttribute('failed', '');
    }
  }

  async #load() { await script('lib/regl.min.js'); await script('lib/regl-scatterplot.min.js'); this.#library = globalThis.createScatterplot.default; }

  #read(buffer) {
    const view = new DataView(buffer), count = view.getInt32(0, true);
    const floats = new Float32Array(buffer, 4), whole = new Int32Array(buffer, 4);
    [this.#x, this.#y, this.#confidences] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)];
    this.#clusters = new Int32Array(count);
    let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let i = 0; i < count; i++) {
      this.#x[i] = floats[4 * i]; this.#y[i] = floats[4 * i + 1]; this.#clusters[i] = whole[4 * i + 2]; this.#confidences[i] = floats[4 * i + 3];
      left = Math.min(left, this.#x[i]); right = Math.max(right, this.#x[i]); low = Math.min(low, this.#y[i]); high = Math.max(high, this.#y[i]);
    }
    const scale = 1.9 / Math.max(right - left, high - low, 1e-6);
    for (let i = 0; i < count; i++) { this.#x[i] = (this.#x[i] - (left + right) / 2) * scale; this.#y[i] = (this.#y[i] - (low + high) / 2) * scale; }
  }

  #begin() {
    const canvas = this.#find('canvas'), count = this.#x.length;
    this.#plot = this.#library({
      canvas, width: 'auto', height: 'auto', backgroundColor: getComputedStyle(this).getPropertyValue('--surface').trim().startsWith('#') ? getComputedStyle(this).getPropertyValue('--surface').trim() : this.#ground(),
      pointSize: count > 50000 ? 2 : count > 5000 ? 3 : 6, pointSizeSelected: 2, opacity: count > 20000 ? 0.7 : 0.9, lassoColor: '#e07a2f', lassoOnLongPress: true,
      renderPointsAsSquares: count > 50000, disableAlphaBlending: count > 200000, pointColorActive: '#e07a2f', pointColorHover: '#e07a2f',
    });
    this.#plot.subscribe('pointOver', index => this.#show(index));
    this.#plot.subscribe('pointOut', () => { this.#find('.hover').hidden = true; });
    this.#plot.subscribe('select', ({ points }) => this.#choose(points));
    this.#plot.subscribe('deselect', () => this.#choose([]));
    document.getElementById('colour').addEventListener('change', event => {
      const address = new URL(location.href);
      address.searchParams.set('colour', event.target.value);
      history.replaceState(history.state, '', address);
      this.#colour(event.target.value);
    });
    document.getElementById('whole').addEventListener('click', () => this.#whole({ transition: true }));
    const lasso = document.getElementById('lasso');
    lasso.addEventListener('click', () => { const on = lasso.getAttribute('aria-pressed') !== 'true'; lasso.setAttribute('aria-pressed', on); this.#plot.set({ mouseMode: on ? 'lasso' : 'panZoom' }); });
    canvas.addEventListener('keydown', event => this.#key(event));
    canvas.addEventListener('mousemove', event => { const box = this.#find('.plot').getBoundingClientRect(), hover = this.#find('.hover'); hover.style.left = `${Math.min(event.clientX - box.left + 14, box.width - 175)}px`; hover.style.top = `${Math.max(4, Math.min(event.clientY - box.top + 14, box.height - 210))}px`; });
  }

  // All of it, in narrow windows too.
  #whole(how) { return this.#plot.zoomToArea({ x: -1, y: -1, width: 2, height: 2 }, how); }

  #ground() { const probe = document.createElement('div'); probe.style.color = 'var(--surface)'; this.shadowRoot.append(probe); const parts = getComputedStyle(probe).color.match(/[\d.]+/g).slice(0, 3).map(part => part / 255); probe.remove(); return [...parts, 1]; }

  async #colour(by) {
    if (by === 'confidence') {
      [this.#names, this.#groups] = [[], null];
      this.#plot.set({ colorBy: 'valueA', pointColor: RAMP });
      await this.#draw({ x: this.#x, y: this.#y, z: this.#confidences }, { zDataType: 'continuous' });
    } else {
      const run = this.getAttribute('run');
      const [names, groups] = await Promise.all([fetch(`api/runs/${run}/colours?by=${by}`).then(response => response.json()), binary(`api/runs/${run}/colours.bin?by=${by}`)]);
      this.#names = names.names; this.#groups = new Int32Array(groups);
      const shown = Float32Array.from(this.#groups, group => group < 0 ? this.#names.length : group);
      this.#plot.set({ colorBy: 'valueA', pointColor: [...this.#names.map((_, i) => hue(i)), NONE] });
      await this.#draw({ x: this.#x, y: this.#y, z: shown }, { zDataType: 'categorical' });
    }
    this.#only = null; this.#find('.only').hidden = true;
    this.#legend(by);
  }

  async #draw(points, options) { await this.#plot.draw(points, options); }

  #legend(by) {
    const list = this.#find('[aria-label=Legend] ul'), title = this.#find('[aria-label=Legend] h2');
    if (!this.#groups) {
      title.textContent = 'Confidence';
      list.replaceChildren(...[0, 0.25, 0.5, 0.75, 1].map(value => { const item = document.createElement('li'), dot = document.createElement('i'); dot.style.background = RAMP[Math.round(value * 63)]; item.append(dot, ` ${value}`); item.style.display = 'flex'; item.style.gap = '0.5rem'; item.style.alignItems = 'center'; return item; }));
      return;
    }
    title.textContent = by === 'class' ? 'True classes' : 'Clusters';
    const counts = new Int32Array(this.#names.length + 1);
    for (const group of this.#groups) counts[group < 0 ? this.#names.length : group]++;
    const order = [...counts.keys()].filter(group => counts[group] > 0).sort((first, second) => counts[second] - counts[first]);
    list.replaceChildren(...order.map(group => {
      const item = document.createElement('li'), button = document.createElement('button'), dot = document.createElement('i'), count = document.createElement('span');
      dot.style.background = group === this.#names.length ? NONE : hue(group);
      count.textContent = number(counts[group]);
      button.append(dot, group === this.#names.length ? this.#rest(by) : this.#names[group], count);
      button.setAttribute('aria-pressed', 'false');
      button.addEventListener('click', () => this.#show1(group, button));
      item.append(button);
      return item;
    }));
  }

  // Only this group stays in sight; once more, and all come back.
  #show1(group, button) {
    const off = this.#only === group;
    for (const other of this.shadowRoot.querySelectorAll('li button')) other.setAttribute('aria-pressed', 'false');
    this.#only = off ? null : group;
    this.#find('.only').hidden = off;
    if (off) { this.#plot.unfilter(); return; }
    button.setAttribute('aria-pressed', 'true');
    this.#plot.filter(this.#members(group));
  }

  #members(group) {
    const members = [];
    for (let i = 0; i < this.#groups.length; i++) if ((this.#groups[i] < 0 ? this.#names.length : this.#groups[i]) === group) members.push(i);
    return members;
  }

  #rest(by) { return by === 'class' ? 'no class' : 'noise'; }

  // What the lasso does, for those who have no mouse: the group that alone is in sight.
  group() { const members = this.#members(this.#only); this.#plot.select(members, { preventEvent: true }); this.#choose(members); this.#find('.target').focus({ preventScroll: true }); }

  #thumbnail(index, size) { return `api/images/${this.getAttribute('dataset')}-${this.#rows[index]}/thumbnail?size=${size}`; }

  #show(index) {
    const hover = this.#find('.hover');
    hover.querySelector('img').src = this.#thumbnail(index, 160);
    const group = this.#groups ? (this.#groups[index] < 0 ? this.#rest(document.getElementById('colour').value) : this.#names[this.#groups[index]]) : '';
    hover.querySelector('span').textContent = `${group}${group ? ', ' : ''}confidence ${this.#confidences[index].toFixed(2)}`;
    hover.hidden = false;
  }

  #choose(points) {
    this.#chosen = points;
    const section = this.#find('.picked'), run = this.getAttribute('run'), dataset = this.getAttribute('dataset');
    section.hidden = points.length === 0;
    section.querySelector('h2').textContent = points.length === 1 ? '1 image chosen' : `${number(points.length)} images chosen`;
    section.querySelector('p').textContent = points.length > LISTED ? `The first ${LISTED} of them:` : '';
    section.querySelector('.chosen').replaceChildren(...points.slice(0, LISTED).map(index => {
      const link = document.createElement('a'), image = document.createElement('img');
      link.href = `datasets/${dataset}?image=${this.#rows[index]}&run=${run}`; link.target = '_blank';
      image.src = this.#thumbnail(index, 160); image.alt = `Image ${this.#rows[index] + 1}`; image.loading = 'lazy';
      link.append(image);
      return link;
    }));
    if (points.length > 0) { this.#find('[role=status]').textContent = ''; this.#targets(); }
    this.dispatchEvent(new CustomEvent('chosen', { detail: points.length }));
  }

  clear() { this.#plot.deselect(); this.#choose([]); }

  // Where to: the clusters as they are now, asked for when the first image is chosen.
  async #targets() {
    this.#state ??= await (await fetch(`api/runs/${this.getAttribute('run')}/corrections`)).json().catch(() => null);
    this.#find('.target').replaceChildren(...(this.#state?.clusters ?? []).map(cluster => new Option(cluster.name, cluster.id)), new Option('a new cluster', ''));
  }

  move() { const target = this.#find('.target').value; this.#correct({ kind: 'move', images: this.chosenRows, cluster: target === '' ? null : Number(target) }, 'Moved.'); }
  noise() { this.#correct({ kind: 'noise', images: this.chosenRows }, 'Marked as noise.'); }

  async #correct(order, said) {
    const run = this.getAttribute('run'), status = this.#find('[role=status]'), wrong = this.#find('[role=alert]');
    [status.textContent, wrong.textContent] = ['', ''];
    try {
      const response = await fetch(`api/runs/${run}/corrections`, { method: 'POST', headers: proof({ 'Content-Type': 'application/json' }), body: JSON.stringify(order) });
      const answer = await response.json().catch(() => ({}));
      if (!response.ok) throw new Error(answer.detail ?? `The server answered ${response.status}.`);
      this.#state = answer;
      this.clear();
      await this.#colour(document.getElementById('colour').value);
      const link = document.createElement('a');
      link.href = `runs/${run}?view=correct`; link.textContent = 'Undo or look at every edit'; link.style.color = 'var(--accent)';
      status.replaceChildren(`${said} `, link);
    } catch (error) { wrong.textContent = error instanceof TypeError ? 'The server cannot be reached; nothing was changed.' : error.message; }
  }

  // Evenly over those that were chosen: their mean is what is looked for.
  like() {
    const rows = this.chosenRows.toSorted((first, second) => first - second), step = Math.max(1, rows.length / LIKE);
    const some = Array.from({ length: Math.min(LIKE, rows.length) }, (_, i) => rows[Math.floor(i * step)]);
    location.href = `datasets/${this.getAttribute('dataset')}?view=search&like=${some.join(',')}`;
  }

  async save() {
    const dataset = this.getAttribute('dataset'), wanted = new Set(this.chosenRows), lines = ['path'];
    for (let offset = 0; lines.length <= wanted.size; offset += 1000) {
      const { images } = await (await fetch(`api/datasets/${dataset}/images?offset=${offset}&limit=1000`)).json();
      if (images.length === 0) break;
      for (const image of images) if (wanted.has(image.row)) lines.push(`"${(/^[=+\-@\t\r]/.test(image.path) ? "'" : '') + image.path.replaceAll('"', '""')}"`);
    }
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([lines.join('\r\n') + '\r\n'], { type: 'text/csv' }));
    link.download = `run-${this.getAttribute('run')}-chosen.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  #key(event) {
    const camera = this.#plot.get('camera'), step = 0.15;
    const move = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
    const zoom = { '+': 1.25, '=': 1.25, '-': 0.8 }[event.key];
    if (event.key === 'Escape') { this.clear(); return; }
    if (!move && !zoom) return;
    event.preventDefault();
    if (move) camera.pan(move); else camera.scale(zoom, [0, 0]);
    this.#plot.refresh(); this.#plot.redraw?.();
  }
}

customElements.define('cluster-map', ClusterMap);
