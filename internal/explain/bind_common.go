package explain

import (
	"slices"
	"strings"
)

// with is a place and another one together.
func (c candidate) with(o *candidate) candidate {
	c.terms = append(slices.Clip(c.terms), o.terms...)
	slices.Sort(c.terms)
	c.union = true
	return c
}

// common makes one place of an entry that several keys have, in a table that
// names none of these: it tells what such an entry is for.
func (b *binder) common(queries []query) {
	for i := range queries {
		q := &queries[i]
		if len(q.found) < 2 || len(q.found) > maxAlike || len(q.terms) > 1 || q.repeated != 1 {
			continue
		}
		if all, ok := b.indexes[q.found[0].block].join(q.found, queries); ok {
			q.found = []candidate{all}
		}
	}
}

// join makes one place of several when they are the same entry of keys that no
// query names.
func (x *index) join(found []candidate, queries []query) (all candidate, ok bool) {
	all = found[0]
	first := x.heads[all.terms[0]]
	if first < 0 || x.Parts[first].Kind != KeyPart || x.parentNamed(first, queries) {
		return all, false
	}
	for c := 1; c < len(found); c++ {
		o := &found[c]
		head := x.heads[o.terms[0]]
		if head < 0 || o.block != all.block || !x.siblings(&x.Parts[first], &x.Parts[head]) || x.parentNamed(head, queries) {
			return all, false
		}
		if o.score <= all.score-margin || o.score >= all.score+margin {
			return all, false
		}
		all = all.with(o)
	}
	return all, true
}

// parentNamed reports whether a query names the key that an entry stands below.
func (x *index) parentNamed(entry int32, queries []query) bool {
	if x.Parts[entry].Parent < 0 {
		return false
	}
	name := x.Parts[x.Parts[entry].Parent].Name
	name = name[strings.LastIndexByte(name, '.')+1:]
	return slices.ContainsFunc(queries, func(q query) bool { return q.terms[0].text == name })
}
