package index

import (
	"strings"

	"docsite/internal/code"
)

// Term is a word of code or of a fragment, as the two are compared. Both are
// read by the same scanner: quotes, brackets and commas only part words, "="
// and the colon of a key end one, braces of a variable fall away. So the JSON
// form and the shell form, ${X} and $X, NAME=value and NAME value become the
// same terms.
type Term struct {
	Text    string  // as it is written, without quotes and braces
	Bare    string  // text without "./" and a final "/"
	Rest    string  // what follows "..." inside the word: "/repo/.../app"
	Hash    uint64  // of Bare
	Weight  float64 // of a fragment's word, among the others
	start   int32   // where it begins in its text, in bytes
	end     int32   // and where it ends
	Line    int32   // from 1
	Node    int32   // the innermost node that holds it
	Signs   Signs   // those that Bare has
	Op      bool    // &&, ||, |, ; and the like: it parts commands
	Flag    bool    // it opens with "-"
	Start   bool    // a command may start here
	Key     bool    // "=" or ":" follows
	Comment bool    // it stands in a comment
	Open    bool    // only its beginning is given ("https://…"), and its end where Rest says it
	Within  bool    // Rest is not the end of the word: ".../app:..."
}

// scanner cuts text into terms.
type scanner struct {
	text     string
	at       int
	line     int32
	start    bool // the next word is in command position
	comment  bool
	gap      bool
	fragment bool // "...", <name> and {name} leave something out
	terms    []Term
}

// ReadFragment adds the words of a piece of a note to terms; gap says that
// something is left out at its end.
func ReadFragment(terms []Term, text string) (all []Term, gap bool) {
	s := scanner{text: text, line: 1, start: true, fragment: true, terms: terms}
	s.read()
	return s.terms, s.gap
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
		case '{':
			s.brace()
		case '(', ')', '`':
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
	s.emit(s.text[s.at:end], s.at, end).Op = true
	s.at = end
	s.start = true
}

// redirect takes <, >, << and >> as words; in a fragment <name> stands for
// anything.
func (s *scanner) redirect(c byte) {
	if c == '<' && s.placeholder() {
		return
	}
	end := s.at + 1
	if end < len(s.text) && s.text[end] == c {
		end++
	}
	s.emit(s.text[s.at:end], s.at, end)
	s.at = end
}

// brace passes a brace; in a fragment {name} stands for anything.
func (s *scanner) brace() {
	alone := s.at == 0 || s.text[s.at-1] != '$' && s.text[s.at-1] != '{'
	if alone && s.placeholder() {
		return
	}
	s.at++
	s.start = true
}

// placeholder passes a placeholder of a fragment that begins here, and reports whether there is one.
func (s *scanner) placeholder() bool {
	if !s.fragment {
		return false
	}
	n := code.Placeholder(s.text[s.at:])
	s.at += n
	s.gap = s.gap || n > 0
	return n > 0
}

func (s *scanner) markKey() {
	if n := len(s.terms); n > 0 && int(s.terms[n-1].end) >= s.at-2 {
		s.terms[n-1].Key = true
	}
}

// escape passes a continuation; any other backslash falls away.
func (s *scanner) escape() {
	end := s.at + 1
	for end < len(s.text) && (s.text[end] == ' ' || s.text[end] == '\t' || s.text[end] == '\r') {
		end++
	}
	if end < len(s.text) && s.text[end] == '\n' {
		if s.comment { // it ends with its line
			s.at = end
			return
		}
		s.line++
		s.at = end + 1
		return
	}
	if s.fragment && end == len(s.text) && end == s.at+1 {
		if len(s.terms) == 0 { // the fragment is the continuation itself
			s.emit(`\`, s.at, end).Op = true
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

// wordSigns holds the bytes that end a word, or are no part of it; all but quotes,
// backslashes, braces and colons end it wherever they stand.
var wordSigns = [256]bool{' ': true, '\t': true, '\r': true, '\n': true, ';': true, '|': true, '&': true,
	'<': true, '>': true, '(': true, ')': true, '`': true, '[': true, ']': true, '=': true, '}': true, ',': true,
	'"': true, '\'': true, '\\': true, '{': true, ':': true}

func (s *scanner) word() {
	start, end := s.at, s.at
	plain, key := true, false
scan:
	for end < len(s.text) {
		c := s.text[end]
		if !wordSigns[c] {
			end++
			continue
		}
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
		default:
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
		raw = withoutMarks.Replace(raw)
	}
	if end < len(s.text) && s.text[end] == '(' {
		raw = strings.TrimSuffix(raw, "$")
	}
	s.at = end
	if key {
		s.at++
	}
	s.put(raw, start, end, key)
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

// withoutMarks takes quotes, backslashes and the braces of variables out of a word.
var withoutMarks = strings.NewReplacer(`"`, "", "'", "", "{", "", "}", "", `\`, "")

// put adds a word. A "-" or ":" that stands alone is layout.
func (s *scanner) put(text string, start, end int, key bool) {
	var cut elision
	if s.fragment {
		text, cut = s.elide(withoutTypography(text))
	}
	if text == "" && cut.rest == "" || text == "-" || text == ":" {
		return
	}
	t := s.emit(text, start, end)
	t.Key, t.Flag = key, len(text) > 1 && text[0] == '-'
	t.Open, t.Rest, t.Within = cut.open, cut.rest, cut.within
}

// withoutTypography gives a flag its hyphens again where an editor made dashes of them.
func withoutTypography(text string) string {
	for _, dash := range [...]string{"–", "—", "−"} {
		if name, ok := strings.CutPrefix(text, dash); ok && len(name) > 0 && IsAlnum(name[0]) {
			return "--"[:min(len(name), 2)] + name
		}
	}
	return text
}

// elision is what "..." leaves out of a word: [Term.Open], [Term.Rest], [Term.Within].
type elision struct {
	open, within bool
	rest         string
}

// elide notices "..." in a fragment's word, alone or at one of its ends.
func (s *scanner) elide(text string) (shown string, cut elision) {
	if rest, ok := strings.CutSuffix(text, "_*"); ok && rest != "" {
		return text[:len(rest)+1], elision{open: true} // all settings that open so
	}
	if strings.IndexByte(text, '.') < 0 && strings.IndexByte(text, "…"[0]) < 0 || !strings.Contains(text, "..") && !strings.Contains(text, "…") {
		return text, elision{} // most words
	}
	for _, dots := range [...]string{"...", "…", "[…]"} {
		if rest, ok := strings.CutPrefix(text, dots); ok {
			text = strings.TrimLeft(rest, ".")
			if s.gap = text == "" || !cutsWord(text[0]); !s.gap {
				cut.open = true
				cut.rest, cut.within = strings.CutSuffix(text, dots)
				text = ""
			}
		}
		if start, end, ok := strings.Cut(text, dots); ok && start != "" && end != "" {
			cut.open, cut.rest, text = true, end, start
		}
		if rest, ok := strings.CutSuffix(text, dots); ok {
			cut.open = rest != ""
			text = rest
			if !cut.open {
				s.gap = true
			}
		}
	}
	return text, cut
}

// cutsWord reports whether a sign behind "..." goes on with the same word.
func cutsWord(c byte) bool { return c == ':' || c == '/' || c == '@' || c == '-' || c == '.' }

// emit adds a term.
func (s *scanner) emit(text string, start, end int) *Term {
	s.terms = append(s.terms, Term{})
	t := &s.terms[len(s.terms)-1]
	t.Text, t.Bare, t.start, t.end = text, barePath(text), int32(start), int32(end)
	t.Line, t.Start, t.Comment = s.line, s.start, s.comment
	t.Hash, t.Signs = hash(t.Bare)
	s.start, s.gap = false, false
	return t
}

// Words gives the words of code as notes are compared with them. What parts commands as a
// new line does (&&, ;) is left out.
func Words(text string) []string {
	s := scanner{text: text, line: 1, start: true}
	s.read()
	var words []string
	for _, t := range s.terms {
		if !t.Op || t.Text[0] == '|' {
			words = append(words, t.Text)
		}
	}
	return words
}

func barePath(s string) string {
	s = strings.TrimPrefix(s, "./")
	if len(s) > 1 {
		s = strings.TrimSuffix(s, "/")
	}
	return s
}
