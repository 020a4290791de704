package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/lazy"
)

// Span is a piece of a title.
type Span struct {
	Text                   string
	Code, Strong, Stressed bool
}

// maxTitle is up to how many bytes a title is read as Markdown.
const maxTitle = 500

// Spans are the pieces of the title of an alert, a tab or a fold, which other generators
// read as Markdown. Of a link it has the text.
func Spans(title string) (spans []Span) {
	if len(title) > maxTitle || !strings.ContainsAny(title, "`*_[:=^+") {
		return []Span{{Text: title}}
	}
	source := []byte(reference().ReplaceAllString(title, "$1"))
	root := parse(source, 0, newSlugs())
	if root.ChildCount() != 1 || root.FirstChild().Kind() != ast.KindParagraph {
		return []Span{{Text: title}}
	}
	now := Span{}
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		piece := now
		switch n := n.(type) {
		case *ast.CodeSpan:
			now.Code = entering
		case *ast.Emphasis:
			if n.Level == 1 {
				now.Stressed = entering
			} else {
				now.Strong = entering
			}
		case *ast.Text:
			piece.Text = string(Shown(n, source))
		case *ast.String:
			piece.Text = string(n.Value)
		case *ast.AutoLink:
			piece.Text = string(n.Label(source))
		case *ast.RawHTML:
			piece.Text = string(n.Segments.Value(source))
		}
		if entering && piece.Text != "" {
			spans = append(spans, piece)
		}
		return ast.WalkContinue, nil
	})
	return spans
}

// reference is a link by a name that a definition of the page has.
var reference = lazy.Pattern(`\[([^\[\]]+)\]\[[^\[\]]*\]`)
