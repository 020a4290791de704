package bind

import (
	"docsite/internal/dockerfile"
)

// placeholders takes the labels that found nothing by their first word where
// the others stand for something or tell what it is for: "-t stands for …",
// "-e KEY=value", and in a list of instructions "COPY source target".
func (b *binder) placeholders(block int, queries []query) {
	x := b.index(block)
	if x == nil {
		return
	}
	var open []*query
	for i := range queries {
		switch q := &queries[i]; {
		case len(q.found) > 0 || q.mention || len(q.terms) < 2:
		case q.code && q.isForm() || !q.code && q.opensWithFlag():
			q.terms = q.terms[:1]
			q.found = x.find(block, q)
		case !q.code && q.whole && dockerfile.IsKeyword(q.terms[0].text):
			open = append(open, q)
		}
	}
	if len(open) < wholeCount {
		return
	}
	for _, q := range open {
		q.terms, q.bare = q.terms[:1], true
		q.found = x.find(block, q)
	}
}

// opensWithFlag reports whether a fragment in plain words is a flag and then
// prose.
func (f *fragment) opensWithFlag() bool {
	return f.terms[0].flag && !isComposed(f.terms[1].text) && !isCount(f.terms[1].text)
}

// isForm reports whether a fragment is a flag with words that stand for its
// value: "-e KEY=value", "-v SOURCE:TARGET".
func (f *fragment) isForm() bool {
	if len(f.terms) < 2 || !f.terms[0].flag {
		return false
	}
	for i := range f.terms[1:] {
		t, after := &f.terms[i+1], &f.terms[i]
		if after.key && !keyNames[after.text] || !after.key && !isPlaceholder(t.text) {
			return false
		}
	}
	return true
}

// keyNames stand for the name of any setting.
var keyNames = map[string]bool{"KEY": true, "NAME": true, "VAR": true, "VARIABLE": true, "ENV": true, "CLAVE": true, "CHAVE": true, "CLE": true, "NOMBRE": true, "NOM": true}

// isPlaceholder reports whether a word is capitals, or of another script than
// code is written in, and the signs between such words.
func isPlaceholder(s string) bool {
	for _, r := range s {
		if (r < 'A' || r > 'Z') && r < 0x80 && r != ':' {
			return false
		}
	}
	return s != ""
}
