package inline

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"docsite/internal/lazy"
)

// MayStand reports whether a text may have what [Parsers] find.
func MayStand(text []byte) bool {
	for _, signs := range []string{"==", "^^", "++", "{{", "={"} {
		if bytes.Contains(text, []byte(signs)) {
			return true
		}
	}
	for {
		at := bytes.IndexByte(text, ':')
		if at < 0 {
			return false
		}
		if text = text[at:]; nameAt(text) != "" {
			return true
		}
		text = text[1:]
	}
}

// Parsers are the parsers of this package, for a text in which something may stand.
func Parsers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(styleParser{'=', Marked}, 500),
		util.Prioritized(styleParser{'^', Inserted}, 500),
		util.Prioritized(keyParser{}, 501),
		util.Prioritized(signParser{}, 500),
		util.Prioritized(shortcodeParser{}, 501),
		util.Prioritized(expressionParser{}, 399), // before that of tags
	}
}

// Style is what is said of words by their style.
type Style int

// Styles.
const (
	Marked   Style = iota // ==words==
	Inserted              // ^^words^^
	Key                   // of a keyboard: ++enter++
	Short                 // an abbreviation, whose words are its Title
	Place                 // no words: a place whose id is its Title
)

// Styled are words in a style that Markdown itself has not.
type Styled struct {
	ast.BaseInline
	Style Style
	Title string
}

// KindStyled is the kind of [Styled].
var KindStyled = ast.NewNodeKind("Styled")

// Kind implements goldmark's ast.Node.
func (*Styled) Kind() ast.NodeKind { return KindStyled }

// Dump implements goldmark's ast.Node.
func (s *Styled) Dump(source []byte, level int) { ast.DumpHelper(s, source, level, nil, nil) }

// styleParser reads words between two signs of a kind, twice each: ==marked== and ^^inserted^^.
// As Python-Markdown has them they begin and end where words do: a==b==c is code.
type styleParser struct {
	sign  byte
	style Style
}

// Trigger implements goldmark's parser.InlineParser.
func (s styleParser) Trigger() []byte { return []byte{s.sign} }

// Parse implements goldmark's parser.InlineParser.
func (s styleParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	if before == rune(s.sign) {
		return nil // and the rest of a long run is not read again
	}
	line, segment := block.PeekLine()
	d := parser.ScanDelimiter(line, before, 2, s)
	if d == nil || d.OriginalLength != 2 {
		return nil
	}
	after := after(line, 2)
	if d.CanOpen, d.CanClose = d.CanOpen && !isWord(before), d.CanClose && !isWord(after); !d.CanOpen && !d.CanClose {
		return nil
	}
	d.Segment = segment.WithStop(segment.Start + 2)
	block.Advance(2)
	pc.PushDelimiter(d)
	return d
}

// after is the character of a line at an offset; a space behind its end.
func after(line []byte, at int) rune {
	if at >= len(line) {
		return ' '
	}
	return util.ToRune(line, at)
}

// isWord reports whether a word goes on with a character; the signs of emphasis are none.
func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// IsDelimiter implements goldmark's parser.DelimiterProcessor.
func (s styleParser) IsDelimiter(b byte) bool { return b == s.sign }

// CanOpenCloser implements goldmark's parser.DelimiterProcessor.
func (styleParser) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

// OnMatch implements goldmark's parser.DelimiterProcessor.
func (s styleParser) OnMatch(int) ast.Node { return &Styled{Style: s.style} }

// keyParser reads keys of a keyboard, ++ctrl+alt+del++, of which one holds others or is
// known by its name: ++i++ is code.
type keyParser struct{}

// Trigger implements goldmark's parser.InlineParser.
func (keyParser) Trigger() []byte { return []byte{'+'} }

var keys = lazy.Pattern(`^\+\+((?:[a-z0-9-]+|"[^"\n+]+")(?:\+(?:[a-z0-9-]+|"[^"\n+]+"))*)\+\+`)

// Keys that hold others, and those that are pressed alone.
var (
	holding = lazy.Pattern(`^(?:ctrl|control|alt|alt-gr|option|shift|cmd|command|meta|super|win|windows|fn)$`)
	alone   = lazy.Pattern(`^(?:enter|return|esc|escape|tab|space|spacebar|backspace|del|delete|ins|insert|home|end|(?:page|arrow)-(?:up|down|left|right)|up|down|left|right|f[0-9]{1,2}|(?:caps|num|scroll)-lock|print-screen|pause|break|context-menu)$`)
)

// Parse implements goldmark's parser.InlineParser.
func (keyParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line) < 6 || line[1] != '+' || isWord(block.PrecendingCharacter()) {
		return nil
	}
	m := keys().FindSubmatch(line)
	if m == nil || isWord(after(line, len(m[0]))) {
		return nil
	}
	names := strings.Split(string(m[1]), "+")
	if !holding().MatchString(names[0]) && (len(names) > 1 || names[0][0] != '"' && !alone().MatchString(names[0])) {
		return nil
	}
	var last ast.Node
	for _, name := range names {
		if last != nil {
			parent.AppendChild(parent, last)
			parent.AppendChild(parent, ast.NewString([]byte("+")))
		}
		last = &Styled{Style: Key}
		last.AppendChild(last, ast.NewString([]byte(keyName(name))))
	}
	block.Advance(len(m[0]))
	return last
}

// keyName is what stands on a key: "page-up" as "Page Up", what is quoted as it is.
func keyName(name string) string {
	if name[0] == '"' {
		return strings.Trim(name, `"`)
	}
	words := strings.Split(name, "-")
	for i, word := range words {
		if word != "" {
			words[i] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return strings.Join(words, " ")
}
