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

// common makes one place of instructions that follow one another and are named
// alike, and of an entry that several keys have, in a table that names none of
// these: it tells what such an entry is for.
func (b *binder) common(queries []query, table bool) {
	for i := range queries {
		q := &queries[i]
		if len(q.found) < 2 || len(q.found) > maxAlike || q.repeated != 1 || q.mention {
			continue
		}
		x := b.indexes[q.found[0].block]
		all, ok := x.run(q.found)
		if !ok && table && len(q.terms) == 1 {
			all, ok = x.join(q.found, queries)
		}
		if ok {
			q.found = []candidate{all}
		}
	}
}

// run makes one place of several when they are instructions of one name with
// no other between them.
func (x *index) run(found []candidate) (all candidate, ok bool) {
	all = found[0]
	for c := 1; c < len(found); c++ {
		o, last := &found[c], &found[c-1]
		a, b := x.heads[last.terms[0]], x.heads[o.terms[0]]
		if a < 0 || b < 0 || o.block != all.block || o.score <= all.score-margin || o.score >= all.score+margin ||
			x.Parts[a].Kind != InstructionPart || x.Parts[b].Kind != InstructionPart || x.Parts[a].Name != x.Parts[b].Name || !x.adjoin(&x.Parts[a], &x.Parts[b]) {
			return all, false
		}
		all = all.with(o)
	}
	return all, true
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
