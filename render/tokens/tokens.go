// Package tokens says in which colour each character of a listing is shown.
//
// Start at [Append] for the languages that package code reads, and [Highlight] for
// others, which chroma's lexers read; a [Cursor] prints the code with them.
package tokens

import (
	"github.com/alecthomas/chroma/v2"

	"docsite/internal/code"
	"docsite/render/markup"
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

// Append appends the tokens that package code found. The "=" of a flag belongs to it, so that
// a line is not broken between them.
func Append(tokens []Token, of *code.Code) []Token {
	for i, t := range of.Tokens {
		switch {
		case i > 0 && of.Tokens[i-1].Kind == code.FlagToken && of.Tokens[i-1].Span.End == t.Span.Start && string(of.Text[t.Span.Start:t.Span.End]) == "=":
			tokens[len(tokens)-1].End = t.Span.End
		case int(t.Kind) < len(types):
			tokens = append(tokens, Token{t.Span.Start, t.Span.End, classes[t.Kind]})
		}
	}
	return tokens
}

// Cursor goes through a listing's code and tokens once, from start to end.
type Cursor struct {
	Code   []byte
	Tokens []Token // of Code
	next   int
}

// Append prints the code of a range with its tokens. Ranges must follow one
// another.
func (c *Cursor) Append(b []byte, start, end int) []byte {
	w := markup.Buffer{B: b}
	for at := start; at < end; {
		for c.next < len(c.Tokens) && c.Tokens[c.next].End <= at {
			c.next++
		}
		if c.next == len(c.Tokens) || c.Tokens[c.next].Start >= end {
			w.TextBytes(c.Code[at:end])
			break
		}
		t := c.Tokens[c.next]
		start, class := max(t.Start, at), t.Class
		if start > at && c.goesOn(t) {
			start, class = start-1, class+" solid"
		}
		w.TextBytes(c.Code[at:start])
		at = min(t.End, end)
		token(&w, class, c.Code[start:at])
	}
	return w.B
}

// goesOn reports whether a token is a backslash that ends its line, behind a blank. A
// line that wraps has it behind its last word, not alone.
func (c *Cursor) goesOn(t Token) bool {
	rest := c.Code[t.Start-1:]
	return t.End == t.Start+1 && len(rest) > 2 && rest[0] == ' ' && rest[1] == '\\' && (rest[2] == '\n' || rest[2] == '\r')
}

// token prints a token; the end of its line stays outside its tag.
func token(w *markup.Buffer, class string, text []byte) {
	rest := len(text)
	for rest > 0 && (text[rest-1] == '\n' || text[rest-1] == '\r') {
		rest--
	}
	if rest > 0 {
		w.HTML(`<span class="`)
		w.HTML(class)
		w.HTML(`">`)
		w.TextBytes(text[:rest])
		w.HTML("</span>")
	}
	w.TextBytes(text[rest:])
}
