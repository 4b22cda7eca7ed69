// Before the first paint: the reader's own choice of light or dark, where there is one. Kept in this browser only.
(function () {
  function apply() {
    let theme = '';
    try { theme = localStorage.getItem('theme') ?? ''; } catch { /* storage is forbidden: the system's choice stays */ }
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme; else delete document.documentElement.dataset.theme;
    for (const input of document.querySelectorAll('[data-choice=theme] input')) input.checked = input.value === theme;
  }
  apply();
  document.addEventListener('DOMContentLoaded', () => {
    apply();
    window.Blazor?.addEventListener?.('enhancedload', apply);
  });
  addEventListener('storage', apply);
  document.addEventListener('change', event => {
    if (!event.target.closest('[data-choice=theme]')) return;
    try { if (event.target.value) localStorage.setItem('theme', event.target.value); else localStorage.removeItem('theme'); } catch { /* as above */ }
    apply();
  });
})();
