package single

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

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
