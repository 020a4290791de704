package sanitize

import "fmt"

// openTag is a tag that is not closed yet.
type openTag struct {
	name    string
	raw     string // as written; empty for one of ours
	at      int    // offset in the page
	text    Node   // in which it has to be closed
	block   bool
	printed bool // it was not left out
}

// push notes an open tag. Past the limit only the newest of those that were
// left out is known.
func (s *Sanitizer) push(o openTag) {
	if len(s.open) > maxOpen {
		s.open = s.open[:maxOpen]
	}
	s.open = append(s.open, o)
}

// find is the innermost open tag of a name that was opened in the same piece of
// Markdown; -1 for none.
func (s *Sanitizer) find(name string, text Node) int {
	for i := len(s.open) - 1; i >= s.base; i-- {
		if s.open[i].name == name && s.open[i].text == text {
			return i
		}
	}
	return -1
}

// isInside reports whether the innermost open tag has a name, and was opened in
// the same piece of Markdown.
func (s *Sanitizer) isInside(name string, text Node) bool {
	last := len(s.open) - 1
	return last >= s.base && s.open[last].name == name && s.open[last].text == text && s.open[last].printed
}

// endTag closes a tag, and those that were opened inside it.
func (s *Sanitizer) endTag(t *tag, e element) {
	text := t.Text
	if e.block {
		text = t.Block
	}
	i := s.find(t.Data, text)
	switch {
	case i >= 0:
		s.closeTo(i + 1)
		s.pop()
	case t.Data == "details":
		s.Warn(t.At, `"</details>" is left out: no <details> was opened in the same block`, "write both at the same indentation")
	default:
		s.leaveOut(t, fmt.Sprintf("no <%s> is open in the same piece of text", t.Data))
	}
}

// closeWithin closes what cannot hold a block: tags of the text that it stands
// in, and a summary.
func (s *Sanitizer) closeWithin(t *tag) {
	for last := len(s.open) - 1; last >= s.base; last-- {
		o := &s.open[last]
		if (o.text != t.Text || o.block) && (o.name != "summary" || o.text != t.Block) {
			return
		}
		s.closeTo(last)
	}
}

// Leave ends the tags that were opened in a piece of Markdown, which ends.
func (s *Sanitizer) Leave(text Node) []Piece {
	s.pieces = s.pieces[:0]
	for last := len(s.open) - 1; last >= s.base && s.open[last].text == text; last-- {
		s.closeTo(last)
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
	i := s.find(name, text)
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
		if o.printed && o.raw != "" {
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
