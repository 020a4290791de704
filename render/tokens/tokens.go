// Package tokens says in which colour each character of a listing is shown.
//
// Start at [Append] for the languages that package code reads, and [Highlight] for
// others, which chroma's lexers read; a [Cursor] prints the code with them.
package tokens

import (
	"github.com/alecthomas/chroma/v2"

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
