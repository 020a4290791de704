package main

import (
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"

	"docsite/internal/bind"
	"docsite/internal/code"
	"docsite/internal/markdown"
	"docsite/internal/notes"
	"docsite/internal/site"
)

// How much --explain prints: choices of lines, and evidence of each.
const (
	maxChoices  = 3
	maxEvidence = 16
)

// explainNote prints what speaks for the lines of one note, and against them, as a
// table. It is named by its page's file and its line there.
func (p *program) explainNote(name string) error {
	file, number, _ := strings.Cut(name, ":")
	line, err := strconv.Atoi(number)
	if err != nil || line < 1 {
		return exitError{exitUsage, fmt.Sprintf("--explain %q: name a page and a line, such as content/page.md:12", name)}
	}
	s, pages, done, err := p.notedPages([]string{file})
	if err != nil {
		return err
	}
	defer done()
	if len(pages) != 1 {
		return exitError{exitUsage, fmt.Sprintf("--explain %q: name one page, not a folder", name)}
	}
	src, err := s.Source(pages[0])
	if err != nil {
		return exitError{exitUsage, err.Error()}
	}
	doc := markdown.Parse(src)
	codes := make([]*code.Code, len(doc.Listings))
	for i := range doc.Listings {
		codes[i] = code.Read(doc.Listings[i].Language, doc.Listings[i].Code)
	}
	groups := notes.Find(doc)
	nouns := make([]site.NoteGroup, len(groups))
	found := false
	for g := range groups {
		nouns[g] = groups[g].NoteGroup
	}
	for g := range nouns {
		for n := range nouns[g].Notes {
			note := &nouns[g].Notes[n]
			if at, _ := src.Position(note.Span.Start); at == line {
				found = true
				p.printChoices(note, bind.Explain(codes, nouns, site.NoteRef{Group: g, Note: n}, maxChoices))
			}
		}
	}
	if !found {
		return exitError{exitUsage, fmt.Sprintf("--explain %q: no row, item, heading or paragraph that may explain code begins there", name)}
	}
	return nil
}

func (p *program) printChoices(note *site.Note, choices []bind.Choice) {
	fmt.Fprintf(p.stdout, "%s\n", note.Label)
	if len(choices) == 0 {
		fmt.Fprintln(p.stdout, "\n  no listing in reach has a word of it")
		return
	}
	w := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	for _, c := range choices {
		fmt.Fprintf(w, "\n  listing %d, lines %v: %.0f of 100\n", c.Target.Block+1, c.Target.Lines, 100*c.Probability)
		for _, e := range c.Evidence[:min(maxEvidence, len(c.Evidence))] {
			fmt.Fprintf(w, "    %+.2f\t%s\t%.2f\t%s\n", e.Says, e.Name, e.Value, e.Doc)
		}
	}
	w.Flush()
}
