package code

import (
	"strings"

	"docsite/internal/site"
)

// nginx reads a configuration in the manner of nginx: directives that end in
// ";" and blocks in braces, by their lines.
func (r *reader) nginx() error {
	n := nest{reader: r}
	var rest []site.Span // the first lines of a directive that has more
	for i := range r.starts {
		s := trim(r.text, r.line(i))
		if s.Start == s.End {
			continue
		}
		if len(n.open) > maxNest {
			return errNest
		}
		text := r.text[s.Start:s.End]
		if text[0] == '#' {
			r.comment(s, n.parent())
			continue
		}
		code := strings.TrimSpace(beforeComment(text))
		switch {
		case strings.HasPrefix(code, "}"):
			n.closeBlock(i, s)
			continue
		case len(rest) == 0:
			n.directive(i, s, code)
		default:
			n.reach(i, s)
			r.part(LinePart, s, "", r.fields(s), n.parent())
		}
		rest = n.after(code, append(rest, s))
	}
	for len(n.open) > 0 {
		n.pop()
	}
	r.rows(entryRows(nil, n.top))
	return nil
}

// closeBlock ends a block at its brace; one that closes nothing is a line.
func (n *nest) closeBlock(line int, s site.Span) {
	n.reach(line, s)
	if len(n.open) > 0 {
		n.pop()
		return
	}
	n.linePart(line)
	n.top = append(n.top, &entry{first: line, last: line, title: n.text[s.Start:s.End]})
}

// directive opens the entry of a directive.
func (n *nest) directive(line int, s site.Span, code string) {
	name := strings.TrimRight(code, "{; ")
	title := name
	if !strings.HasSuffix(code, "{") {
		name, _, _ = strings.Cut(name, " ")
	}
	path := n.path(name)
	span := site.Span{Start: s.Start, End: s.Start + len(code)}
	part := n.part(KeyPart, span, path, n.nginxWords(span), n.parent())
	n.push(level{entry: &entry{first: line, name: path, title: title}, path: path, part: part})
	n.reach(line, span)
}

// after closes a directive that its ";" ends; lines that end in neither ";"
// nor a brace go on.
func (n *nest) after(code string, lines []site.Span) []site.Span {
	switch {
	case strings.HasSuffix(code, "{"):
		return nil
	case strings.HasSuffix(code, ";"), strings.HasSuffix(code, "}"):
		n.pop()
		return nil
	}
	return lines
}

func (n *nest) nginxWords(s site.Span) []Word {
	for s.End > s.Start && strings.IndexByte("{; ", n.text[s.End-1]) >= 0 {
		s.End--
	}
	return n.fields(s)
}

// beforeComment is a line without the comment at its end.
func beforeComment(line string) string {
	if at := commentStart(line); at >= 0 {
		return line[:at]
	}
	return line
}
