package main

import (
	"fmt"

	"docsite/internal/bind"
	"docsite/internal/markdown"
	"docsite/internal/notes"
	"docsite/internal/site"
)

// explainNote prints what speaks for the lines of one note, and against them, as a
// table. It is named by its page's file and its line there.
func (p *program) explainNote(name string) error {
	at, err := place(name)
	if err != nil || at.Line == 0 {
		return fmt.Errorf("--explain %q: name a page and a line, such as content/page.md:12", name)
	}
	s, pages, done, err := p.notedPages([]string{at.File})
	if err != nil {
		return err
	}
	defer done()
	if len(pages) != 1 {
		return fmt.Errorf("--explain %q: name one page, not a folder", name)
	}
	src, err := s.Source(pages[0])
	if err != nil {
		return err
	}
	page := notes.Read(markdown.Parse(src))
	found := false
	for g := range page.Groups {
		for n := range page.Groups[g].Notes {
			note := &page.Groups[g].Notes[n]
			if line, _ := src.Position(note.Span.Start); line == at.Line {
				found = true
				bind.PrintChoices(p.stdout, note.Label, bind.Explain(page.Codes, page.Groups, site.NoteRef{Group: g, Note: n}, 3))
			}
		}
	}
	if !found {
		return fmt.Errorf("--explain %q: no row, item, heading or paragraph that may explain code begins there", name)
	}
	return nil
}
