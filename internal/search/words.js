table => {
  // The words of what somebody looks for, as package search cuts code into words,
  // by the same table. fold is how texts are compared.
  const marks = new RegExp(`[${table.marks}]`, 'gu');
  const fold = text => /^[\x00-\x7f]*$/.test(text) ? text.toLowerCase() :
    text.normalize('NFKD').replace(marks, '').normalize('NFC').toLowerCase().replaceAll('ς', 'σ');
  const isGap = c => c <= ' ' || table.gaps.includes(c) || c > '\x7f' && !/[\p{L}\p{N}\p{M}]/u.test(c);
  const runs = new RegExp(`[${table.unspaced}]+|[^${table.unspaced}]+`, 'gu'), pairs = new RegExp(`^[${table.unspaced}]`, 'u');
  const words = text => [...fold(text).replaceAll('${', '$')].map(c => isGap(c) ? ' ' : c).join('').split(' ').flatMap(word =>
    (word.match(runs) || []).flatMap(run => {
      const signs = pairs.test(run) && [...run];
      if (signs) return signs.length > 1 ? signs.slice(1).map((c, i) => signs[i] + c) : signs;
      while (table.ends.includes(run.at(-1) || ' ')) run = run.slice(0, -1);
      return run.length > 1 || /\d/.test(run) ? [run] : [];
    }));
  return Object.assign(words, { fold });
}
