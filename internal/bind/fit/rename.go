package main

import (
	"strings"

	"docsite/internal/markdown"
	"docsite/internal/site"
)

// renamed makes a page in whose code a word is another than the one that a note
// quotes: of every fourth row from a first that quotes several words, the longest.
// Such a note explains nothing: what it says is no more in the code.
func renamed(d *document, from int) *document {
	doc := markdown.Parse(&site.Source{Name: d.name, Text: d.page})
	text := append([]byte(nil), d.page...)
	type change struct {
		at   line
		word string
	}
	var changes []change
	k := 0
	for _, r := range d.rows {
		if r.Lines == nil || len(r.Lines) > 3 || *r.Block >= len(doc.Listings) {
			continue
		}
		word := longest(d.label(&r))
		if word == "" {
			continue
		}
		if k++; k%4 != from {
			continue
		}
		l := &doc.Listings[*r.Block]
		for _, n := range r.Lines {
			if n > len(l.Offsets) {
				continue
			}
			start := l.Offsets[n-1]
			end := markdown.LineEnd(text, start)
			if at := strings.Index(string(text[start:end]), word); at >= 0 {
				copy(text[start+at:], otherWord(word))
				changes = append(changes, change{line{*r.Block, n}, word})
			}
		}
	}
	if len(changes) == 0 {
		return nil
	}
	out := readDocument(d.name+" renamed", text)
	out.group, out.own, out.changed = d.group, true, true
	for _, r := range d.rows {
		parted := false
		for _, c := range changes {
			for _, p := range r.places() {
				for _, n := range p.Lines {
					parted = parted || (line{p.Block, n}) == c.at && strings.Contains(d.label(&r), c.word)
				}
			}
		}
		if parted {
			r.Block, r.Lines, r.Alt = nil, nil, nil
		}
		out.rows = append(out.rows, r)
	}
	return out
}

// label is what the note of a row opens with.
func (d *document) label(r *row) string {
	for _, ref := range d.bySource[r.Line] {
		return d.groups[ref.Group].Notes[ref.Note].Label
	}
	return ""
}

// longest is the longest name in a label of several words, of small letters and
// hyphens; empty where there is none.
func longest(label string) (best string) {
	words := strings.Fields(label)
	for _, w := range words {
		if len(w) > max(len(best), 3) && strings.Trim(w, "abcdefghijklmnopqrstuvwxyz-") == "" && w[0] != '-' {
			best = w
		}
	}
	if len(words) < 2 || strings.Trim(words[0], "`*") == best {
		return "" // the command itself
	}
	return best
}

// otherWord is a word that looks like another: its letters are others.
func otherWord(word string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return 'a' + (r-'a'+13)%26
		}
		return r
	}, word)
}
