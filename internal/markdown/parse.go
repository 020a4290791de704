package markdown

import (
	"bytes"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"docsite/internal/front"
	"docsite/internal/markdown/block"
	"docsite/internal/markdown/directive"
	"docsite/internal/markdown/home"
	"docsite/internal/markdown/inline"
	"docsite/internal/markdown/nodes"
	"docsite/internal/site"
)

// Document is a page's text as a tree, with what docsite looks for in it.
// Every position in the tree is a byte offset into Source.Text.
type Document struct {
	Source   *site.Source
	Body     int      // where the Markdown starts, after the front matter
	Root     ast.Node // of goldmark
	Listings []Listing
	Headings []Heading

	written map[int]*Heading  // in HTML, by their offsets; nil for none
	imports map[int]bool      // offsets of lines by which MDX gets components; nil for none
	got     map[string]string // the files that it gets by them, by the names that these have on the page
}

// Listing is a listing with its node in the tree.
type Listing struct {
	site.Listing
	Node *ast.FencedCodeBlock
}

// Heading is a heading with the id that links name.
type Heading struct {
	Level  int
	ID     string
	Text   string       // plain
	Node   *ast.Heading // nil for one that is written in HTML
	Offset int          // of the tag of one that is written in HTML
}

// The parsers are shared by all pages: a goldmark parser keeps its state in a
// context of its own for each document. One that finds addresses in text
// looks for them at every space, one that finds styles and signs at theirs.
var (
	plain     = sync.OnceValue(func() parser.Parser { return newParser(false, false) })
	addressed = sync.OnceValue(func() parser.Parser { return newParser(true, false) })
	styled    = sync.OnceValue(func() parser.Parser { return newParser(false, true) })
	both      = sync.OnceValue(func() parser.Parser { return newParser(true, true) })
)

// newParser is CommonMark with what GitHub understands. Attributes in braces
// stay off: they would let a page choose styles and ids.
func newParser(addresses, styles bool) parser.Parser {
	p := parser.NewParser(
		parser.WithBlockParsers(block.Parsers()...),
		parser.WithBlockParsers(append(parser.DefaultBlockParsers(),
			util.Prioritized(extension.NewFootnoteBlockParser(), 999),
			util.Prioritized(extension.NewDefinitionListParser(), 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
		)...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
			util.Prioritized(referenceParser{}, 150), // before links
			util.Prioritized(extension.NewStrikethroughParser(), 500),
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(extension.NewFootnoteParser(), 101),
		)...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
			util.Prioritized(inline.Definitions{}, 90),
			util.Prioritized(definitionTransformer{}, 91),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200),
		)...),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
			util.Prioritized(referenceTransformer{}, 1000),
			util.Prioritized(inline.Abbreviations{}, 1001),
		),
		parser.WithAutoHeadingID(),
	)
	if addresses {
		p.AddOptions(parser.WithInlineParsers(util.Prioritized(inline.AddressParser(), 999)))
	}
	if styles {
		p.AddOptions(parser.WithInlineParsers(inline.Parsers()...))
	}
	return p
}

// Parse reads a page. Hostile input is refused by [Check], which a caller
// asks first: goldmark takes time quadratic in some of it.
func Parse(src *site.Source) *Document {
	_, body := front.Split(src.Text)
	d := &Document{Source: src, Body: body}
	ids := newSlugs()
	d.Root = parse(src.Text, body, ids)
	d.dropBraces(ids)
	directive.DropUnseen(d.Root, src.Text)
	dropImports(d)
	inline.Unshown(d.Root, src.Text)
	inline.DropDrawings(d.Root, src.Text)
	block.Label(d.Root, src.Text, Reference)
	d.takeLabels()
	directive.Replace(d.Root, src.Text, Reference)
	home.Add(d.Root, src.Text[:body])
	d.collect(ids)
	d.nameHeadings(ids)
	return d
}

// AsText is a page that is not parsed: it has a text, and nothing in it.
func AsText(src *site.Source) *Document {
	_, body := front.Split(src.Text)
	return &Document{Source: src, Body: body, Root: ast.NewDocument()}
}

// parse starts at an offset instead of on a part of the text, so that every
// position in the tree is one in the file.
func parse(source []byte, body int, ids *slugs) ast.Node {
	r := text.NewReader(source)
	if body > 0 {
		r.Advance(body)
	}
	md := plain
	switch addresses, styles := mayHaveAddress(source), inline.MayStand(source); {
	case addresses && styles:
		md = both
	case styles:
		md = styled
	case addresses:
		md = addressed
	}
	return md().Parse(r, parser.WithContext(parser.NewContext(parser.WithIDs(ids))))
}

// mayHaveAddress reports whether something in a text can be an address of the
// web or of mail to goldmark: "https://a.b", "www.a.b", "a@b.c".
func mayHaveAddress(text []byte) bool {
	if bytes.Contains(text, []byte("://")) || bytes.Contains(text, []byte("www.")) {
		return true
	}
	for {
		at := bytes.IndexByte(text, '@')
		if at < 0 || at+1 == len(text) {
			return false
		}
		if text = text[at+1:]; util.IsAlphaNumeric(text[0]) {
			return true
		}
	}
}

// collect walks the tree once and keeps what docsite looks for. Headings get their ids.
func (d *Document) collect(ids *slugs) {
	for n := range nodes.All(d.Root) {
		switch n := n.(type) {
		case *ast.FencedCodeBlock:
			d.Listings = append(d.Listings, d.listing(n))
		case *ast.Heading:
			d.Headings = append(d.Headings, d.heading(n, ids))
		case *ast.HTMLBlock:
			d.Headings = append(d.Headings, d.htmlHeadings(n)...)
		}
	}
}

func (d *Document) heading(n *ast.Heading, ids *slugs) Heading {
	h := Heading{Level: n.Level, Text: d.Text(n), Node: n, ID: HeadingID(n)}
	if h.ID == "" {
		h.ID = ids.unique(slugged(n, h.Text))
		n.SetAttributeString("id", []byte(h.ID))
	}
	return h
}

// slugged is the text of a heading of which its id is made.
func slugged(n *ast.Heading, text string) string {
	for c := range nodes.All(n) {
		if s, ok := c.(*ast.String); ok {
			if slug, isSign := inline.Slug(s); isSign {
				text = strings.Replace(text, string(s.Value), slug, 1)
			}
		}
	}
	return text
}

// HeadingID is the id of a heading, by which links name it; empty for none.
func HeadingID(h *ast.Heading) string {
	id, _ := h.AttributeString("id")
	b, _ := id.([]byte)
	return string(b)
}

// openingHeading is the line that Markdown opens with, where that is a heading of the
// first level which no other line changes: one with brackets may name a link or a
// footnote that is written elsewhere.
func openingHeading(body []byte) []byte {
	body = bytes.TrimLeft(body, "\n")
	line := body[:LineEnd(body, 0)]
	if !bytes.HasPrefix(line, []byte("# ")) || bytes.ContainsAny(line, "[{") {
		return nil
	}
	return line
}

// Title is the first heading of Markdown as plain text; empty when it has none,
// and for Markdown that [Check] refuses.
func Title(body []byte) string {
	src := &site.Source{Text: body}
	if len(check(src, 0)) > 0 {
		return ""
	}
	if line := openingHeading(body); line != nil {
		src.Text = line
	}
	ids := newSlugs()
	d := Document{Source: src, Root: parse(src.Text, 0, ids)}
	d.dropBraces(ids)
	for n := range nodes.All(d.Root) {
		switch n := n.(type) {
		case *ast.Heading:
			if n.Level == 1 {
				return d.Text(n)
			}
		case *ast.HTMLBlock:
			for _, h := range d.htmlHeadings(n) {
				if h.Level == 1 {
					return h.Text
				}
			}
		}
	}
	return ""
}
