package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"docsite/internal/console"
	"docsite/internal/notes"
	"docsite/internal/site"
)

// notesText prints every listing with its notes beside the lines, then what
// found no line, then a summary.
func (p *program) notesText(list []notedPage) error {
	w := bufio.NewWriter(p.stdout)
	t := sheet{w: w, width: min(max(terminalWidth(p.stdout), 40), 160)}
	for i := range list {
		t.page(&list[i])
	}
	t.summary(list)
	return w.Flush()
}

// sheet prints code and notes in two columns.
type sheet struct {
	w     io.Writer
	width int // of the terminal, in characters
}

func (t *sheet) page(page *notedPage) {
	if len(page.Notes) == 0 {
		return
	}
	fmt.Fprintf(t.w, "%s\n", page.Page)
	for i := range page.Listings {
		notes := page.on(i)
		if len(notes) > 0 {
			t.listing(page, i, notes)
		}
	}
	lost := false
	for i := range page.Notes {
		n := &page.Notes[i]
		if n.State == site.Matched || n.State == site.Edited {
			continue
		}
		if !lost {
			fmt.Fprintf(t.w, "\n  without a line\n")
			lost = true
		}
		t.wrapped(fmt.Sprintf("  %5d  ", n.Line), n.Text+": "+n.why(page))
	}
	fmt.Fprintln(t.w)
}

// why tells for what reason a note found no line, with the nearest one.
func (n *notedNote) why(page *notedPage) string {
	reason := n.Reason
	if reason == "" {
		reason = string(n.State)
	}
	if n.Nearest != nil && n.State == site.Unmatched {
		for _, line := range n.Nearest.Lines {
			reason += fmt.Sprintf("; the nearest is line %d, %q", line, strings.TrimSpace(page.line(n.Nearest.Block, line)))
			break
		}
	}
	return reason
}

// on gives the notes of a listing by the last line that each explains.
func (page *notedPage) on(block int) map[int][]*notedNote {
	notes := map[int][]*notedNote{}
	for i := range page.Notes {
		for _, t := range page.Notes[i].Targets {
			if t.Block == block && len(t.Lines) > 0 {
				notes[t.Lines[0]] = append(notes[t.Lines[0]], &page.Notes[i])
			}
		}
	}
	return notes
}

// line is a line of a listing, counted from 1.
func (page *notedPage) line(block, n int) string {
	code := page.codes[block].Text
	starts := site.LineStarts(code)
	if n < 1 || n > len(starts) {
		return ""
	}
	end := len(code)
	if n < len(starts) {
		end = starts[n]
	}
	return strings.TrimRight(string(code[starts[n-1]:end]), "\r\n")
}

// listing prints code on the left and its notes on the right; where the
// terminal is too narrow for both, notes stand below their line.
func (t *sheet) listing(page *notedPage, block int, notes map[int][]*notedNote) {
	l := page.Listings[block]
	fmt.Fprintf(t.w, "\n  line %d: %s, %s\n", l.Line, languageName(l.Language), count(l.Lines, "line"))
	longest := 0
	for n := 1; n <= l.Lines; n++ {
		longest = max(longest, console.Columns(page.line(block, n)))
	}
	beside := t.width >= 80
	left := min(longest, (t.width-10)/2)
	for n := 1; n <= l.Lines; n++ {
		code := console.Wrap(strings.ReplaceAll(page.line(block, n), "\t", "    "), left)
		if !beside {
			code = console.Wrap(strings.ReplaceAll(page.line(block, n), "\t", "    "), t.width-6)
		}
		var words []string
		for _, note := range notes[n] {
			words = append(words, t.note(page, block, note, n, left, beside)...)
		}
		for i := 0; i < len(code) || beside && i < len(words); i++ {
			number, text, word := "", "", ""
			if i == 0 {
				number = fmt.Sprint(n)
			}
			if i < len(code) {
				text = code[i]
			}
			if beside && i < len(words) {
				word = words[i]
			}
			t.row(number, text, word, left)
		}
		if !beside {
			for _, word := range words {
				fmt.Fprintf(t.w, "      > %s\n", printable(word))
			}
		}
	}
	if l.Unexplained != nil {
		t.wrapped("      ", "no note explains what starts on "+plural(len(l.Unexplained), "line")+" "+ranges(l.Unexplained))
	}
}

func plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}

// note wraps a note's words, after the lines that it explains if more than
// the one beside it.
func (t *sheet) note(page *notedPage, block int, note *notedNote, line, left int, beside bool) []string {
	text := note.words
	if text == "" {
		text = note.Text
	}
	for _, target := range note.Targets {
		if target.Block == block && len(target.Lines) > 1 {
			text = "[" + ranges(target.Lines) + "] " + text
		}
	}
	if note.Where == notes.Text {
		text += " (stays in the text: " + note.Reason + ")"
	}
	if note.State == site.Edited {
		text += " (written for another version: " + note.Text + ")"
	}
	width := t.width - 8
	if beside {
		width = t.width - left - 10
	}
	return console.Wrap(text, width)
}

func (t *sheet) row(number, code, words string, left int) {
	line := fmt.Sprintf("%5s %s", number, code)
	if words != "" {
		line += strings.Repeat(" ", max(left-console.Columns(code), 0)) + " │ " + words
	}
	fmt.Fprintln(t.w, printable(strings.TrimRight(line, " ")))
}

// printable replaces control characters: a page must not write to the
// terminal what a person did not see.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r != ' ' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
			return utf8.RuneError
		}
		return r
	}, s)
}

// wrapped prints text after a prefix, further lines below its start.
func (t *sheet) wrapped(prefix, text string) {
	for i, line := range console.Wrap(text, t.width-len(prefix)) {
		if i > 0 {
			prefix = strings.Repeat(" ", len(prefix))
		}
		fmt.Fprintf(t.w, "%s%s\n", prefix, printable(line))
	}
}

// summary counts notes and instructions.
func (t *sheet) summary(list []notedPage) {
	states := map[site.State]int{}
	pages, beside, all, explained := 0, 0, 0, 0
	for i := range list {
		page := &list[i]
		if len(page.Notes) > 0 {
			pages++
		}
		for n := range page.Notes {
			states[page.Notes[n].State]++
			if page.Notes[n].Where == notes.Beside {
				beside++
			}
		}
		a, e := page.coverage()
		all, explained = all+a, explained+e
	}
	found := states[site.Matched] + states[site.Edited]
	fmt.Fprintf(t.w, "%s on %s: %d beside their lines", count(len64(states), "note"), count(pages, "page"), beside)
	if n := found - beside; n > 0 {
		fmt.Fprintf(t.w, ", %d with lines in the text", n)
	}
	if n := states[site.Edited]; n > 0 {
		fmt.Fprintf(t.w, " (%d written for another version)", n)
	}
	if n := states[site.Ambiguous]; n > 0 {
		fmt.Fprintf(t.w, ", %d fit several places", n)
	}
	if n := states[site.Unmatched]; n > 0 {
		fmt.Fprintf(t.w, ", %d found none", n)
	}
	if all > 0 {
		fmt.Fprintf(t.w, "; %d of %d instructions explained", explained, all)
	}
	fmt.Fprintln(t.w)
}

func len64(states map[site.State]int) int {
	n := 0
	for _, k := range states {
		n += k
	}
	return n
}

func languageName(language string) string {
	if language == "" {
		return "text"
	}
	return language
}

// ranges writes line numbers for people: "3-5, 9".
func ranges(lines []int) string {
	var parts []string
	for i := 0; i < len(lines); {
		j := i
		for j+1 < len(lines) && lines[j+1] == lines[j]+1 {
			j++
		}
		if j == i {
			parts = append(parts, fmt.Sprint(lines[i]))
		} else {
			parts = append(parts, fmt.Sprintf("%d-%d", lines[i], lines[j]))
		}
		i = j + 1
	}
	return strings.Join(parts, ", ")
}
