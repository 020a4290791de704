package code

import (
	"strings"

	"docsite/internal/site"
)

// readYAML reads YAML by its lines: keys by their indentation, items of
// lists, block scalars as lines. It never judges what is well-formed.
func readYAML(b *builder) error {
	r := openEntries{builder: b}
	scalar := -1 // the indentation of the key whose text the lines are
	for i, s := range r.written() {
		if len(r.open) > maxNest {
			return errNest
		}
		indent := s.Start - r.starts[i]
		if scalar >= 0 && indent > scalar {
			r.part(LinePart, s, "", r.prose(s), r.parent())
			r.extend(i, s)
			continue
		}
		scalar = -1
		switch text := r.text[s.Start:s.End]; {
		case text[0] == '#':
			r.close(indent, false) // an indented comment belongs to the entry around
			r.comment(s, r.parent())
		case text == "---" || text == "..." || strings.HasPrefix(text, "--- "):
			r.closeAll()
			r.linePart(i)
		default:
			if r.entry(i, s, indent, maxInline) {
				scalar = r.open[len(r.open)-1].indent
			}
		}
	}
	r.addRows()
	return nil
}

// close closes the entries that a line at this indentation ends. An item of a
// list may stand under its key without being indented.
func (r *openEntries) close(indent int, item bool) {
	for len(r.open) > 0 {
		e := &r.open[len(r.open)-1]
		if e.indent < indent || item && e.indent == indent && !e.item {
			return
		}
		r.pop()
	}
}

// maxInline is how many items may open on one line: "- - - key: value".
const maxInline = 4

// entry reads a line with a key, an item, or an item that opens with a key.
// It reports whether a block scalar follows.
func (r *openEntries) entry(line int, s site.Span, indent, inline int) bool {
	text := r.text[s.Start:s.End]
	if text == "-" || strings.HasPrefix(text, "- ") {
		r.close(indent, true)
		path := ""
		if len(r.open) > 0 {
			path = r.open[len(r.open)-1].path
		}
		part := r.part(LinePart, s, "", r.lineWords(s), r.parent())
		r.push(openEntry{entry: &entry{first: line, title: text}, indent: indent, item: true, path: path, part: part}, s)
		inner := strings.TrimLeft(text[1:], " ")
		at := s.End - len(inner)
		if inner == "" || inline == 0 || yamlKey(inner) < 0 && inner != "-" && !strings.HasPrefix(inner, "- ") {
			return blockScalar(text)
		}
		return r.entry(line, site.Span{Start: at, End: s.End}, indent+at-s.Start, inline-1)
	}
	r.close(indent, false)
	end := yamlKey(text)
	if end < 0 {
		r.part(LinePart, s, "", r.lineWords(s), r.parent())
		if len(r.open) == 0 {
			r.top = append(r.top, &entry{first: line, last: line, title: text})
		}
		r.extend(line, s)
		return false
	}
	name := strings.Trim(strings.TrimSpace(text[:end]), `"'`)
	path := r.path(name)
	part := r.part(KeyPart, s, path, r.lineWords(s), r.parent())
	r.push(openEntry{entry: &entry{first: line, name: path, title: strings.TrimSuffix(text, ":")}, indent: indent, path: path, part: part}, s)
	return blockScalar(text)
}

// yamlKey gives the offset of the ":" that ends the key of a line; -1 when
// the line has none.
func yamlKey(text string) int {
	quote := byte(0)
	for i := range len(text) {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case i == 0 && (c == '"' || c == '\''):
			quote = c
		case c == '#' && i > 0 && text[i-1] == ' ', i == 0 && (c == '{' || c == '['):
			return -1
		case c == ':' && (i+1 == len(text) || text[i+1] == ' '):
			return i
		}
	}
	return -1
}

// blockScalar reports whether a line ends in "|" or ">" with its indicators.
func blockScalar(text string) bool {
	at := strings.LastIndexAny(text, " ")
	if at < 0 {
		return false
	}
	end := strings.TrimRight(text[at+1:], "+-0123456789")
	return end == "|" || end == ">"
}

// lineWords are the words of a line: the key without its colon, the rest
// without quotes.
func (r *openEntries) lineWords(s site.Span) []Word {
	words := r.fields(s)
	for i := range words {
		w := &words[i]
		w.Flag = w.Flag && w.Text != "-"
		if len(w.Text) > 1 {
			w.Text = strings.TrimSuffix(w.Text, ":")
		}
	}
	return words
}
