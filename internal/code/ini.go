package code

import (
	"strings"

	"docsite/internal/site"
)

// readINI reads sections of NAME = value: ini, TOML, systemd, properties,
// and env files, which have no sections.
func readINI(b *builder) error {
	r := openEntries{builder: b}
	for i, s := range r.written() {
		switch text := r.text[s.Start:s.End]; {
		case text[0] == '#' || text[0] == ';':
			if r.isEnv() {
				r.token(CommentToken, s.Start, s.End)
			}
			r.comment(s, r.parent())
		case text[0] == '[' && strings.Contains(text, "]"):
			r.closeAll()
			part := r.part(KeyPart, s, text, r.prose(s), -1)
			r.push(openEntry{entry: &entry{first: i, name: text, title: text}, part: part}, s)
		default:
			r.setting(i, s)
		}
	}
	r.addRows()
	return nil
}

// setting adds a line NAME = value, or a line that is none.
func (r *openEntries) setting(line int, s site.Span) {
	text := r.text[s.Start:s.End]
	name, _, ok := strings.Cut(text, "=")
	name = strings.TrimPrefix(strings.TrimSpace(name), "export ")
	part := 0
	if ok && !strings.ContainsAny(name, " \t") {
		part = r.part(AssignmentPart, s, name, r.cut(s.Start, s.End), r.parent())
	} else {
		name = ""
		part = r.part(LinePart, s, "", r.prose(s), r.parent())
	}
	r.push(openEntry{entry: &entry{first: line, name: name, title: text}, part: part}, s)
	r.pop()
	if r.isEnv() {
		r.envTokens(s)
	}
}

func (r *openEntries) isEnv() bool { return Canonical(r.code.Language) == "env" }

// envTokens colours a line of an env file, which highlighters do not know.
func (r *openEntries) envTokens(s site.Span) {
	start := s.Start
	if strings.HasPrefix(r.text[start:s.End], "export ") {
		r.token(KeywordToken, start, start+len("export"))
		start += len("export ")
	}
	eq := strings.IndexByte(r.text[start:s.End], '=')
	if eq <= 0 {
		return
	}
	r.token(KeyToken, start, start+eq)
	r.token(OperatorToken, start+eq, start+eq+1)
	r.value(site.Span{Start: start + eq + 1, End: s.End})
}
