package render

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// details are the open <details> of an author, from the outside in.
type details struct {
	open    []fold
	summary bool // the innermost has a <summary> that is not closed
}

// fold is one <details>.
type fold struct {
	block       ast.Node // in which its tag stands
	start, body int      // in p.out: of the tag, and behind the summary; a body of 0 has not begun
}

var (
	detailsTag       = regexp.MustCompile(`(?is)^<details((?:\s+[a-z-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>]+))?)*)\s*>$`)
	detailsAttribute = regexp.MustCompile(`(?is)\s([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>]+)))?`)
)

// openDetails prints <details> with the attributes that GitHub knows: open,
// and name, by which only one of several is open.
func (p *printer) openDetails(n ast.Node, tag string, at int) {
	m := detailsTag.FindStringSubmatch(tag)
	if m == nil {
		p.warn(at, fmt.Sprintf("HTML %q is left out", tag), "write <details>")
		return
	}
	open, name := false, ""
	for _, a := range detailsAttribute.FindAllStringSubmatch(m[1], -1) {
		value := decode([]byte(a[2] + a[3] + a[4]))
		switch key := strings.ToLower(a[1]); {
		case key == "open":
			open = true
		case key == "name" && value != "" && !strings.ContainsFunc(value, notInID):
			name = value
		default:
			p.warn(at, fmt.Sprintf("attribute %q of %q is left out", strings.TrimSpace(a[0]), "<details>"), "open and name are kept, a name of letters, digits, hyphens and underscores")
		}
	}
	p.leaveBlocks(around(n))
	p.closeSummary()
	f := fold{block: around(n), start: len(p.out.b)}
	p.out.html("<details")
	if name != "" {
		p.out.attr("name", name)
	}
	if open {
		p.out.html(" open")
	}
	p.out.html(">")
	p.details.open = append(p.details.open, f)
}

// closeDetails prints </details> where one was opened beside it. A tag of
// another block, such as an item of a list, is left out: it would close more
// than its author sees.
func (p *printer) closeDetails(n ast.Node, at int) {
	p.leaveBlocks(around(n))
	if last := len(p.details.open) - 1; last >= 0 && p.details.open[last].block == around(n) {
		p.closeSummary()
		if f := p.details.open[last]; f.body > 0 && len(bytes.TrimSpace(p.out.b[f.body:])) == 0 {
			p.out.b = p.out.b[:f.start] // its notes have moved to their lines
		} else {
			p.out.html("</details>")
		}
		p.details.open = p.details.open[:last]
		return
	}
	p.warn(at, `"</details>" is left out: no <details> was opened in the same block`, "write both at the same indentation")
}

// leaveBlocks forgets what was opened in blocks that have ended: a browser
// ends it with them.
func (p *printer) leaveBlocks(now ast.Node) {
	for last := len(p.details.open) - 1; last >= 0; last-- {
		for b := now; b != nil; b = b.Parent() {
			if b == p.details.open[last].block {
				return
			}
		}
		p.details.open = p.details.open[:last]
		p.details.summary = false
	}
}

// closeAllDetails ends what is open at the end of a page, so that an author's
// tag never holds one of ours.
func (p *printer) closeAllDetails() {
	if len(p.details.open) == 0 {
		return
	}
	p.leaveBlocks(p.doc.Root)
	p.closeSummary()
	for range p.details.open {
		p.out.html("</details>")
	}
	p.details.open = nil
}

// openSummary prints <summary> where a <details> can have one.
func (p *printer) openSummary(n ast.Node) {
	p.leaveBlocks(around(n))
	if len(p.details.open) > 0 && !p.details.summary {
		p.out.html("<summary>")
		p.details.summary = true
	}
}

func (p *printer) closeSummary() {
	if p.details.summary {
		p.out.html("</summary>")
		p.details.summary = false
		p.details.open[len(p.details.open)-1].body = len(p.out.b)
	}
}

// around is the block that holds a tag's own block.
func around(n ast.Node) ast.Node {
	for n.Type() == ast.TypeInline {
		n = n.Parent()
	}
	return n.Parent()
}
