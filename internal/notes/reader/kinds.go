package reader

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"docsite/internal/markdown"
	"docsite/internal/markdown/nodes"
	"docsite/internal/site"
)

// heading opens a section. Headings of one level below one heading are a
// group: "### `FROM`", "### `RUN`", each with its prose.
func (f *Reader) heading(n *ast.Heading) {
	f.close(n.Level)
	f.para, f.lead, f.intro, f.waiting = -1, nil, nil, f.waiting[:0]
	parent := &f.sections[len(f.sections)-1]
	s := section{level: n.Level, text: f.d.Text(n), first: f.seen}
	title := n.Level == 1 && n.PreviousSibling() == nil // it names the page
	all := f.fragmenter()
	all.whole(f.pieces(n))
	if !title && len(all.list) > 0 {
		slot := &parent.group[n.Level]
		if *slot == 0 {
			*slot = f.open(n, parent.note) + 1
		}
		if g := *slot - 1; !f.groups[g].named && f.namesCode(n, s.text) {
			f.groups[g].named = true
			f.reach(g) // those before it are about something else
		}
		s.note = f.add(*slot-1, site.Note{
			Kind: site.HeadingNote, Span: lineSpan(f.d, n), Label: s.text, Fragments: f.take(all),
		}, n)
	}
	f.sections = append(f.sections, s)
}

// namesCode reports whether a heading is the name of code, or counts a line, and
// does not merely speak of it: "`FROM`", "EXPOSE 80", "Line 3: …".
func (f *Reader) namesCode(n *ast.Heading, text string) bool {
	if mostlyCode(f.pieces(n)) || opensInCapitals(trimOrnament(text)+" ") {
		return true
	}
	count, _, ok := strings.Cut(trimOrnament(text), ":")
	return ok && strings.ContainsAny(count, digits+"０１２３４５６７８９") && strings.Count(count, " ") == 1
}

// paragraph keeps a paragraph that opens with a name. Those of one section
// are a group, until a listing stands between; one that is nothing but the
// name stands like a heading and stays with the others of its kind.
func (f *Reader) paragraph(n *ast.Paragraph, under *site.NoteRef) {
	intro := f.intro
	f.intro = n
	if text := n.Lines().Value(f.d.Source.Text); isDirective(text) || isCode(text) || f.lines(n, under) {
		return
	}
	pieces := f.pieces(n)
	at := openingOf(pieces)
	all := f.fragmenter()
	all.line(pieces, at)
	if len(all.list) == 0 {
		return
	}
	l := readLabel(pieces, at)
	if f.para < 0 || l.rest != "" && f.seen != f.paraSeen {
		f.intro = intro
		f.para = f.open(n, under)
		f.intro = n
	}
	note := site.Note{Kind: site.ParagraphNote, Span: lineSpan(f.d, n), Label: l.label, Fragments: f.take(all), Text: l.rest, Number: circled(pieces), Leads: isLink(n, true)}
	if _, ok := n.NextSibling().(*ast.FencedCodeBlock); ok {
		note.Own = []int{f.seen}
	}
	ref := f.add(f.para, note, n)
	f.paraSeen = f.seen
	if l.rest == "" {
		f.lead, f.strong = ref, l.strong
	}
}

// isDirective reports whether a paragraph is nothing but words to another tool, which
// mean nothing of code: a shortcode of Hugo, a tag of a template, a label of MyST.
func isDirective(text []byte) bool {
	text = bytes.TrimSpace(text)
	for _, ends := range [...][2]string{{"{{", "}}"}, {"{%", "%}"}, {"(", ")="}} {
		if bytes.HasPrefix(text, []byte(ends[0])) && bytes.HasSuffix(text, []byte(ends[1])) {
			return true
		}
	}
	return false
}

// isCode reports whether a paragraph is code that stands in no fence: a line of it is nothing
// but the brackets that end a block, or opens one for the next.
func isCode(text []byte) bool {
	opens := false
	for line := range bytes.Lines(text) {
		line = bytes.TrimRight(bytes.TrimSpace(line), ";,")
		if opens || len(line) > 0 && len(bytes.Trim(line, "})]")) == 0 {
			return true
		}
		opens = bytes.HasSuffix(line, []byte("{"))
	}
	return false
}

// list makes a note of every item that opens with a name, and of every item
// of a numbered list, since a marker in the code may count it. What stands
// inside an item is walked too.
func (f *Reader) list(n *ast.List, under *site.NoteRef) {
	g := f.open(n, under)
	number := n.Start
	kind := site.BulletNote
	if n.IsOrdered() {
		kind = site.NumberedNote
	}
	f.groups[g].Notes = f.room(n.ChildCount())
	f.groups[g].Items = make([]ast.Node, 0, n.ChildCount())
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		ref := f.item(g, kind, item, number)
		first := f.seen
		f.lead, f.intro = nil, nil
		if ref == nil {
			f.items(item, under)
		} else {
			f.items(item, ref)
			note := &f.groups[g].Notes[ref.Note]
			for b := first; b < f.seen; b++ {
				note.Own = append(note.Own, b)
			}
		}
		number++
	}
	f.shows(g, n)
	f.drop(g)
}

// shows gives the only item of a list the listing right behind it, which its
// author forgot to indent.
func (f *Reader) shows(g int, n *ast.List) {
	_, ok := n.NextSibling().(*ast.FencedCodeBlock)
	if !ok || n.ChildCount() > 1 || len(f.groups[g].Notes) == 0 {
		return
	}
	if before := n.PreviousSibling(); before != nil && before.Kind() == ast.KindFencedCodeBlock {
		if list, ok := before.PreviousSibling().(*ast.List); !ok || list.ChildCount() > 1 {
			return // the one above it may be what it explains
		}
	}
	note := &f.groups[g].Notes[0]
	note.Own = append(note.Own, f.seen)
}

// items walks what follows the first line of a list item.
func (f *Reader) items(item ast.Node, under *site.NoteRef) {
	para, first := f.para, f.seen
	f.para = -1
	for n := item.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.FencedCodeBlock:
			f.listing(n)
		case *ast.Paragraph:
			if f.seen > first { // below a listing of the item
				f.paragraph(n, under)
			}
		case *ast.List:
			f.list(n, under)
		case *east.Table:
			f.table(n, under)
		case *ast.Blockquote:
			f.container(n, under)
		}
	}
	f.para, f.lead = para, nil
}

func (f *Reader) item(group int, kind site.NoteKind, item ast.Node, number int) *site.NoteRef {
	first := item.FirstChild()
	if first == nil {
		return nil
	}
	if _, ok := first.(*ast.FencedCodeBlock); ok {
		return nil
	}
	pieces := f.pieces(first)
	at := openingOf(pieces)
	l := readLabel(pieces, at)
	all := f.fragmenter()
	all.line(pieces, at)
	f.restoreStars(all.list, first)
	note := site.Note{Kind: kind, Span: itemSpan(f.d, item), Label: l.label, Fragments: f.take(all), Text: l.rest, Leads: isLink(first, first.NextSibling() == nil)}
	if note.Number = circled(pieces); kind == site.NumberedNote {
		note.Number = number
	}
	if note.Number == 0 && kind != site.NumberedNote && len(all.list) == 0 {
		return nil
	}
	return f.add(group, note, item)
}

// restoreStars takes the bold label of an instruction as it is in the source
// when a star in it was read as emphasis: "**COPY package*.json ./**".
func (f *Reader) restoreStars(list []site.Fragment, first ast.Node) {
	if len(list) == 0 || list[0].Code || !list[0].Bold || !opensInCapitals(list[0].Text) {
		return
	}
	span := lineSpan(f.d, first)
	_, after, ok := strings.Cut(string(f.d.Source.Text[span.Start:span.End]), "**")
	if bold, _, closed := strings.Cut(after, "**"); ok && closed && strings.Contains(bold, "*") {
		list[0].Text = strings.TrimRight(bold, " :")
	}
}

// definitions makes a note of every term.
func (f *Reader) definitions(n *east.DefinitionList, under *site.NoteRef) {
	g := f.open(n, under)
	var ref *site.NoteRef
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *east.DefinitionTerm:
			ref = nil
			all := f.fragmenter()
			all.whole(f.pieces(c))
			if len(all.list) > 0 {
				ref = f.add(g, site.Note{
					Kind: site.DefinitionNote, Span: lineSpan(f.d, c), Label: f.d.Text(c), Fragments: f.take(all),
				}, c)
			}
		case *east.DefinitionDescription:
			if ref != nil {
				note := &f.groups[g].Notes[ref.Note]
				note.Text = strings.TrimSpace(note.Text + " " + f.d.Text(c))
			}
			f.items(c, ref)
		}
	}
	f.drop(g)
}

// lineSpan is the source line on which a node starts.
func lineSpan(d *markdown.Document, n ast.Node) site.Span { return lineAt(d, n.Pos()) }

// lineAt is the source line of an offset.
func lineAt(d *markdown.Document, offset int) site.Span {
	text := d.Source.Text
	at := min(max(offset, 0), len(text))
	return site.Span{Start: bytes.LastIndexByte(text[:at], '\n') + 1, End: markdown.LineEnd(text, at)}
}

// itemSpan is a list item from its marker to the end of its last line.
func itemSpan(d *markdown.Document, item ast.Node) site.Span {
	s := site.Span{Start: max(item.Pos(), 0)}
	s.End = lineSpan(d, item).End
	for n := item.LastChild(); n != nil; n = n.LastChild() {
		if n.Type() == ast.TypeInline {
			break
		}
		if lines := n.Lines(); lines != nil && lines.Len() > 0 {
			s.End = max(s.End, lines.At(lines.Len()-1).Stop)
		}
	}
	return s
}

// isLink reports whether a line is nothing but a link to a place of its page or, where it is
// all that a note says, an address or a link in words to another page.
func isLink(line ast.Node, all bool) bool {
	first := line.FirstChild()
	if first == nil || first.NextSibling() != nil {
		return false
	}
	switch link := first.(type) {
	case *ast.Link:
		return bytes.HasPrefix(link.Destination, []byte("#")) || all && !hasCode(link)
	case *ast.AutoLink:
		return all
	}
	return false
}

// hasCode reports whether a node holds a code span.
func hasCode(n ast.Node) bool {
	for c := range nodes.All(n) {
		if c.Kind() == ast.KindCodeSpan {
			return true
		}
	}
	return false
}
