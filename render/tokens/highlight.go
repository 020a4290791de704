package tokens

import (
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

// tries is how often a listing is read that was not read in peace.
const tries = 3

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
func inPeace(name string, text []byte, now func() time.Time) (tokens []Token, err error) {
	for range tries {
		tokens, err = highlight(name, text, now)
		if err != errSlow {
			return tokens, err
		}
	}
	return nil, errWork
}

// errSlow is that a lexer may have given up a match for the time that it took.
var errSlow = errors.New("slow")

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
			return nil, errSlow
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
