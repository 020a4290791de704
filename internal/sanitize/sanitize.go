// Package sanitize says what of an author's HTML a page may hold.
//
// Start from [Sanitizer], which is given the tags of a page one by one, each
// with the piece of Markdown that it stands in, and gives the [Piece]s to print.
// The tags and attributes that are passed on stand in table.go. Every tag is
// closed where the Markdown ends that it was opened in, so that what is printed
// is a tree, whatever was written; what is left out is reported.
//
// It prints nothing, and it knows neither Markdown nor addresses.
package sanitize

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Kind says what a [Piece] is.
type Kind int

const (
	Text    Kind = iota // Data is text
	Start               // a tag, with its attributes
	End                 // the end of one
	Void                // a tag that has no end
	Picture             // an <img>: its src is as written, and may be missing
	Source              // a <source> of the next picture
	Place               // an anchor that holds nothing: Data is its id
)

// Piece is something to print.
type Piece struct {
	Kind       Kind
	Data       string // text, the name of a tag, or an id
	Attributes []html.Attribute
	At         int  // offset in the page
	InLink     bool // it stands in a link
}

// Attribute is the value of an attribute; empty for one that is not there.
func (p *Piece) Attribute(key string) string { return valueOf(p.Attributes, key) }

// Node is a piece of Markdown. Tags that have the same are in the same text.
type Node any

// Position is where HTML stands in a page.
type Position struct {
	At      int  // offset in the page
	Text    Node // in which the tag's text stands: it ends with it
	Block   Node // in which the block stands that the text is part of
	NoBlock bool // the text cannot hold a block
	// Crosses reports whether a tag that is not closed in a block of HTML is
	// closed in a later one of the same piece of Markdown; nil for no.
	Crosses   func(name string) bool
	HoldsLink func() bool // whether a link of Markdown stands before the next tag of a link; nil for no
}

// Sanitizer keeps the open tags of a page.
type Sanitizer struct {
	// Warn reports what is left out.
	Warn func(at int, message, hint string)
	// Resolve gives the address of a link, or "" for one that may not be
	// followed, which it reports.
	Resolve func(dest string, at int) (href string, external bool)
	// Paragraphs and Links count those of the page that are open around what is
	// read next.
	Paragraphs, Links int

	open   []openTag      // from the outside in
	base   int            // of open: those that what is being printed may close
	pieces []Piece        // given last
	rest   []byte         // of a block of HTML: behind the tag that is being read
	left   map[string]int // tags of the page that are not in the table and open, by their names
	ends   map[string]int // of a block of HTML: how much is left behind the last end of a tag, by its name
}

// maxOpen is how many tags may be open inside one another.
const maxOpen = 100

// tag is a tag, or another piece of markup, that an author wrote.
type tag struct {
	html.Token
	Position
	raw string // as written
}

// Reset forgets the page.
func (s *Sanitizer) Reset() {
	clear(s.open[:cap(s.open)]) // of nodes
	*s = Sanitizer{Warn: s.Warn, Resolve: s.Resolve, open: s.open[:0], pieces: s.pieces[:0]}
}

// Inline reads one tag of a line of text. What it gives is good until the next
// call.
func (s *Sanitizer) Inline(raw []byte, at Position) []Piece {
	z := html.NewTokenizer(bytes.NewReader(raw))
	z.Next()
	s.pieces = s.pieces[:0]
	s.tag(&tag{Token: z.Token(), Position: at, raw: string(raw)})
	return s.pieces
}

// Document reads a block of HTML with its text. offset gives the place in the
// page of a place in raw.
func (s *Sanitizer) Document(raw []byte, at Position, offset func(int) int) []Piece {
	s.pieces = s.pieces[:0]
	z := html.NewTokenizer(bytes.NewReader(raw))
	read, skip, skipped := 0, "", false
	for z.Next() != html.ErrorToken {
		t := tag{Position: at, raw: string(z.Raw())}
		t.At = offset(read)
		read += len(t.raw)
		s.rest = raw[read:]
		t.Token = z.Token()
		switch {
		case skip != "":
			if t.Type == html.EndTagToken && t.Data == skip {
				skip, skipped = "", true
			}
		case t.Type == html.TextToken:
			if skipped {
				t.Data = strings.TrimPrefix(t.Data, "\n")
			}
			skipped = false
			s.text(&t)
		case t.Type == html.StartTagToken && dropped()[t.Data]:
			skip = t.Data
			s.Warn(t.At, fmt.Sprintf("HTML %q is left out", "<"+t.Data+">"), "")
		default:
			s.tag(&t)
		}
	}
	s.rest, s.ends = nil, nil
	return s.pieces
}

func (s *Sanitizer) give(p Piece) {
	p.InLink = s.Links > 0
	s.pieces = append(s.pieces, p)
}

// text gives text. In a table it stands in a cell.
func (s *Sanitizer) text(t *tag) {
	if strings.TrimSpace(t.Data) != "" {
		s.openCell(t.Block)
	}
	s.give(Piece{Kind: Text, Data: t.Data, At: t.At})
}

// tag gives one tag, if it may stand where it does.
func (s *Sanitizer) tag(t *tag) {
	if s.component(t) {
		return
	}
	e, known := elements[t.Data]
	switch {
	case t.Type != html.StartTagToken && t.Type != html.EndTagToken && t.Type != html.SelfClosingTagToken:
		if !strings.HasPrefix(t.raw, "<!--") { // comments are for the author
			s.leaveOut(t, "write it in Markdown")
		}
	case unmarked[t.Data]:
		s.named(t)
	case !known:
		s.unknown(t)
	case t.Type == html.EndTagToken && t.Data == "br": // a break to browsers
		s.give(Piece{Kind: Void, Data: "br", At: t.At})
	case t.Type == html.EndTagToken && e.void:
		s.leaveOut(t, "it has no end")
	case t.Type == html.EndTagToken:
		s.endTag(t, e)
	case t.Data == "source":
		s.give(Piece{Kind: Source, Attributes: s.attributes(t, e), At: t.At})
	case t.Data == "img":
		s.openCell(t.Block)
		s.give(Piece{Kind: Picture, Attributes: s.attributes(t, e), At: t.At})
	default:
		s.startTag(t, e)
	}
}

// unknown leaves out a tag that is not in the table. Of a pair the first is told of.
func (s *Sanitizer) unknown(t *tag) {
	if t.Type == html.EndTagToken && s.left[t.Data] > 0 {
		s.left[t.Data]--
		return
	}
	expectEnd(s, t)
	s.leaveOut(t, "write it in Markdown")
}

// expectEnd lets the end of a tag be left out in silence.
func expectEnd(s *Sanitizer, t *tag) {
	if s.left == nil {
		s.left = map[string]int{}
	}
	if t.Type == html.StartTagToken {
		s.left[t.Data]++
	}
}

func (s *Sanitizer) leaveOut(t *tag, hint string) {
	s.Warn(t.At, fmt.Sprintf("HTML %q is left out", t.raw), hint)
}

// startTag gives a tag that opens, after the ends of what cannot hold it.
func (s *Sanitizer) startTag(t *tag, e element) {
	o := openTag{name: t.Data, raw: t.raw, at: t.At, text: t.Text, block: e.block, optionalEnd: e.optionalEnd}
	if e.block {
		o.text = t.Block
	}
	link := slices.ContainsFunc(t.Attr, func(a html.Attribute) bool { return a.Key == "href" })
	if t.Data == "a" && link {
		if i := s.find("a", t); i >= 0 && s.open[i].printed {
			s.closeTo(i) // as a browser does
		}
	}
	if why := s.misplaced(t, e, link); why != "" {
		if !e.optionalEnd || e.inside != nil {
			s.leaveOut(t, why)
		}
		s.push(o)
		return
	}
	if e.inside == nil {
		s.openCell(t.Block)
	}
	if e.block && t.Text != t.Block {
		s.carry(t)
	}
	o.text = s.until(t, e)
	attributes := s.attributes(t, e)
	if t.Data == "a" {
		if attributes = s.anchor(t, attributes); attributes == nil {
			s.push(o)
			return
		}
		s.Links++
	}
	if e.void {
		s.give(Piece{Kind: Void, Data: t.Data, Attributes: attributes, At: t.At})
		return
	}
	s.start(o, attributes)
}

// start gives a tag and notes it as open.
func (s *Sanitizer) start(o openTag, attributes []html.Attribute) {
	o.printed = true
	s.give(Piece{Kind: Start, Data: o.name, Attributes: attributes, At: o.at})
	s.push(o)
}

// until is the piece of Markdown with which a tag ends: that of its block, or of
// its text, unless a later block of HTML closes it. A heading that nobody closes
// ends with its text: the page is none.
func (s *Sanitizer) until(t *tag, e element) Node {
	switch {
	case e.block && !IsHeading[t.Data]:
		return t.Block
	case t.Text != t.Block && t.Crosses != nil && !s.hasEnd(t.Data) && t.Crosses(t.Data):
		return t.Block
	}
	return t.Text
}

// hasEnd reports whether the block of HTML that is being read has the end of a
// tag behind this one.
func (s *Sanitizer) hasEnd(name string) bool {
	if s.ends == nil {
		s.ends = map[string]int{}
		for rest := s.rest; ; {
			_, after, found := bytes.Cut(rest, []byte("</"))
			if !found {
				break
			}
			end := 0
			for end < len(after) && (after[end]|0x20 >= 'a' && after[end]|0x20 <= 'z' || after[end] >= '0' && after[end] <= '9') {
				end++
			}
			s.ends[strings.ToLower(string(after[:end]))] = len(after)
			rest = after
		}
	}
	left, ok := s.ends[name]
	return ok && left < len(s.rest)
}

// misplaced says what is wrong with a tag that may not stand where it does. It
// ends what the tag ends.
func (s *Sanitizer) misplaced(t *tag, e element, link bool) string {
	switch {
	case len(s.open) >= maxOpen:
		return fmt.Sprintf("%d tags are open", maxOpen)
	case e.block && (s.Paragraphs > 0 || t.NoBlock):
		return "write it on a line of its own, with an empty line above"
	case t.Data == "a" && link && s.Links > 0:
		return "a link cannot stand inside another one"
	}
	if e.block {
		s.endParagraph(t)
	}
	if e.inside != nil && !s.place(t, t.Data) {
		return "it belongs right into <" + strings.Join(e.inside, "> or <") + ">"
	}
	return ""
}

// joined are attributes in which a value of MDX is one, style={{ gap: 1, padding: 2 }}: HTML
// ends it at the first blank.
func joined(attributes []html.Attribute) (list []html.Attribute) {
	var value strings.Builder
	open := 0
	for _, a := range attributes {
		if open <= 0 {
			list = append(list, a)
			if open = 0; strings.HasPrefix(a.Val, "{") {
				open = braces(a.Val)
				value.Reset()
				value.WriteString(a.Val)
			}
			continue
		}
		value.WriteString(" " + a.Key + a.Val)
		open += braces(a.Key + a.Val)
		list[len(list)-1].Val = value.String()
	}
	return list
}

// braces is how many more braces a text opens than it closes.
func braces(text string) int { return strings.Count(text, "{") - strings.Count(text, "}") }

// attributes are those that a tag keeps. The others are reported.
func (s *Sanitizer) attributes(t *tag, e element) []html.Attribute {
	kept, others := e.kept(joined(t.Attr))
	for _, a := range others {
		written := a.Key
		if a.Val != "" {
			written += `="` + a.Val + `"`
		}
		s.Warn(t.At, fmt.Sprintf("attribute %q of %q is left out", written, "<"+t.Data+">"), e.hint(t.Data, a.Key))
	}
	return kept
}

// named gives the place that a tag names which is no element of a page.
func (s *Sanitizer) named(t *tag) {
	if id := valueOf(t.Attr, "id"); t.Type != html.EndTagToken && values()["id"].MatchString(id) {
		s.give(Piece{Kind: Place, Data: id, At: t.At})
	}
}

// anchor gives the attributes of a link, with its address. There are none for
// one that leads nowhere: where that names a place, the place is given.
func (s *Sanitizer) anchor(t *tag, attributes []html.Attribute) (kept []html.Attribute) {
	id, href, external := "", "", false
	for _, a := range attributes {
		switch a.Key {
		case "href":
			href, external = s.address(t, attributes, strings.TrimSpace(a.Val))
		case "id", "name":
			id = cmp.Or(id, a.Val)
		default:
			kept = append(kept, a)
		}
	}
	if href == "" {
		if id != "" {
			s.give(Piece{Kind: Place, Data: id, At: t.At})
		}
		return nil
	}
	kept = slices.Insert(kept, 0, html.Attribute{Key: "href", Val: href})
	if id != "" {
		kept = slices.Insert(kept, 0, html.Attribute{Key: "id", Val: id})
	}
	if external {
		kept = append(kept, html.Attribute{Key: "rel", Val: "noopener"})
	}
	return kept
}

// address is where a link leads: nowhere when a link of Markdown stands in it,
// which a browser would follow instead. That a place names itself so needs no
// warning.
func (s *Sanitizer) address(t *tag, attributes []html.Attribute, dest string) (href string, external bool) {
	if t.HoldsLink == nil || !t.HoldsLink() {
		return s.Resolve(dest, t.At)
	}
	if !slices.ContainsFunc(attributes, func(a html.Attribute) bool { return a.Key != "href" && "#"+a.Val == dest }) {
		s.leaveOut(t, "a link cannot hold another one")
	}
	return "", false
}
