package tokens

import "bytes"

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
