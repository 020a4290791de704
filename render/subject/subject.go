// Package subject knows what a screenshot is to show: a part of a finished page,
// the style of that part, and the pictures in it.
//
// Start from [Of], which gives a hash of them. It runs no script and draws nothing;
// which file stands at an address, its caller knows.
package subject

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"path"
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"docsite/internal/lazy"
	"docsite/internal/site"
	"docsite/render/single"
	"docsite/render/stylesheet"
)

// Options say of what page a part is looked for. All are required.
type Options struct {
	Spec site.ShotSpec
	// Read gives the text of a file of the site, by its address on the page.
	Read func(address string) ([]byte, error)
	// Screenshot is the file of the project that stands at an address on the page, if
	// it is one of shots:; else empty.
	Screenshot func(address string) string
}

// Subject is the part of a page that a screenshot is to show, as a hash.
type Subject struct {
	Own   string   // SHA-256 of it, hexadecimal, in which other screenshots count with their names alone
	Holds []string // these screenshots, by their files, each once
}

// ErrNoPart is the error of a page that the selector fits nothing on.
var ErrNoPart = errors.New("nothing on the page fits it")

// Of gives the subject of a screenshot, from the text of its page. Scripts count for
// nothing, nor does where a link leads.
func Of(page []byte, o Options) (*Subject, error) {
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return nil, err
	}
	group, err := cascadia.ParseGroup(cmp.Or(o.Spec.Selector, "body"))
	if err != nil {
		return nil, err
	}
	part := cascadia.Query(doc, group)
	if part == nil {
		return nil, ErrNoPart
	}
	r := reading{Options: o, sum: sha256.New(), subject: &Subject{}}
	spec := o.Spec
	fmt.Fprintf(r.sum, "%q %d %d %q %v\n", spec.Selector, spec.Width, spec.Height, spec.Theme, spec.Scale)
	for n := range part.Ancestors() {
		r.open(n)
	}
	r.node(part)
	r.styles(doc, classes(part))
	r.subject.Own = hex.EncodeToString(r.sum.Sum(nil))
	return r.subject, nil
}

// reading is a subject on its way.
type reading struct {
	Options
	sum     hash.Hash
	subject *Subject
}

// node takes in an element or a text with all that is in it, but for what nobody
// sees.
func (r *reading) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		fmt.Fprintf(r.sum, "%q\n", n.Data)
	case html.ElementNode:
		switch n.DataAtom {
		case atom.Script, atom.Noscript, atom.Template:
			return
		}
		if isDay(n) {
			return
		}
		r.open(n)
		for c := range n.ChildNodes() {
			r.node(c)
		}
		fmt.Fprintf(r.sum, "</%s\n", n.Data)
	}
}

// isDay reports whether an element is the day of the page's last commit, alone or
// beside another element: a build asks git for it, and a refresh does not.
func isDay(n *html.Node) bool {
	const foot = "foot"
	alone := n.DataAtom == atom.P && n.FirstChild == n.LastChild
	if alone {
		return single.Attr(n, "class") == foot && n.FirstChild != nil && n.FirstChild.DataAtom == atom.Span
	}
	return n.DataAtom == atom.Span && n.Parent != nil && single.Attr(n.Parent, "class") == foot
}

// open takes in an element's name and its attributes, with the files that these name.
func (r *reading) open(n *html.Node) {
	fmt.Fprintf(r.sum, "<%s\n", n.Data)
	screenshot := ""
	if n.DataAtom == atom.Img {
		screenshot = r.Screenshot(single.Attr(n, "src"))
	}
	for _, a := range n.Attr {
		isLink := n.DataAtom == atom.A || n.DataAtom == atom.Area
		switch {
		case a.Key == "href" && isLink:
			fmt.Fprintf(r.sum, "%s\n", a.Key)
		case screenshot != "" && (a.Key == "width" || a.Key == "height"): // those of its file
		case screenshot != "" && a.Key == "src":
			fmt.Fprintf(r.sum, "screenshot %q\n", screenshot)
			if !slices.Contains(r.subject.Holds, screenshot) {
				r.subject.Holds = append(r.subject.Holds, screenshot)
			}
		case slices.Contains([]string{"src", "poster", "href"}, a.Key) && !strings.HasPrefix(a.Val, "#"):
			fmt.Fprintf(r.sum, "%s ", a.Key)
			r.file(a.Val)
		default:
			fmt.Fprintf(r.sum, "%s %q\n", a.Key, a.Val)
		}
	}
}

// file takes in the file at an address: what is in it, else what it is called.
func (r *reading) file(address string) {
	text, err := r.Read(address)
	if err != nil {
		fmt.Fprintf(r.sum, "%q\n", address)
		return
	}
	fmt.Fprintf(r.sum, "%x\n", sha256.Sum256(text))
}

// addressIn is an address in a style sheet.
var addressIn = lazy.Pattern(`url\(\s*["']?([^"')\s]+)["']?\s*\)`)

// styles takes in the rules of the page's style sheets that may fit a part with these
// classes, and the files that they name.
func (r *reading) styles(doc *html.Node, used map[string]bool) {
	for n := range doc.Descendants() {
		if n.DataAtom != atom.Link || single.Attr(n, "rel") != "stylesheet" {
			continue
		}
		address := single.Attr(n, "href")
		text, err := r.Read(address)
		if err != nil {
			fmt.Fprintf(r.sum, "style %q\n", address)
			continue
		}
		style := stylesheet.Prune(string(text), used)
		fmt.Fprintf(r.sum, "style %q\n", addressIn().ReplaceAllString(style, "url()"))
		for _, m := range addressIn().FindAllStringSubmatch(style, -1) {
			r.file(path.Join(path.Dir(address), m[1]))
		}
	}
}

// classes are those of an element, of all that is in it and of all that it is in,
// and those that docsite's script gives the page.
func classes(part *html.Node) map[string]bool {
	used := single.ClassesOf(part)
	used["js"], used["pc"] = true, true
	for n := part; n != nil; n = n.Parent {
		for class := range strings.FieldsSeq(single.Attr(n, "class")) {
			used[class] = true
		}
	}
	return used
}
