// <image-grid dataset="3" count="50000" link="datasets/3?image={row}" rows="api/datasets/3/rows?class=cat" marked="12">
// A wall of thumbnails that holds only the rows in sight, however many images there are. Nothing of it crosses the circuit.
// `show(rows, captions)` puts a short text on each tile.
// With `selectable` a click or the space bar chooses instead of opening (with Shift: all between); `show(rows)` gives the rows from a script; `selection` tells what is chosen.
// rows: where the row numbers come from (little-endian int32); without it they are 0 … count − 1. The first `marked` images are lit, the rest dimmed.

import { t } from './texts.js';

const SHEET = new CSSStyleSheet();
SHEET.replaceSync(`
  :host { display: block; }
  #wall { position: relative; }
  a { position: absolute; border-radius: 0.4rem; overflow: hidden; background: var(--surface-quiet); outline-offset: 2px; }
  a:focus-visible { outline: 3px solid var(--focus); z-index: 1; }
  a.dim { opacity: 0.3; }
  a.dim:hover, a.dim:focus-visible { opacity: 1; }
  a[aria-selected=true] { box-shadow: 0 0 0 4px var(--accent); }
  a[aria-selected=true]::after { content: "✓"; position: absolute; inset: 4px 4px auto auto; width: 1.5rem; height: 1.5rem; border-radius: 50%; background: var(--accent); color: var(--on-accent); text-align: center; font: 700 1rem/1.5rem var(--font); }
  a.lit { box-shadow: 0 0 0 3px var(--accent); }
  img { display: block; width: 100%; height: 100%; object-fit: cover; }
  .caption { position: absolute; inset: auto 4px 4px auto; padding: 0.05rem 0.4rem; border-radius: 0.3rem; background: var(--surface); color: var(--text); font: 600 var(--small)/1.3 var(--font); font-variant-numeric: tabular-nums; }
`);

const GAP = 8, SPARE = 3, PAGE = 200;

class ImageGrid extends HTMLElement {
  static observedAttributes = ['dataset', 'count', 'rows', 'link', 'marked'];
  #wall; #tiles = new Map(); #columns = 1; #side = 0; #active = 0; #rows = null; #names = new Map(); #asked = new Set(); #loading = 0; #observer; #frame = 0; #namesTimer = 0; #selected = new Set(); #last = 0; #captions = null;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [SHEET];
    this.#wall = document.createElement('div');
    this.#wall.id = 'wall';
    root.append(this.#wall);
    this.#wall.addEventListener('keydown', event => this.#key(event));
    this.#wall.addEventListener('click', event => this.#click(event));
    this.#wall.addEventListener('focusin', event => { const index = Number(event.target.dataset.index); if (!Number.isNaN(index)) this.#activate(index, false); });
  }

  connectedCallback() {
    this.#wall.setAttribute('role', this.hasAttribute('selectable') ? 'listbox' : 'list');
    this.#wall.setAttribute('aria-label', this.getAttribute('aria-label') ?? t('Images'));
    if (this.hasAttribute('selectable')) this.#wall.setAttribute('aria-multiselectable', 'true');
    this.#observer = new ResizeObserver(() => this.#measure());
    this.#observer.observe(this);
    addEventListener('scroll', this.#scrolled, { passive: true });
    this.#load();
  }

  disconnectedCallback() { this.#observer?.disconnect(); removeEventListener('scroll', this.#scrolled); }

  attributeChangedCallback(name, before, after) { if (this.isConnected && before !== after) this.#load(); }

  /** Rows that are chosen. */
  get selected() { return [...this.#selected]; }

  /** Shows these rows, none of them chosen; a caption for each, or none at all. */
  show(rows, captions = null) { this.#loading++; this.#begin(rows, captions); }

  clear() { this.#selected.clear(); this.#mark(); }

  all() { for (let i = 0; i < this.count; i++) this.#selected.add(this.rowAt(i)); this.#mark(); }

  #click(event) {
    const tile = event.target.closest('a');
    if (!tile || !this.hasAttribute('selectable') || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#toggle(Number(tile.dataset.index), event.shiftKey);
  }

  #toggle(index, range) {
    const chosen = !this.#selected.has(this.rowAt(index));
    for (let i = range ? Math.min(index, this.#last) : index; i <= (range ? Math.max(index, this.#last) : index); i++) {
      if (chosen) this.#selected.add(this.rowAt(i)); else this.#selected.delete(this.rowAt(i));
    }
    this.#last = index;
    this.#mark();
  }

  #mark() {
    for (const [index, tile] of this.#tiles) tile.setAttribute('aria-selected', this.#selected.has(this.rowAt(index)));
    this.dispatchEvent(new CustomEvent('selection', { detail: this.#selected.size }));
  }

  get count() { return this.#rows ? this.#rows.length : Number(this.getAttribute('count')) || 0; }

  rowAt(index) { return this.#rows ? this.#rows[index] : index; }

  async #load() {
    const ticket = ++this.#loading, address = this.getAttribute('rows');
    let rows = null;
    if (address) {
      const response = await fetch(address).catch(() => null);
      rows = response?.ok ? new Int32Array(await response.arrayBuffer()) : new Int32Array(0);
    }
    if (ticket !== this.#loading) return;
    this.#begin(rows);
  }

  #begin(rows, captions = null) {
    this.#rows = rows; this.#captions = captions; this.#selected.clear(); this.#last = 0; this.#names.clear(); this.#asked.clear(); this.#active = 0;
    for (const tile of this.#tiles.values()) tile.remove();
    this.#tiles.clear();
    this.#measure();
    this.setAttribute('ready', '');
  }

  #scrolled = () => { this.#frame ||= requestAnimationFrame(() => { this.#frame = 0; this.#draw(); }); };

  #measure() {
    const width = this.clientWidth;
    if (width === 0) return;
    const wanted = width < 500 ? 104 : Number(this.getAttribute('tile')) || 148;
    this.#columns = Math.max(2, Math.floor((width + GAP) / (wanted + GAP)));
    this.#side = (width - GAP * (this.#columns - 1)) / this.#columns;
    const lines = Math.ceil(this.count / this.#columns);
    this.#wall.style.height = `${Math.max(0, lines * (this.#side + GAP) - GAP)}px`;
    for (const [index, tile] of this.#tiles) this.#place(tile, index);
    this.#draw();
  }

  #place(tile, index) {
    const step = this.#side + GAP;
    Object.assign(tile.style, { left: `${(index % this.#columns) * step}px`, top: `${Math.floor(index / this.#columns) * step}px`, width: `${this.#side}px`, height: `${this.#side}px` });
  }

  #draw() {
    const step = this.#side + GAP, top = -this.getBoundingClientRect().top;
    const first = Math.max(0, Math.floor(top / step) - SPARE) * this.#columns;
    const last = Math.min(this.count, (Math.ceil((top + innerHeight) / step) + SPARE) * this.#columns);
    for (const [index, tile] of this.#tiles) {
      if ((index < first || index >= last) && index !== this.#active) { tile.firstChild.removeAttribute('src'); tile.remove(); this.#tiles.delete(index); }
    }
    for (let index = first; index < last; index++) if (!this.#tiles.has(index)) this.#add(index);
    if (this.count > 0 && !this.#tiles.has(this.#active)) this.#add(this.#active);
    clearTimeout(this.#namesTimer);
    this.#namesTimer = setTimeout(() => this.#name(first, last), 120);
  }

  #add(index) {
    const row = this.rowAt(index), tile = document.createElement('a'), image = document.createElement('img'), marked = this.getAttribute('marked');
    tile.href = this.getAttribute('link').replace('{row}', row);
    tile.dataset.index = index;
    tile.tabIndex = index === this.#active ? 0 : -1;
    tile.setAttribute('role', this.hasAttribute('selectable') ? 'option' : 'listitem');
    if (this.hasAttribute('selectable')) tile.setAttribute('aria-selected', this.#selected.has(row));
    if (marked !== null) tile.className = index < Number(marked) ? 'lit' : 'dim';
    image.decoding = 'async';
    image.src = `api/images/${this.getAttribute('dataset')}-${row}/thumbnail?size=${this.#side * devicePixelRatio > 170 ? 320 : 160}`;
    this.#describe(tile, image, row);
    tile.append(image);
    if (this.#captions) { const caption = document.createElement('span'); caption.className = 'caption'; caption.textContent = this.#captions[index]; tile.append(caption); }
    this.#place(tile, index);
    // in order, so that a screen reader and Tab meet them as the eye does
    let next = null;
    for (const child of this.#wall.children) if (Number(child.dataset.index) > index) { next = child; break; }
    this.#wall.insertBefore(tile, next);
    this.#tiles.set(index, tile);
  }

  #describe(tile, image, row) {
    const known = this.#names.get(row);
    image.alt = known ? known.path : t('Image {0}', row + 1);
    if (known) tile.title = known.class ? `${known.path} (${known.class})` : known.path;
  }

  // Paths of what is in sight, a page at a time; pages follow the row numbers.
  async #name(first, last) {
    const pages = new Set();
    for (let index = first; index < last; index++) { const page = Math.floor(this.rowAt(index) / PAGE); if (!this.#asked.has(page)) pages.add(page); }
    for (const page of [...pages].slice(0, 6)) {
      this.#asked.add(page);
      const response = await fetch(`api/datasets/${this.getAttribute('dataset')}/images?offset=${page * PAGE}&limit=${PAGE}`).catch(() => null);
      if (!response?.ok) continue;
      for (const image of (await response.json()).images) this.#names.set(image.row, image);
      for (const [index, tile] of this.#tiles) this.#describe(tile, tile.firstChild, this.rowAt(index));
    }
  }

  #activate(index, focus) {
    this.#tiles.get(this.#active)?.setAttribute('tabindex', '-1');
    this.#active = index;
    if (!this.#tiles.has(index)) this.#add(index);
    const tile = this.#tiles.get(index);
    tile.tabIndex = 0;
    if (focus) { tile.focus({ preventScroll: true }); tile.scrollIntoView({ block: 'nearest' }); }
  }

  #key(event) {
    if (event.key === ' ' && this.hasAttribute('selectable')) { event.preventDefault(); this.#toggle(this.#active, event.shiftKey); return; }
    const page = Math.max(1, Math.floor(innerHeight / (this.#side + GAP)) - 1) * this.#columns;
    const move = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: this.#columns, ArrowUp: -this.#columns, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity }[event.key];
    if (move === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const target = Math.min(this.count - 1, Math.max(0, this.#active + move));
    if (target !== this.#active) this.#activate(target, true);
  }
}

customElements.define('image-grid', ImageGrid);
