package coverage

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"

	"docsite/internal/console"
	"docsite/internal/notes"
	"docsite/internal/site"
)

// Print prints every listing with its notes beside the lines, then what
// found no line, then a summary. The width of the terminal is in characters.
func Print(out io.Writer, width int, list []Page) error {
	w := bufio.NewWriter(out)
	t := sheet{console.Sheet{Writer: w, Width: min(width, 160)}}
	for i := range list {
		t.page(&list[i])
	}
	t.summary(list)
	return w.Flush()
}

// sheet prints the pages.
type sheet struct{ console.Sheet }

func (t *sheet) page(page *Page) {
	if len(page.Notes) == 0 {
		return
	}
	fmt.Fprintf(t, "%s\n", page.Page)
	for i := range page.Listings {
		if notes := page.on(i); len(notes) > 0 {
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
			fmt.Fprintf(t, "\n  without a line\n")
			lost = true
		}
		t.Wrapped(fmt.Sprintf("  %5d  ", n.Line), n.Text+": "+n.why(page))
	}
	fmt.Fprintln(t)
}

// why tells for what reason a note found no line, with the nearest one; of a note that
// probably explains it, how the author makes that sure.
func (n *Note) why(page *Page) string {
	if n.Nearest == nil || n.State == site.Ambiguous || len(n.Nearest.Lines) == 0 {
		return cmp.Or(n.Reason, string(n.State))
	}
	line := n.Nearest.Lines[0]
	at := fmt.Sprintf("line %d, %q", line, strings.TrimSpace(page.line(n.Nearest.Block, line)))
	if n.State == site.NoCode {
		return "probably " + at + ": quote more of its words, and it is sure"
	}
	return n.Reason + "; the nearest is " + at
}

// on gives the notes of a listing by the last line that each explains.
func (page *Page) on(block int) map[int][]*Note {
	notes := map[int][]*Note{}
	for i := range page.Notes {
		for _, t := range page.Notes[i].Targets {
			if t.Block == block && len(t.Lines) > 0 {
				notes[t.Lines[0]] = append(notes[t.Lines[0]], &page.Notes[i])
			}
		}
	}
	return notes
}

// line is a line of a listing, counted from 1, without its end.
func (page *Page) line(block, n int) string {
	s := page.codes[block].Line(n)
	return strings.TrimRight(string(page.codes[block].Text[s.Start:s.End]), "\r\n")
}

// listing prints code on the left and its notes on the right; where the
// terminal is too narrow for both, notes stand below their line.
func (t *sheet) listing(page *Page, block int, notes map[int][]*Note) {
	l := page.Listings[block]
	fmt.Fprintf(t, "\n  line %d: %s, %s\n", l.Line, cmp.Or(l.Language, "text"), console.Count(l.Lines, "line"))
	longest := 0
	for n := 1; n <= l.Lines; n++ {
		longest = max(longest, console.Columns(page.line(block, n)))
	}
	beside, left := t.Width >= 80, min(longest, (t.Width-10)/2)
	width := t.Width - 6
	if beside {
		width = left
	}
	for n := 1; n <= l.Lines; n++ {
		code := console.Wrap(strings.ReplaceAll(page.line(block, n), "\t", "    "), width)
		var words []string
		for _, note := range notes[n] {
			words = append(words, t.note(block, note, left, beside)...)
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
			t.Row(number, text, word, left)
		}
		if !beside {
			for _, word := range words {
				fmt.Fprintf(t, "      > %s\n", word)
			}
		}
	}
	if l.Unexplained != nil {
		t.Wrapped("      ", "no note explains what starts on "+console.Plural(len(l.Unexplained), "line")+" "+ranges(l.Unexplained))
	}
}

// note wraps a note's words, after the lines that it explains if more than
// the one beside it.
func (t *sheet) note(block int, note *Note, left int, beside bool) []string {
	text := cmp.Or(note.words, note.Text)
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
	width := t.Width - 8
	if beside {
		width = t.Width - left - 10
	}
	return console.Wrap(text, width)
}

// summary counts notes and instructions.
func (t *sheet) summary(list []Page) {
	states, total := map[site.State]int{}, 0
	pages, beside, all, explained := 0, 0, 0, 0
	for i := range list {
		page := &list[i]
		if len(page.Notes) > 0 {
			pages++
		}
		for n := range page.Notes {
			states[page.Notes[n].State]++
			total++
			if page.Notes[n].Where == notes.Beside {
				beside++
			}
		}
		a, e := page.coverage()
		all, explained = all+a, explained+e
	}
	found := states[site.Matched] + states[site.Edited]
	fmt.Fprintf(t, "%s on %s: %d beside their lines", console.Count(total, "note"), console.Count(pages, "page"), beside)
	if n := found - beside; n > 0 {
		fmt.Fprintf(t, ", %d with lines in the text", n)
	}
	if n := states[site.Edited]; n > 0 {
		fmt.Fprintf(t, " (%d written for another version)", n)
	}
	if n := states[site.Ambiguous]; n > 0 {
		fmt.Fprintf(t, ", %d fit several places", n)
	}
	if n := states[site.Unmatched]; n > 0 {
		fmt.Fprintf(t, ", %d found none", n)
	}
	if n := states[site.NoCode]; n > 0 {
		fmt.Fprintf(t, ", %d probably at a line", n)
	}
	if all > 0 {
		fmt.Fprintf(t, "; %d of %d instructions explained", explained, all)
	}
	fmt.Fprintln(t)
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
