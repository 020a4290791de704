package code

import (
	"strings"

	"docsite/internal/site"
)

// readMakefile reads the targets of a Makefile with their recipes, and its
// assignments, by line.
func readMakefile(b *builder) error {
	r := openEntries{builder: b}
	continued := false // the line before ends in a backslash
	for i, s := range r.written() {
		text := r.text[s.Start:s.End]
		recipe := r.text[r.starts[i]] == '\t' || continued
		switch {
		case recipe && len(r.open) > 0:
			if text[0] == '#' {
				r.comment(s, r.parent())
			} else {
				r.part(LinePart, s, "", r.fields(s), r.parent())
			}
			r.extend(i, s)
		case text[0] == '#':
			r.comment(s, -1)
		default:
			r.closeAll()
			r.rule(i, s)
		}
		continued = strings.HasSuffix(text, `\`)
	}
	r.addRows()
	return nil
}

// rule opens a target, an assignment or another line at the margin.
func (r *openEntries) rule(line int, s site.Span) {
	text := r.text[s.Start:s.End]
	kind, name, words := LinePart, "", r.fields(s)
	at := strings.IndexAny(text, "=:")
	switch {
	case at <= 0:
	case strings.HasPrefix(text[at:], "=") || strings.HasPrefix(text[at:], ":=") || strings.HasPrefix(text[at:], "::="):
		kind = AssignmentPart
		name = strings.TrimSpace(strings.TrimRight(text[:at], "?+! "))
		words = r.cut(s.Start, s.End)
	default:
		kind, name = KeyPart, strings.TrimSpace(text[:at])
		for i := range words {
			words[i].Text = strings.TrimRight(words[i].Text, ":")
		}
	}
	part := r.part(kind, s, name, words, -1)
	r.push(openEntry{entry: &entry{first: line, name: name, title: text}, part: part}, s)
}
