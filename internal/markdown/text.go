package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"docsite/internal/site"
)

// Sentences are what the author says in the page, apart from its listings:
// sentences of paragraphs, headings, and the cells of tables, in the order of
// the page. What stands between block markers is docsite's own, and left out.
func (d *Document) Sentences() []site.Sentence {
	w := &sentenceReader{doc: d}
	_ = ast.Walk(d.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			w.section++
			w.say(n, false)
			return ast.WalkSkipChildren, nil
		case *ast.Paragraph, *ast.TextBlock:
			w.say(n, true)
			return ast.WalkSkipChildren, nil
		case *east.Table:
			w.table(n)
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	markers, _ := d.Markers()
	return slices.DeleteFunc(w.all, func(s site.Sentence) bool {
		at := s.Offset(0)
		return slices.ContainsFunc(markers, func(m site.Marker) bool {
			return m.Kind != "value" && m.Open.End <= at && at < m.Close.Start
		})
	})
}

// sentenceReader collects sentences.
type sentenceReader struct {
	doc     *Document
	section int
	all     []site.Sentence
	text    strings.Builder
	pieces  []site.Piece
	figures []site.Held
	open    int // in text: where the figure that is open begins; -1 for none
	id      string
}

func (w *sentenceReader) table(n *east.Table) {
	var heads []string
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		first, i := "", 0
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			text := w.doc.Text(cell)
			if row.Kind() == east.KindTableHeader {
				heads = append(heads, text)
			}
			if i == 0 {
				first = text
			}
			from := len(w.all)
			w.say(cell, false)
			for j := range w.all[from:] {
				w.all[from+j].Row = first
				if i < len(heads) && row.Kind() != east.KindTableHeader {
					w.all[from+j].Column = heads[i]
				}
			}
			i++
		}
	}
}

// say takes the text of a block, as one sentence or as those that it has.
func (w *sentenceReader) say(n ast.Node, split bool) {
	w.text.Reset()
	w.pieces, w.figures, w.open = nil, nil, -1
	w.gather(n)
	text, from := w.text.String(), 0
	for split {
		end := sentenceEnd(text, from)
		if end < 0 {
			break
		}
		w.keep(text, from, end)
		from = end
	}
	w.keep(text, from, len(text))
}

func (w *sentenceReader) keep(text string, from, to int) {
	if strings.TrimSpace(text[from:to]) == "" {
		return
	}
	s := site.Sentence{Text: text[from:to], Section: w.section}
	for len(w.pieces) > 1 && w.pieces[1].At <= from {
		w.pieces = w.pieces[1:]
	}
	for _, p := range w.pieces {
		if p.At >= to {
			break
		}
		shift := max(from-p.At, 0)
		s.Pieces = append(s.Pieces, site.Piece{At: p.At + shift - from, Offset: p.Offset + shift})
	}
	for ; len(w.figures) > 0 && w.figures[0].Span.End <= to; w.figures = w.figures[1:] {
		if f := w.figures[0]; f.Span.Start >= from {
			s.Figures = append(s.Figures, site.Held{Span: site.Span{Start: f.Span.Start - from, End: f.Span.End - from}, ID: f.ID})
		}
	}
	w.all = append(w.all, s)
}

// sentenceEnd is the offset after the next full stop that ends a sentence:
// one with a space after it, and no small letter after that ("approx. size").
func sentenceEnd(text string, from int) int {
	for i := from; i < len(text); i++ {
		if strings.IndexByte(".!?", text[i]) < 0 {
			continue
		}
		rest := strings.TrimLeft(text[i+1:], `"')*”’`)
		after := strings.TrimLeft(rest, " ")
		if len(after) == len(rest) || after == "" {
			continue
		}
		if c, _ := utf8.DecodeRuneInString(after); !unicode.IsLower(c) {
			return len(text) - len(after)
		}
	}
	return -1
}

// gather appends the text of what stands in a node. Pictures are left out:
// their alternative text is no sentence.
func (w *sentenceReader) gather(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			w.words(c)
		case *ast.String:
			w.text.Write(c.Value)
		case *ast.AutoLink:
			w.text.Write(c.Label(w.doc.Source.Text))
		case *ast.RawHTML:
			w.comment(c)
		case *ast.Image:
		default:
			w.gather(c)
		}
	}
}

// words takes a text in pieces that end where an escape or an entity does: behind these
// the text is shorter than its source.
func (w *sentenceReader) words(c *ast.Text) {
	source := w.doc.Source.Text
	for at, end := c.Segment.Start, 0; at < c.Segment.Stop; at = end {
		end = c.Segment.Stop
		if source[at] == '\\' && !c.IsRaw() {
			end = min(at+2, end)
		} else if n := bytes.IndexAny(source[at+1:end], `&;\`); n >= 0 && !c.IsRaw() {
			end = at + 1 + n + bytes.Count(source[at+1+n:at+2+n], []byte(";"))
		}
		w.pieces = append(w.pieces, site.Piece{At: w.text.Len(), Offset: at})
		w.text.Write(shown(source[at:end], c.IsRaw()))
	}
	if c.SoftLineBreak() || c.HardLineBreak() {
		w.pieces = append(w.pieces, site.Piece{At: w.text.Len(), Offset: c.Segment.Stop})
		w.text.WriteByte(' ')
	}
}

// comment opens or closes a figure when the tag is a marker's comment.
func (w *sentenceReader) comment(c *ast.RawHTML) {
	if c.Segments.Len() != 1 {
		return
	}
	seg := c.Segments.At(0)
	switch text := w.doc.newComment(site.Span{Start: seg.Start, End: seg.Stop}, c).text; {
	case strings.HasPrefix(text, "ds:"):
		m, _, _ := readMarker(text)
		w.open, w.id = w.text.Len(), m.ID
	case text == "/ds" && w.open >= 0:
		w.figures = append(w.figures, site.Held{Span: site.Span{Start: w.open, End: w.text.Len()}, ID: w.id})
		w.open = -1
	}
}

// Text is what a reader sees of a node, without its formatting: code spans
// and emphasis as their words, pictures as their alternative text.
func (d *Document) Text(n ast.Node) string {
	var buf [256]byte // of most texts: they are copied once
	return string(bytes.TrimSpace(d.appendText(buf[:0], n)))
}

// AppendText appends what [Document.Text] gives.
func (d *Document) AppendText(b []byte, n ast.Node) []byte {
	at := len(b)
	b = d.appendText(b, n)
	return append(b[:at], bytes.TrimSpace(b[at:])...)
}

func (d *Document) appendText(b []byte, n ast.Node) []byte {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b = append(b, Shown(c, d.Source.Text)...)
			if c.SoftLineBreak() || c.HardLineBreak() {
				b = append(b, ' ')
			}
		case *ast.String:
			b = append(b, c.Value...)
		case *ast.AutoLink:
			b = append(b, c.Label(d.Source.Text)...)
		case *ast.RawHTML:
		default:
			b = d.appendText(b, c)
			if c.Type() == ast.TypeBlock {
				b = append(b, ' ')
			}
		}
	}
	return b
}

// Shown is a text without its escapes, entities resolved.
func Shown(t *ast.Text, source []byte) []byte { return shown(t.Segment.Value(source), t.IsRaw()) }

func shown(value []byte, raw bool) []byte {
	if raw || bytes.IndexByte(value, '\\') < 0 && bytes.IndexByte(value, '&') < 0 {
		return value
	}
	return util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(value)))
}
