package comments

import (
	"slices"
	"strings"

	"docsite/internal/code"
	"docsite/internal/lazy"
)

// isShell reports whether a comment is a statement of a shell, or a piece of one.
func (o *offReader) isShell(text string) bool {
	if rest, ok := cutOperator(text); ok {
		return rest != "" && !isProse(strings.Fields(rest))
	}
	if opens().MatchString(text) || closers()[text] {
		return true
	}
	if joins(text) { // people put a backslash behind a sentence too
		words := strings.Fields(strings.TrimRight(text, `\&| `))
		return len(words) > 0 && (words[0][0] == '-' || isName(words[0])) && !isProse(words) && (len(words) == 1 || packed().MatchString(text))
	}
	if opensSentence(text) {
		return false
	}
	c := o.parse(text)
	if c.Warning != "" || code.Canonical(c.Language) != "sh" || strings.HasPrefix(text, "$ ") {
		return false
	}
	off := strings.Contains(text, " && ") || strings.Contains(text, " || ")
	for i := range c.Parts {
		switch p := &c.Parts[i]; p.Kind {
		case code.BlockPart:
			off = off || p.Name != "{" && p.Name != "("
		case code.FunctionPart:
			off = true
		case code.AssignmentPart:
			off = off || strings.Contains(p.Words[0].Raw, "=")
		case code.CommandPart:
			if len(p.Words) > 0 && !isName(p.Words[0].Raw) || isProse(code.Texts(p.Words)) {
				return false
			}
			off = off || (p.Parent < 0 || c.Parts[p.Parent].Kind != code.CommandPart) && o.isCommand(p)
		}
	}
	return off
}

// opensSentence reports whether a text begins with a word that no program is called by,
// and that is not the name of a function either. Most comments do, and need not be parsed.
func opensSentence(text string) bool {
	word, rest, _ := strings.Cut(text, " ")
	isOther := func(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') }
	return word != "" && word[0] <= 'Z' && !strings.ContainsFunc(word, isOther) && !strings.HasPrefix(strings.TrimLeft(rest, " \t"), "(")
}

// packed matches a word as packages and flags are called, and no word of a sentence.
var packed = lazy.Pattern(`(?:^|\s)[a-z0-9@=./$-]*[0-9@=./$-][a-zA-Z0-9@=./$-]*(?:\s|$)`)

// cutOperator takes the operator off a line that goes on with what stands above it.
func cutOperator(text string) (rest string, ok bool) {
	for _, sign := range [...]string{"&&", "||", "| "} {
		if rest, ok = strings.CutPrefix(text, sign); ok {
			return strings.Trim(rest, ` \`), true
		}
	}
	return text, false
}

// isCommand reports whether a command has what no sentence has: flags, variables in
// quotes, NAME=value; of a program that is known, a path or quotes.
func (o *offReader) isCommand(p *code.Part) bool {
	known := o.isKnown(p)
	for _, w := range p.Words[min(1, len(p.Words)):] {
		switch {
		case w.Flag, strings.HasPrefix(w.Raw, `"$`):
			return true
		case known && (strings.ContainsAny(w.Raw, `$"'/=<>*`) || len(p.Words) == 2 && isPath(w.Raw)):
			return true
		}
	}
	return false
}

// parse reads a text as shell. The result is valid until the next call.
func (o *offReader) parse(text string) *code.Code {
	o.scratch.Clear()
	return o.scratch.Read("sh", []byte(text))
}

// isKnown reports whether the catalogue knows the program of a command.
func (o *offReader) isKnown(p *code.Part) bool {
	_, known := o.titles.Of(p.Words)
	return known
}

// isName reports whether a word can be the name of a program: people write those in
// small letters, and begin sentences with others.
func isName(word string) bool { return programName().MatchString(word) }

var programName = lazy.Pattern(`^(?:[a-z_./~$"\[:][^,;]*[^,;:.?!]|[a-z.:\[]|\[\[)$`)

// isProse reports whether some of the words are of sentences: those that join
// others, and those at whose end a sentence or a part of it ends.
func isProse(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return joining()[w] || endsSentence().MatchString(w) })
}

var endsSentence = lazy.Pattern(`^[(]?[A-Za-z]+[)]?[.,:;!?]+$|^\(|\)$`)

// joining are words without which few sentences do and that commands have no use for.
var joining = lazy.Words("the this that these those it its is are was be been to of for and or with without so " +
	"when we you your our not in into by as an because since only also can could should will would must may " +
	"on at from might have has had need needs needed used using uses which what where here there below above if")

// maxBlock is how many lines a compound statement in a comment may have.
const maxBlock = 200

// block gives how many lines, from the first on, are a compound statement of a shell;
// 0 where the first opens none that one of the others closes.
func (o *offReader) block(lines []commentLine) int {
	switch o.language {
	case "dockerfile", "sh", "console", "makefile":
	case "yaml":
		if !blockScalar().MatchString(lines[0].text) {
			return 0
		}
		n := 1
		for n < len(lines) && (lines[n].indent > lines[0].indent || lines[n].text == "") {
			n++
		}
		return n
	default:
		return 0
	}
	word, _, _ := strings.Cut(lines[0].text, " ")
	closer := closerOf[word]
	if strings.HasSuffix(lines[0].text, "{") {
		closer = "}"
	}
	if closer == "" {
		return 0
	}
	for i, l := range lines[1:min(len(lines), maxBlock)] {
		if l.indent <= lines[0].indent && (l.text == closer || strings.HasPrefix(l.text, closer+" ") && !isProse(strings.Fields(l.text)) || strings.HasPrefix(l.text, closer+";")) {
			return i + 2
		}
	}
	return 0
}

// closerOf is the word that closes a compound statement, by the word that opens it.
var closerOf = map[string]string{"if": "fi", "case": "esac", "for": "done", "while": "done", "until": "done", "{": "}"}

// closers are the words that close compound statements, or the parts of one.
var closers = lazy.Words("fi esac done } ;;")

// opens matches the first line of a compound statement or a function.
var opens = lazy.Pattern(`^(?:if|elif|while|until|for) .*; ?(?:then|do)$|^case \S+ in$|^(?:function )?[\w-]+ ?\(\) ?\{?$`)
