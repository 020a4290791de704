// The search: the terms of the index are loaded by their first two characters,
// the texts of the results by page. Scripts, not fetch: pages from file:// too.
(() => {
  'use strict';
  const d = document, me = d.currentScript, root = me.dataset.root, q = d.getElementById('Q');
  const box = d.querySelector('.found'), status = d.getElementById('Status');
  const shards = +me.dataset.shards, split = +me.dataset.split;
  const got = {}, wait = {};

  window.docsiteSearch = (name, data) => { got[name] = data; };
  const load = (kind, n) => {
    const name = kind + n.toString(36);
    return wait[name] = wait[name] || new Promise(done => {
      const s = d.createElement('script');
      s.src = root + 'docsite/' + kind + '/' + n + '.js';
      s.onload = s.onerror = () => done(got[name]);
      d.head.append(s);
    });
  };
  const shard = term => {
    let sum = 0;
    for (const c of [...term].slice(0, term[0] === '/' ? 6 : 2)) sum = (sum * 31 + c.codePointAt(0)) & 0xffffff;
    return sum % shards;
  };

  // A term's entries with their points: exact above the start of a longer one.
  const find = async term => {
    const all = await load('terms', shard(term)) || {}, hits = new Map();
    const take = (list, exact) => {
      let id = 0;
      for (const m of list.matchAll(/([0-9a-z]+)([A-Z])/g)) {
        id += parseInt(m[1], 36);
        const points = (m[2].charCodeAt(0) - 65) * 2 + (exact ? 4 : 0);
        if ((hits.get(id) || 0) < points) hits.set(id, points);
      }
    };
    if (Object.hasOwn(all, term)) take(all[term], true);
    for (const t in all) if (t !== term && t.startsWith(term)) take(all[t], false);
    return hits;
  };

  // Of a piece of code that is no term, its variables and parts are.
  const findAny = async term => {
    const hits = await find(term);
    if (hits.size) return [hits];
    const parts = term.match(/\$\w+|[a-z0-9\u0080-\uffff]{2,}/g) || [];
    return Promise.all(parts.filter(t => t !== term).map(find));
  };

  const search = async text => {
    const terms = docsiteWords(text).slice(0, 10);
    if (!terms.length) return [];
    const lists = (await Promise.all(terms.map(findAny))).flat();
    const sum = new Map();
    for (const list of lists) list.forEach((points, id) => {
      const s = sum.get(id) || [0, 0];
      sum.set(id, [s[0] + 1, s[1] + points]);
    });
    const most = Math.max(0, ...[...sum.values()].map(s => s[0]));
    return [...sum].filter(e => e[1][0] === most).sort((a, b) => b[1][1] - a[1][1] || a[0] - b[0]).map(e => e[0]);
  };

  // The text around the first of the terms, which come in order of worth.
  const mark = (to, text, terms) => {
    const low = text.toLowerCase(), t = terms.find(t => low.includes(t));
    if (!t) { to.append(text.slice(0, 160)); return; }
    const at = low.indexOf(t), from = at > 60 ? at - 20 : 0, m = d.createElement('mark');
    m.textContent = text.slice(at, at + t.length);
    to.append((from ? '…' : '') + text.slice(from, at), m, text.slice(at + t.length, from + 160));
  };

  let turn = 0;
  const show = async () => {
    const mine = ++turn, text = q.value.trim();
    const ids = await search(text);
    // Where one file has all texts, all are looked at; else those of the best.
    const best = ids.slice(0, shards > 1 ? 10 : 300);
    const pages = await Promise.all(best.map(id => load('texts', Math.floor((id >> 8) / split))));
    if (mine !== turn) return;
    const whole = text.toLowerCase().replace(/\s+/g, ' '), terms = [whole, ...whole.split(' ')];
    const all = best.map((id, i) => {
      const page = pages[i] && pages[i][(id >> 8) % split], e = page && page[2][id & 255];
      return e && [page, e, (e[1] + '\n' + e[2]).toLowerCase().includes(whole)];
    }).filter(Boolean);
    const top = [...all.filter(r => r[2]), ...all.filter(r => !r[2])].slice(0, 10);
    const list = d.createElement('ul');
    top.forEach(([page, e]) => {
      const a = d.createElement('a'), li = d.createElement('li');
      a.href = root + encodeURI(page[0]) + (e[0] ? '#' + encodeURIComponent(e[0]) : '');
      const b = d.createElement('b'), small = d.createElement('small'), code = d.createElement('span');
      b.textContent = e[1];
      small.textContent = page[1];
      mark(code, e[2], terms);
      a.append(b, ' ', small, code);
      li.append(a);
      list.append(li);
    });
    box.replaceChildren(list);
    box.hidden = text.length < 2;
    if (!top.length) { const p = d.createElement('p'); p.textContent = me.dataset.none; box.replaceChildren(p); }
    status.textContent = text.length < 2 ? '' : ids.length + ' ' + me.dataset.results;
  };
  const close = () => { turn++; box.hidden = true; };
  q.addEventListener('input', show);
  q.addEventListener('focus', () => { if (q.value) show(); });
  q.form.addEventListener('submit', e => {
    const a = box.querySelector('a');
    e.preventDefault();
    if (a && !box.hidden) { close(); location.href = a.href; } else show();
  });
  q.form.addEventListener('keydown', e => {
    const all = [q, ...box.querySelectorAll('a')], at = all.indexOf(d.activeElement);
    if (e.key === 'Escape') { q.focus(); close(); }
    else if ((e.key === 'ArrowDown' || e.key === 'ArrowUp') && !box.hidden) {
      e.preventDefault();
      all[(at + (e.key === 'ArrowDown' ? 1 : all.length - 1)) % all.length].focus();
    }
  });
  d.addEventListener('click', e => { if (!q.form.contains(e.target)) close(); else if (e.target.closest('.found a')) close(); });
  if (q.value) show();
})();
