// Package coverage says which lines of a page's listings its notes explain, which
// lines nothing explains, and which notes found none, as docsite notes prints it.
// Start from [Read] and [Print].
//
// It decides nothing: package notes says where a note stands.
package coverage

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"strings"

	"docsite/internal/code"
	"docsite/internal/comments"
	"docsite/internal/figures"
	"docsite/internal/markdown"
	"docsite/internal/notes"
	"docsite/internal/site"
)

// Page is a page with what became of its notes, as docsite notes --format json
// prints it.
type Page struct {
	Page     string        `json:"page"`
	Listings []Listing     `json:"listings"`
	Notes    []Note        `json:"notes"`
	codes    []*code.Code  // by block
	Claims   site.Problems `json:"-"` // sentences that say a wrong size
}

// Listing is a code block of a page.
type Listing struct {
	Block    int    `json:"block"`
	Line     int    `json:"line"` // of the opening fence, in the file
	Language string `json:"language"`
	Lines    int    `json:"lines"`
	// Unexplained are the first lines of the instructions that have no note,
	// of a listing that has some.
	Unexplained []int `json:"unexplained,omitempty"`
}

// Note is a note that names code, or probably explains some.
type Note struct {
	Line    int         `json:"line"`
	Text    string      `json:"text"` // the label
	State   site.State  `json:"state"`
	Where   notes.Where `json:"where"` // beside its lines, in the text, or along with another
	Targets []Target    `json:"targets,omitempty"`
	Nearest *Target     `json:"nearest,omitempty"`
	Reason  string      `json:"reason,omitempty"` // why it has no lines, or stands in the text all the same
	// Probability is how sure it is of these lines, or of the nearest.
	Probability float64 `json:"probability"`
	words       string
}

// Target is where in the listings a note belongs.
type Target struct {
	Block int   `json:"block"`
	Lines []int `json:"lines"`
}

// Read binds the notes of one page, and checks what it says of sizes. The error is that
// of a page that cannot be read, with its place.
func Read(s *site.Site, page *site.Page, captions *figures.Captions) (Page, error) {
	out := Page{Page: page.Path, Listings: []Listing{}, Notes: []Note{}}
	src, err := s.Source(page)
	if err != nil {
		return out, err
	}
	if problems := markdown.Check(src); problems.Failed() {
		problems.Sort()
		return out, errors.New(problems[0].String())
	}
	doc := markdown.Parse(src)
	out.Claims = captions.Problems(src, doc.Sentences)
	out.codes = make([]*code.Code, len(doc.Listings))
	for i := range doc.Listings {
		l := &doc.Listings[i]
		line, _ := src.Position(l.Span.Start)
		out.Listings = append(out.Listings, Listing{Block: l.Block, Line: line, Language: l.Language, Lines: len(l.Offsets)})
		out.codes[i] = code.Read(l.Language, l.Code)
	}
	if !page.Annotated() {
		return out, nil
	}
	read := notes.Put(doc, out.codes, new(notes.Scratch))
	for at, note := range site.NotesOf(read.Groups) {
		out.add(src, note, &read.Bindings[at.Group][at.Note], &read.Places[at.Group][at.Note])
	}
	for i := range doc.Listings {
		if l := &doc.Listings[i].Listing; page.NotesComments(l.Quote) {
			out.addComments(src, l, out.codes[i])
		}
	}
	slices.SortStableFunc(out.Notes, func(a, b Note) int { return a.Line - b.Line })
	for i := range out.Listings {
		if len(out.lines(i)) > 0 {
			out.Listings[i].Unexplained = out.unexplained(i)
		}
	}
	return out, nil
}

// addComments keeps the comments of a listing that are notes.
func (out *Page) addComments(src *site.Source, l *site.Listing, of *code.Code) {
	for _, c := range comments.Find(of) {
		text, _, _ := strings.Cut(c.Plain, "\n")
		n := Note{Text: text, State: site.Matched, Where: notes.Beside, Targets: []Target{{l.Block, []int{c.At}}}, Probability: 1, words: strings.Join(strings.Fields(c.Plain), " ")}
		n.Line, _ = src.Position(l.Offsets[c.Lines.First-1])
		out.Notes = append(out.Notes, n)
	}
}

// add keeps a note that names code, or that probably explains some.
func (out *Page) add(src *site.Source, note *site.Note, binding *site.Binding, place *notes.Place) {
	if binding.State == site.NoCode && binding.Nearest == nil {
		return
	}
	n := Note{Text: note.Label, State: binding.State, Where: place.Where, Reason: cmp.Or(binding.Reason, place.Why), words: note.Text}
	n.Probability = math.Round(1000*binding.Probability) / 1000
	n.Line, _ = src.Position(note.Span.Start)
	for _, t := range binding.Targets {
		n.Targets = append(n.Targets, Target{t.Block, t.Lines})
	}
	if t := binding.Nearest; t != nil {
		n.Nearest = &Target{t.Block, t.Lines}
	}
	out.Notes = append(out.Notes, n)
}

// coverage counts the instructions and statements of the listings that notes
// explain, and those that have a note.
func (page *Page) coverage() (all, explained int) {
	missed := 0
	for block, code := range page.codes {
		if len(page.lines(block)) == 0 {
			continue
		}
		for i := range code.Groups {
			if counts(&code.Groups[i]) {
				all++
			}
		}
		missed += len(page.unexplained(block))
	}
	return all, all - missed
}

// unexplained lists the first lines of the instructions that have no note, those of
// their comments left out.
func (page *Page) unexplained(block int) (list []int) {
	notes := page.lines(block)
	for i := range page.codes[block].Groups {
		g := &page.codes[block].Groups[i]
		line := g.Lines.First
		for line <= g.Lines.Last && !notes[line] {
			line++
		}
		if counts(g) && line > g.Lines.Last {
			list = append(list, page.below(block, g))
		}
	}
	return list
}

// below is the first line of a row below the comments that stand above its code; its
// first line where it is nothing but comments.
func (page *Page) below(block int, g *code.Group) int {
	for line := g.Lines.First; line <= g.Lines.Last; line++ {
		if text := strings.TrimSpace(page.line(block, line)); text != "" && text[0] != '#' {
			return line
		}
	}
	return g.Lines.First
}

// counts reports whether a row is something to explain.
func counts(g *code.Group) bool {
	return g.Kind != code.CommentGroup && g.Kind != code.DirectiveGroup
}

// lines are the lines of a listing that notes explain.
func (page *Page) lines(block int) map[int]bool {
	lines := map[int]bool{}
	for i := range page.Notes {
		for _, t := range page.Notes[i].Targets {
			if t.Block == block {
				for _, n := range t.Lines {
					lines[n] = true
				}
			}
		}
	}
	return lines
}
