// The search. The words of a query are looked up in the files of terms, which
// stand in order; what results show is a file a page. Scripts, not fetch: pages
// from file:// too. docsiteWords and docsiteTable come from package search.
(() => {
  'use strict';
  const d = document, data = d.currentScript.dataset, q = d.getElementById('Q');
  const box = d.querySelector('.found'), status = d.getElementById('Status');
  const got = {}, wait = {}, { fold } = docsiteWords;
  let loaded = 0; // bytes of texts

  window.docsiteSearch = (name, value) => { got[name] = value; };
  const load = (kind, n) => {
    const name = kind + '/' + n;
    return wait[name] = wait[name] || new Promise(done => {
      const s = d.createElement('script');
      s.src = data.root + 'docsite/' + name + '.js';
      s.onload = s.onerror = () => done(got[name]);
      d.head.append(s);
    });
  };
  const textOf = async id => {
    const n = id >> 8, first = !wait['texts/' + n], page = await load('texts', n);
    if (first && page) loaded += JSON.stringify(page).length;
    return page && page[2][id & 255] && { id, page, entry: page[2][id & 255] };
  };

  // The terms in the files that may have a word, or the start of longer ones,
  // each with its list behind it; around these files, too, for words like it.
  const bounds = async () => {
    let last = '';
    return (await load('terms', 'index') || '0').split(' ').map(b => last = last.slice(0, parseInt(b[0], 36)) + b.slice(1));
  };
  const terms = async (word, around) => {
    const all = await bounds(), at = t => all.findLastIndex(b => b <= t), n = at(word);
    const from = around ? Math.max(n - 2, 0) : n, to = around ? Math.min(n + 2, all.length - 1) : Math.min(at(word + '\uffff'), n + 3);
    const files = await Promise.all(all.slice(from, to + 1).map((_, i) => load('terms', from + i)));
    return files.flatMap(text => text ? text.split(' ') : []);
  };

  // One letter more, one less, another one, or two that have changed places.
  const isNear = (a, b) => {
    let i = 0;
    while (a[i] && a[i] === b[i]) i++;
    const x = a.slice(i), y = b.slice(i);
    return x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1) ||
      x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2);
  };

  // The entries with a word, or with a longer one, by their points: what it is
  // worth that the word is a theme, stands in text, in code, in the title, in the
  // page's title or path. A piece of code is looked for in code, a word in text.
  const find = async (word, code, like) => {
    const hits = { word, ids: new Map(), pages: new Map(), capped: false };
    const worth = code ? [0, 2, 8, 6, 4] : [3, 4, 5, 8, 4];
    const take = (list, times) => {
      let id = 0;
      hits.capped = hits.capped || list[0] === '+';
      for (const [, step, sign] of list.matchAll(/([0-9a-z]+)([@-_])/g)) {
        id += parseInt(step, 36);
        const bits = sign.charCodeAt(0) - 64, points = times * worth.reduce((sum, p, i) => sum + (bits >> i & 1) * p, 1);
        hits.ids.set(id, Math.max(points, hits.ids.get(id) || 0));
        if (bits & 16) hits.pages.set(id >> 8, points);
      }
    };
    const all = await terms(word, like);
    let best = '';
    for (let i = 0; i < all.length; i += 2) {
      if (!like && (all[i] === word || all[i].startsWith(word) && !/^\d$/.test(word))) take(all[i + 1], all[i] === word ? 2 : 1);
      if (like && isNear(all[i], word) && all[i + 1].length > best.length) [hits.like, best] = [all[i], all[i + 1]];
    }
    if (hits.like) take(best, 1);
    return hits;
  };

  // Of a piece of code that is no term, its variables and parts are. What is
  // not there at all may be written wrongly.
  const look = async (word, code) => {
    const hits = await find(word, code);
    if (hits.ids.size) return [hits];
    const parts = (word.match(/\$\w+|[a-z0-9\u0080-\uffff]{2,}/g) || []).filter(t => t !== word);
    if (parts.length) return (await Promise.all(parts.map(t => look(t, code)))).flat();
    return docsiteTable.common.split(' ').includes(word) ? [] : [/^\p{L}{4,}$/u.test(word) ? await find(word, code, true) : hits];
  };

  // Of words that are on more pages than their lists have, the texts say where
  // they are on the pages that a rarer word names.
  const complete = async all => {
    const rare = all.filter(h => !h.capped && h.ids.size).sort((a, b) => a.ids.size - b.ids.size)[0];
    if (!rare || !all.some(h => h.capped)) return;
    const pages = [...new Set([...rare.ids].sort((a, b) => b[1] - a[1]).map(e => e[0] >> 8))];
    await Promise.all(pages.slice(0, 4).map(async n => {
      const page = await textOf(n << 8);
      if (page) page.page[2].forEach((entry, i) => all.forEach(h => {
        const id = n << 8 | i;
        if (h.capped && !h.ids.has(id) && fold(entry.join(' ')).includes(h.word)) h.ids.set(id, fold(entry[1]).includes(h.word) ? 16 : 4);
      }));
    }));
    if (pages.length < 5) all.forEach(h => { h.capped = false; });
  };

  // The entries with the most words of a query, the best first.
  const search = async text => {
    const words = [...new Set(docsiteWords(text))].slice(0, 10);
    const isCode = word => /^[-$.\d]|[:/$@*%]/.test(word) || text.includes(word.toUpperCase()) && word !== word.toUpperCase();
    const all = (await Promise.all(words.map(word => look(word, isCode(word))))).flat();
    await complete(all);
    const found = new Map();
    all.forEach(h => h.ids.forEach((_, id) => found.set(id, 0)));
    found.forEach((_, id) => {
      const points = all.map(h => h.ids.get(id) || h.pages.get(id >> 8) / 2 || 0);
      found.set(id, { id, without: all.filter((_, i) => !points[i]).map(h => h.word), points: points.reduce((a, b) => a + b, 0) });
    });
    const least = Math.min(...[...found.values()].map(r => r.without.length));
    const results = [...found.values()].filter(r => r.without.length === least).sort((a, b) => b.points - a.points || a.id - b.id);
    return { all, results, exact: words.length > 1 || words.some(isCode) };
  };

  // A text with some terms marked: of a long one 180 signs around the first,
  // which come in order of worth.
  const mark = (to, text, terms) => {
    let low = '', from = 0;
    const at = []; // of each sign of low, in text
    for (const c of text) {
      for (const f of fold(c)) { low += f; for (let i = 0; i < f.length; i++) at.push(from); }
      from += c.length;
    }
    at.push(text.length);
    const first = terms.find(t => low.includes(t)), place = first ? low.indexOf(first) : 0;
    let i = place > 40 ? low.lastIndexOf(' ', place - 20) + 1 : 0;
    const end = i + 180;
    if (i) to.append('…');
    while (i < end && i < low.length) {
      const next = terms.map(t => [low.indexOf(t, i), t]).filter(n => n[0] >= 0 && n[0] < end).sort((a, b) => a[0] - b[0] || b[1].length - a[1].length)[0];
      const stop = next ? next[0] : end, m = d.createElement('mark');
      to.append(text.slice(at[i], at[Math.min(stop, low.length)]));
      if (!next) break;
      i = stop + next[1].length;
      m.textContent = text.slice(at[stop], at[i]);
      to.append(m);
    }
    if (low.length > end) to.append('…');
  };

  // Of the prose and the code of an entry what has more of the terms; of one
  // without, the first prose of its page.
  const excerpt = (to, entry, page, terms) => {
    const texts = (/L\d+$/.test(entry[0]) ? [3, 2] : [2, 3]).map(i => entry[i] || '');
    const [n, m] = texts.map(text => terms.filter(t => fold(text).includes(t)).length), text = texts[m > n ? 1 : 0] || texts[1];
    to.className = text && text === entry[3] ? 'code' : '';
    mark(to, text || page[2].map(e => e[2]).find(Boolean) || '', terms);
  };

  const line = (name, ...parts) => { const e = d.createElement(name); e.append(...parts); return e; };
  let turn = 0;
  const show = async () => {
    const mine = ++turn, text = q.value.trim();
    box.ariaBusy = true; // what it shows answers an earlier query
    await new Promise(done => setTimeout(done, 200)); // more keys may come
    if (mine !== turn) return;
    const { all, results, exact } = await search(text), one = (await bounds()).length < 2;
    const whole = fold(text).replace(/\s+/g, ' '), terms = [whole, ...all.map(h => h.like || h.word)].filter(Boolean);
    const lost = all.filter(h => results.length && results.every(r => r.without.includes(h.word))).map(h => h.word);
    const list = d.createElement('ul');
    let n = 0; // results that were looked at
    const next = async count => {
      const some = (await Promise.all(results.slice(n, n += count).map(r => textOf(r.id).then(t => t && { ...r, ...t })))).filter(Boolean);
      return some;
    };
    const add = r => {
      const [a, b, span] = ['a', 'b', 'span'].map(name => d.createElement(name)), [output, title] = r.page, [anchor, name] = r.entry;
      a.href = data.root + encodeURI(output).replace(/[?#]/g, encodeURIComponent) + (anchor ? '#' + encodeURIComponent(anchor) : '');
      const without = r.without.filter(w => !lost.includes(w));
      mark(b, name, terms);
      a.append(b, ' ', line('small', [without.length && data.without + ' ' + without.join(' '), title !== name && title].filter(Boolean).join(' · ')), span);
      excerpt(span, r.entry, r.page, terms);
      list.append(line('li', a));
    };
    const top = [], before = loaded;
    do top.push(...await next(4)); while (n < results.length && (one ? n < 40 : top.length < 10 && loaded - before < 16e3));
    if (mine !== turn) return;
    const rank = r => exact ? fold(r.entry[1]).includes(whole) * 2 + fold(r.entry.slice(2).join(' ')).includes(whole) : 0;
    top.sort((a, b) => rank(b) - rank(a));
    top.splice(0, 10).forEach(add);
    const more = line('button', data.more);
    more.type = 'button';
    more.onclick = async () => {
      const last = list.lastChild, some = top.splice(0, 10);
      [...some, ...await next(10 - some.length)].forEach(add);
      more.hidden = !top.length && n >= results.length;
      last.nextSibling.firstChild.focus();
    };
    more.hidden = !top.length && n >= results.length;
    box.replaceChildren(...all.filter(h => h.like).map(h => line('p', h.word + ' → ' + h.like)), ...lost.length ? [line('p', data.without + ' ' + lost.join(' '))] : [], list.firstChild ? list : line('p', data.none), more);
    box.hidden = text.length < 2 && text < '\u2e80'; // one Han sign is a word
    box.ariaBusy = false;
    status.textContent = box.hidden ? '' : results.length + (all.some(h => h.capped) ? '+ ' : ' ') + data.results;
  };
  const close = () => { turn++; box.hidden = true; };
  q.addEventListener('input', show);
  q.addEventListener('focus', () => { if (q.value && box.hidden) show(); });
  q.form.addEventListener('submit', e => {
    const a = box.querySelector('a');
    e.preventDefault();
    if (a && !box.hidden) { close(); location.href = a.href; } else show();
  });
  q.form.addEventListener('keydown', e => {
    const all = [q, ...box.querySelectorAll('a, button:not([hidden])')], at = all.indexOf(d.activeElement);
    if (e.key === 'Escape') { q.focus(); close(); }
    else if ((e.key === 'ArrowDown' || e.key === 'ArrowUp') && !box.hidden) {
      e.preventDefault();
      all[(at + (e.key === 'ArrowDown' ? 1 : all.length - 1)) % all.length].focus();
    }
  });
  d.addEventListener('click', e => { if (!q.form.contains(e.target) || e.target.closest('.found a')) close(); });
  if (q.value) show();
})();
