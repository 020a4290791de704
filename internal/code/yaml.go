package code

import (
	"strings"

	"docsite/internal/site"
)

// yaml reads YAML by its lines: keys by their indentation, items of lists,
// block scalars as lines. It never judges what is well-formed.
func (r *reader) yaml() error {
	n := nest{reader: r}
	scalar := -1 // the indentation of the key whose text the lines are
	for i := range r.starts {
		s := trim(r.text, r.line(i))
		if s.Start == s.End {
			continue
		}
		if len(n.open) > maxNest {
			return errNest
		}
		indent := s.Start - r.starts[i]
		if scalar >= 0 && indent > scalar {
			r.part(LinePart, s, "", r.prose(s), n.parent())
			n.reach(i, s)
			continue
		}
		scalar = -1
		switch text := r.text[s.Start:s.End]; {
		case text[0] == '#':
			n.comment(i, s, indent)
		case text == "---" || text == "..." || strings.HasPrefix(text, "--- "):
			n.close(0, false)
			r.linePart(i)
		default:
			if n.yamlLine(i, s, indent, maxInline) {
				scalar = n.open[len(n.open)-1].indent
			}
		}
	}
	n.close(0, false)
	r.rows(entryRows(nil, n.top))
	return nil
}

// comment adds a comment; one that is indented belongs to what is open.
func (n *nest) comment(line int, s site.Span, indent int) {
	for len(n.open) > 0 && n.open[len(n.open)-1].indent >= indent {
		n.pop()
	}
	n.reader.comment(s, n.parent())
}

// close pops what a line at this indentation ends. An item of a list may
// stand under its key without being indented.
func (n *nest) close(indent int, item bool) {
	for len(n.open) > 0 {
		l := n.open[len(n.open)-1]
		if l.indent < indent || item && l.indent == indent && !l.item {
			return
		}
		n.pop()
	}
}

// maxInline is how many items may open on one line: "- - - key: value".
const maxInline = 4

// yamlLine reads a line with a key, an item, or an item that opens with a
// key. It reports whether a block scalar follows.
func (n *nest) yamlLine(line int, s site.Span, indent, inline int) bool {
	text := n.text[s.Start:s.End]
	if text == "-" || strings.HasPrefix(text, "- ") {
		n.close(indent, true)
		path := ""
		if len(n.open) > 0 {
			path = n.open[len(n.open)-1].path
		}
		part := n.part(LinePart, s, "", n.yamlWords(s), n.parent())
		n.push(level{entry: &entry{first: line, title: text}, indent: indent, item: true, path: path, part: part})
		n.reach(line, s)
		inner := strings.TrimLeft(text[1:], " ")
		at := s.End - len(inner)
		if inner == "" || inline == 0 || yamlKey(inner) < 0 && inner != "-" && !strings.HasPrefix(inner, "- ") {
			return blockScalar(text)
		}
		return n.yamlLine(line, site.Span{Start: at, End: s.End}, indent+at-s.Start, inline-1)
	}
	n.close(indent, false)
	end := yamlKey(text)
	if end < 0 {
		n.part(LinePart, s, "", n.yamlWords(s), n.parent())
		if len(n.open) == 0 {
			n.top = append(n.top, &entry{first: line, last: line, title: text})
		}
		n.reach(line, s)
		return false
	}
	name := strings.Trim(strings.TrimSpace(text[:end]), `"'`)
	path := n.path(name)
	part := n.part(KeyPart, s, path, n.yamlWords(s), n.parent())
	n.push(level{entry: &entry{first: line, name: path, title: strings.TrimSuffix(text, ":")}, indent: indent, path: path, part: part})
	n.reach(line, s)
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

// yamlWords are the words of a line: the key without its colon, the rest
// without quotes.
func (n *nest) yamlWords(s site.Span) []Word {
	words := n.fields(s)
	for i := range words {
		w := &words[i]
		w.Flag = w.Flag && w.Text != "-"
		if strings.HasSuffix(w.Text, ":") && len(w.Text) > 1 {
			w.Text = strings.TrimSuffix(w.Text, ":")
		}
	}
	return words
}
