package code

import "docsite/internal/site"

// maxPlain is the longest text that plainStatements reads, in bytes.
const maxPlain = 1 << 12

// plainBytes mean nothing to a shell wherever they stand in a word. A "*" or a
// "?" does only before a bracket, "=" only in the first word of a command.
var plainBytes = func() (set [256]bool) {
	for c := range set {
		set[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
	}
	for _, c := range []byte("-_./:,@%+=*?") {
		set[c] = true
	}
	return set
}()

// notNames are words that open another construct than a simple command, or may
// not stand in the place of a command's name.
var notNames = map[string]bool{
	"if": true, "then": true, "elif": true, "else": true, "fi": true, "while": true, "until": true, "for": true,
	"do": true, "done": true, "case": true, "esac": true, "select": true, "function": true, "time": true, "coproc": true,
	"let": true, "declare": true, "local": true, "export": true, "readonly": true, "typeset": true, "nameref": true,
}

// plainStatements is statements for the text of most RUN instructions: simple
// commands of plain words, with "&&", "||", ";" and "|" between commands. It
// costs a small part of the shell's parser. Other text is left to the parser:
// plainStatements then reports false, with nothing added. FuzzPlain compares
// the two.
func (r *shellReader) plainStatements(s site.Span, parent int) bool {
	if s.End-s.Start > maxPlain || !isPlainShell(r.flat[s.Start:s.End]) {
		return false
	}
	parts, tokens, words := len(r.code.Parts), len(r.code.Tokens), len(r.words)
	if r.plainList(s, parent) {
		return true
	}
	r.code.Parts, r.code.Tokens, r.words = r.code.Parts[:parts], r.code.Tokens[:tokens], r.words[:words]
	return false
}

// isPlainShell reports whether plainStatements may know all bytes of a text.
func isPlainShell(text string) bool {
	for i := range len(text) {
		switch c := text[i]; c {
		case ' ', '\t', '&', '|', ';':
		default:
			if !plainBytes[c] {
				return false
			}
		}
	}
	return true
}

// plainList reads commands and the operators between commands.
func (r *shellReader) plainList(s site.Span, parent int) bool {
	for at := s.Start; ; {
		at = r.plainCommand(at, s.End, parent)
		if at < 0 {
			return false
		}
		if at == s.End {
			return true
		}
		kind, n := OperatorToken, 1
		switch next := at+1 < s.End && r.flat[at+1] == r.flat[at]; {
		case r.flat[at] == ';' && !next:
			kind = PunctuationToken
		case next && r.flat[at] != ';':
			n = 2
		case r.flat[at] != '|' || at+1 < s.End && r.flat[at+1] == '&':
			return false // ";;", "&", "|&"
		}
		r.token(kind, at, at+n)
		at += n
		if kind == PunctuationToken && r.pastBlanks(at, s.End) == s.End {
			return true
		}
	}
}

// plainCommand reads a simple command and gives the offset of the operator
// behind the command; -1 when there is no simple command.
func (r *shellReader) plainCommand(at, end, parent int) int {
	at = r.pastBlanks(at, end)
	from, first := len(r.words), at
	last := at
	for at < end && plainBytes[r.flat[at]] {
		start, equals := at, -1
		for at < end && plainBytes[r.flat[at]] {
			if r.flat[at] == '=' && equals < 0 {
				equals = at
			}
			at++
		}
		if start == first && (equals >= 0 || notNames[r.flat[start:at]]) {
			return -1
		}
		r.plainWord(start, at, equals, start == first)
		last = at
		at = r.pastBlanks(at, end)
	}
	if len(r.words) == from {
		return -1
	}
	words := r.words[from:len(r.words):len(r.words)]
	r.part(CommandPart, site.Span{Start: first, End: last}, words[0].Text, words, parent)
	return at
}

// plainWord adds a word of a command with its token. An "=" ends the name of a
// flag.
func (r *shellReader) plainWord(start, end, equals int, name bool) {
	text := r.text[start:end]
	flag := end-start > 1 && text[0] == '-'
	r.words = append(r.words, Word{Text: r.flat[start:end], Raw: text, Span: site.Span{Start: start, End: end}, Flag: flag})
	switch {
	case name && builtins[text]:
		r.token(BuiltinToken, start, end)
	case name:
		r.token(CommandToken, start, end)
	case flag && equals >= 0:
		r.token(FlagToken, start, equals)
	case flag:
		r.token(FlagToken, start, end)
	case number(text):
		r.token(NumberToken, start, end)
	}
}

// pastBlanks is the place behind the blanks at a place.
func (r *shellReader) pastBlanks(at, end int) int {
	for at < end && (r.flat[at] == ' ' || r.flat[at] == '\t') {
		at++
	}
	return at
}
