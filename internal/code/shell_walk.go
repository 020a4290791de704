package code

import (
	"cmp"
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"docsite/internal/site"
)

// walker goes through parsed shell text and adds its parts and tokens. Its
// order is that of the text but for heredocs, whose bodies stand further
// down; finish puts them into order.
type walker struct {
	*builder
	base int // offset in text at which the parser began
	end  int // the furthest offset that a statement was seen to reach
}

func (w *walker) at(p syntax.Pos) int { return min(w.base+int(p.Offset()), len(w.text)) }

func (w *walker) span(n syntax.Node) site.Span {
	s := site.Span{Start: w.at(n.Pos()), End: w.at(n.End())}
	s.End = max(s.Start, s.End)
	return s
}

// operator adds a token of n bytes at p.
func (w *walker) operator(kind TokenKind, p syntax.Pos, n int) {
	if p.IsValid() {
		w.token(kind, w.at(p), min(w.at(p)+n, len(w.text)))
	}
}

func (w *walker) keyword(p syntax.Pos, word string) { w.operator(KeywordToken, p, len(word)) }

// row walks a statement of the top level and gives its row.
func (w *walker) row(stmt *syntax.Stmt) row {
	w.end = 0
	from := len(w.code.Parts)
	w.stmt(stmt, -1)
	s := w.span(stmt)
	w.end = max(w.end, s.End)
	g := Group{Kind: StatementGroup, Stage: -1}
	for i := from; i < len(w.code.Parts); i++ {
		if p := &w.code.Parts[i]; p.Parent < 0 && p.Kind != CommentPart {
			g.Name, g.Title = p.Name, titler{w.builder}.title(i)
			switch p.Kind {
			case FunctionPart:
				g.Kind, g.Name = FunctionGroup, "function "+p.Name
			case BlockPart:
				g.Kind = BlockGroup
			}
			break
		}
	}
	return row{first: w.lineAt(s.Start), last: w.lineAt(max(w.end-1, s.Start)), group: g}
}

func (w *walker) stmts(stmts []*syntax.Stmt, last []syntax.Comment, parent int) {
	for _, s := range stmts {
		w.stmt(s, parent)
	}
	w.comments(last, parent)
}

// comments adds comments; neighbours on lines of their own are one part.
func (w *walker) comments(comments []syntax.Comment, parent int) {
	var run site.Span
	for i := range comments {
		s := w.trim(w.span(&comments[i]))
		w.token(CommentToken, s.Start, s.End)
		if run.End > 0 && strings.TrimLeft(w.text[run.End:s.Start], " \t") == "\n" {
			run.End = s.End
			continue
		}
		w.comment(run, parent)
		run = s
	}
	w.comment(run, parent)
}

// stmt walks a statement. Of a chain, "a && b | c", the parser makes one that has
// all but the last command inside; it may be long, so it is not walked by
// recursion.
func (w *walker) stmt(s *syntax.Stmt, parent int) {
	var around []*syntax.Stmt
	for {
		w.stmtSigns(s, parent)
		c, ok := s.Cmd.(*syntax.BinaryCmd)
		if !ok {
			break
		}
		around = append(around, s)
		s = c.X
	}
	w.redirects(s, w.command(s, parent))
	for _, s := range slices.Backward(around) {
		c := s.Cmd.(*syntax.BinaryCmd)
		w.operator(OperatorToken, c.OpPos, len(c.Op.String()))
		w.stmt(c.Y, parent)
		w.redirects(s, parent)
	}
}

// stmtSigns adds the comments above a statement, its "!" and its semicolon.
func (w *walker) stmtSigns(s *syntax.Stmt, parent int) {
	w.comments(s.Comments, parent)
	if s.Negated {
		w.operator(OperatorToken, s.Position, 1)
	}
	if s.Semicolon.IsValid() {
		n := 1
		if s.Coprocess || s.Disown {
			n = 2
		}
		w.operator(PunctuationToken, s.Semicolon, n)
	}
}

func (w *walker) redirects(s *syntax.Stmt, part int) {
	for _, redirect := range s.Redirs {
		w.redirect(redirect, part)
	}
}

// command walks the command of a statement and gives its part.
func (w *walker) command(s *syntax.Stmt, parent int) int {
	switch c := s.Cmd.(type) {
	case nil:
		return w.simple(s, nil, nil, parent)
	case *syntax.CallExpr:
		return w.simple(s, c.Assigns, c.Args, parent)
	case *syntax.DeclClause:
		return w.declare(s, c, parent)
	case *syntax.FuncDecl:
		return w.function(s, c, parent)
	case *syntax.IfClause:
		return w.ifClause(s, c, parent)
	case *syntax.WhileClause:
		return w.while(s, c, parent)
	case *syntax.ForClause:
		return w.forClause(s, c, parent)
	case *syntax.CaseClause:
		return w.caseClause(s, c, parent)
	case *syntax.Block:
		return w.group("{", s, c.Lbrace, c.Rbrace, c.Stmts, c.Last, parent)
	case *syntax.Subshell:
		return w.group("(", s, c.Lparen, c.Rparen, c.Stmts, c.Last, parent)
	default:
		return w.rareCommand(s, parent)
	}
}

// rareCommand walks the less usual kinds of commands.
func (w *walker) rareCommand(s *syntax.Stmt, parent int) int {
	switch c := s.Cmd.(type) {
	case *syntax.TestClause:
		part := w.wordsPart("[[", s, parent)
		w.operator(KeywordToken, c.Left, 2)
		w.operator(KeywordToken, c.Right, 2)
		w.test(c.X, part)
		return part
	case *syntax.ArithmCmd:
		part := w.wordsPart("((", s, parent)
		w.operator(OperatorToken, c.Left, 2)
		w.operator(OperatorToken, c.Right, 2)
		return part
	case *syntax.LetClause:
		part := w.wordsPart("let", s, parent)
		w.operator(BuiltinToken, c.Let, len("let"))
		return part
	case *syntax.TimeClause:
		w.keyword(c.Time, "time")
		if c.Stmt != nil {
			w.stmt(c.Stmt, parent)
		}
	case *syntax.CoprocClause:
		w.keyword(c.Coproc, "coproc")
		if c.Stmt != nil {
			w.stmt(c.Stmt, parent)
		}
	}
	return parent
}

// wordsPart makes a command of a statement whose words stand between blanks.
func (w *walker) wordsPart(name string, s *syntax.Stmt, parent int) int {
	span := w.bareSpan(s)
	return w.part(CommandPart, span, name, w.fields(span), parent)
}

// bareSpan is the span of a statement without its semicolon. A heredoc belongs
// to the statement that ends the line above the heredoc's body.
func (w *walker) bareSpan(s *syntax.Stmt) site.Span {
	span := site.Span{Start: w.at(s.Position), End: w.at(s.Position)}
	if s.Cmd != nil {
		span.End = w.at(s.Cmd.End())
	}
	doc := -1
	for _, d := range s.Redirs {
		span.Start = min(span.Start, w.at(d.Pos()))
		span.End = max(span.End, w.at(d.Word.End()))
		if d.Hdoc != nil {
			doc = w.at(d.Hdoc.End())
		}
	}
	if doc > span.End && strings.TrimSpace(w.flat[span.End:w.lineEnd(w.lineAt(span.End))]) == "" {
		span.End = doc
	}
	return span
}

// simple adds a simple command: assignments, words and redirections.
func (w *walker) simple(s *syntax.Stmt, assigns []*syntax.Assign, args []*syntax.Word, parent int) int {
	span := w.bareSpan(s)
	from := len(w.words)
	for _, a := range assigns {
		w.addWord(w.span(a))
	}
	name := ""
	for i, a := range args {
		at := w.span(a)
		w.addWord(at)
		if i == 0 {
			name = w.words[len(w.words)-1].Text
		}
	}
	w.redirectWords(s.Redirs, from)
	words := w.words[from:len(w.words):len(w.words)]
	if len(args) == 0 && len(assigns) == 1 && len(s.Redirs) == 0 {
		return w.assign(assigns[0], parent)
	}
	part := w.part(CommandPart, span, name, words, parent)
	for _, a := range assigns {
		w.assign(a, part)
	}
	for i, a := range args {
		if i == 0 {
			w.commandName(a, part)
		} else {
			w.argument(a, part)
		}
	}
	return part
}

func (w *walker) addWord(s site.Span) {
	if s.Start < s.End {
		w.words = append(w.words, w.builder.word(s.Start, s.End))
	}
}

// redirectWords adds redirections to the words from index from, in order of
// the text.
func (w *walker) redirectWords(redirects []*syntax.Redirect, from int) {
	for _, d := range redirects {
		s := site.Span{Start: w.at(d.Pos()), End: w.at(d.Word.End())}
		if s.Start >= s.End {
			continue
		}
		word := w.builder.word(s.Start, s.End)
		word.Text = strings.Join(strings.Fields(word.Text), "")
		word.Flag = false
		w.words = append(w.words, word)
	}
	byStart := func(a, b Word) int { return cmp.Compare(a.Span.Start, b.Span.Start) }
	if words := w.words[from:]; !slices.IsSortedFunc(words, byStart) {
		slices.SortStableFunc(words, byStart)
	}
}
