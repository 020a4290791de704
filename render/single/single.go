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
	"net/http"
	"net/url"
	"path"
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

// walk goes through a tree, and not below a node for which visit gives false.
func walk(n *html.Node, visit func(*html.Node) bool) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode && !visit(c) {
			c = next
			continue
		}
		walk(c, visit)
		c = next
	}
}

// find is the first element that fits; nil for none.
func find(n *html.Node, fits func(*html.Node) bool) *html.Node {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && fits(c) {
			return c
		}
	}
	return nil
}

func is(name atom.Atom) func(*html.Node) bool {
	return func(n *html.Node) bool { return n.DataAtom == name }
}

// Attr is the value of an attribute; empty for one that is not there.
func Attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func set(n *html.Node, key, value string) {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
}

func remove(n *html.Node, key string) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// ClassesOf are the classes of the elements in another.
func ClassesOf(n *html.Node) map[string]bool {
	used := map[string]bool{}
	for c := range n.Descendants() {
		for class := range strings.FieldsSeq(Attr(c, "class")) {
			used[class] = true
		}
	}
	return used
}

// embed puts pictures into the page, and makes whole addresses of links.
func (m *maker) embed(main *html.Node) (err error) {
	walk(main, func(n *html.Node) bool {
		for _, key := range []string{"src", "srcset"} {
			if address := Attr(n, key); address != "" && err == nil {
				err = m.picture(n, key, address)
			}
		}
		if href := Attr(n, "href"); n.DataAtom == atom.A && href != "" {
			m.link(n, href)
		}
		return err == nil
	})
	return err
}

// isElsewhere reports whether an address leads out of the site.
func isElsewhere(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme != "" || u.Host != "")
}

func (m *maker) picture(n *html.Node, key, address string) error {
	if isElsewhere(address) {
		m.show(address)
		return nil
	}
	file, _, _ := strings.Cut(address, " ") // a srcset has a width behind
	if slices.Contains(m.file.Large, file) {
		m.leave(n, key, file, address)
		return nil
	}
	text, err := m.Read(file)
	if err != nil {
		return err
	}
	if len(text) > MaxPicture || m.bytes+len(text) > MaxPictures {
		m.file.Large = append(m.file.Large, file)
		m.leave(n, key, file, address)
		return nil
	}
	m.bytes += len(text)
	kind := http.DetectContentType(text)
	if path.Ext(strings.SplitN(file, "?", 2)[0]) == ".svg" {
		kind = "image/svg+xml"
	}
	set(n, key, "data:"+kind+";base64,"+base64.StdEncoding.EncodeToString(text)+strings.TrimPrefix(address, file))
	remove(n, "loading")
	return nil
}

// show allows the page a picture of another host.
func (m *maker) show(address string) {
	if u, err := url.Parse(address); err == nil && !slices.Contains(m.hosts, u.Host) {
		m.hosts = append(m.hosts, u.Host)
	}
}

// leave shows a picture from the site, or its words where the site has no address.
func (m *maker) leave(n *html.Node, key, file, address string) {
	whole := m.Link(file)
	switch {
	case whole != "":
		set(n, key, whole+strings.TrimPrefix(address, file))
		m.show(whole)
	case n.Parent != nil:
		n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: Attr(n, "alt")}, n)
		n.Parent.RemoveChild(n)
	}
}

func (m *maker) link(n *html.Node, href string) {
	if href[0] == '#' || isElsewhere(href) {
		return
	}
	if whole := m.Link(href); whole != "" {
		set(n, "href", whole)
		return
	}
	if strings.Contains(" "+Attr(n.Parent, "class")+" ", " bar ") {
		n.Parent.RemoveChild(n) // the raw file, which is not there
		return
	}
	if !slices.Contains(m.file.Lost, href) {
		m.file.Lost = append(m.file.Lost, href)
	}
	remove(n, "href")
}
