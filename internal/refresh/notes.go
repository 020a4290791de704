package refresh

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"docsite/internal/drift"
	"docsite/internal/edits"
	"docsite/internal/markdown"
	"docsite/internal/notes"
	"docsite/internal/outdated"
	"docsite/internal/places"
	"docsite/internal/site"
)

// planNotes compares the lines that a page's notes explain with what they
// were when a person last looked. It looks at the page with its quotations
// brought up to date: a note speaks of the file as it is now.
func (r *run) planNotes(p *page) {
	p.notes = r.site.Lock.Notes[p.page.Path]
	if !p.page.Annotated() || p.page.Output == "" && !hasQuotation(p.doc) {
		p.notes = nil
		return
	}
	if r.opts.Check && len(p.notes) == 0 && !hasQuotation(p.doc) {
		return // nothing to compare with, and nothing will be written
	}
	doc, current := p.doc, &edits.Revision{}
	if len(p.edits) > 0 {
		*current = edits.Make(p.source.Text, slices.Clone(p.edits)) // planVersions adds its own, and sorts
		doc = markdown.Parse(&site.Source{Name: p.source.Name, Text: current.Text})
	}
	b := notes.Read(doc)
	p.noteLines(doc, b, current)
	drifted := drift.Drift(p.notes, b.Codes, b.Groups, b.Bindings)
	adopted := drift.Adopt(drifted, b.Bindings)
	v := outdated.New(doc, b, drifted)
	after := p.planVersions(doc.Source, b, v, current)
	keeps := map[noteTarget]site.LockedNote{}
	var unbound []site.LockedNote // that the lock remembers all the same
	add := func(d *drift.Drifted, said string) {
		item := r.noteItem(p, doc, b, d, current, said)
		switch {
		case item.State == Look && d.Block < 0:
			unbound = append(unbound, d.Locked)
		case item.State == Look:
			keeps[noteTarget{d.NoteRef, d.Block}] = d.Locked
		}
		p.items = append(p.items, item)
		p.accepts = append(p.accepts, item.Line)
	}
	for i := range drifted {
		d := &drifted[i]
		if d.Less {
			keeps[noteTarget{d.NoteRef, d.Block}] = d.Locked
		}
		switch {
		case d.Class == drift.Same && d.Block < 0:
			unbound = append(unbound, d.Locked)
		case d.Class != drift.Same:
			add(d, v.Take(d.NoteRef, d.Block))
		}
	}
	for _, d := range v.Rest() {
		add(&d, v.Take(d.NoteRef, d.Block))
	}
	if r.opts.Check {
		p.lost(b, drifted, current)
	}
	unbound = append(unbound, drift.Release(adopted, after.Bindings, func(d *drift.Drifted) bool {
		_, looks := keeps[noteTarget{d.NoteRef, d.Block}]
		return looks
	})...)
	p.notes = append(remember(after, keeps), unbound...)
}

// hasQuotation reports whether a listing of a document quotes a file. In a file
// that is no page other listings change by the author's hand alone.
func hasQuotation(doc *markdown.Document) bool {
	return slices.ContainsFunc(doc.Listings, func(l markdown.Listing) bool { return l.Quote != nil })
}

// noteLines keeps the lines on which notes of code stand, in the page as it is and as it
// will be.
func (p *page) noteLines(doc *markdown.Document, b *notes.Page, current *edits.Revision) {
	for at, note := range site.NotesOf(b.Groups) {
		if b.Bindings[at.Group][at.Note].State == site.NoCode {
			continue
		}
		now, _ := doc.Source.Position(note.Span.Start)
		old, _ := p.source.Position(current.Origin(note.Span.Start))
		p.accepts = append(p.accepts, now, old)
	}
}

// lost warns of the notes that name code which is not there and about which nobody is
// asked: the lock never had their lines, or a person has accepted that these are gone.
// current is the page with its quotations brought up to date.
func (p *page) lost(b *notes.Page, drifted []drift.Drifted, current *edits.Revision) {
	asked := map[site.NoteRef]bool{}
	for i := range drifted {
		asked[drifted[i].NoteRef] = drifted[i].Class.Asks()
	}
	var lines []int
	first := 0
	for ref, note := range site.NotesOf(b.Groups) {
		if b.Bindings[ref.Group][ref.Note].State != site.Unmatched || asked[ref] {
			continue
		}
		at := current.Origin(note.Span.Start)
		line, _ := p.source.Position(at)
		if lines = append(lines, line); len(lines) == 1 {
			first = at
		}
	}
	if len(lines) > 0 {
		p.problems = append(p.problems, p.source.Problem(site.Warning, first,
			"notes name code that is not there, on "+places.FirstLines(lines), "docsite notes says of each what is missing"))
	}
}

// noteTarget is one listing that a note explains.
type noteTarget struct {
	note  site.NoteRef
	block int
}

// remember is what the lock keeps of the notes: their lines as they are now, but for those
// that a person has yet to look at, and those of which docsite takes less for the time being.
func remember(b *notes.Page, keeps map[noteTarget]site.LockedNote) []site.LockedNote {
	locked := drift.Remember(b.Codes, b.Groups, b.Bindings)
	i := 0
	for at := range site.NotesOf(b.Groups) {
		for _, t := range b.Bindings[at.Group][at.Note].Targets {
			if old, ok := keeps[noteTarget{at, t.Block}]; ok {
				locked[i].Lines = old.Lines // versions in its words may have been rewritten, and listings are numbered anew
			}
			i++
		}
	}
	return locked
}

// noteItem says what became of a note. said is an older version that it names;
// current is the page with its quotations brought up to date.
func (r *run) noteItem(p *page, doc *markdown.Document, b *notes.Page, d *drift.Drifted, current *edits.Revision, said string) Item {
	note := &b.Groups[d.Group].Notes[d.Note]
	now := doc.Source.Problem(site.Error, note.Span.Start, "", "")
	item := p.item("note", d.Locked.Label, current.Origin(note.Span.Start))
	asks := d.Class.Asks() || said != ""
	accepted := asks && (r.accepts(p, item.Line) || r.accepts(p, now.Line))
	if !r.opts.Check {
		item.Line, item.Col = now.Line, now.Col
	}
	item.Was, item.Now = strings.Join(d.Locked.Lines, "\n"), strings.Join(d.Lines, "\n")
	item.State, item.Reason = Tolerated, string(d.Class)
	if accepted {
		item.State, item.Reason = Changed, "accepted"
	}
	if !asks || accepted {
		return item
	}
	item.State = Look
	switch d.Class {
	case drift.Same, drift.Moved, drift.VersionEdited:
		item.Reason = said
	case drift.LookAgain:
		item.Reason = cmp.Or(d.Reason, "the lines that it explains have changed, its words have not")
	case drift.NotSure:
		item.Reason = "it fits several places now: " + d.Reason
	case drift.Gone:
		item.Reason = "what it explains is gone: " + d.Reason
	}
	mend := "mend its words"
	if d.Reason != "" && d.Class != drift.Gone {
		mend = "quote more of its lines"
	}
	item.Hint = p.orAccept(mend, r.files, item.Line)
	return item
}

// lockNotes puts the lines that notes explain into the lock.
func (r *run) lockNotes(pages []*page) {
	notes := map[string][]site.LockedNote{}
	if r.opts.Only != "" {
		maps.Copy(notes, r.lock.Notes)
	}
	for _, p := range pages {
		delete(notes, p.page.Path)
		if len(p.notes) > 0 {
			notes[p.page.Path] = p.notes
		}
	}
	r.lock.Notes = notes
}

// planVersions rewrites the copies of versions in a page's notes, where every
// note is on the same lines afterwards. It gives the page's notes as they are then.
// src is the page with its quotations brought up to date, as current is.
func (p *page) planVersions(src *site.Source, now *notes.Page, v *outdated.Notes, current *edits.Revision) *notes.Page {
	copies := v.Copies(markdown.Parse(src))
	if len(copies) == 0 {
		return now
	}
	list := make([]edits.Edit, len(copies))
	for i, c := range copies {
		list[i] = over(c.Span, []byte(c.Bump.Now))
	}
	after := notes.Read(markdown.Parse(&site.Source{Name: p.source.Name, Text: edits.Make(src.Text, list).Text}))
	if !sameTargets(now, after) {
		for _, c := range copies {
			v.Keep(c)
		}
		return now
	}
	for _, c := range copies {
		start, end := current.Origin(c.Span.Start), current.Origin(c.Span.End)
		item := p.item("version", now.Groups[c.Note.Group].Notes[c.Note.Note].Label, start)
		item.Was, item.Now = c.Bump.Was, c.Bump.Now
		p.change(item, edits.Edit{Start: start, End: end, Text: []byte(c.Bump.Now)})
	}
	edits.Sort(p.edits)
	return after
}

// sameTargets reports whether the notes of two readings of a page are on the
// same lines.
func sameTargets(a, b *notes.Page) bool {
	if len(a.Bindings) != len(b.Bindings) {
		return false
	}
	for g := range a.Bindings {
		if !slices.EqualFunc(a.Bindings[g], b.Bindings[g], func(x, y site.Binding) bool {
			adopted := len(x.Targets) > 0 && x.Targets[0].Spans == nil // by the lock
			return adopted && len(y.Targets) == 0 || slices.EqualFunc(x.Targets, y.Targets, func(s, t site.Target) bool {
				return s.Block == t.Block && slices.Equal(s.Lines, t.Lines)
			})
		}) {
			return false
		}
	}
	return true
}
