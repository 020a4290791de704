'use strict';
// Everything here is an extra: a page is whole without it.
(() => {
  const d = document, me = d.currentScript, status = d.getElementById('Status');
  d.documentElement.classList.add('js', /^(Mac|iP)/.test(navigator.platform) ? 'mac' : 'pc');

  // What a browser that does not do so itself has left folded.
  const unfold = e => {
    for (let f = e; (f = f.closest('details:not([open])'));) f.open = true;
  };

  // #L4-L19 marks a range that is not a row of its own.
  const range = () => {
    d.querySelectorAll('.hl').forEach(e => e.classList.remove('hl'));
    const hash = decodeURIComponent(location.hash), target = d.getElementById(hash.slice(1));
    if (target && target.closest('details:not([open])')) { unfold(target); target.scrollIntoView(); }
    const m = /^#(.*?)L(\d+)-L(\d+)$/.exec(hash);
    if (!m || target) return;
    let first;
    for (let i = +m[2]; i <= +m[3] && i < +m[2] + 5000; i++) {
      const e = d.getElementById(m[1] + 'L' + i);
      if (e) { e.classList.add('hl'); first = first || e; }
    }
    if (first) { unfold(first); first.scrollIntoView(); }
  };
  addEventListener('hashchange', range);
  range();

  d.addEventListener('pointerover', e => { if (e.target.className === 'ln') e.target.title = status.dataset.range; });

  // A click on a number points at the line; with Shift, at all lines to it.
  let last;
  d.addEventListener('click', e => {
    const a = e.target.closest('.ln');
    if (!a) return;
    const m = /^#(.*?)L(\d+)$/.exec(a.getAttribute('href')), n = +m[2];
    if (e.shiftKey && last && last[0] === m[1]) {
      e.preventDefault();
      location.hash = m[1] + 'L' + Math.min(n, last[1]) + '-L' + Math.max(n, last[1]);
    } else last = [m[1], n];
  });

  // Code that is copied across rows comes without the notes between them.
  d.addEventListener('copy', e => {
    const s = getSelection();
    if (!s.rangeCount) return;
    const r = s.getRangeAt(0), from = r.startContainer;
    const inside = (from.nodeType === 1 ? from : from.parentElement).closest('.annotated pre');
    if (!inside) return;
    const part = r.cloneContents();
    if (!part.querySelector('pre')) return;
    const text = [...part.querySelectorAll('.cl')].map(l => l.textContent).join('');
    e.clipboardData.setData('text/plain', text);
    e.preventDefault();
  });
  d.querySelectorAll('button.copy').forEach(b => b.addEventListener('click', async () => {
    const text = [...b.closest('.listing').querySelectorAll('pre > code')].map(c => c.textContent).join('');
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = '';
      status.textContent = b.textContent = status.dataset.copied;
      setTimeout(() => { b.textContent = b.dataset.word; }, 2000);
    } catch { /* the browser keeps the clipboard to itself */ }
  }));
  d.querySelectorAll('button.copy').forEach(b => { b.dataset.word = b.textContent; });

  // The search is loaded when somebody goes to it.
  const q = d.getElementById('Q');
  if (!q) return;
  const load = () => {
    if (!me.dataset.finder) return;
    const s = d.createElement('script');
    s.src = me.dataset.finder;
    for (const k of ['root', 'none', 'results', 'more', 'without']) s.dataset[k] = me.dataset[k];
    d.head.append(s);
    me.dataset.finder = '';
  };
  q.addEventListener('focus', load);
  q.addEventListener('input', load, { once: true });
  // The search page finds what its address asks for.
  const asked = new URLSearchParams(location.search).get('q');
  if (asked && q.form.action === location.href.replace(/[?#].*/, '')) { q.value = asked; q.focus(); }
  d.addEventListener('keydown', e => {
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k') { e.preventDefault(); q.focus(); q.select(); }
  });
})();
