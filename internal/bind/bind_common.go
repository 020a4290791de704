package bind

import (
	"slices"
	"strings"

	"docsite/internal/code"
)

// with is a place and another one together.
func (c candidate) with(o *candidate) candidate {
	c.terms = append(slices.Clip(c.terms), o.terms...)
	slices.Sort(c.terms)
	c.union = true
	return c
}

// common makes one place of instructions that follow one another and are named
// alike, and of an entry that several keys have, in a table that names none of
// these: it tells what such an entry is for.
func (b *binder) common(queries []query, table bool) {
	named := map[string]bool{}
	for i := 0; table && i < len(queries); i++ {
		named[queries[i].terms[0].text] = true
	}
	for i := range queries {
		q := &queries[i]
		if len(q.found) < 2 || len(q.found) > maxAlike || q.repeated != 1 || q.mention {
			continue
		}
		x := b.indexes[q.found[0].block]
		all, ok := x.join(q.found, x.follows)
		if !ok && table && len(q.terms) == 1 {
			all, ok = x.join(q.found, func(a, b *code.Part) bool { return x.siblings(a, b) && !named[x.above(a)] && !named[x.above(b)] })
		}
		if ok {
			q.found = []candidate{all}
		}
	}
}

// join makes one place of several that score alike when what they open is, each
// with the first, of one kind.
func (x *index) join(found []candidate, alike func(a, b *code.Part) bool) (all candidate, ok bool) {
	all = found[0]
	first := x.heads[all.terms[0]]
	for c := 1; c < len(found) && first >= 0; c++ {
		o := &found[c]
		head := x.heads[o.terms[0]]
		if head < 0 || o.block != all.block || o.score <= all.score-margin || o.score >= all.score+margin || !alike(&x.Parts[first], &x.Parts[head]) {
			return all, false
		}
		all = all.with(o)
	}
	return all, first >= 0
}

// above is the name of the key that an entry stands below.
func (x *index) above(entry *code.Part) string {
	if entry.Parent < 0 {
		return ""
	}
	return lastKey(x.Parts[entry.Parent].Name)
}

// lastKey is the last of a path of keys.
func lastKey(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }
