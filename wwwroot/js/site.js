// Small things of every page: times in the reader's own zone, and keys that walk from one image or cluster to the next.
import './assign-images.js';
import './correction-desk.js';
import './image-grid.js';
import './search-images.js';
import './uploads.js';

const format = new Intl.DateTimeFormat(document.documentElement.lang || undefined, { dateStyle: 'medium', timeStyle: 'short' });

function localise(root) {
  for (const time of root.querySelectorAll?.('time[datetime]:not([data-local])') ?? []) {
    const moment = new Date(time.dateTime);
    if (Number.isNaN(moment.valueOf())) continue;
    time.dataset.local = '';
    time.title = time.textContent;
    time.textContent = format.format(moment);
  }
}

localise(document);
new MutationObserver(changes => { for (const change of changes) for (const node of change.addedNodes) if (node.nodeType === 1) localise(node.parentElement ?? node); })
  .observe(document.body, { childList: true, subtree: true });

// A page that is asked for again gives its moments anew, in the elements that are there already.
new MutationObserver(changes => { for (const { target } of changes) if (target.isConnected && !('local' in target.dataset)) localise(target.parentElement); })
  .observe(document.body, { attributes: true, attributeFilter: ['data-local'], subtree: true });

document.addEventListener('keydown', event => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest('input, select, textarea, image-grid, [contenteditable], dialog')) return;
  const rel = { ArrowLeft: 'prev', ArrowRight: 'next', Escape: 'up' }[event.key];
  const link = rel && document.querySelector(`main a[data-go="${rel}"]`);
  if (link) { event.preventDefault(); link.click(); }
});
