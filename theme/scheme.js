'use strict';
// The scheme that a reader chose holds on all pages, from before the first paint.
(() => {
  const d = document, key = 'docsite-scheme', dark = matchMedia('(prefers-color-scheme: dark)'), written = new Map();
  const each = (rules, set) => {
    for (const r of rules) {
      if (!r.media) continue;
      const text = written.get(r) || r.media.mediaText;
      if (!/prefers-color-scheme:\s*dark/.test(text)) { each(r.cssRules, set); continue; }
      written.set(r, text);
      r.media.mediaText = set(text);
    }
  };
  const apply = scheme => {
    if (!scheme && !written.size) return;
    d.documentElement.style.colorScheme = scheme;
    for (const s of d.styleSheets) {
      try {
        each(s.cssRules, text => scheme === 'light' ? 'not all' : scheme ? text.replace(/\(prefers-color-scheme:\s*dark\)/, '(min-width: 0)') : text);
      } catch { /* a file's own sheet is closed to it */ }
    }
  };
  let now = '';
  try { now = localStorage.getItem(key) || ''; } catch { /* no memory */ }
  apply(now);
  d.addEventListener('click', e => {
    if (!e.target.closest('.scheme')) return;
    now = (now || (dark.matches ? 'dark' : 'light')) === 'dark' ? 'light' : 'dark';
    const own = now === (dark.matches ? 'dark' : 'light');
    try { if (own) localStorage.removeItem(key); else localStorage.setItem(key, now); } catch { /* for this page alone */ }
    apply(own ? '' : now);
    if (own) now = '';
  });
})();
