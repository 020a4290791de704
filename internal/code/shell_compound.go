package code

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"docsite/internal/site"
)

// block adds a compound command; its words are those up to bodyPos, where
// its "then", "do" or "in" stands.
func (w *walker) block(name string, s *syntax.Stmt, bodyPos syntax.Pos, parent int) int {
	span := w.bareSpan(s)
	head := site.Span{Start: span.Start, End: max(span.Start, w.at(bodyPos))}
	return w.part(BlockPart, span, name, w.head(head), parent)
}

// head splits the head of a compound command at blanks, without the
// semicolon that ends it.
func (w *walker) head(s site.Span) []Word {
	s = w.trim(s)
	for s.End > s.Start && w.flat[s.End-1] == ';' {
		s.End--
	}
	return w.fields(w.trim(s))
}

func (w *walker) group(name string, s *syntax.Stmt, open, end syntax.Pos, stmts []*syntax.Stmt, last []syntax.Comment, parent int) int {
	part := w.part(BlockPart, w.bareSpan(s), name, nil, parent)
	w.operator(PunctuationToken, open, 1)
	w.operator(PunctuationToken, end, 1)
	w.stmts(stmts, last, part)
	return part
}

func (w *walker) function(s *syntax.Stmt, f *syntax.FuncDecl, parent int) int {
	name := ""
	if f.Name != nil {
		name = f.Name.Value
	}
	span := w.bareSpan(s)
	if f.RsrvWord {
		w.keyword(f.Position, "function")
	}
	part := w.part(FunctionPart, span, name, nil, parent)
	if f.Name != nil {
		at := w.span(f.Name)
		w.token(FunctionToken, at.Start, at.End)
		w.code.Parts[part].Words = w.cut(at.Start, at.End)
	}
	if f.Body == nil {
		return part
	}
	w.comments(f.Body.Comments, part)
	if b, ok := f.Body.Cmd.(*syntax.Block); ok { // the function is its own block
		w.operator(PunctuationToken, b.Lbrace, 1)
		w.operator(PunctuationToken, b.Rbrace, 1)
		w.stmts(b.Stmts, b.Last, part)
	} else {
		w.command(f.Body, part)
	}
	w.redirects(f.Body, part)
	return part
}

func (w *walker) ifClause(s *syntax.Stmt, c *syntax.IfClause, parent int) int {
	part := w.block("if", s, c.ThenPos, parent)
	w.keyword(c.FiPos, "fi")
	name := "if"
	for arm := c; arm != nil; arm = arm.Else {
		end := arm.FiPos
		if arm.Else != nil {
			end = arm.Else.Position
		}
		if arm != c {
			name = "elif"
			if !arm.ThenPos.IsValid() {
				name = "else"
			}
			w.comments(arm.Last, part)
		}
		w.arm(name, arm, end, part)
	}
	w.comments(c.Last, part)
	return part
}

// arm adds one of "if", "elif" and "else" with its statements.
func (w *walker) arm(name string, c *syntax.IfClause, end syntax.Pos, parent int) {
	span := w.trim(site.Span{Start: w.at(c.Position), End: max(w.at(end), w.at(c.Position))})
	w.keyword(c.Position, name)
	var words []Word
	if c.ThenPos.IsValid() {
		w.keyword(c.ThenPos, "then")
		words = w.head(site.Span{Start: span.Start, End: w.at(c.ThenPos)})
	}
	part := w.part(ArmPart, span, name, words, parent)
	w.stmts(c.Cond, c.CondLast, part)
	w.stmts(c.Then, c.ThenLast, part)
}

func (w *walker) while(s *syntax.Stmt, c *syntax.WhileClause, parent int) int {
	name := "while"
	if c.Until {
		name = "until"
	}
	part := w.block(name, s, c.DoPos, parent)
	w.keyword(c.WhilePos, name)
	w.keyword(c.DoPos, "do")
	w.keyword(c.DonePos, "done")
	w.stmts(c.Cond, c.CondLast, part)
	w.stmts(c.Do, c.DoLast, part)
	return part
}

func (w *walker) forClause(s *syntax.Stmt, c *syntax.ForClause, parent int) int {
	name := "for"
	if c.Select {
		name = "select"
	}
	part := w.block(name, s, c.DoPos, parent)
	w.keyword(c.ForPos, name)
	if c.Braces {
		w.operator(PunctuationToken, c.DoPos, 1)
		w.operator(PunctuationToken, c.DonePos, 1)
	} else {
		w.keyword(c.DoPos, "do")
		w.keyword(c.DonePos, "done")
	}
	switch loop := c.Loop.(type) {
	case *syntax.WordIter:
		at := w.span(loop.Name)
		w.token(VariableToken, at.Start, at.End)
		w.keyword(loop.InPos, "in")
		for _, item := range loop.Items {
			w.wordParts(item.Parts, part)
		}
	case *syntax.CStyleLoop:
		w.operator(OperatorToken, loop.Lparen, 2)
		w.operator(OperatorToken, loop.Rparen, 2)
	}
	w.stmts(c.Do, c.DoLast, part)
	return part
}

func (w *walker) caseClause(s *syntax.Stmt, c *syntax.CaseClause, parent int) int {
	part := w.block("case", s, c.In, parent)
	w.keyword(c.Case, "case")
	if !c.Braces {
		w.keyword(c.In, "in")
		w.keyword(c.Esac, "esac")
	}
	w.wordParts(c.Word.Parts, part)
	for _, item := range c.Items {
		w.caseItem(item, part)
	}
	w.comments(c.Last, part)
	return part
}

// caseItem adds an arm: its patterns and its statements, up to its ";;".
func (w *walker) caseItem(item *syntax.CaseItem, parent int) {
	span := w.trim(w.span(item))
	from := len(w.words)
	names := make([]string, 0, 4)
	for _, p := range item.Patterns {
		at := w.span(p)
		w.addWord(at)
		names = append(names, w.text[at.Start:at.End])
	}
	words := w.words[from:len(w.words):len(w.words)]
	if n := len(words); n > 0 { // the parser gives an arm that runs nothing no end
		span.End = max(span.End, words[n-1].Span.End)
	}
	w.comments(item.Comments, parent)
	part := w.part(ArmPart, span, strings.Join(names, "|"), words, parent)
	for _, p := range item.Patterns {
		w.wordParts(p.Parts, part)
	}
	if item.OpPos.IsValid() {
		w.operator(PunctuationToken, item.OpPos, len(item.Op.String()))
	}
	w.stmts(item.Stmts, item.Last, part)
}
