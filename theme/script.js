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
  // What a person typed in a terminal session: neither prompts nor what was printed.
  // A line goes on behind a backslash, and up to the end of a heredoc.
  const typed = text => {
    const prompt = /^\s*(?:\([\w.-]+\) )?(?:(?:\[\S+ \S+\]|\S*[@:~]\S*)[$#%]|[$%❯]|PS(?: [^>\n]*)?>) /, next = l => l.replace(/^> ?/, '');
    const lines = text.split('\n'), all = [];
    if (!prompt.test(lines.find(l => l && l[0] !== '#'))) return text;
    let more = false, end;
    lines.forEach((line, i) => {
      if (!more && !prompt.test(line)) return;
      const l = more ? next(line) : line.replace(prompt, ''), ends = e => next(e).trim() === end;
      all.push(l);
      if (end) {
        if (ends(line)) end = more = 0;
        return;
      }
      end = (/(?:^|[^<])<<-?\s*["']?([A-Za-z_]\w*)/.exec(l) || [])[1];
      if (!lines.slice(i + 1).some(ends)) end = 0;
      more = end || /\\$/.test(l);
    });
    return all.join('\n') + '\n';
  };
  d.querySelectorAll('button.copy').forEach(b => b.addEventListener('click', async () => {
    const text = typed([...b.closest('.listing').querySelectorAll('pre > code')].map(c => c.textContent).join(''));
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = '';
      status.textContent = b.textContent = status.dataset.copied;
      setTimeout(() => { b.textContent = b.dataset.word; }, 2000);
    } catch { /* the browser keeps the clipboard to itself */ }
  }));
  d.querySelectorAll('button.copy').forEach(b => { b.dataset.word = b.textContent; });

  // The map of the page: where the reader is, and the rows of that section.
  const map = d.querySelector('.map');
  if (map) {
    const line = map.firstChild.appendChild(d.createElement('span')), box = map.nextElementSibling;
    const links = new Map([...box.querySelectorAll('a')].map(a => [decodeURIComponent(a.hash.slice(1)), a]));
    const rows = box.appendChild(d.createElement('ul'));
    const title = e => e.querySelector(':scope > :is(h2, h3, h4, h5, h6, summary) span');
    const places = [...d.querySelectorAll('main :is(h2, h3), .row')].filter(e => e.matches('.row') ? title(e) : links.has(e.id));
    let section = 0, here;
    const look = () => {
      // What is below the bars at the top; towards the page's end, what can no longer get there.
      const edge = 136 + Math.max(0, 2 * Math.min(scrollY, scrollY - d.documentElement.scrollHeight + 1.5 * innerHeight - 68));
      let s, r;
      for (const e of places) {
        const { top } = e.getBoundingClientRect();
        if (top > edge) break;
        if (e.matches('.row')) r = e; else { s = e; r = null; }
        if (top > 0 && e.matches(':target, :has(:target)')) break;
      }
      if (s !== section) {
        section = s;
        const list = places.slice(places.indexOf(s) + 1), end = list.findIndex(e => !e.matches('.row'));
        rows.replaceChildren(...(end < 0 ? list : list.slice(0, end)).map(e => {
          const a = d.createElement('a'), item = d.createElement('li');
          a.href = '#' + (e.id || e.querySelector('.cl').id);
          a.textContent = title(e).textContent;
          links.set(e, a);
          item.append(a);
          return item;
        }));
      }
      const at = [s && links.get(s.id), r && r.getBoundingClientRect().bottom > 0 && links.get(r)].filter(Boolean);
      if (here === at.at(-1)) return;
      box.querySelectorAll('[aria-current]').forEach(a => a.removeAttribute('aria-current'));
      at.forEach(a => a.setAttribute('aria-current', 'true'));
      line.textContent = at.map(a => a.textContent).join(' › ');
      here = at.at(-1);
      if (here) box.scrollTop = here.offsetTop - box.clientHeight / 2;
    };
    let due = 0;
    const later = () => { due = due || requestAnimationFrame(() => { due = 0; look(); }); };
    addEventListener('scroll', later, { passive: true });
    addEventListener('resize', later);
    addEventListener('hashchange', later);
    look();
    d.addEventListener('click', e => { if (!map.contains(e.target)) map.open = false; });
    d.addEventListener('keydown', e => { if (e.key === 'Escape') map.open = false; });
  }

  // The link to the pages hides them, too.
  d.addEventListener('click', e => {
    if (!e.target.matches('.menu') || e.target.hash !== location.hash) return;
    e.preventDefault();
    location.hash = '';
  });

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
