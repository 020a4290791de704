package notes

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// rule is a line between blocks, with those around it before anything has left the text.
type rule struct{ node, above, below ast.Node }

// rules are the lines between blocks of the page.
func (o *outline) rules() (list []rule) {
	for _, s := range o.sections {
		for _, b := range s.blocks {
			if b.Kind() == ast.KindThematicBreak {
				list = append(list, rule{b, o.above(b), o.below(b)})
			}
		}
	}
	return list
}

// mend takes a line out where what stood on one side of it has left the text, and
// nothing that could be parted is there.
func (r rule) mend(o *outline) {
	above, below := o.above(r.node), o.below(r.node)
	if above != r.above && (above == nil || above.Kind() == ast.KindThematicBreak || o.isHeading(above)) || below != r.below && below == nil {
		remove([]ast.Node{r.node})
	}
}

// above is the block that a reader sees above another in the same container.
func (o *outline) above(n ast.Node) ast.Node {
	for n = n.PreviousSibling(); n != nil && o.isLayout(n); {
		n = n.PreviousSibling()
	}
	return n
}

// below is the block that a reader sees below another in the same container.
func (o *outline) below(n ast.Node) ast.Node {
	for n = n.NextSibling(); n != nil && (o.isLayout(n) || n.Kind() == extast.KindFootnoteList); {
		n = n.NextSibling()
	}
	return n
}
