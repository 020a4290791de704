// Package single makes one self-contained file of a finished page, for those who
// keep another generator: the style inside, the pictures inside, no script.
//
// Start from [Make], which takes a page as render prints it and gives it whole
// or as a fragment: the text alone, to be put into a page of another generator,
// with a style sheet that holds for it and for nothing else. The package renders no
// Markdown, reads files by [Options] alone, and asks no network.
package single

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"docsite/render/stylesheet"
)

// Options say what a page is made with. All but Fragment are required.
type Options struct {
	// Read gives the text of a file of the site, by its address on the page.
	Read func(address string) ([]byte, error)
	// Link is the whole address of another page or file of the site, by its address
	// on the page; empty where there is none, so that the words alone stay.
	Link     func(address string) string
	Fragment bool // the text alone, without a heading for the page, for another page
}

// File is a page that stands for itself, or a fragment of one.
type File struct {
	HTML  []byte
	Style []byte   // of a fragment; a whole page has it inside
	Lost  []string // addresses that lead nowhere from a file alone
	// Large are the addresses of pictures that are past [MaxPicture], or do not go
	// into [MaxPictures] with those before them: they are shown from the site where
	// it has an address, else their words stand in their place.
	Large []string
}

// Limits on the pictures in a file, in bytes before they are encoded. A picture counts
// as often as the page shows it.
const (
	MaxPicture  = 8 << 20
	MaxPictures = 32 << 20
)

// errNoPage is the error of what render did not print.
var errNoPage = errors.New("this is no page of a site")

// Make makes a file of a page.
func Make(page []byte, o Options) (*File, error) {
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return nil, err
	}
	m := &maker{Options: o, file: &File{}}
	sheet := find(doc, func(n *html.Node) bool { return n.DataAtom == atom.Link && Attr(n, "rel") == "stylesheet" })
	main := find(doc, is(atom.Main))
	if sheet == nil || main == nil {
		return nil, errNoPage
	}
	style, err := o.Read(Attr(sheet, "href"))
	if err != nil {
		return nil, err
	}
	m.strip(main)
	if err := m.embed(main); err != nil {
		return nil, err
	}
	if o.Fragment {
		return m.file, m.fragment(doc, main, string(style))
	}
	return m.file, m.whole(doc, main, string(style))
}

// maker makes one file.
type maker struct {
	Options
	file  *File
	hosts []string // whose pictures the page shows
	bytes int      // of the pictures in the file
}

// strip takes out what leads around a site, and what does nothing without a
// script.
func (m *maker) strip(main *html.Node) {
	left := []string{"crumbs", "turn", "foot"}
	if m.Fragment {
		left = append(left, "toc")
	}
	first := true
	walk(main, func(n *html.Node) bool {
		classes := strings.Fields(Attr(n, "class"))
		away := n.DataAtom == atom.Button || slices.ContainsFunc(left, func(class string) bool { return slices.Contains(classes, class) })
		if m.Fragment && n.DataAtom == atom.H1 && first {
			first, away = false, true
		}
		if away {
			n.Parent.RemoveChild(n)
		}
		return !away
	})
}

// whole prints a page of its own.
func (m *maker) whole(doc, main *html.Node, style string) error {
	body := find(doc, is(atom.Body))
	used := ClassesOf(main)
	for class := range strings.FieldsSeq(Attr(body, "class") + " page") {
		used[class] = true
	}
	style = "\n" + stylesheet.Prune(style, used) + ".page{grid-template-columns:minmax(0,1fr)}\n:root{--h:0px}\n"
	sum := sha256.Sum256([]byte(style))
	policy := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; img-src data:"
	for _, host := range m.hosts {
		policy += " https://" + host
	}
	head := find(doc, is(atom.Head))
	for n := head.FirstChild; n != nil; {
		next := n.NextSibling
		switch {
		case n.DataAtom == atom.Meta && Attr(n, "http-equiv") == "Content-Security-Policy":
			set(n, "content", policy+"; base-uri 'none'; form-action 'none'")
		case n.DataAtom == atom.Script, n.DataAtom == atom.Link && Attr(n, "rel") != "canonical":
			head.RemoveChild(n)
		}
		n = next
	}
	sheet := &html.Node{Type: html.ElementNode, Data: "style", DataAtom: atom.Style}
	sheet.AppendChild(&html.Node{Type: html.TextNode, Data: style})
	head.AppendChild(sheet)
	main.Parent.RemoveChild(main)
	for body.FirstChild != nil {
		body.RemoveChild(body.FirstChild)
	}
	around := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div, Attr: []html.Attribute{{Key: "class", Val: "page"}}}
	around.AppendChild(main)
	body.AppendChild(around)
	var b bytes.Buffer
	err := html.Render(&b, doc)
	m.file.HTML = append(b.Bytes(), '\n')
	return err
}

// fragment prints the text alone.
func (m *maker) fragment(doc, main *html.Node, style string) error {
	body := find(doc, is(atom.Body))
	top := find(doc, is(atom.Html))
	around := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	set(around, "class", strings.TrimSpace(scope+" "+scopedClasses(Attr(body, "class"))))
	set(around, "lang", Attr(top, "lang"))
	if dir := Attr(top, "dir"); dir != "" {
		set(around, "dir", dir)
	}
	main.Parent.RemoveChild(main)
	main.Data, main.DataAtom = "div", atom.Div
	main.Attr = []html.Attribute{{Key: "class", Val: scope + "-main"}}
	for n := range main.Descendants() {
		if class := Attr(n, "class"); class != "" {
			set(n, "class", scopedClasses(class))
		}
	}
	around.AppendChild(main)
	var b bytes.Buffer
	err := html.Render(&b, around)
	m.file.HTML, m.file.Style = withoutBlankLines(b.Bytes()), []byte(scoped(style))
	return err
}

// withoutBlankLines puts a reference in the place of the line breaks at which
// Markdown would end HTML, inside code, and leaves out the others.
func withoutBlankLines(text []byte) []byte {
	var out []byte
	inside := 0
	for line := range bytes.Lines(text) {
		if len(bytes.TrimSpace(line)) == 0 {
			if inside > 0 {
				out = append(bytes.TrimSuffix(out, []byte("\n")), "&#10;\n"...)
			}
			continue
		}
		out = append(out, line...)
		inside += bytes.Count(line, []byte("<pre")) - bytes.Count(line, []byte("</pre"))
	}
	return append(bytes.TrimRight(out, "\n"), '\n')
}
