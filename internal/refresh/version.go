package refresh

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

// versions finds the notes that name another version than their lines.
type versions struct {
	doc   *markdown.Document
	notes *notes.Page
	bumps map[site.NoteRef]bumped
}

// bumped is what is known of the versions in a note's lines.
type bumped struct {
	bumps []drift.Bump
	block int
	known bool   // the lock has the lines as they were
	said  string // the words that name an older version and are no copy; empty for none
}

// newVersions takes what the lock knows of a page's notes, and what their own
// labels say where they quote a file.
func newVersions(doc *markdown.Document, page *notes.Page, drifted []drift.Drifted) *versions {
	v := &versions{doc, page, map[site.NoteRef]bumped{}}
	for i := range drifted {
		d := &drifted[i]
		ref := site.NoteRef{Group: d.Group, Note: d.Note}
		if d.Class == drift.VersionEdited {
			v.add(ref, bumped{bumps: drift.Bumps(d.Locked.Lines, d.Lines), block: d.Block, known: true})
		}
	}
	for g := range page.Groups {
		for n := range page.Groups[g].Notes {
			b := &page.Bindings[g][n]
			ref := site.NoteRef{Group: g, Note: n}
			if _, known := v.bumps[ref]; known || b.State != site.Edited || len(b.Targets) != 1 || doc.Listings[b.Targets[0].Block].Quote == nil {
				continue
			}
			t := &b.Targets[0]
			v.add(ref, bumped{bumps: drift.LabelBumps(page.Groups[g].Notes[n].Fragments, page.Codes[t.Block], t.Lines), block: t.Block})
		}
	}
	return v
}

func (v *versions) add(ref site.NoteRef, b bumped) {
	if len(b.bumps) > 0 {
		v.bumps[ref] = b
	}
}

// copied is a version that is rewritten: a copy in a note's quoted code.
type copied struct {
	ref  site.NoteRef
	bump drift.Bump
	edit edit // in the text of the document
}

// find gives the copies of old versions in the notes' code, and keeps the words
// that name one and are no copy. doc is the document as it was parsed, before
// notes were taken out of its tree.
func (v *versions) find(doc *markdown.Document) []copied {
	var all []copied
	for ref, b := range v.bumps {
		pieces := notes.Parts(doc, v.notes.Groups, ref)
		var whole strings.Builder
		for _, p := range pieces {
			whole.WriteString(p.Text)
		}
		text := whole.String()
		var rest strings.Builder
		for _, p := range pieces {
			for _, bump := range b.bumps {
				if !p.Code {
					break
				}
				for _, at := range bump.Copies(p.Text, bump.Said(text)) {
					if !drift.Past(rest.String() + p.Text[:at]) {
						start := p.Start + at
						all = append(all, copied{ref, bump, edit{site.Span{Start: start, End: start + len(bump.Was)}, []byte(bump.Now)}})
					}
				}
			}
			for _, bump := range b.bumps {
				if p.Code {
					p.Text = strings.ReplaceAll(p.Text, bump.Was, bump.Now)
				}
			}
			rest.WriteString(p.Text)
		}
		for _, bump := range b.bumps {
			b.said = cmp.Or(b.said, bump.Names(rest.String()))
		}
		v.bumps[ref] = b
	}
	slices.SortFunc(all, func(a, b copied) int { return cmp.Compare(a.edit.span.Start, b.edit.span.Start) })
	return slices.CompactFunc(all, func(a, b copied) bool {
		return a.edit.span.Start < b.edit.span.End && b.edit.span.Start < a.edit.span.End
	})
}

// planVersions rewrites the copies of versions in a page's notes, where every
// note is on the same lines afterwards. It gives the page's notes as they are then.
func (p *page) planVersions(v *versions) *notes.Page {
	text := v.doc.Source.Text
	copies := v.find(markdown.Parse(v.doc.Source))
	if len(copies) == 0 {
		return v.notes
	}
	edits := make([]edit, len(copies))
	for i, c := range copies {
		edits[i] = c.edit
	}
	after := notes.Read(markdown.Parse(&site.Source{Name: p.source.Name, Text: apply(text, edits)}))
	if !sameTargets(v.notes, after) {
		for _, c := range copies {
			b := v.bumps[c.ref]
			b.said = cmp.Or(b.said, c.bump.Was)
			v.bumps[c.ref] = b
		}
		return v.notes
	}
	quotations := slices.Clone(p.edits)
	for _, c := range copies {
		start, end := before(quotations, c.edit.span.Start), before(quotations, c.edit.span.End)
		item := p.item("version", v.notes.Groups[c.ref.Group].Notes[c.ref.Note].Label, start)
		item.State, item.Was, item.Now = Changed, c.bump.Was, c.bump.Now
		p.change(item, edit{site.Span{Start: start, End: end}, c.edit.text})
	}
	sortEdits(p.edits)
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
			return slices.EqualFunc(x.Targets, y.Targets, func(s, t site.Target) bool {
				return s.Block == t.Block && slices.Equal(s.Lines, t.Lines)
			})
		}) {
			return false
		}
	}
	return true
}

// take gives once what is wrong with the versions that a note names; empty where
// nothing is.
func (v *versions) take(ref site.NoteRef, block int) string {
	b, ok := v.bumps[ref]
	if !ok || b.block != block || b.said == "" {
		return ""
	}
	delete(v.bumps, ref)
	return b.reason()
}

// rest are the notes that name an older version and of which the lock does not
// know the lines as they were, in the order of the page.
func (v *versions) rest() []drift.Drifted {
	var list []drift.Drifted
	for ref, b := range v.bumps {
		if b.said == "" || b.known {
			continue
		}
		for _, locked := range drift.Remember(v.notes.Codes, v.notes.Groups, v.notes.Bindings) {
			d := drift.Drifted{Class: drift.VersionEdited, Locked: locked, Group: ref.Group, Note: ref.Note, Block: b.block}
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
	return fmt.Sprintf("it names %q, and its lines have %q", b.said, b.bumps[0].Now)
}
