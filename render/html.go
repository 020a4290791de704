package render

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"docsite/internal/sanitize"
	"docsite/internal/site"
	"docsite/render/listings"
)

// fold is a <details> of an author that is open, in what is printed: where its
// tag starts, and where its summary ends; 0 for one that has not ended.
type fold struct{ start, body int }

// authored prints the HTML of authors.
type authored struct {
	sanitize.Sanitizer
	p     *pagePrinter
	folds []fold // from the outside in

	asText bool // HTML is printed as it was written
}

func newAuthored(p *pagePrinter) *authored {
	a := &authored{p: p}
	a.Warn = func(at int, message, hint string) { p.warn(at, message, hint) }
	a.Resolve = func(dest string, at int) (string, bool) {
		to := p.resolveTo(dest, at, false)
		return to.Href, to.External
	}
	return a
}

// inline prints a tag in a line of text, or the tag of a figure that a comment
// stands for.
func (a *authored) inline(n *ast.RawHTML) {
	if a.asText {
		a.text(n, n)
		return
	}
	var raw []byte
	for i := range n.Segments.Len() {
		seg := n.Segments.At(i)
		raw = append(raw, seg.Value(a.p.doc.Source.Text)...)
	}
	at, text := n.Segments.At(0).Start, n.Parent()
	switch figure, ok := a.p.prose.figures[at]; {
	case !ok:
		noBlock := text == nil || text.Type() == ast.TypeInline || text.Kind() == ast.KindHeading
		a.print(a.Inline(raw, sanitize.Position{At: at, Text: text, Block: text, NoBlock: noBlock, HoldsLink: func() bool { return a.holdsLink(n) }}))
	case !strings.HasPrefix(figure, "</"):
		a.p.out.HTML(figure)
		a.OpenOwn("data", text)
	default:
		pieces, open := a.CloseOwn("data", text)
		if a.print(pieces); open {
			a.p.out.HTML(figure)
		}
	}
}

// holdsLink reports whether a link of Markdown stands between a tag and its end
// beside it, or the next tag of a link.
func (a *authored) holdsLink(tag ast.Node) (found bool) {
	depth := 1
	for n := tag.NextSibling(); n != nil && !found; n = n.NextSibling() {
		if depth += a.anchorDepth(n); depth < 1 {
			return false
		}
		_ = ast.Walk(n, func(n ast.Node, _ bool) (ast.WalkStatus, error) {
			found = found || n.Kind() == ast.KindLink
			return ast.WalkContinue, nil
		})
	}
	return found
}

// anchorDepth is by how much a node changes the number of open <a>: a browser
// ends them all where another link begins.
func (a *authored) anchorDepth(n ast.Node) int {
	r, ok := n.(*ast.RawHTML)
	if !ok {
		return 0
	}
	first := r.Segments.At(0)
	text := bytes.ToLower(first.Value(a.p.doc.Source.Text))
	name := bytes.TrimPrefix(bytes.TrimPrefix(text, []byte("<")), []byte("/"))
	switch {
	case len(name) < 2 || name[0] != 'a' || util.IsAlphaNumeric(name[1]) || name[1] == '-':
		return 0
	case text[1] == '/':
		return -1
	case bytes.Contains(text, []byte("href")):
		return math.MinInt
	}
	return 1
}

// block prints the text and the tags of a block of HTML. In a list or a
// quotation it is not one piece of the page.
func (a *authored) block(n *ast.HTMLBlock) {
	if a.asText {
		a.text(n, nil)
		return
	}
	lines := n.Lines().Sliced(0, n.Lines().Len())
	if n.HasClosure() {
		lines = append(slices.Clip(lines), n.ClosureLine)
	}
	var raw []byte
	var pieces []site.Span // of the page
	for _, line := range lines {
		raw = append(raw, line.Value(a.p.doc.Source.Text)...)
		pieces = append(pieces, site.Span{Start: line.Start, End: line.Stop})
	}
	a.print(a.Document(raw, sanitize.Position{Text: n, Block: n.Parent()}, func(at int) int {
		for _, p := range pieces {
			if at < p.End-p.Start {
				return p.Start + at
			}
			at -= p.End - p.Start
		}
		return 0
	}))
}

// print prints what may be printed of an author's HTML.
func (a *authored) print(pieces []sanitize.Piece) {
	w := &a.p.out
	for i := range pieces {
		switch p := &pieces[i]; p.Kind {
		case sanitize.Text:
			w.Text(p.Data)
		case sanitize.Start, sanitize.Void:
			a.tag(p)
		case sanitize.End:
			a.end(p.Data)
		case sanitize.Picture:
			a.p.prose.picture(authoredPicture(p))
		case sanitize.Place:
			name := "a"
			if p.InLink {
				name = "span" // a link cannot hold another <a>
			}
			w.HTML("<" + name)
			w.Attr("id", p.Data)
			w.HTML("></" + name + ">")
		}
	}
}

func (a *authored) tag(p *sanitize.Piece) {
	w := &a.p.out
	if p.Data == "details" {
		a.folds = append(a.folds, fold{start: len(w.B)})
	}
	w.HTML("<" + p.Data)
	for _, attribute := range p.Attributes {
		switch attribute.Key {
		case "href":
			w.Href("href", attribute.Val)
		case "open":
			w.HTML(" open")
		default:
			w.Attr(attribute.Key, attribute.Val)
		}
	}
	w.HTML(">")
}

// end prints the end of a tag. Folded text of which nothing is left, since its
// notes have moved to their lines, goes with its summary.
func (a *authored) end(name string) {
	w := &a.p.out
	last := len(a.folds) - 1
	if name == "details" {
		f := a.folds[last]
		a.folds = a.folds[:last]
		if f.body > 0 && len(bytes.TrimSpace(w.B[f.body:])) == 0 {
			w.B = w.B[:f.start]
			return
		}
	}
	w.HTML("</" + name + ">")
	if name == "summary" {
		a.folds[last].body = len(w.B)
	}
}

func authoredPicture(p *sanitize.Piece) pictureTag {
	pic := pictureTag{at: p.At, inLink: p.InLink}
	for _, a := range p.Attributes {
		switch a.Key {
		case "src":
			pic.dest = strings.TrimSpace(a.Val)
		case "alt":
			pic.alt = a.Val
		case "title":
			pic.title = a.Val
		case "width":
			pic.width = strings.TrimSuffix(a.Val, "px")
		case "height":
			pic.height = strings.TrimSuffix(a.Val, "px")
		case "align":
			pic.align = strings.ToLower(a.Val)
		}
	}
	return pic
}

// leave closes the tags that were opened in a piece of Markdown, which ends.
func (a *authored) leave(n ast.Node) { a.print(a.Leave(n)) }

// apart prints a part of the page that stands for itself.
func (a *authored) apart(print func()) {
	base := a.Enter()
	print()
	a.print(a.Exit(base))
}

// node looks at a node of the Markdown that starts or ends while tags are open.
// It reports whether it has printed the node.
func (a *authored) node(n ast.Node, entering bool) bool {
	switch {
	case !entering:
		a.leave(n)
	case n.Kind() == extast.KindFootnoteBacklink:
		a.leave(n.Parent()) // the link is ours
	case n.Kind() == listings.KindLineLink:
		if a.leave(n.Parent()); a.Links > 0 { // a link around the paragraph cannot hold ours
			w := &a.p.out
			w.HTML("<span")
			w.Attr("id", n.(*listings.LineLink).ID)
			w.HTML("></span>")
			return true
		}
	case n.Kind() == extast.KindFootnoteLink && a.Links > 0:
		f := n.(*extast.FootnoteLink) // as a number, to which one can come back
		id := "fnref"
		if f.RefIndex > 0 {
			id += strconv.Itoa(f.RefIndex)
		}
		w := &a.p.out
		w.HTML("<sup")
		w.Attr("id", id+":"+strconv.Itoa(f.Index))
		w.HTML(">")
		w.Int(f.Index)
		w.HTML("</sup>")
		return true
	}
	return false
}

// watched are functions of a renderer, ours or goldmark's, that close what an
// author's tags opened in a node before the node ends.
type watched struct {
	renderer.NodeRenderer
	p   *pagePrinter
	reg renderer.NodeRendererFuncRegisterer
}

// RegisterFuncs implements goldmark's renderer.NodeRenderer.
func (w *watched) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	w.reg = reg
	w.NodeRenderer.RegisterFuncs(w)
}

// Register implements goldmark's renderer.NodeRendererFuncRegisterer.
func (w *watched) Register(kind ast.NodeKind, f renderer.NodeRendererFunc) {
	w.reg.Register(kind, func(out util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if (w.p.html.Open() > 0 || w.p.html.Links > 0) && w.p.html.node(n, entering) {
			return ast.WalkSkipChildren, nil
		}
		return f(out, source, n, entering)
	})
}
