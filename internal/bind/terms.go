package bind

import (
	"strings"

	"docsite/internal/site"
)

// term is a word of code or of a fragment, as the two are compared. Both are
// read by the same scanner: quotes, brackets and commas only part words, "="
// and the colon of a key end one, braces of a variable fall away. So the JSON
// form and the shell form, ${X} and $X, NAME=value and NAME value become the
// same terms.
type term struct {
	text    string
	bare    string // text without "./" and a final "/"
	span    site.Span
	line    int32   // from 1
	weight  float64 // of a fragment's word, among the others
	node    int32   // the innermost node that holds it; in page.nodes
	op      bool    // &&, ||, |, ; and the like: it parts commands
	flag    bool    // it opens with "-"
	start   bool    // a command may start here
	key     bool    // "=" or ":" follows
	comment bool
	gap     bool   // something is left out before it ("...")
	open    bool   // only its beginning is given ("https://…"), and its end where rest says it
	rest    string // what follows "..." inside the word: "/repo/.../app"
	glob    bool   // it has a star, as patterns of files have
	within  bool   // rest is not the end of the word: ".../app:..."
}

// scanner cuts text into terms.
type scanner struct {
	text     string
	at       int
	line     int32
	start    bool // the next word is in command position
	comment  bool
	gap      bool
	fragment bool // "..." and <name> leave something out
	terms    []term
	endings  []int32 // lines that a backslash continues
}

func (s *scanner) read() {
	for s.at < len(s.text) {
		switch c := s.text[s.at]; c {
		case ' ', '\t', '\r', '"', '\'', '[', ']', '}':
			s.at++
		case '\n':
			s.at++
			s.line++
			s.start, s.comment = true, false
		case '(', ')', '`', '{':
			s.at++
			s.start = true
		case ',':
			s.at++
		case ';', '|', '&':
			s.operator(c)
		case '<', '>':
			s.redirect(c)
		case '=':
			s.at++
			s.markKey()
		case '\\':
			s.escape()
		case '#':
			s.at++
			s.comment = !s.fragment || s.comment || len(s.terms) == 0
			s.start = true
		default:
			s.word()
		}
	}
}

func (s *scanner) operator(c byte) {
	end := s.at + 1
	if end < len(s.text) && s.text[end] == c {
		end++
	}
	s.emit(term{text: s.text[s.at:end], span: site.Span{Start: s.at, End: end}, op: true})
	s.at = end
	s.start = true
}

// redirect takes <, >, << and >> as words; in a fragment <name> stands for
// anything.
func (s *scanner) redirect(c byte) {
	if s.fragment && c == '<' {
		if end := strings.IndexByte(s.text[s.at:], '>'); end > 1 && isName(s.text[s.at+1:s.at+end]) {
			s.at += end + 1
			s.gap = true
			return
		}
	}
	end := s.at + 1
	if end < len(s.text) && s.text[end] == c {
		end++
	}
	s.emit(term{text: s.text[s.at:end], span: site.Span{Start: s.at, End: end}})
	s.at = end
}

// isName reports whether the text in angle brackets is a placeholder.
func isName(s string) bool {
	for _, c := range s {
		if c != ' ' && c != '-' && c != '_' && c != '.' && c != '/' && c != ':' && (c < 'A' || c == '<' || c == '>') && (c < '0' || c > '9') {
			return false
		}
	}
	return s != "" && len(s) < 40
}

func (s *scanner) markKey() {
	if n := len(s.terms); n > 0 && s.terms[n-1].span.End >= s.at-2 {
		s.terms[n-1].key = true
	}
}

// escape passes a continuation; any other backslash falls away.
func (s *scanner) escape() {
	end := s.at + 1
	for end < len(s.text) && (s.text[end] == ' ' || s.text[end] == '\t' || s.text[end] == '\r') {
		end++
	}
	if end < len(s.text) && s.text[end] == '\n' {
		s.endings = append(s.endings, s.line)
		s.line++
		s.at = end + 1
		return
	}
	if s.fragment && end == len(s.text) && end == s.at+1 {
		if len(s.terms) == 0 { // the fragment is the continuation itself
			s.emit(term{text: `\`, span: site.Span{Start: s.at, End: end}, op: true})
		}
		s.at = end
		return
	}
	if end == s.at+1 && end < len(s.text) {
		s.word()
		return
	}
	s.at++
}

// wordEnds holds the bytes that end a word wherever they stand.
var wordEnds = [256]bool{' ': true, '\t': true, '\r': true, '\n': true, ';': true, '|': true, '&': true,
	'<': true, '>': true, '(': true, ')': true, '`': true, '[': true, ']': true, '=': true, '}': true, ',': true}

func (s *scanner) word() {
	start, end := s.at, s.at
	plain, key := true, false
scan:
	for end < len(s.text) {
		c := s.text[end]
		switch {
		case c == '"' || c == '\'':
			plain = false
		case c == '\\':
			if end+1 >= len(s.text) || s.text[end+1] == '\n' || s.text[end+1] == '\r' {
				break scan
			}
			plain = false
			end++
		case c == '{':
			if end > start && s.text[end-1] == '$' {
				plain = false
				break
			}
			if end == start {
				end++
			}
			break scan
		case c == '}':
			if plain || !strings.Contains(s.text[start:end], "${") {
				break scan
			}
		case c == ':':
			if s.parts(end) {
				key = true
				break scan
			}
		case wordEnds[c]:
			break scan
		}
		end++
	}
	if end == start {
		s.at++
		return
	}
	raw := s.text[start:end]
	if !plain {
		raw = strip(raw)
	}
	if end < len(s.text) && s.text[end] == '(' {
		raw = strings.TrimSuffix(raw, "$")
	}
	s.at = end
	if key {
		s.at++
	}
	s.put(raw, site.Span{Start: start, End: end}, key)
}

// parts reports whether the colon at i ends a word: when a blank or nothing
// follows.
func (s *scanner) parts(i int) bool {
	if i+1 >= len(s.text) {
		return true
	}
	switch s.text[i+1] {
	case ' ', '\t', '\n', '\r':
		return true
	}
	return false
}

// strip takes quotes, backslashes and the braces of variables out of a word.
func strip(raw string) string {
	var b strings.Builder
	b.Grow(len(raw))
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; c {
		case '"', '\'', '}', '{', '\\':
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// put adds a word. A "-" or ":" that stands alone is layout.
func (s *scanner) put(text string, span site.Span, key bool) {
	t := term{text: text, span: span, key: key}
	if s.fragment {
		if text = s.elide(&t); text == "" && t.rest == "" {
			return
		}
		t.text = text
	}
	if text == "" && t.rest == "" || text == "-" || text == ":" {
		return
	}
	t.flag = len(text) > 1 && text[0] == '-'
	s.emit(t)
}

// elide notices "..." in a fragment's word, alone or at one of its ends.
func (s *scanner) elide(t *term) string {
	text := t.text
	if rest, ok := strings.CutSuffix(text, "_*"); ok && rest != "" {
		t.open = true
		return rest + "_" // all settings that open so
	}
	if !strings.Contains(text, "..") && !strings.Contains(text, "…") {
		return text // most words
	}
	for _, dots := range [...]string{"...", "…", "[…]"} {
		if rest, ok := strings.CutPrefix(text, dots); ok {
			text = strings.TrimLeft(rest, ".")
			if s.gap = text == "" || !cutsWord(text[0]); !s.gap {
				t.open, t.rest, text = true, text, ""
				t.rest, t.within = strings.CutSuffix(t.rest, dots)
			}
		}
		if start, end, ok := strings.Cut(text, dots); ok && start != "" && end != "" {
			t.open, t.rest, text = true, end, start
		}
		if rest, ok := strings.CutSuffix(text, dots); ok {
			t.open = rest != ""
			text = rest
			if !t.open {
				s.gap = true
			}
		}
	}
	return text
}

// cutsWord reports whether a sign behind "..." goes on with the same word.
func cutsWord(c byte) bool { return c == ':' || c == '/' || c == '@' || c == '-' || c == '.' }

func (s *scanner) emit(t term) {
	t.line, t.bare = s.line, barePath(t.text)
	t.start, t.comment, t.gap = s.start, s.comment, s.gap
	t.glob = !s.fragment && strings.IndexByte(t.text, '*') > 0
	s.start, s.gap = false, false
	s.terms = append(s.terms, t)
}

// Words gives the words of code as notes are compared with them. What parts
// commands (&&, |, ;) is left out.
func Words(text string) []string {
	s := scanner{text: text, line: 1, start: true}
	s.read()
	var words []string
	for _, t := range s.terms {
		if !t.op {
			words = append(words, t.text)
		}
	}
	return words
}
