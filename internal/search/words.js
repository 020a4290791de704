// The words of what somebody looks for, as package search cuts code into words,
// by the same table.
table => {
  const isGap = c => c <= ' ' || table.gaps.includes(c) || c > '\x7f' && !/[\p{L}\p{N}\p{M}]/u.test(c);
  const runs = new RegExp(`[${table.unspaced}]+|[^${table.unspaced}]+`, 'gu'), pairs = new RegExp(`^[${table.unspaced}]`, 'u');
  return text => [...text.toLowerCase().replaceAll('${', '$')].map(c => isGap(c) ? ' ' : c).join('').split(' ').flatMap(word =>
    (word.match(runs) || []).flatMap(run => {
      const signs = pairs.test(run) && [...run];
      if (signs) return signs.length > 1 ? signs.slice(1).map((c, i) => signs[i] + c) : signs;
      while (table.ends.includes(run.at(-1) || ' ')) run = run.slice(0, -1);
      return run.length > 1 ? [run] : [];
    }));
}
