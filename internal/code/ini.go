package code

import (
	"strings"

	"docsite/internal/site"
)

// ini reads sections of NAME = value: ini, TOML, systemd, properties, and
// env files, which have no sections.
func (r *reader) ini() error {
	n := nest{reader: r}
	for i := range r.starts {
		s := trim(r.text, r.line(i))
		if s.Start == s.End {
			continue
		}
		switch text := r.text[s.Start:s.End]; {
		case text[0] == '#' || text[0] == ';':
			if n.isEnv() {
				r.token(CommentToken, s.Start, s.End)
			}
			r.comment(s, n.parent())
		case text[0] == '[' && strings.Contains(text, "]"):
			for len(n.open) > 0 {
				n.pop()
			}
			part := r.part(KeyPart, s, text, r.prose(s), -1)
			n.push(level{entry: &entry{first: i, name: text, title: text}, part: part})
			n.reach(i, s)
		default:
			n.setting(i, s)
		}
	}
	for len(n.open) > 0 {
		n.pop()
	}
	r.rows(entryRows(nil, n.top))
	return nil
}

// setting adds a line NAME = value, or a line that is none.
func (n *nest) setting(line int, s site.Span) {
	text := n.text[s.Start:s.End]
	name, _, ok := strings.Cut(text, "=")
	name = strings.TrimPrefix(strings.TrimSpace(name), "export ")
	kind := AssignmentPart
	words := n.cut
	if !ok || strings.ContainsAny(name, " \t") {
		kind, name, words = LinePart, "", func(int, int) []Word { return n.prose(s) }
	}
	part := n.part(kind, s, name, words(s.Start, s.End), n.parent())
	n.push(level{entry: &entry{first: line, name: name, title: text}, part: part})
	n.reach(line, s)
	n.pop()
	if n.isEnv() {
		n.envTokens(s)
	}
}

func (r *reader) isEnv() bool { return r.code.Language == "env" || r.code.Language == "dotenv" }

// envTokens colours a line of an env file, which highlighters do not know.
func (n *nest) envTokens(s site.Span) {
	start := s.Start
	if strings.HasPrefix(n.text[start:s.End], "export ") {
		n.token(KeywordToken, start, start+len("export"))
		start += len("export ")
	}
	eq := strings.IndexByte(n.text[start:s.End], '=')
	if eq <= 0 {
		return
	}
	n.token(KeyToken, start, start+eq)
	n.token(OperatorToken, start+eq, start+eq+1)
	n.value(site.Span{Start: start + eq + 1, End: s.End})
}
