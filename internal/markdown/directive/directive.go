// Package directive makes of directives of MyST, fences whose language stands in braces,
// what Sphinx shows in their place: pictures and lists of pages.
//
// Start from [Replace].
package directive

import (
	"cmp"
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"docsite/internal/lazy"
	"docsite/internal/markdown/nodes"
)

var (
	head   = lazy.Pattern(`^\{([a-z-]+)\}[ \t]*(.*?)[ \t]*$`)
	option = lazy.Pattern(`^[ \t]*:([a-z-]+):[ \t]*(.*?)[ \t\r\n]*$`)
	titled = lazy.Pattern(`^(.*\S)[ \t]*<([^<>]+)>$`)
)

// directive is what a fence says.
type directive struct {
	name, argument string
	options        map[string]string
	lines          []string // below the options, without the blanks around them
	at             int      // offset of the fence
}

// Replace replaces the directives in a tree. A destination that names a page, as Sphinx
// does, begins with pages. In the place of a file that would be included its path stands.
func Replace(root ast.Node, source []byte, pages string) {
	var list []*ast.FencedCodeBlock
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if code, ok := n.(*ast.FencedCodeBlock); ok && entering && code.Info != nil && source[code.Info.Segment.Start] == '{' {
			list = append(list, code)
		}
		if first := n.FirstChild(); first != nil && first.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	for _, code := range list {
		m := head().FindStringSubmatch(string(code.Info.Segment.Value(source)))
		if m == nil {
			continue
		}
		d := directive{name: m[1], argument: m[2], options: map[string]string{}, at: code.Pos()}
		d.read(code.Lines(), source)
		list, known := d.shown(pages)
		if !known {
			continue
		}
		for _, n := range list {
			code.Parent().InsertBefore(code.Parent(), code, n)
		}
		code.Parent().RemoveChild(code.Parent(), code)
	}
}

// read takes the lines of a directive apart.
func (d *directive) read(lines *text.Segments, source []byte) {
	above := true
	for i := range lines.Len() {
		segment := lines.At(i)
		line := string(segment.Value(source))
		if m := option().FindStringSubmatch(line); above && m != nil {
			d.options[m[1]] = m[2]
			continue
		}
		above = false
		if line = strings.TrimSpace(line); line != "" {
			d.lines = append(d.lines, line)
		}
	}
}

// shown is what is seen of a directive.
func (d *directive) shown(pages string) (list []ast.Node, known bool) {
	switch d.name {
	case "toctree":
		return d.contents(pages), true
	case "contents", "tableofcontents", "index":
		return nil, true
	case "image", "figure":
		if d.argument != "" {
			return []ast.Node{d.picture()}, true
		}
	case "include", "literalinclude":
		if d.argument != "" {
			e := ast.NewEmphasis(1)
			e.SetAttributeString("include", d.argument)
			e.SetPos(d.at)
			return []ast.Node{nodes.In(ast.NewParagraph(), nodes.In(e, nodes.Words(d.argument)))}, true
		}
	}
	return nil, false
}

// contents is a list of pages, below its caption.
func (d *directive) contents(pages string) (all []ast.Node) {
	if _, hidden := d.options["hidden"]; hidden {
		return nil
	}
	list := ast.NewList('-')
	for _, line := range d.lines {
		to, said := line, ast.Node(nil)
		if m := titled().FindStringSubmatch(line); m != nil {
			to, said = m[2], nodes.Words(m[1])
		}
		if strings.ContainsAny(to, "*?[") || to == "self" {
			continue // the pages of a folder, which are listed beside each page
		}
		if !strings.Contains(to, "://") {
			to = pages + to
		} else if said == nil {
			said = nodes.Words(to)
		}
		list.AppendChild(list, nodes.In(ast.NewListItem(2), nodes.In(ast.NewTextBlock(), nodes.Link(to, d.at, said))))
	}
	if !list.HasChildren() {
		return nil
	}
	if caption := d.options["caption"]; caption != "" {
		all = append(all, nodes.In(ast.NewParagraph(), nodes.In(ast.NewEmphasis(2), nodes.Words(caption))))
	}
	return append(all, list)
}

// picture is a picture with its caption.
func (d *directive) picture() ast.Node {
	n := nodes.Picture(d.argument, cmp.Or(d.options["alt"], path.Base(d.argument)), d.at)
	if to := d.options["target"]; to != "" {
		n = nodes.Link(to, d.at, n)
	}
	p := nodes.In(ast.NewParagraph(), n)
	if len(d.lines) > 0 && d.name == "figure" {
		p.AppendChild(p, nodes.In(ast.NewEmphasis(1), nodes.Words(strings.Join(d.lines, " "))))
	}
	return p
}
