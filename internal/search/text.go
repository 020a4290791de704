package search

import (
	"bytes"
	"strconv"
	"strings"
)

// file is the file of the texts of the page of a number: where the page is, what
// it is called, and of each entry anchor, title, prose and code, as far as there
// is any.
func (p *Page) file(page int, output, title string) []byte {
	b := appendCall(p.text[:0], TextFile(page))
	b = appendQuoted(append(b, '['), output)
	b = append(appendQuoted(append(b, ','), title), ",["...)
	for i := range p.entries {
		if i > 0 {
			b = append(b, ',')
		}
		b = p.appendEntry(b, i)
	}
	p.text = append(b, "]])\n"...)
	return bytes.Clone(p.text)
}

func (p *Page) appendEntry(b []byte, i int) []byte {
	e, after := &p.entries[i], p.after(i)
	anchor, title := p.head(i)
	parts := [][]byte{anchor, title, p.prose[e.prose:after.prose], p.code[e.code:after.code]}
	for len(parts) > 0 && len(parts[len(parts)-1]) == 0 {
		parts = parts[:len(parts)-1]
	}
	b = append(b, '[')
	for i, part := range parts {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendQuoted(b, part)
	}
	return append(b, ']')
}

// Renumber appends the file of a page's texts, made of the file that the page had when it
// had another number, to b. It reports whether that was such a file.
func Renumber(b, old []byte, was, page int) ([]byte, bool) {
	rest, ok := bytes.CutPrefix(old, appendCall(nil, TextFile(was)))
	if !ok {
		return b, false
	}
	return append(appendCall(b, TextFile(page)), rest...), true
}

// appendCall begins a file of the index. Each is a script that hands a value to
// docsiteSearch under the file's name, so that pages can load it from a disk, too.
func appendCall(b []byte, file string) []byte {
	b = append(b, "docsiteSearch("...)
	return append(appendQuoted(b, strings.TrimSuffix(strings.TrimPrefix(file, "docsite/"), ".js")), ',')
}

// appendQuoted appends a text as a string of JSON. encoding/json would take two
// hundredths of a build's time more.
func appendQuoted[T string | []byte](b []byte, s T) []byte {
	b = append(b, '"')
	from := 0
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(append(b, s[from:i]...), '\\')
			from = i
		case c < ' ':
			b = append(append(b, s[from:i]...), `\u00`...)
			b = strconv.AppendInt(append(b, '0'+c>>4), int64(c&15), 16)
			from = i + 1
		}
	}
	return append(append(b, s[from:]...), '"')
}
