package feeds

import (
	"cmp"
	"encoding/xml"
	"maps"
	"net/url"
	"slices"
	"time"

	"docsite/internal/figures"
	"docsite/internal/site"
	"docsite/render/messages"
)

// maxEntries is how many changes the feed has, the newest.
const maxEntries = 50

// atom is a feed as RFC 4287 has it.
type atom struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Content string   `xml:"content"`
}

// Changes is the feed of the images' changes, from the history in the lock; nil
// when there is none, or when the site has no address by which to name it. The
// same lock gives the same bytes.
func Changes(s *site.Site, msg *messages.Image) []byte {
	if s.Config.URL == "" || len(s.Lock.History) == 0 {
		return nil
	}
	f := atom{
		Lang: s.Config.Lang, ID: s.Config.AddressOf(ChangesOutput), Title: s.Title() + ": " + msg.ImageChanges, Author: s.Title(),
		Links: []atomLink{{"self", "application/atom+xml", s.Config.AddressOf(ChangesOutput)}, {"alternate", "text/html", s.Config.Address()}},
	}
	for _, id := range slices.Sorted(maps.Keys(s.Lock.History)) {
		points := s.Lock.History[id]
		for i := range points {
			at, ok := moment(points[i].Since)
			if !ok {
				continue
			}
			f.Updated = max(f.Updated, at)
			if i > 0 && points[i].Digest != points[i-1].Digest {
				f.Entries = append(f.Entries, entry(s, msg, id, at, points[i-1], points[i]))
			}
		}
	}
	if f.Updated == "" {
		return nil
	}
	slices.SortStableFunc(f.Entries, func(a, b atomEntry) int { return cmp.Compare(b.Updated, a.Updated) })
	f.Entries = f.Entries[:min(len(f.Entries), maxEntries)]
	text, err := xml.MarshalIndent(f, "", "  ")
	if err != nil {
		panic(err) // an atom holds nothing that XML cannot
	}
	return slices.Concat([]byte(xml.Header), text, []byte("\n"))
}

// moment is a day of the lock as Atom writes it. The lock knows no hour.
func moment(day string) (string, bool) {
	at, err := time.Parse(time.DateOnly, day)
	return at.Format(time.RFC3339), err == nil
}

// entry says how an image went from one digest to the next. Its id is a
// tag URI (RFC 4151), which stays the same when the site moves a page.
func entry(s *site.Site, msg *messages.Image, id, at string, was, is site.LockedSize) atomEntry {
	host, path := "localhost", "/"
	if u, err := url.Parse(s.Config.Address()); err == nil && u.Hostname() != "" {
		host, path = u.Hostname(), u.EscapedPath()
	}
	e := atomEntry{
		ID:      "tag:" + host + "," + is.Since + ":" + path + url.PathEscape(id) + "/" + url.PathEscape(is.Digest),
		Title:   id + ": " + from(was.Download, is.Download) + " " + msg.Download,
		Updated: at,
		Link:    atomLink{"alternate", "text/html", s.Config.Address()},
		Content: from(was.Download, is.Download) + " " + msg.Download,
	}
	if was.Usage > 0 && is.Usage > 0 {
		e.Content += "; Docker DISK USAGE " + from(was.Usage, is.Usage)
	}
	e.Content += "; " + is.Digest
	return e
}

// from says two sizes and the difference: "62.6 MB → 60.1 MB (−2.5 MB)".
func from(was, is int64) string {
	return figures.Size(was) + " → " + figures.Size(is) + " (" + figures.Difference(is-was) + ")"
}
