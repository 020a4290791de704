package render

import (
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"docsite/internal/code"
)

// token is a run of characters in one colour. Its class is chroma's short
// name for the type of token, so that chroma's styles fit.
type token struct {
	start, end int
	class      string
}

// types gives each kind of token that package explain finds the type that
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

// explained gives the tokens that package explain found.
func (p *printer) explained(code *code.Code) []token {
	tokens := carve(&p.rooms.tokens, len(code.Tokens))[:0]
	for _, t := range code.Tokens {
		if int(t.Kind) >= len(types) {
			continue
		}
		tokens = append(tokens, token{t.Span.Start, t.Span.End, classes[t.Kind]})
	}
	return tokens
}

// maxHighlighted is the longest listing that chroma is given, in bytes. Its
// lexers are regular expressions, and a few take long over little.
const maxHighlighted = 64 << 10

// highlighted are the languages that chroma colours, by the names authors
// use. Others are plain: among chroma's lexers some hang and some panic on a
// few bytes.
var highlighted = map[string]string{
	"bash": "bash", "c": "c", "caddy": "caddyfile", "caddyfile": "caddyfile", "compose": "yaml", "conf": "ini", "console": "bash", "css": "css",
	"diff": "diff", "docker-compose": "yaml", "dotenv": "ini", "env": "ini", "go": "go", "golang": "go", "hcl": "hcl", "html": "html", "ini": "ini",
	"java": "java", "javascript": "javascript", "js": "javascript", "json": "json", "jsonc": "json", "make": "makefile",
	"makefile": "makefile", "nginx": "nginx", "nginxconf": "nginx", "php": "php", "properties": "properties", "py": "python", "python": "python",
	"rb": "ruby", "ruby": "ruby", "rs": "rust", "rust": "rust", "sh": "bash", "shell": "bash", "sql": "sql", "systemd": "ini", "terraform": "hcl",
	"tf": "hcl", "toml": "toml", "ts": "typescript", "typescript": "typescript", "xml": "xml", "yaml": "yaml", "yml": "yaml",
}

// highlight gives the tokens of a language that package explain has no parser
// for; none where it is not known.
func highlight(language string, code []byte) (tokens []token) {
	name, ok := highlighted[language]
	if !ok || len(code) > maxHighlighted {
		return nil
	}
	defer func() {
		if recover() != nil { // a lexer's regular expressions ran out of states
			tokens = nil
		}
	}()
	iterator, err := lexers.Get(name).Tokenise(&chroma.TokeniseOptions{State: "root"}, string(code))
	if err != nil {
		return nil
	}
	at := 0
	for t := iterator(); t != chroma.EOF; t = iterator() {
		if !strings.HasPrefix(string(code[at:]), t.Value) {
			return nil // the lexer changed the text
		}
		if class := chroma.StandardTypes[t.Type]; class != "" && t.Type != chroma.Error && t.Type != chroma.TextWhitespace {
			tokens = append(tokens, token{at, at + len(t.Value), class})
		}
		at += len(t.Value)
	}
	return tokens
}
