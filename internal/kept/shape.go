package kept

import (
	"docsite/internal/record"
	"docsite/internal/site"
)

// Shape tells sites apart that differ in anything but the text of their pages. It is
// the SHA-256, as bytes, of what a page can print of others: their places, names and
// order, and of what docsite asks of all pages before it renders one.
func Shape(s *site.Site) string {
	w := record.Writer{B: make([]byte, 0, 192*len(s.Pages))}
	for _, p := range s.Pages {
		for _, text := range [...]string{p.Path, p.Output, p.Title, p.Description, p.Lang, p.Comments, p.Address, s.Changes[p.Path]} {
			w.Text(text)
		}
		w.Number(p.Weight)
		w.Flag(p.Draft)
		w.Texts(p.Aliases)
	}
	sections(&w, s.Top)
	w.Flag(s.Missing != nil)
	return record.Sum(w.B)
}

// Places tells sites apart in which links may lead to other places. It is a SHA-256, as
// bytes.
func Places(s *site.Site) string {
	w := record.Writer{B: make([]byte, 0, 96*len(s.Pages))}
	for _, p := range s.Pages {
		w.Text(p.Path)
		w.Text(p.Output)
		w.Text(p.Address)
		w.Texts(p.Aliases)
	}
	w.Flag(s.Missing != nil)
	return record.Sum(w.B)
}

func sections(w *record.Writer, sec *site.Section) {
	w.Text(sec.Path)
	w.Text(sec.Title)
	w.Number(len(sec.Sections))
	for _, sub := range sec.Sections {
		sections(w, sub)
	}
}
