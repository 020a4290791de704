package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"docsite/internal/lazy"
)

// truthMark is the comment at the end of a line of a marked page in which its
// note begins:
//
//	<!-- = 0:3-5,8 -->           the note explains lines 3 to 5 and 8 of the first listing
//	<!-- = 0:3 or 1:2 -->        either is right
//	<!-- = concept 0:3 -->       and it quotes nothing: such rows are not learned from
//
// A note without a mark explains nothing.
var truthMark = lazy.Pattern(`[ \t]*<!-- = (.*?) -->[ \t]*$`)

// readPages reads the pages of a folder, whose truth stands in marks.
func readPages(dir string) ([]*document, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.md"))
	if err != nil {
		return nil, err
	}
	var docs []*document
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		d, err := readPage(filepath.Base(file), string(text))
		if err != nil {
			return nil, fmt.Errorf("%s:%w", file, err)
		}
		docs = append(docs, d)
	}
	return docs, nil
}

// readPage reads one page with marks; an error begins with the line at fault.
func readPage(name, text string) (*document, error) {
	lines := strings.Split(text, "\n")
	var rows []row
	for i, line := range lines {
		m := truthMark().FindStringSubmatchIndex(line)
		if m == nil {
			continue
		}
		r, err := readMark(line[m[2]:m[3]])
		if err != nil {
			return nil, fmt.Errorf("%d: %w", i+1, err)
		}
		lines[i] = line[:m[0]]
		r.Line, r.Row = i+1, lines[i]
		rows = append(rows, r)
	}
	d := readDocument(name, []byte(strings.Join(lines, "\n")))
	d.rows, d.group, d.own = rows, name, true
	if err := d.check(); err != nil {
		return nil, err
	}
	d.complete()
	return d, nil
}

// readMark reads what a mark says.
func readMark(text string) (r row, err error) {
	text, concept := strings.CutPrefix(text, "concept")
	if text = strings.TrimSpace(text); concept {
		r.Kind = "concept"
	}
	for k, part := range strings.Split(text, " or ") {
		p, err := readPlace(strings.TrimSpace(part))
		if err != nil {
			return r, err
		}
		if k == 0 {
			r.Block, r.Lines = &p.Block, p.Lines
		} else {
			r.Alt = append(r.Alt, p)
		}
	}
	return r, nil
}

// readPlace reads "0:3-5,8".
func readPlace(text string) (p place, err error) {
	block, ranges, ok := strings.Cut(text, ":")
	if p.Block, err = strconv.Atoi(block); err != nil || !ok {
		return p, fmt.Errorf("%q is no place: write LISTING:LINES, such as 0:3-5,8", text)
	}
	for part := range strings.SplitSeq(ranges, ",") {
		first, last, ok := strings.Cut(part, "-")
		if !ok {
			last = first
		}
		a, err := strconv.Atoi(first)
		b, err2 := strconv.Atoi(last)
		if err != nil || err2 != nil || a < 1 || b < a {
			return p, fmt.Errorf("%q are no lines: write 3-5,8", ranges)
		}
		for ; a <= b; a++ {
			p.Lines = append(p.Lines, a)
		}
	}
	slices.Sort(p.Lines)
	return p, nil
}

// check reports a mark at a line in which no note begins, and lines that no listing has.
func (d *document) check() error {
	for _, r := range d.rows {
		if len(d.bySource[r.Line]) == 0 && r.Kind != "concept" {
			return fmt.Errorf("%d: no note begins here", r.Line)
		}
		for _, p := range r.places() {
			if p.Block >= len(d.codes) {
				return fmt.Errorf("%d: the page has no listing %d", r.Line, p.Block)
			}
			if n := strings.Count(strings.TrimSuffix(string(d.codes[p.Block].Text), "\n"), "\n") + 1; p.Lines[len(p.Lines)-1] > n {
				return fmt.Errorf("%d: listing %d has %d lines", r.Line, p.Block, n)
			}
		}
	}
	return nil
}

// printMarks prints the notes of the marked pages of a folder with the lines that
// they are marked with.
func printMarks(dir string) error {
	docs, err := readPages(dir)
	if err != nil {
		return err
	}
	for _, d := range docs {
		lines := strings.Split(string(d.page), "\n")
		for _, r := range d.rows {
			if r.Lines == nil {
				fmt.Printf("%s:%d: nothing | %s\n", d.name, r.Line, lines[r.Line-1])
				continue
			}
			fmt.Printf("%s:%d: %s %d:%v | %s\n", d.name, r.Line, r.Kind, *r.Block, r.Lines, r.Row)
			code := strings.Split(string(d.codes[*r.Block].Text), "\n")
			for _, l := range r.Lines {
				fmt.Printf("\t%3d %s\n", l, code[l-1])
			}
		}
	}
	return nil
}
