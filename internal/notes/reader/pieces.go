package reader

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"docsite/internal/markdown"
)

// piece is a run of a line's text in one style.
type piece struct {
	text    string
	code    bool // a code span, or <code> and <kbd>
	bold    bool
	slanted bool // emphasised
	end     bool // the source line ends after it
	start   int  // where it begins in the page; 0 where it does not stand there
	stop    int  // where the parser's run of text ends
}

// pieces flattens what stands in a line: emphasis and links opened, code
// spans whole. The result holds until the next call.
func (f *Reader) pieces(n ast.Node) []piece {
	f.buffer = f.buffer[:0]
	return f.morePieces(n)
}

// morePieces flattens a further line; what the calls before gave holds.
func (f *Reader) morePieces(n ast.Node) []piece {
	from := len(f.buffer)
	flat := flat{d: f.d, list: f.buffer, from: from}
	flat.walk(n, false)
	f.buffer = flat.list
	return flat.list[from:len(flat.list):len(flat.list)]
}

// strong reports whether a piece stands out by its style.
func (p *piece) strong() bool { return p.bold || p.slanted }

// flat takes a line apart. The texts of its pieces lie in the page's own bytes, which
// nobody changes.
type flat struct {
	d       *markdown.Document
	list    []piece
	from    int  // where the line begins in it
	html    bool // inside <code>
	slanted bool
}

func (f *flat) walk(n ast.Node, bold bool) {
	text := f.d.Source.Text
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.CodeSpan:
			f.code(c, bold)
		case *ast.Text:
			f.add(piece{text: util.BytesToReadOnlyString(markdown.Shown(c, text)), code: f.html, bold: bold,
				end: c.SoftLineBreak() || c.HardLineBreak(), start: c.Segment.Start, stop: c.Segment.Stop})
		case *ast.String:
			f.list = append(f.list, piece{text: string(c.Value), bold: bold})
		case *ast.AutoLink:
			f.list = append(f.list, piece{text: string(c.Label(text)), bold: bold})
		case *ast.Image: // what it shows is named for those who do not see it
		case *ast.RawHTML:
			f.tag(c)
		case *ast.Emphasis:
			before := f.slanted
			f.slanted = f.slanted || c.Level == 1
			f.walk(c, bold || c.Level > 1)
			f.slanted = before
		default:
			if c.Type() == ast.TypeInline {
				f.walk(c, bold)
			}
		}
	}
}

// add adds a run of text, to the one before where the parser cut a run in two.
func (f *flat) add(p piece) {
	p.slanted = f.slanted
	if n := len(f.list); n > f.from {
		if last := &f.list[n-1]; last.code == p.code && last.bold == p.bold && last.slanted == p.slanted && !last.end && last.stop == p.start && last.stop > 0 {
			last.text += p.text
			last.end, last.stop = p.end, p.stop
			return
		}
	}
	f.list = append(f.list, p)
}

func (f *flat) code(c *ast.CodeSpan, bold bool) {
	p := piece{code: true, bold: bold, slanted: f.slanted}
	t, ok := c.FirstChild().(*ast.Text)
	if ok {
		p.start = t.Segment.Start
	}
	if ok && t.NextSibling() == nil {
		p.text = strings.ReplaceAll(util.BytesToReadOnlyString(t.Segment.Value(f.d.Source.Text)), "\n", " ")
		f.list = append(f.list, p)
		return
	}
	var buf [128]byte
	b := buf[:0]
	for t := c.FirstChild(); t != nil; t = t.NextSibling() {
		if t, ok := t.(*ast.Text); ok {
			b = append(b, t.Segment.Value(f.d.Source.Text)...)
		}
	}
	p.text = strings.ReplaceAll(string(b), "\n", " ")
	f.list = append(f.list, p)
}

// tag notices <code>, which authors write where backticks do not work.
func (f *flat) tag(n *ast.RawHTML) {
	switch tag := strings.ToLower(string(n.Segments.Value(f.d.Source.Text))); {
	case strings.HasPrefix(tag, "<code") || strings.HasPrefix(tag, "<kbd"):
		f.html = true
	case strings.HasPrefix(tag, "</code") || strings.HasPrefix(tag, "</kbd"):
		f.html = false
	case strings.HasPrefix(tag, "<br"):
		f.list = append(f.list, piece{text: " ", end: true})
	}
}
