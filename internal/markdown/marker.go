package markdown

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/front"
	"docsite/internal/lazy"
	"docsite/internal/site"
)

// Markers finds the pairs of comments that hold figures, tables and captions,
// in the order of the file. They are looked for in the tree: what stands in
// code is an example. A page with an error has no markers that can be trusted.
func (d *Document) Markers() ([]site.Marker, site.Problems) {
	if conflict := d.Conflict(); conflict != nil {
		return nil, conflict
	}
	if !bytes.Contains(d.Source.Text, []byte("<!--")) {
		return nil, nil
	}
	r := markerReader{doc: d, comments: d.comments()}
	r.strays()
	for _, c := range r.comments {
		r.comment(c)
	}
	for _, o := range r.open {
		if o.faulty {
			continue
		}
		r.fail(o.comment.span.Start, fmt.Sprintf("marker %q is not closed", d.slice(o.comment.span)),
			"write "+closer(o.marker)+" after the text that it holds")
	}
	slices.SortFunc(r.markers, func(a, b site.Marker) int { return cmp.Compare(a.Open.Start, b.Open.Start) })
	r.problems.Sort()
	return r.markers, r.problems
}

// Conflict finds a conflict that git has left outside of code: nobody has chosen a side.
func (d *Document) Conflict() site.Problems {
	code := sync.OnceValue(d.codeSpans)
	at, message := front.Conflict(d.Source.Text, func(at int) bool { return isInside(code(), at) })
	if at < 0 {
		return nil
	}
	return site.Problems{d.Source.Problem(site.Error, at, message, "keep one side, without the lines of signs; an example belongs into code")}
}

// markerReader pairs the comments of a page.
type markerReader struct {
	doc      *Document
	comments []comment
	open     []openMarker // innermost last
	markers  []site.Marker
	problems site.Problems
}

type openMarker struct {
	comment comment
	marker  site.Marker
	faulty  bool // a problem of it has been reported
}

func (r *markerReader) fail(offset int, message, hint string) {
	r.problems = append(r.problems, r.doc.Source.Problem(site.Error, offset, message, hint))
}

func (r *markerReader) warn(offset int, message, hint string) {
	r.problems = append(r.problems, r.doc.Source.Problem(site.Warning, offset, message, hint))
}

// comment reads one comment: a marker opens, a marker closes, or the comment
// is the author's own.
func (r *markerReader) comment(c comment) {
	lower := strings.ToLower(c.text)
	opens := strings.HasPrefix(lower, "ds:") && !strings.HasPrefix(lower, "ds:/") // of which the latter was to close
	switch {
	case !opens && lower != "/ds" && !strings.HasPrefix(lower, "/ds:") && !strings.HasPrefix(lower, "ds:/"):
	case !c.closed:
		r.fail(c.span.Start, "this comment does not end", "write --> at its end")
	case opens:
		r.opens(c)
	default:
		r.closes(c)
	}
}

func (r *markerReader) opens(c comment) {
	m, message, hint := readMarker(c.text)
	m.Open = c.span
	before := len(r.problems)
	if message != "" {
		r.fail(c.span.Start, fmt.Sprintf("marker %q: %s", r.doc.slice(c.span), message), hint)
	}
	if m.Kind != "value" && !r.alone(c) {
		r.fail(c.span.Start, fmt.Sprintf("marker %q does not stand on a line of its own", r.doc.slice(c.span)), "put it on its own line")
	}
	if r.inAddress(c.span.Start) {
		r.fail(c.span.Start, fmt.Sprintf("marker %q stands in an address, which ends there", r.doc.slice(c.span)), badgeHint(m))
	}
	if len(r.open) > 0 {
		outer := r.open[len(r.open)-1].comment
		line, _ := r.doc.Source.Position(outer.span.Start)
		r.fail(c.span.Start, fmt.Sprintf("marker %q stands inside %q of line %d", r.doc.slice(c.span), r.doc.slice(outer.span), line),
			"close the outer one first; markers do not nest")
	}
	r.open = append(r.open, openMarker{c, m, len(r.problems) > before})
}

// inAddress reports whether what stands before the byte at offset, in its line, is
// the beginning of an address, such as that of a badge.
func (r *markerReader) inAddress(offset int) bool {
	start := bytes.LastIndexAny(r.doc.Source.Text[:offset], " \t\r\n\f)<>") + 1
	text := r.doc.Source.Text[start:offset]
	return bytes.Contains(text, []byte("](")) || bytes.Contains(text, []byte("://"))
}

// badgeHint says how the figure of a marker gets into a badge.
func badgeHint(m site.Marker) string {
	image, _, _ := strings.Cut(m.ID, ".")
	return fmt.Sprintf("show the site's badges/%s.svg, or give shields.io's endpoint badge the address of badges/%s.json", image, image)
}

// closes ends the innermost open marker, if it is the one that c names.
func (r *markerReader) closes(c comment) {
	i := len(r.open) - 1
	for i >= 0 && strings.Join(strings.Fields(c.text), " ") != closing(r.open[i].marker) {
		i--
	}
	if i < 0 {
		message := fmt.Sprintf("%q closes no marker", r.doc.slice(c.span))
		if n := len(r.open); n > 0 {
			open := r.open[n-1]
			line, _ := r.doc.Source.Position(open.comment.span.Start)
			message += fmt.Sprintf("; %q of line %d is open", r.doc.slice(open.comment.span), line)
			r.open = r.open[:n-1]
			r.fail(c.span.Start, message, "it is closed by "+closer(open.marker))
			return
		}
		r.fail(c.span.Start, message, "delete it, or write the marker that opens before it")
		return
	}
	for _, crossed := range r.open[i+1:] {
		r.fail(c.span.Start, fmt.Sprintf("%q stands before %q is closed", r.doc.slice(c.span), r.doc.slice(crossed.comment.span)),
			"write "+closer(crossed.marker)+" first")
	}
	open := r.open[i]
	r.open = r.open[:i]
	if !r.paired(open, c) {
		return
	}
	open.marker.Close = c.span
	r.lint(open, c)
	r.markers = append(r.markers, open.marker)
}

// paired reports whether both comments stand where the text between them can
// be replaced without breaking the Markdown around it.
func (r *markerReader) paired(open openMarker, c comment) bool {
	at := c.span.Start
	switch m := open.marker; {
	case m.Kind != "value" && !r.alone(c):
		r.fail(at, fmt.Sprintf("marker %q does not stand on a line of its own", r.doc.slice(c.span)), "put it on its own line")
	case m.Kind != "value" && open.comment.node.Parent() != c.node.Parent():
		r.fail(at, fmt.Sprintf("%q and %q stand in different blocks", r.doc.slice(m.Open), r.doc.slice(c.span)),
			"put both into the same list item or quote, indented alike")
	case m.Kind == "value" && open.comment.block() != c.block():
		r.fail(at, fmt.Sprintf("%q stands at the head of its line, where a comment begins a block of HTML", r.doc.slice(c.span)),
			"put the whole marker on one line, after a word")
	case m.Kind == "value" && c.block() && open.comment.node != c.node,
		m.Kind == "value" && !c.block() && open.comment.node.Parent() != c.node.Parent():
		r.fail(at, fmt.Sprintf("%q and %q do not stand in the same piece of text", r.doc.slice(m.Open), r.doc.slice(c.span)),
			"put both inside the emphasis, the link or the cell, or both outside")
	default:
		return true
	}
	return false
}

// alone reports whether a comment is all that its line holds.
func (r *markerReader) alone(c comment) bool {
	if !c.block() {
		return false
	}
	text := r.doc.Source.Text
	rest := text[c.span.End:LineEnd(text, c.span.End)]
	lines := c.node.Lines()
	head := text[lines.At(0).Start:c.span.Start]
	return len(bytes.TrimSpace(rest)) == 0 && len(bytes.TrimSpace(head)) == 0
}

// lint warns of markers that work here and look wrong on GitHub.
func (r *markerReader) lint(open openMarker, c comment) {
	m := open.marker
	if m.Kind != "value" {
		return
	}
	if block, ok := open.comment.node.(*ast.HTMLBlock); ok {
		if block.HTMLBlockType == ast.HTMLBlockType2 { // that the comment begins: <p> and tables have no formatting to lose
			r.warn(m.Open.Start, fmt.Sprintf("marker %q comes first on its line: GitHub shows the whole line as it is written, without its formatting", r.doc.slice(m.Open)), "put a word before it")
		}
		return
	}
	for p := c.node.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == ast.KindImage {
			r.warn(m.Open.Start, fmt.Sprintf("marker %q stands in a picture's alternative text, where GitHub shows the comment", r.doc.slice(m.Open)),
				"put the figure into a sentence below the picture")
			return
		}
	}
	for n := open.comment.node.NextSibling(); n != nil && n != c.node; n = n.NextSibling() {
		if n.Kind() != ast.KindText {
			r.warn(m.Open.End, fmt.Sprintf("%q between two markers has formatting, which the next refresh takes out",
				r.doc.slice(site.Span{Start: m.Open.End, End: c.span.Start})), "put the formatting around the markers")
			return
		}
	}
}

// markerName is what an id may be. Image references are kept out of markers
// on purpose: some hold "--", which ends a comment on GitHub.
var markerName = lazy.Pattern(`^[a-z0-9][a-z0-9._-]*$`)

// readMarker reads the text of an opening comment.
func readMarker(text string) (m site.Marker, message, hint string) {
	const forms = `the forms are "ds:ID.FIGURE", "ds:ID.FIGURE digits=1", "ds:table NAME", "ds:caption NAME" and "ds:history NAME"`
	rest, lower := strings.CutPrefix(text, "ds:")
	words := strings.Fields(rest)
	digits := ""
	if len(words) == 2 && strings.HasPrefix(words[1], digitsKey) {
		digits, words = words[1], words[:1]
	}
	if lower && len(words) == 2 && strings.Contains(words[0], ".") {
		return site.Marker{Kind: "value", ID: words[0]}, fmt.Sprintf("%q says nothing", words[1]), "write digits=1 or digits=2, or nothing behind the figure"
	}
	if !lower || len(words) == 0 || len(words) > 2 {
		return site.Marker{Kind: "value"}, "it is not one that docsite knows", forms
	}
	m = site.Marker{Kind: "value", ID: words[len(words)-1]}
	if len(words) == 2 {
		m.Kind = words[0]
	}
	n, _ := strconv.ParseUint(strings.TrimPrefix(digits, digitsKey), 10, 8)
	m.Digits = int(n)
	switch {
	case digits != "" && m.Digits != 1 && m.Digits != 2:
		return m, fmt.Sprintf("%q is no number of digits", digits), "write digits=1 or digits=2; three is what stands there without it"
	case m.Kind != "value" && !slices.Contains(blockKinds, m.Kind):
		return m, fmt.Sprintf("%q is no kind of marker", m.Kind), forms
	case strings.Contains(m.ID, "--") || strings.Contains(m.ID, "|"):
		return m, fmt.Sprintf("%q has -- or | in it, which breaks the comment on GitHub", m.ID), "choose another id in docsite.yaml"
	case !markerName().MatchString(m.ID):
		return m, fmt.Sprintf("%q is not an id", m.ID), "ids are made of a-z, 0-9, dot, hyphen and underscore"
	case m.Kind == "value" && slices.Contains(blockKinds, m.ID):
		m.Kind = m.ID
		return m, "it lacks a name", forms
	case m.Kind == "value" && !strings.Contains(strings.Trim(m.ID, "."), "."):
		return m, fmt.Sprintf("%q does not say which figure is meant", m.ID), fmt.Sprintf("write it like %q", "ds:"+strings.Trim(m.ID, ".")+".download")
	}
	return m, "", ""
}

// blockKinds are the markers that stand around blocks.
var blockKinds = []string{"table", "caption", "history"}

// digitsKey is what stands before the number of digits in a marker.
const digitsKey = "digits="

// closing is the text of the comment that closes a marker.
func closing(m site.Marker) string {
	if m.Kind == "value" {
		return "/ds"
	}
	return "/ds:" + m.Kind + " " + m.ID
}

func closer(m site.Marker) string { return "<!-- " + closing(m) + " -->" }

// Marked is text between the comments of a marker, for so many digits; 0 for those
// that docker prints.
func Marked(id string, digits int, text string) string {
	if digits > 0 {
		id += " " + digitsKey + strconv.Itoa(digits)
	}
	return "<!-- ds:" + id + " -->" + text + "<!-- /ds -->"
}
