package outdated

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"docsite/internal/drift"
	"docsite/internal/markdown"
	"docsite/internal/notes"
	"docsite/internal/site"
)

// Notes are those of a page that name another version than their lines.
type Notes struct {
	notes *notes.Page
	bumps map[site.NoteRef]bumped
}

// bumped is what is known of the versions in a note's lines.
type bumped struct {
	bumps []drift.Bump
	lines []string // as they are now
	block int
	known bool   // the lock has the lines as they were
	said  string // the words that name an older version and are no copy; empty for none
}

// New takes what the lock knows of a page's notes, and what their own
// labels say where they quote a file.
func New(doc *markdown.Document, page *notes.Page, drifted []drift.Drifted) *Notes {
	v := &Notes{page, map[site.NoteRef]bumped{}}
	for i := range drifted {
		if d := &drifted[i]; d.Class == drift.VersionEdited {
			v.add(d.NoteRef, bumped{bumps: drift.Bumps(d.Locked.Lines, d.Lines), lines: d.Lines, block: d.Block, known: true})
		}
	}
	for ref, note := range site.NotesOf(page.Groups) {
		b := &page.Bindings[ref.Group][ref.Note]
		if _, known := v.bumps[ref]; known || b.State != site.Edited || len(b.Targets) != 1 || doc.Listings[b.Targets[0].Block].Quote == nil {
			continue
		}
		t := &b.Targets[0]
		v.add(ref, bumped{bumps: drift.LabelBumps(note.Fragments, page.Codes[t.Block], t.Lines), lines: drift.Lines(page.Codes[t.Block], t.Lines), block: t.Block})
	}
	return v
}

func (v *Notes) add(ref site.NoteRef, b bumped) {
	for _, bump := range b.bumps {
		if tag, ok := bump.Alone(); ok && !slices.Contains(b.bumps, tag) {
			b.bumps = append(b.bumps, tag)
		}
	}
	if len(b.bumps) > 0 {
		v.bumps[ref] = b
	}
}

// Copy is a version that is to be rewritten: one that a note repeats in code.
type Copy struct {
	Note site.NoteRef
	Bump drift.Bump
	Span site.Span // in the text of the document
}

// Copies gives the copies of old versions in the notes' code, and keeps the words
// that name one and are no copy. doc is the document as it was parsed, before
// notes were taken out of its tree.
func (v *Notes) Copies(doc *markdown.Document) []Copy {
	var all []Copy
	for ref, b := range v.bumps {
		pieces := notes.Parts(doc, v.notes.Groups, ref)
		var whole strings.Builder
		for _, p := range pieces {
			whole.WriteString(p.Text)
		}
		text := whole.String()
		var rest strings.Builder
		for _, p := range pieces {
			var mine []Copy
			for _, bump := range b.bumps {
				if !p.Code {
					break
				}
				for _, at := range bump.Copies(p.Text, bump.Name != "" && strings.Contains(text, bump.Name)) {
					if !drift.Past(rest.String() + p.Text[:at]) {
						start := p.Start + at
						mine = append(mine, Copy{ref, bump, site.Span{Start: start, End: start + len(bump.Was)}})
					}
				}
			}
			mine = apart(mine)
			end := 0
			for _, c := range mine {
				rest.WriteString(p.Text[end:c.Span.Start-p.Start] + c.Bump.Now)
				end = c.Span.End - p.Start
			}
			rest.WriteString(p.Text[end:]) // a version that is no copy is for a person
			all = append(all, mine...)
		}
		for _, bump := range b.bumps {
			b.said = cmp.Or(b.said, bump.Names(rest.String()), bump.Left(rest.String(), b.lines))
		}
		v.bumps[ref] = b
	}
	return apart(all)
}

// apart puts copies in the order of the text, without those that overlap another.
func apart(all []Copy) []Copy {
	slices.SortFunc(all, func(a, b Copy) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	return slices.CompactFunc(all, func(a, b Copy) bool {
		return a.Span.Start < b.Span.End && b.Span.Start < a.Span.End
	})
}

// Take gives once what is wrong with the versions that a note names; empty where
// nothing is.
func (v *Notes) Take(ref site.NoteRef, block int) string {
	b, ok := v.bumps[ref]
	if !ok || b.block != block || b.said == "" {
		return ""
	}
	delete(v.bumps, ref)
	return b.reason()
}

// Rest are the notes that name an older version and of which the lock does not
// know the lines as they were, in the order of the page.
func (v *Notes) Rest() []drift.Drifted {
	var list []drift.Drifted
	var all []site.LockedNote // of the page; worked out for the first note that asks
	for ref, b := range v.bumps {
		if b.said == "" || b.known {
			continue
		}
		if all == nil {
			all = drift.Remember(v.notes.Codes, v.notes.Groups, v.notes.Bindings)
		}
		for _, locked := range all {
			d := drift.Drifted{Class: drift.VersionEdited, Locked: locked, NoteRef: ref, Block: b.block}
			if drift.IsOf(locked, &v.notes.Groups[ref.Group].Notes[ref.Note]) && locked.Block == b.block {
				d.Lines = locked.Lines
				d.Locked.Lines = b.bumps[0].Lines(locked.Lines)
				list = append(list, d)
				break
			}
		}
	}
	slices.SortFunc(list, func(a, b drift.Drifted) int {
		return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(a.Note, b.Note))
	})
	return list
}

// reason says which version a note names and which its lines have.
func (b bumped) reason() string {
	now, _, _ := strings.Cut(b.bumps[0].Now, "@sha256:")
	return fmt.Sprintf("it names %q, and its lines have %q", b.said, now)
}

// Keep says that a copy is not rewritten: it is then what the note names.
func (v *Notes) Keep(c Copy) {
	b := v.bumps[c.Note]
	b.said = cmp.Or(b.said, c.Bump.Was)
	v.bumps[c.Note] = b
}
