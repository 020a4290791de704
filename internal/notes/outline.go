package notes

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/lazy"
	"docsite/internal/markdown"
	"docsite/internal/sanitize"
)

// outlined is a section of a page: a heading with the blocks below it up to the
// next heading, and the sections of deeper headings. What stands above the first
// heading of a container is a section without a heading.
type outlined struct {
	heading   ast.Node // of Markdown or of HTML; nil for what no heading is above
	level     int      // of the heading
	fixed     bool     // the heading is a part of a block that cannot leave it
	container ast.Node // the page, or the list item, quotation or description around it
	parent    *outlined
	blocks    []ast.Node  // in order
	listing   *bool       // whether a listing stands in it or below its heading; nil while nobody has asked
	inside    []*outlined // in order; not those of containers
}

// outline tells in which section each block of a page stands.
type outline struct {
	sections  []*outlined // those with a heading before those inside them
	sectionOf map[ast.Node]*outlined
	doc       *markdown.Document
	foldOf    map[ast.Node]ast.Node // of a block between the tags of one of enclosing, the block with the first tag
	title     *outlined             // the first with a heading of level 1, which may name the page; nil for none
	steps     map[ast.Node]bool     // numbered lists of one sequence: what stands between its items parts them
}

// newOutline walks the blocks of a page once.
func newOutline(doc *markdown.Document) *outline {
	o := &outline{sectionOf: make(map[ast.Node]*outlined, 2*doc.Root.ChildCount()), foldOf: map[ast.Node]ast.Node{}, steps: map[ast.Node]bool{}, doc: doc}
	o.walk(doc.Root, nil)
	return o
}

func (o *outline) walk(container ast.Node, around *outlined) {
	s := o.add(&outlined{container: container, parent: around})
	var open []ast.Node // blocks that open folds, the outer first
	var before numbered
	for n := container.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == extast.KindFootnoteList || n.Kind() == ast.KindLinkReferenceDefinition {
			continue // it stands at the end of the page, or nowhere
		}
		level, isAlone, isWhole := o.headingIn(n)
		if level > 0 {
			for s.heading != nil && s.level >= level {
				s = s.parent
			}
			above := s
			s = o.add(&outlined{heading: n, level: level, fixed: !isWhole, container: container, parent: above})
			above.inside = append(above.inside, s)
			if level == 1 && o.title == nil {
				o.title = s
			}
		}
		o.sectionOf[n] = s
		if isAlone {
			if len(open) > 0 {
				o.foldOf[n] = open[len(open)-1]
			}
			continue
		}
		for opened := o.folds(n); opened != 0; {
			if opened > 0 {
				open, opened = append(open, n), opened-1
			} else {
				open, opened = open[:max(len(open)-1, 0)], opened+1
			}
		}
		if len(open) > 0 {
			o.foldOf[n] = open[len(open)-1]
		}
		s.blocks = append(s.blocks, n)
		o.inner(n, s)
		if list, ok := n.(*ast.List); ok {
			before = o.join(before, list)
		}
	}
}

// numbered is a list with numbers, and the one that would go on with it.
type numbered struct {
	list *ast.List
	next int
}

// join finds numbered lists that are steps of one sequence: a list goes on with the
// numbers of the one before it, or begins with another number than 1. Numbers may also be
// written at the beginning of each item.
func (o *outline) join(before numbered, list *ast.List) numbered {
	start := list.Start
	if !list.IsOrdered() {
		if start = o.written(list); start == 0 {
			return before
		}
	}
	if before.list != nil && start == before.next {
		o.steps[before.list], o.steps[list] = true, true
	}
	if list.Start > 1 {
		o.steps[list] = true
	}
	return numbered{list, start + list.ChildCount()}
}

// written is the number that the text of a list's first item begins with, where those of
// all items count on from it; 0 for none.
func (o *outline) written(list *ast.List) (first int) {
	count := 0
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		m := itemNumber().FindStringSubmatch(o.doc.Text(item))
		if m == nil {
			return 0
		}
		number, _ := strconv.Atoi(m[1])
		if count == 0 {
			first = number
		}
		if number != first+count {
			return 0
		}
		count++
	}
	return first
}

var itemNumber = lazy.Pattern(`^([1-9][0-9]?)[.)、．]`)

func (o *outline) add(s *outlined) *outlined {
	o.sections = append(o.sections, s)
	return s
}

// enclosing are the elements of HTML that a note does not leave: of a fold, a
// quotation or a cell there would be left a summary, or a box with nothing in it.
var enclosing = []string{"details", "blockquote", "table"}

// headingIn gives the level of the heading that a block is or has; 0 for none. isAlone
// reports whether the block has no other text, isWhole whether the heading can leave
// its place with the block.
func (o *outline) headingIn(n ast.Node) (level int, isAlone, isWhole bool) {
	if h, ok := n.(*ast.Heading); ok {
		return h.Level, true, true
	}
	html, ok := n.(*ast.HTMLBlock)
	if !ok {
		return 0, false, false
	}
	raw, _ := o.doc.HTML(html)
	if !markdown.MayHaveHeading(raw) {
		return 0, false, false
	}
	if lower := bytes.ToLower(raw); slices.ContainsFunc(enclosing, func(name string) bool { return bytes.Contains(lower, []byte("<"+name)) }) {
		return 0, false, false // it heads what is in a fold, a quotation or a cell
	}
	runs := sanitize.Runs(raw)
	isAlone = true
	for _, run := range runs {
		if run.Level > 0 {
			level = run.Level
		}
		isAlone = isAlone && run.Level > 0
	}
	return level, isAlone, isAlone && len(runs) == 1 && sanitize.IsBalanced(raw)
}

// folds gives how many elements of enclosing a block of HTML opens, less those that
// it closes.
func (o *outline) folds(n ast.Node) int {
	html, ok := n.(*ast.HTMLBlock)
	if !ok {
		return 0
	}
	raw, _ := o.doc.HTML(html)
	raw = bytes.ToLower(raw)
	opened := 0
	for _, name := range enclosing {
		opened += bytes.Count(raw, []byte("<"+name)) - bytes.Count(raw, []byte("</"+name))
	}
	return opened
}

// isClosed reports whether tags that blocks of HTML open are closed in them, and no others.
func (o *outline) isClosed(blocks []ast.Node) bool {
	var all []byte
	for _, n := range blocks {
		if html, ok := n.(*ast.HTMLBlock); ok {
			raw, _ := o.doc.HTML(html)
			all = append(all, raw...)
		}
	}
	return len(all) == 0 || sanitize.IsBalanced(all)
}

// inner walks the containers that a block is or has.
func (o *outline) inner(n ast.Node, s *outlined) {
	switch n.Kind() {
	case ast.KindBlockquote:
		o.walk(n, s)
	case ast.KindList:
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			o.walk(item, s)
		}
	case extast.KindDefinitionList:
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			if item.Kind() == extast.KindDefinitionDescription {
				o.walk(item, s)
			}
		}
	}
}

// isHeading reports whether a block is a heading.
func (o *outline) isHeading(n ast.Node) bool { s := o.sectionOf[n]; return s != nil && s.heading == n }

// holds reports whether a section is another or lies around it in the same
// container.
func (s *outlined) holds(inner *outlined) bool {
	for ; inner != nil && inner.container == s.container; inner = inner.parent {
		if inner == s {
			return true
		}
	}
	return false
}

// hasListing reports whether a listing stands in the section, or in one below
// its heading.
func (s *outlined) hasListing() bool {
	if s.listing == nil {
		has := slices.ContainsFunc(s.blocks, holdsListing) || slices.ContainsFunc(s.inside, (*outlined).hasListing)
		s.listing = &has
	}
	return *s.listing
}

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
