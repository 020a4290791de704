// Package tokens says in which colour each character of a listing is shown.
//
// Start at [Append] for the languages that package code reads, and [Highlight] for
// others, which chroma's lexers read; a [Cursor] prints the code with them.
package tokens

import (
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"docsite/internal/code"
)

// Token is a run of characters in one colour. Its class is chroma's short
// name for the type of token, so that chroma's styles fit.
type Token struct {
	Start, End int
	Class      string
}

// types gives each kind of token that package code finds the type that
// chroma's lexers would give it.
var types = [...]chroma.TokenType{
	code.KeywordToken:     chroma.Keyword,
	code.CommandToken:     chroma.NameOther,
	code.BuiltinToken:     chroma.NameBuiltin,
	code.FunctionToken:    chroma.NameFunction,
	code.FlagToken:        chroma.NameAttribute,
	code.KeyToken:         chroma.NameProperty,
	code.VariableToken:    chroma.NameVariable,
	code.StringToken:      chroma.String,
	code.HeredocToken:     chroma.StringHeredoc,
	code.DelimiterToken:   chroma.StringDelimiter,
	code.NumberToken:      chroma.Number,
	code.OperatorToken:    chroma.Operator,
	code.PunctuationToken: chroma.Punctuation,
	code.CommentToken:     chroma.Comment,
	code.DirectiveToken:   chroma.CommentPreproc,
	code.ImageToken:       chroma.NameClass,
}

// classes are the names of the types.
var classes = func() (table [len(types)]string) {
	for kind, t := range types {
		table[kind] = chroma.StandardTypes[t]
	}
	return table
}()

// Append appends the tokens that package code found.
func Append(tokens []Token, of *code.Code) []Token {
	for _, t := range of.Tokens {
		if int(t.Kind) < len(types) {
			tokens = append(tokens, Token{t.Span.Start, t.Span.End, classes[t.Kind]})
		}
	}
	return tokens
}

// maxHighlighted is the longest listing that chroma is given, in bytes. Its
// lexers are regular expressions, and a few take long over little.
const maxHighlighted = 64 << 10

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

// Highlight gives the tokens of a language for which package code has none, by
// chroma; none where chroma is not asked.
func Highlight(language string, text []byte) (tokens []Token) {
	name, ok := highlighted[code.Canonical(language)]
	if !ok || len(text) > maxHighlighted {
		return nil
	}
	defer func() {
		if recover() != nil { // a lexer's regular expressions ran out of states
			tokens = nil
		}
	}()
	iterator, err := lexers.Get(name).Tokenise(&chroma.TokeniseOptions{State: "root"}, string(text))
	if err != nil {
		return nil
	}
	at := 0
	for t := iterator(); t != chroma.EOF; t = iterator() {
		if !strings.HasPrefix(string(text[at:]), t.Value) {
			return nil // the lexer changed the text
		}
		if class := chroma.StandardTypes[t.Type]; class != "" && t.Type != chroma.Error && t.Type != chroma.TextWhitespace {
			tokens = append(tokens, Token{at, at + len(t.Value), class})
		}
		at += len(t.Value)
	}
	return tokens
}
