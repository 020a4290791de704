package tokens

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"github.com/alecthomas/chroma/v2"

	"docsite/internal/code"
	"docsite/render/syntax"
)

// highlighted are the languages that chroma colours: the lexer by the language's
// canonical name, or another name that authors use. Others are plain: among
// chroma's lexers some hang and some panic on a few bytes.
var highlighted = map[string]string{
	"c": "c", "caddy": "caddyfile", "caddyfile": "caddyfile", "conf": "ini", "console": "bash", "css": "css", "diff": "diff", "env": "ini", "go": "go",
	"golang": "go", "hcl": "hcl", "html": "html", "ini": "ini", "java": "java", "javascript": "javascript", "js": "javascript", "json": "json",
	"jsonc": "json", "makefile": "makefile", "nginx": "nginx", "php": "php", "properties": "properties", "py": "python", "python": "python",
	"rb": "ruby", "ruby": "ruby", "rs": "rust", "rust": "rust", "sh": "bash", "sql": "sql", "terraform": "hcl", "tf": "hcl", "toml": "toml",
	"ts": "typescript", "typescript": "typescript", "xml": "xml", "yaml": "yaml",
}

// maxHighlighted is the longest listing that chroma is given, in bytes.
const maxHighlighted = 64 << 10

// errWork refuses a listing that takes a lexer too many steps.
var errWork = errors.New("shown without colours: its lines take the highlighter too long")

// maxMatch is how long a lexer may look for one token: chroma gives a regular expression
// up after that time, and takes another rule for the text. What a page looks like must
// not hang on how busy the machine is.
const maxMatch = 200 * time.Millisecond

// A token that is slow in each of some readings is too much for the lexer; one that was slow
// once waited for a busy machine. After so many readings in which some token was slow, a listing
// is given up.
const (
	slowTries = 3
	tries     = 20
)

// Highlight gives the tokens of a language for which package code has none, by
// chroma; none where chroma is not asked. The error says why a listing in a
// language of chroma's has no colours.
func Highlight(language string, text []byte) (tokens []Token, err error) {
	name, ok := highlighted[code.Canonical(language)]
	if !ok {
		return nil, nil
	}
	if len(text) > maxHighlighted {
		return nil, fmt.Errorf("shown without colours: it has %d bytes, more than %d", len(text), maxHighlighted)
	}
	return inPeace(name, text, time.Now)
}

// inPeace reads a listing until no token has taken long by a clock.
func inPeace(name string, text []byte, now func() time.Time) ([]Token, error) {
	slow := map[int]int{} // how often, by the token's offset
	for range tries {
		tokens, err := highlight(name, text, now)
		at, isSlow := err.(errSlow)
		if !isSlow {
			return tokens, err
		}
		if slow[int(at)]++; slow[int(at)] == slowTries {
			break
		}
	}
	return nil, errWork
}

// errSlow is that a lexer may have given up a match for the time that it took: that of the
// token at an offset.
type errSlow int

func (at errSlow) Error() string { return fmt.Sprintf("the token at %d is slow", int(at)) }

func highlight(name string, text []byte, clock func() time.Time) (tokens []Token, err error) {
	defer func() {
		if recover() != nil { // a lexer's regular expressions ran out of states
			tokens, err = nil, nil
		}
	}()
	iterator, wrong := syntax.Lexer(name).Tokenise(&chroma.TokeniseOptions{State: "root"}, string(text))
	if wrong != nil {
		return nil, nil
	}
	work := newWork(name, text)
	at, before := 0, clock()
	for t := iterator(); t != chroma.EOF; t = iterator() {
		now := clock()
		if now.Sub(before) > maxMatch {
			return nil, errSlow(at)
		}
		before = now
		end := at + len(t.Value)
		if end > len(text) || string(text[at:end]) != t.Value {
			return nil, nil // the lexer changed the text
		}
		if !work.spend(at) {
			return nil, errWork
		}
		if class := chroma.StandardTypes[t.Type]; class != "" && t.Type != chroma.Error && t.Type != chroma.TextWhitespace {
			tokens = append(tokens, Token{at, end, class})
		}
		at = end
	}
	return tokens, nil
}

// The work of a lexer is limited, in steps of some 50 ns. Lexers are regular
// expressions that are tried at every token, and a few look ahead over the line,
// or over all lines, each time. The bytes ahead are counted, not the time: a page
// has the same colours every time.
const (
	maxWork     = 20_000_000 // steps of a listing
	tokenWork   = 500        // of any token
	commentWork = 2          // for each byte behind the beginning of a comment that does not end
)

// lookahead are the steps of a lexer for a token, beside those of any, and for each
// byte ahead of the token.
type lookahead struct {
	token int
	line  int // up to the end of the line
	run   int // of the words and white space that follow
}

// lookaheads are those of the lexers that look far, or that have many rules. The
// numbers are measured, at 4,000 of the same few bytes.
var lookaheads = map[string]lookahead{
	"c":          {run: 16},
	"caddyfile":  {line: 3},
	"css":        {token: 1000},
	"go":         {token: 500},
	"hcl":        {line: 10, run: 4},
	"html":       {line: 1},
	"java":       {line: 4, run: 16},
	"json":       {line: 1},
	"makefile":   {line: 8},
	"php":        {token: 2000},
	"ruby":       {token: 1000},
	"rust":       {token: 500},
	"sql":        {token: 1000},
	"typescript": {line: 4},
	"xml":        {line: 2},
	"yaml":       {line: 14},
}

// work counts the steps of a lexer on a text, token by token.
type work struct {
	lookahead
	text        []byte
	steps       int
	endOfLine   int // the line of the token before
	endOfRun    int
	lastComment int // where the last comment ends
}

func newWork(lexer string, text []byte) *work {
	return &work{lookahead: lookaheads[lexer], text: text, lastComment: bytes.LastIndex(text, []byte("*/"))}
}

// spend counts the steps of the token at an offset, and reports whether the
// lexer may go on. Offsets must not fall.
func (w *work) spend(offset int) bool {
	w.steps += tokenWork + w.token
	if w.line > 0 {
		if w.endOfLine <= offset {
			w.endOfLine = len(w.text)
			if n := bytes.IndexByte(w.text[offset:], '\n'); n >= 0 {
				w.endOfLine = offset + n + 1
			}
		}
		w.steps += w.line * (w.endOfLine - offset)
	}
	if w.run > 0 {
		for w.endOfRun = max(w.endOfRun, offset); w.endOfRun < len(w.text) && isRun(w.text[w.endOfRun]); w.endOfRun++ {
		}
		w.steps += w.run * (w.endOfRun - offset)
	}
	if offset > w.lastComment && bytes.HasPrefix(w.text[offset:], []byte("/*")) {
		w.steps += commentWork * (len(w.text) - offset)
	}
	return w.steps <= maxWork
}

// isRun reports whether a byte is of a word, a type, or white space.
func isRun(c byte) bool {
	return c <= ' ' || c >= 0x80 || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || bytes.IndexByte([]byte("_.$<>?[]"), c) >= 0
}
