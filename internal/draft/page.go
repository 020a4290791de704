package draft

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"docsite/internal/front"
	"docsite/internal/lazy"
	"docsite/internal/markdown"
	"docsite/internal/notes"
	"docsite/internal/phrases"
	"docsite/internal/site"
)

// page is the page that is being drafted.
type page struct {
	file     string // relative to the project
	title    string
	about    string // the first sentence
	sections []*section
	sizes    string // id of a table of sizes; empty for none
}

// section is a part of the page: a heading, a listing, its table.
type section struct {
	heading string
	lead    string // a sentence above the listing
	listing
	at map[int]*row // the offset of each row in the page
}

// drafted tells the author what the page is. It is not shown.
const drafted = "<!-- Drafted by docsite init. Every sentence is a suggestion: make it yours, and delete this line. -->"

// text is the page as it is written, with the offsets of its rows noted.
func (p *page) text() []byte {
	var b bytes.Buffer
	b.WriteString("---\ntitle: " + yamlString(p.title) + "\ndescription: How the image is built, line by line\n---\n\n")
	b.WriteString(drafted + "\n\n# " + escape(p.title) + "\n\n" + p.about + "\n")
	for _, s := range p.sections {
		s.write(&b)
	}
	if p.sizes != "" {
		b.WriteString("\n## What it weighs\n\nThe figures come from the registry: `docsite refresh` measures the image, and keeps them current.\n\n")
		b.WriteString("<!-- ds:table " + p.sizes + " -->\n\n<!-- /ds:table " + p.sizes + " -->\n")
	}
	return b.Bytes()
}

func (s *section) write(b *bytes.Buffer) {
	b.WriteString("\n## " + s.heading + "\n\n")
	if s.lead != "" {
		b.WriteString(s.lead + "\n\n")
	}
	fence := markdown.FenceFor(s.code.Text, "```")
	b.WriteString(fence + s.info + "\n")
	b.Write(s.code.Text)
	if n := len(s.code.Text); n > 0 && s.code.Text[n-1] != '\n' {
		b.WriteByte('\n')
	}
	b.WriteString(fence + "\n")
	s.table(b)
}

func (s *section) table(b *bytes.Buffer) {
	s.at = map[int]*row{}
	if len(s.rows) == 0 {
		return
	}
	b.WriteString("\n| Line | What it does |\n| --- | --- |\n")
	for _, r := range s.rows {
		s.at[b.Len()] = r
		name, _ := phrases.Span(r.labels[0])
		b.WriteString("| " + name + " | " + r.say() + " |\n")
	}
}

// chooseLabels gives each row the first name by which it is put beside its code, and
// leaves out the rows that have none. What a row is bound to depends on the
// others, so the page is read again until nothing changes.
func (p *page) chooseLabels() {
	for _, s := range p.sections {
		for _, r := range s.rows {
			r.dropLabels(0) // names that have no form
		}
		s.dropUnlabelled()
	}
	for changed := true; changed; {
		doc := markdown.Parse(&site.Source{Name: p.file, Text: p.text()})
		placed := p.bound(doc)
		changed = false
		for _, s := range p.sections {
			for _, r := range s.rows {
				if !placed[r] {
					r.dropLabels(1)
					changed = true
				}
			}
			s.dropUnlabelled()
		}
	}
}

// dropLabels takes off the first n names of a row, and those behind them that no
// code span can hold.
func (r *row) dropLabels(n int) {
	for r.labels = r.labels[n:]; len(r.labels) > 0; r.labels = r.labels[1:] {
		if _, ok := phrases.Span(r.labels[0]); ok {
			return
		}
	}
}

// dropUnlabelled leaves out the rows that have no name left.
func (s *section) dropUnlabelled() {
	s.rows = slices.DeleteFunc(s.rows, func(r *row) bool {
		r.dropped = len(r.labels) == 0
		return r.dropped
	})
}

// bound reads the page as docsite does, and tells which rows stand beside
// their code.
func (p *page) bound(doc *markdown.Document) map[*row]bool {
	read := notes.Read(doc)
	placed := map[*row]bool{}
	for g, bindings := range read.Bindings {
		for n := range bindings {
			note := &read.Groups[g].Notes[n]
			for block, s := range p.sections {
				if r := s.at[note.Span.Start]; r != nil && note.Kind == site.TableNote {
					placed[r] = read.Places[g][n].Where == notes.Beside && len(note.Fragments) > 0 && note.Fragments[0].Code && note.Fragments[0].Text == r.labels[0] && s.isBeside(r, block, &bindings[n])
				}
			}
		}
	}
	return placed
}

// isBeside reports whether a note was put beside the code of a row: the line on
// which the piece begins, and no line outside the code that holds it.
func (s *section) isBeside(r *row, block int, b *site.Binding) bool {
	if b.State != site.Matched || len(b.Targets) != 1 || b.Targets[0].Block != block || len(b.Targets[0].Lines) == 0 {
		return false
	}
	src := site.Source{Text: s.code.Text}
	begins, _ := src.Position(r.piece.Start)
	first, _ := src.Position(r.within.Start)
	last, _ := src.Position(max(r.within.End-1, r.within.Start))
	found := false
	for _, line := range b.Targets[0].Lines {
		if line < first || line > last {
			return false
		}
		found = found || line == begins
	}
	return found
}

// notes counts the rows.
func (p *page) notes() int {
	n := 0
	for _, s := range p.sections {
		n += len(s.rows)
	}
	return n
}

// yamlString is a value of front matter.
func yamlString(s string) string {
	if plainYAML().MatchString(s) && !strings.Contains(s, ": ") && !front.HasMeaning(s) {
		return s
	}
	return strconv.Quote(printable(s)) // which YAML has too, of characters that can be printed
}

// plainYAML matches a text that needs no quotes but for what YAML has a meaning for: words of
// letters and digits that begin with a letter.
var plainYAML = lazy.Pattern(`^[A-Za-z](?:[A-Za-z0-9 ._/:-]*[A-Za-z0-9._/-])?$`)

// numbers are those that a sentence spells out.
var numbers = [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}

func number(n int) string {
	if n < len(numbers) {
		return numbers[n]
	}
	return strconv.Itoa(n)
}

// ordinals name stages that have no name.
var ordinals = [...]string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}

// endings are those of larger ones by their last digit; of the others it is "th".
var endings = [...]string{"th", "st", "nd", "rd"}

// ordinal is the place in a row, from 0.
func ordinal(i int) string {
	if i < len(ordinals) {
		return ordinals[i]
	}
	n := i + 1
	if ending := n % 10; ending < len(endings) && n/10%10 != 1 {
		return strconv.Itoa(n) + endings[ending]
	}
	return strconv.Itoa(n) + "th"
}

// escape makes plain text of a value where no code span can stand: in a
// heading, whose words name a section.
func escape(text string) string {
	return strings.TrimSpace(signs().ReplaceAllString(printable(text), `\$0`))
}

// signs are those that Markdown may have a meaning for.
var signs = lazy.Pattern("[\\\\`*_{}\\[\\]<>()#+!|~&]")

// printable is a text without the characters that cannot be printed.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, text)
}
