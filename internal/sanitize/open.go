package sanitize

import (
	"bytes"
	"fmt"
	"slices"

	"golang.org/x/net/html"
)

// openTag is a tag that is not closed yet.
type openTag struct {
	name        string
	raw         string // as written; empty for one of ours
	at          int    // offset in the page
	text        Node   // in which it has to be closed
	block       bool
	printed     bool // it was not left out
	optionalEnd bool // its end may be left out
}

// push notes an open tag. Past the limit only the newest of those that were
// left out is known.
func (s *Sanitizer) push(o openTag) {
	if len(s.open) > maxOpen {
		s.open = s.open[:maxOpen]
	}
	s.open = append(s.open, o)
}

// isAround reports whether an open tag was opened in the text of a tag, or in its
// block.
func (t *tag) isAround(o *openTag) bool { return o.text == t.Text || o.text == t.Block }

// find is the innermost open tag of a name in the text or the block of a tag; -1
// for none. It is not looked for outside of a cell, or of a table.
func (s *Sanitizer) find(name string, t *tag) int {
	for i := len(s.open) - 1; i >= s.base; i-- {
		o := &s.open[i]
		switch {
		case o.name == name && t.isAround(o):
			return i
		case o.isWall(name):
			return -1
		}
	}
	return -1
}

// isWall reports whether nothing outside of an open tag is ended from inside by
// tags of a name.
func (o *openTag) isWall(name string) bool {
	return o.printed && walls[o.name] && (o.name == "table" || !walls[name] && !tabular[name])
}

// place ends what stands where a part of a list or a table does, and opens what
// it belongs into. It reports whether the part may stand there.
func (s *Sanitizer) place(t *tag, name string) bool {
	e := elements[name]
	i, last := len(s.open)-1, len(s.open)-1
	for i >= s.base && t.isAround(&s.open[i]) && !slices.Contains(e.inside, s.open[i].name) {
		if s.open[i].isWall(name) {
			i = s.base - 1
		} else {
			i--
		}
	}
	if i >= s.base && t.isAround(&s.open[i]) && s.open[i].printed {
		if i < last && !slices.Contains(e.ends, s.open[i+1].name) {
			return false
		}
		s.closeTo(i + 1)
		return true
	}
	around := implied[name]
	if around == "" || !s.place(t, around) {
		return false
	}
	s.start(s.ours(around, t.At, t.Block), nil)
	return true
}

// ours is a tag that nobody wrote.
func (s *Sanitizer) ours(name string, at int, block Node) openTag {
	return openTag{name: name, at: at, text: block, block: true, optionalEnd: true}
}

// innermost is the innermost open tag that was not left out; less than base for
// none.
func (s *Sanitizer) innermost() int {
	i := len(s.open) - 1
	for i >= s.base && !s.open[i].printed {
		i--
	}
	return i
}

// openCell opens a cell for what stands right in a table or a row.
func (s *Sanitizer) openCell(block Node) {
	i := s.innermost()
	if i < s.base || s.open[i].text != block || !tabular[s.open[i].name] {
		return
	}
	at := s.open[i].at
	switch s.open[i].name {
	case "table":
		s.start(s.ours("tbody", at, block), nil)
		fallthrough
	case "thead", "tbody", "tfoot":
		s.start(s.ours("tr", at, block), nil)
	}
	s.start(s.ours("td", at, block), nil)
}

// endTag closes a tag, and those that were opened inside it.
func (s *Sanitizer) endTag(t *tag, e element) {
	switch i := s.find(t.Data, t); {
	case i >= 0:
		s.closeTo(i + 1)
		s.pop()
	case e.optionalEnd:
	case t.Data == "details":
		s.Warn(t.At, `"</details>" is left out: no <details> was opened in the same block`, "write both at the same indentation")
	default:
		s.leaveOut(t, fmt.Sprintf("no <%s> is open in the same piece of text", t.Data))
	}
}

// EndsParagraph reports whether a tag in a paragraph begins or ends a part of a table that
// is open around the paragraph.
func (s *Sanitizer) EndsParagraph(raw []byte, around Node) bool {
	if len(s.open) == s.base {
		return false
	}
	z := html.NewTokenizer(bytes.NewReader(raw))
	z.Next()
	t := tag{Token: z.Token(), Position: Position{Text: around, Block: around}}
	return (tabular[t.Data] || walls[t.Data]) && s.find("table", &t) >= 0
}

// endParagraph closes the author's paragraph that a block cannot stand in, and
// the heading that another one ends.
func (s *Sanitizer) endParagraph(t *tag) {
	for i := len(s.open) - 1; i >= s.base && t.isAround(&s.open[i]); i-- {
		if name := s.open[i].name; s.open[i].printed && (name == "p" || name == "summary" && t.Data == "details") {
			s.closeTo(i)
			break
		}
		if s.open[i].block {
			break
		}
	}
	if last := s.innermost(); IsHeading[t.Data] && last >= s.base && IsHeading[s.open[last].name] {
		s.closeTo(last)
	}
}

// carry makes the tags of a block of HTML that a block is opened in end with the
// block: <b><div>. A link never leaves its block of HTML unless that is closed
// later.
func (s *Sanitizer) carry(t *tag) {
	for i := len(s.open) - 1; i >= s.base && s.open[i].text == t.Text; i-- {
		if s.open[i].name != "a" && !IsHeading[s.open[i].name] {
			s.open[i].text = t.Block
		}
	}
}

// Flow makes room for a node of Markdown that begins inside tags that were opened
// beside it: a block ends a paragraph, and what stands right in a table gets a
// cell.
func (s *Sanitizer) Flow(parent Node, block, heading bool) []Piece {
	s.pieces = s.pieces[:0]
	t := tag{Position: Position{Text: parent, Block: parent}}
	if heading {
		t.Data = "h1"
	}
	if block {
		s.endParagraph(&t)
	}
	s.openCell(parent)
	return s.pieces
}

// Leave ends the tags that were opened in a piece of Markdown, which ends, and
// those inside them.
func (s *Sanitizer) Leave(text Node) []Piece {
	s.pieces = s.pieces[:0]
	for i := s.base; i < len(s.open); i++ {
		if s.open[i].text == text {
			s.closeTo(i)
		}
	}
	return s.pieces
}

// Open is how many tags are open.
func (s *Sanitizer) Open() int { return len(s.open) }

// Enter begins a part of the page that stands for itself: it closes no tag that
// was opened before it. base is for [Sanitizer.Exit].
func (s *Sanitizer) Enter() (base int) {
	base, s.base = s.base, len(s.open)
	return base
}

// Exit ends the tags of a part of the page.
func (s *Sanitizer) Exit(base int) []Piece {
	s.pieces = s.pieces[:0]
	s.closeTo(s.base)
	s.base = base
	return s.pieces
}

// OpenOwn notes an element that the caller has printed, and that an author's
// tags may cross.
func (s *Sanitizer) OpenOwn(name string, text Node) {
	s.push(openTag{name: name, text: text, printed: true})
}

// CloseOwn ends what an author opened in such an element, for the caller to
// print its end. It reports whether the element is open still.
func (s *Sanitizer) CloseOwn(name string, text Node) ([]Piece, bool) {
	s.pieces = s.pieces[:0]
	i := s.find(name, &tag{Position: Position{Text: text, Block: text}})
	if i >= 0 {
		s.closeTo(i + 1)
		s.open = s.open[:i]
	}
	return s.pieces, i >= 0
}

// closeTo closes tags until n are open, and reports that nobody did.
func (s *Sanitizer) closeTo(n int) {
	for len(s.open) > n {
		o := s.open[len(s.open)-1]
		if o.printed && o.raw != "" && !o.optionalEnd {
			s.Warn(o.at, fmt.Sprintf("HTML %q is not closed where its text ends", o.raw), "write </"+o.name+"> in the same paragraph, item or cell")
		}
		s.pop()
	}
}

// pop gives the end of the innermost open tag.
func (s *Sanitizer) pop() {
	o := s.open[len(s.open)-1]
	s.open = s.open[:len(s.open)-1]
	if !o.printed {
		return
	}
	if o.name == "a" {
		s.Links--
	}
	s.give(Piece{Kind: End, Data: o.name})
}
