package search

import (
	"bytes"
	"encoding/json"
)

// resultText writes what the results of a page show. It is used again for the
// next page.
type resultText struct {
	buffer  bytes.Buffer
	entries [][]string
	parts   []string // of the entries, four each
}

// write writes as JSON where a page is, what it is called, and of each entry
// anchor, title, prose and code, as far as there is any.
func (r *resultText) write(p *Page, output, title string) []byte {
	heads, prose, code := string(p.heads), string(p.prose), string(p.code)
	r.entries, r.parts = r.entries[:0], r.parts[:0]
	for i, e := range p.entries {
		next := entry{anchor: len(heads), prose: len(prose), code: len(code)}
		if i+1 < len(p.entries) {
			next = p.entries[i+1]
		}
		r.parts = append(r.parts, heads[e.anchor:e.title], heads[e.title:next.anchor], prose[e.prose:next.prose], code[e.code:next.code])
	}
	for i := range p.entries {
		parts := r.parts[4*i : 4*i+4]
		for len(parts) > 0 && parts[len(parts)-1] == "" {
			parts = parts[:len(parts)-1]
		}
		r.entries = append(r.entries, parts)
	}
	r.buffer.Reset()
	writeJSON(&r.buffer, []any{output, title, r.entries})
	clear(r.parts) // or a page's text would be kept until the next page
	return bytes.Clone(r.buffer.Bytes())
}

// writeJSON writes a value as a script may have it; < and & need no escape
// there.
func writeJSON(b *bytes.Buffer, value any) {
	w := json.NewEncoder(b)
	w.SetEscapeHTML(false)
	if err := w.Encode(value); err != nil {
		panic(err) // strings
	}
	b.Truncate(b.Len() - 1) // the line end
}
