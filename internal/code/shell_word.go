package code

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"docsite/internal/lazy"
	"docsite/internal/site"
)

// declare adds export, local, readonly and the like.
func (w *walker) declare(s *syntax.Stmt, c *syntax.DeclClause, parent int) int {
	from := len(w.words)
	w.addWord(w.span(c.Variant))
	for _, a := range c.Args {
		w.addWord(w.span(a))
	}
	w.redirectWords(s.Redirs, from)
	words := w.words[from:len(w.words):len(w.words)]
	part := w.part(CommandPart, w.bareSpan(s), c.Variant.Value, words, parent)
	at := w.span(c.Variant)
	w.token(BuiltinToken, at.Start, at.End)
	for _, a := range c.Args {
		if a.Naked && a.Value != nil {
			w.argument(a.Value, part)
			continue
		}
		w.assign(a, part)
	}
	return part
}

// assign adds NAME=value and gives its part.
func (w *walker) assign(a *syntax.Assign, parent int) int {
	s := w.span(a)
	name := ""
	if a.Name != nil {
		name = a.Name.Value
		at := w.span(a.Name)
		w.token(KeyToken, at.Start, at.End)
	}
	part := parent
	if s.Start < s.End {
		part = w.part(AssignmentPart, s, name, w.cut(s.Start, s.End), parent)
	}
	if a.Value != nil {
		at := w.at(a.Value.Pos())
		w.equals(s.Start, at)
		w.wordParts(a.Value.Parts, part)
	}
	if a.Array != nil {
		w.equals(s.Start, w.at(a.Array.Lparen))
		w.operator(PunctuationToken, a.Array.Lparen, 1)
		w.operator(PunctuationToken, a.Array.Rparen, 1)
		for _, e := range a.Array.Elems {
			w.comments(e.Comments, part)
			if e.Value != nil {
				w.argument(e.Value, part)
			}
		}
		w.comments(a.Array.Last, part)
	}
	return part
}

// equals adds the "=" or "+=" that stands before a value.
func (w *walker) equals(from, value int) {
	if at := value - 1; at >= from && w.flat[at] == '=' {
		if at > from && w.flat[at-1] == '+' {
			at--
		}
		w.token(OperatorToken, at, value)
	}
}

// redirect adds a redirection, with its heredoc if there is one.
func (w *walker) redirect(d *syntax.Redirect, parent int) {
	start, op := w.at(d.Pos()), w.at(d.OpPos)
	opEnd := min(op+len(d.Op.String()), len(w.text))
	switch d.Op {
	case syntax.Hdoc, syntax.DashHdoc:
		w.token(DelimiterToken, start, w.at(d.Word.End()))
		w.heredocBody(d, parent)
	default:
		w.token(OperatorToken, start, opEnd)
		if d.Word != nil {
			w.wordParts(d.Word.Parts, parent)
		}
	}
}

// heredocBody adds the body of a heredoc. The parser counts the line that
// ends it as part of the body.
func (w *walker) heredocBody(d *syntax.Redirect, parent int) {
	if d.Hdoc == nil { // empty: its end is on the next line
		w.end = max(w.end, w.lineEnd(min(w.lineAt(w.end)+1, len(w.starts)-1)))
		w.emptyHeredoc(d)
		return
	}
	s := w.span(d.Hdoc)
	last := w.line(w.lineAt(max(s.End-1, s.Start)))
	body := site.Span{Start: s.Start, End: max(last.Start, s.Start)}
	w.end = max(w.end, last.End)
	end := w.trim(last)
	w.token(DelimiterToken, end.Start, end.End)
	if body.Start == body.End {
		return
	}
	name := unquote(w.flat[w.at(d.Word.Pos()):w.at(d.Word.End())], '\\')
	part := w.part(HeredocPart, body, name, nil, parent)
	at := body.Start
	for _, p := range d.Hdoc.Parts {
		if _, ok := p.(*syntax.Lit); ok {
			continue
		}
		s := w.span(p)
		if s.Start >= at && s.End <= body.End {
			w.token(HeredocToken, at, s.Start)
			w.wordPart(p, part)
			at = s.End
		}
	}
	w.token(HeredocToken, at, body.End)
}

// emptyHeredoc looks for the line that ends a heredoc without a body: the
// next line that holds nothing but its delimiter.
func (w *walker) emptyHeredoc(d *syntax.Redirect) {
	name := unquote(w.flat[w.at(d.Word.Pos()):w.at(d.Word.End())], '\\')
	first := w.lineAt(w.at(d.Word.End()))
	for i := first + 1; i < min(first+64, len(w.starts)); i++ {
		s := w.trim(w.line(i))
		if w.flat[s.Start:s.End] == name {
			w.token(DelimiterToken, s.Start, s.End)
			w.end = max(w.end, s.End)
			return
		}
	}
}

func (w *walker) wordParts(parts []syntax.WordPart, parent int) {
	for _, p := range parts {
		w.wordPart(p, parent)
	}
}

// wordPart adds the tokens of a piece of a word, and the commands inside.
func (w *walker) wordPart(p syntax.WordPart, parent int) {
	s := w.span(p)
	switch p := p.(type) {
	case *syntax.SglQuoted:
		w.token(StringToken, s.Start, s.End)
	case *syntax.DblQuoted:
		w.doubleQuoted(p, s, parent)
	case *syntax.ParamExp:
		w.token(VariableToken, s.Start, s.End)
	case *syntax.CmdSubst:
		open := 2
		if p.Backquotes {
			open = 1
		}
		w.operator(PunctuationToken, p.Left, open)
		w.stmts(p.Stmts, p.Last, parent)
		w.operator(PunctuationToken, p.Right, 1)
	case *syntax.ProcSubst:
		w.operator(PunctuationToken, p.OpPos, 2)
		w.stmts(p.Stmts, p.Last, parent)
		w.operator(PunctuationToken, p.Rparen, 1)
	case *syntax.ArithmExp:
		w.token(VariableToken, s.Start, s.End)
	case *syntax.ExtGlob:
		w.operator(OperatorToken, p.OpPos, 2)
	}
}

// doubleQuoted adds a string, and the variables and commands inside.
func (w *walker) doubleQuoted(q *syntax.DblQuoted, s site.Span, parent int) {
	at := s.Start
	for _, p := range q.Parts {
		if _, ok := p.(*syntax.Lit); ok {
			continue
		}
		in := w.span(p)
		w.token(StringToken, at, in.Start)
		w.wordPart(p, parent)
		at = max(at, in.End)
	}
	w.token(StringToken, at, s.End)
}

// test adds the tokens of a condition in double brackets.
func (w *walker) test(x syntax.TestExpr, parent int) {
	switch x := x.(type) {
	case *syntax.Word:
		w.wordParts(x.Parts, parent)
	case *syntax.BinaryTest:
		w.test(x.X, parent)
		w.operator(OperatorToken, x.OpPos, len(x.Op.String()))
		w.test(x.Y, parent)
	case *syntax.UnaryTest:
		w.operator(OperatorToken, x.OpPos, len(x.Op.String()))
		w.test(x.X, parent)
	case *syntax.ParenTest:
		w.operator(PunctuationToken, x.Lparen, 1)
		w.test(x.X, parent)
		w.operator(PunctuationToken, x.Rparen, 1)
	}
}

// commandName adds the tokens of the word that says what runs.
func (w *walker) commandName(word *syntax.Word, parent int) {
	if name := word.Lit(); name != "" {
		kind := CommandToken
		if builtins()[name] {
			kind = BuiltinToken
		}
		s := w.span(word)
		w.token(kind, s.Start, s.End)
		return
	}
	w.wordParts(word.Parts, parent)
}

// argument adds the tokens of a further word: a flag up to its "=", a number,
// or the parts of any other word.
func (w *walker) argument(word *syntax.Word, parent int) {
	parts := word.Parts
	if lit, ok := parts[0].(*syntax.Lit); ok {
		s := w.span(lit)
		switch {
		case len(lit.Value) > 1 && lit.Value[0] == '-':
			name, _, _ := strings.Cut(lit.Value, "=")
			w.token(FlagToken, s.Start, min(s.Start+len(name), s.End))
		case len(parts) == 1 && lit.Value != "" && strings.Trim(lit.Value, "0123456789") == "":
			w.token(NumberToken, s.Start, s.End)
		}
		parts = parts[1:]
	}
	w.wordParts(parts, parent)
}

// builtins are the commands that POSIX and Bash have in the shell itself and
// that change the shell or steer it.
var builtins = lazy.Words(". : [ alias bg break cd command continue echo eval exec exit export false fg getopts hash jobs kill local mapfile " +
	"printf pwd read readarray readonly return set shift shopt source test times trap true type ulimit umask unalias unset " +
	"wait")
