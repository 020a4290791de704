package code

import (
	"strings"

	"docsite/internal/site"
)

// readNginx reads a configuration in the manner of nginx: directives that
// end in ";" and blocks in braces, by their lines.
func readNginx(b *builder) error {
	r := openEntries{builder: b}
	continued := false // the line before ended in neither ";" nor a brace
	for i, s := range r.written() {
		if len(r.open) > maxNest {
			return errNest
		}
		text := r.text[s.Start:s.End]
		if text[0] == '#' {
			r.comment(s, r.parent())
			continue
		}
		code := text
		if at := CommentStart(text); at >= 0 {
			code = strings.TrimSpace(text[:at])
		}
		switch {
		case strings.HasPrefix(code, "}"):
			r.closeBlock(i, s)
			continue
		case continued:
			r.extend(i, s)
			r.part(LinePart, s, "", r.fields(s), r.parent())
		default:
			r.directive(i, s, code)
		}
		continued = r.continues(code)
	}
	r.addRows()
	return nil
}

// closeBlock ends a block at its brace; a brace that closes no block is a line.
func (r *openEntries) closeBlock(line int, s site.Span) {
	if len(r.open) > 0 {
		r.extend(line, s)
		r.pop()
		return
	}
	r.linePart(line)
	r.top = append(r.top, &entry{first: line, last: line, title: r.text[s.Start:s.End]})
}

// directive opens the entry of a directive.
func (r *openEntries) directive(line int, s site.Span, code string) {
	name := strings.TrimRight(code, "{; ")
	title := name
	if !strings.HasSuffix(code, "{") {
		name, _, _ = strings.Cut(name, " ")
	}
	path := r.path(name)
	span := site.Span{Start: s.Start, End: s.Start + len(code)}
	part := r.part(KeyPart, span, path, r.directiveWords(span), r.parent())
	r.push(openEntry{entry: &entry{first: line, name: path, title: title}, path: path, part: part}, span)
}

// continues closes a directive that its ";" ends, and reports whether the
// directive goes on: a line that ends in neither ";" nor a brace.
func (r *openEntries) continues(code string) bool {
	switch {
	case strings.HasSuffix(code, "{"):
		return false
	case strings.HasSuffix(code, ";"), strings.HasSuffix(code, "}"):
		r.pop()
		return false
	}
	return true
}

func (r *openEntries) directiveWords(s site.Span) []Word {
	for s.End > s.Start && strings.IndexByte("{; ", r.text[s.End-1]) >= 0 {
		s.End--
	}
	return r.fields(s)
}
