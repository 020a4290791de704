package refresh

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"docsite/internal/edits"
	"docsite/internal/figures"
	"docsite/internal/markdown"
	"docsite/internal/quote"
	"docsite/internal/site"
)

// page is what a refresh will do to one page.
type page struct {
	page     *site.Page
	source   *site.Source
	doc      *markdown.Document
	edits    []edits.Edit // in the order of the file
	items    []Item
	problems site.Problems
	current  int                         // figures and quotations that are as they should be
	quotes   map[string]site.LockedQuote // of quotations by line numbers
	quoting  quote.Work
	notes    []site.LockedNote
	grown    int   // by how many bytes the first weighed edits make the page longer
	weighed  int   // see outgrown
	accepts  []int // lines on which something stands that a person can accept
}

// planPage works out the edits of a page.
func (r *run) planPage(sp *site.Page) *page {
	p := &page{page: sp}
	src, err := r.sourceOf(sp)
	if err != nil {
		p.problems = site.Problems{{File: r.site.File(sp), Severity: site.Error, Message: err.Error()}}
		return p
	}
	p.source = src
	if idle(sp, src.Text, r.captions) {
		return p
	}
	if p.problems = markdown.Check(src); len(p.problems) > 0 {
		return p
	}
	r.planText(p)
	if !p.problems.Failed() {
		r.planNotes(p)
		r.planClaims(p)
	}
	return p
}

// forget lets go of what is not needed any more, so that memory does not grow
// with the number of pages.
func (p *page) forget() {
	p.doc = nil
	if len(p.edits) == 0 && p.source != nil {
		p.source = &site.Source{Name: p.source.Name}
	}
}

// planText works out what is to be written into the text of p.source. It
// depends on nothing but that text, the files that it quotes and the lock, so
// that doing it again on the outcome must find nothing to do.
func (r *run) planText(p *page) {
	p.doc = markdown.Parse(p.source)
	markers, problems := p.doc.Markers()
	p.problems = append(p.problems, problems...)
	if problems.Failed() {
		return
	}
	for _, m := range markers {
		if p.outgrown(m.Open.Start) {
			return
		}
		if unknown := figures.Refuse(&r.site.Config, m); unknown != nil {
			p.problems = append(p.problems, p.source.Problem(site.Error, m.Open.Start, unknown.Error(), unknown.Hint))
			continue
		}
		switch m.Kind {
		case "value":
			r.planValue(p, m)
		case "table":
			r.planTable(p, m)
		case "caption":
			r.planCaption(p, m)
		case "history":
			r.planHistory(p, m)
		}
	}
	for _, l := range p.doc.Listings {
		if l.Quote != nil && p.outgrown(l.Span.Start) {
			return
		}
		if l.Quote != nil {
			r.planQuote(p, l)
		}
	}
	if n := len(p.edits); n == 0 || p.outgrown(p.edits[n-1].Start) {
		return
	}
	edits.Sort(p.edits)
}

// outgrown reports, with a problem at an offset, that what is to be written is more
// than a page may have: thousands of markers can stand for tables of thousands of rows.
func (p *page) outgrown(offset int) bool {
	for ; p.weighed < len(p.edits); p.weighed++ {
		p.grown += p.edits[p.weighed].Growth()
	}
	if len(p.source.Text)+p.grown <= site.MaxPage {
		return false
	}
	p.problems = append(p.problems, p.source.Problem(site.Error, offset, "with the figures and quotations above the page would have more than 1 MiB", "split the page"))
	return true
}

// planValue brings a figure inside a line up to date.
func (r *run) planValue(p *page, m site.Marker) {
	was := strings.TrimSpace(p.slice(m.Body()))
	item := p.item("value", m.ID, m.Open.Start)
	item.Was = was
	v, err := figures.Find(r.site, m.ID)
	if err != nil {
		p.missing(item, err, r.unasked[imageOf(m.ID)])
		return
	}
	now := v.Text
	if v.Bytes >= 0 {
		now = figures.Rounded(v.Bytes, m.Digits, was)
	} else if m.Digits > 0 {
		p.problems = append(p.problems, p.source.Problem(site.Error, m.Open.Start, fmt.Sprintf("%q is no size, and digits= is for sizes", m.ID), ""))
		return
	}
	item.Now, item.Platform = now, v.Platform
	if v.Bytes >= 0 {
		item.NowBytes = v.Bytes
		if n, err := figures.ParseSize(was); err == nil {
			item.WasBytes = n
		}
	}
	switch {
	case shows(was, now):
		p.current++
	case m.Digits == 0 && r.tolerance.holds(was, v), m.Digits > 0 && r.tolerance.rounds(was, v, m.Digits):
		item.State = Tolerated
		p.items = append(p.items, item)
	default:
		p.change(item, over(m.Body(), []byte(now)))
	}
}

// missing tells of a figure that is still to be measured; what stands there
// is kept.
func (p *page) missing(item Item, err error, unasked bool) {
	item.State, item.Reason = Missing, err.Error()
	if absent, ok := errors.AsType[*figures.Absent](err); ok {
		item.Reason, item.Hint = absent.Reason, absent.Hint
		if absent.ID != item.ID {
			item.Reason = absent.ID + ": " + item.Reason
		}
	}
	if unasked {
		item.State = Held
	}
	p.items = append(p.items, item)
}

// change records edits and tells of them.
func (p *page) change(item Item, list ...edits.Edit) {
	item.State = Changed
	p.items = append(p.items, item)
	p.edits = append(p.edits, list...)
}

func (p *page) item(kind, id string, offset int) Item {
	line, col := p.source.Position(offset)
	return NewItem(kind, id, p.source.Name, line, col)
}

func (p *page) slice(s site.Span) string { return string(p.source.Text[s.Start:s.End]) }

// newline is the line end that most lines of the page have.
func (p *page) newline() string {
	all := bytes.Count(p.source.Text, []byte("\n"))
	if crlf := bytes.Count(p.source.Text, []byte("\r\n")); crlf*2 > all {
		return "\r\n"
	}
	return "\n"
}

// prefix is what a line must start with to stand in the same quote and list
// item as the byte at offset: the head of its line, with the marks of list
// items as spaces.
func (p *page) prefix(offset int) string {
	start := bytes.LastIndexByte(p.source.Text[:offset], '\n') + 1
	head := bytes.TrimPrefix(p.source.Text[start:offset], []byte("\ufeff"))
	return strings.Map(func(c rune) rune {
		if c == '>' || c == '\t' {
			return c
		}
		return ' '
	}, string(head))
}

// block is the text between two block markers: the lines, with an empty one
// before and after, as formatters leave them.
func (p *page) block(m site.Marker, lines []string) []byte {
	prefix, eol := p.prefix(m.Open.Start), p.newline()
	empty := strings.TrimRight(prefix, " \t")
	var b bytes.Buffer
	b.WriteString(eol + empty + eol)
	for _, line := range lines {
		b.WriteString(prefix + line + eol)
	}
	b.WriteString(empty + eol)
	last := bytes.LastIndexByte(p.source.Text[:m.Close.Start], '\n') + 1
	b.Write(p.source.Text[last:m.Close.Start])
	return b.Bytes()
}

// inside are the lines between two block markers, without the marks of
// quotes, without indentation and without the empty ones.
func (p *page) inside(m site.Marker) []string {
	depth := strings.Count(p.prefix(m.Open.Start), ">")
	var lines []string
	for line := range strings.SplitSeq(p.slice(m.Body()), "\n") {
		line = strings.TrimSpace(line)
		for range depth {
			line = strings.TrimSpace(strings.TrimPrefix(line, ">"))
		}
		if line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// edited is the text of a page with its edits made. Before anything is written it is made sure
// that a second refresh would find nothing to do.
func (r *run) edited(p *page) ([]byte, error) {
	if edits.Overlap(p.edits) {
		return nil, errors.New("an edit would reach outside its markers; nothing was written")
	}
	text := edits.Make(p.source.Text, p.edits).Text
	again := &page{page: p.page, source: &site.Source{Name: p.source.Name, Text: text}}
	r.planText(again)
	if len(again.edits) > 0 {
		line, col := again.source.Position(again.edits[0].Start)
		return nil, fmt.Errorf("what would be written is not read back as it was meant (line %d, column %d); nothing was written", line, col)
	}
	if problem, ok := errors.AsType[site.Problem](again.problems.Err()); ok {
		return nil, fmt.Errorf("what would be written breaks the page: %s; nothing was written", problem.Message)
	}
	return text, nil
}

// over puts a text in the place of a span.
func over(s site.Span, text []byte) edits.Edit {
	return edits.Edit{Start: s.Start, End: s.End, Text: text}
}
