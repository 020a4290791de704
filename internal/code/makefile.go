package code

import (
	"strings"

	"docsite/internal/site"
)

// makefile reads targets with their recipes, and assignments, by line.
func (r *reader) makefile() error {
	n := nest{reader: r}
	more := false // the line before ends in a backslash
	for i := range r.starts {
		s := trim(r.text, r.line(i))
		if s.Start == s.End {
			continue
		}
		text := r.text[s.Start:s.End]
		recipe := r.text[r.starts[i]] == '\t' || more
		switch {
		case recipe && len(n.open) > 0:
			if text[0] == '#' {
				r.comment(s, n.parent())
			} else {
				r.part(LinePart, s, "", r.fields(s), n.parent())
			}
			n.reach(i, s)
		case text[0] == '#':
			r.comment(s, -1)
		default:
			for len(n.open) > 0 {
				n.pop()
			}
			n.rule(i, s)
		}
		more = strings.HasSuffix(text, `\`)
	}
	for len(n.open) > 0 {
		n.pop()
	}
	r.rows(entryRows(nil, n.top))
	return nil
}

// rule opens a target, an assignment or another line at the margin.
func (n *nest) rule(line int, s site.Span) {
	text := n.text[s.Start:s.End]
	kind, name, words := LinePart, "", n.fields(s)
	at := strings.IndexAny(text, "=:")
	switch {
	case at <= 0:
	case strings.HasPrefix(text[at:], "=") || strings.HasPrefix(text[at:], ":=") || strings.HasPrefix(text[at:], "::="):
		kind = AssignmentPart
		name = strings.TrimSpace(strings.TrimRight(text[:at], "?+! "))
		words = n.cut(s.Start, s.End)
	default:
		kind, name = KeyPart, strings.TrimSpace(text[:at])
		for i := range words {
			words[i].Text = strings.TrimRight(words[i].Text, ":")
		}
	}
	part := n.part(kind, s, name, words, -1)
	n.push(level{entry: &entry{first: line, name: name, title: text}, part: part})
	n.reach(line, s)
}
