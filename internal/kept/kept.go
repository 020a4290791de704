// Package kept is what a build keeps of its pages, beside their files, for the next
// build of the same project: that one need not render pages which are as they were.
//
// Start from [Site]. The shape of a site is what its pages see of one another; where
// two builds have the same, an unchanged page has an unchanged file. Where it is another,
// keys tell which pages see the same. The package decides nothing, and looks at no disk.
package kept

import (
	"maps"
	"slices"

	"docsite/internal/record"
	"docsite/internal/site"
)

// Site is what is kept of a site.
type Site struct {
	Shape  string   // see [Shape]
	Places string   // see [Places]
	Pages  []Page   // in the order of [site.Site.Pages]
	Routes []Route  // files of the site that are neither pages nor the search's
	Stale  []string // ids of images whose Dockerfile has changed since they were measured
	Search string   // a record of what the search knows of the pages
	Found  site.Found
}

// Route is a file of a site: see [site.Route].
type Route struct {
	Output string
	Kind   int
	File   string
}

// Page is what the rendering of a page gave, beside the page's file.
type Page struct {
	Path      string // see [site.Page]
	Output    string // in the site
	Title     string
	Frame     string // tells apart what stands around the page's text
	Body      Body
	Problems  site.Problems // but for those of Links
	Links     []Link
	Places    map[string]bool // ids that links name: whether the page has them
	Near      []string        // ids that the page has because other pages name them
	Files     []string        // of the project, that the page shows: slash paths
	Outputs   []string        // of Files, in the site
	Asked     []Asked         // what the page asked of files and pages by their names
	Quotes    []string        // files of the project that the page quotes, where Quoted
	Quoted    bool            // Quotes are known
	ScriptKey string          // tells apart the links that the page prints between Dockerfiles and scripts
}

// Body is the text of a page, as HTML, in the page's file.
type Body struct {
	At, Length int      // in bytes; a Length of 0 where that is not known
	Wide       bool     // listings have their notes beside them
	Hosts      []string // whose pictures are shown
}

// Asked is a name that a page has of a file or of another page: the destination of a
// link or of a picture, the path of a file that it publishes.
type Asked struct {
	Name    string
	Kind    int
	Picture bool
	Answer  int // tells apart what was said
}

// Link is a link to a place in another page.
type Link struct {
	Page, Anchor string // output of the other page, and the id in it
	Written      string // the destination, as a problem names it
	Line, Col    int    // of the link, in the source of the page that has it
}

// Encode writes a site as a record.
func (s *Site) Encode() []byte {
	w := &record.Writer{B: make([]byte, 0, len(s.Search)+len(s.Pages)*256)}
	s.fields(record.Fields{To: w})
	return w.B
}

// Decode reads what [Site.Encode] wrote; nil for anything else.
func Decode(text string) *Site {
	r, s := record.NewReader(text), &Site{}
	if s.fields(record.Fields{From: r}); !r.Whole() {
		return nil
	}
	return s
}

func (s *Site) fields(f record.Fields) {
	f.Texts(&s.Shape, &s.Places)
	record.Each(f, &s.Pages, (*Page).fields)
	record.Each(f, &s.Routes, func(r *Route, f record.Fields) {
		f.Texts(&r.Output)
		f.Numbers(&r.Kind)
		f.Texts(&r.File)
	})
	f.Lists(&s.Stale)
	f.Texts(&s.Search)
	f.Lists(&s.Found.Files)
	record.Each(f, &s.Found.Pages, saved)
	Problems(f, &s.Found.Problems)
}

// saved are the fields of what was found of a page.
func saved(p *site.Saved, f record.Fields) {
	f.Texts(&p.Path, &p.Title, &p.Description, &p.Lang, &p.Comments, &p.Address, &p.Label)
	f.Numbers(&p.Weight)
	said, annotate := p.Annotate != nil, p.Annotate != nil && *p.Annotate
	f.Flags(&p.Draft, &p.Titled, &said, &annotate)
	if f.From != nil && said {
		p.Annotate = new(annotate)
	}
	f.Lists(&p.Aliases, &p.Quotes, &p.Anchors, &p.Labels)
	Problems(f, &p.Problems)
}

func (p *Page) fields(f record.Fields) {
	f.Texts(&p.Path, &p.Output, &p.Title, &p.Frame)
	f.Numbers(&p.Body.At, &p.Body.Length)
	f.Flags(&p.Body.Wide)
	f.Lists(&p.Body.Hosts)
	Problems(f, &p.Problems)
	record.Each(f, &p.Links, func(l *Link, f record.Fields) {
		f.Texts(&l.Page, &l.Anchor, &l.Written)
		f.Numbers(&l.Line, &l.Col)
	})
	p.places(f)
	f.Lists(&p.Near, &p.Files, &p.Outputs)
	record.Each(f, &p.Asked, func(a *Asked, f record.Fields) {
		f.Texts(&a.Name)
		f.Numbers(&a.Kind)
		f.Flags(&a.Picture)
		f.Numbers(&a.Answer)
	})
	f.Lists(&p.Quotes)
	f.Flags(&p.Quoted)
	f.Texts(&p.ScriptKey)
}

// places are the ids of a page's places, sorted, each with whether it is there.
func (p *Page) places(f record.Fields) {
	var ids []string
	if f.To != nil {
		ids = slices.Sorted(maps.Keys(p.Places))
	}
	f.Lists(&ids)
	if f.From != nil && len(ids) > 0 {
		p.Places = make(map[string]bool, len(ids))
	}
	for _, id := range ids {
		there := p.Places[id]
		if f.Flags(&there); f.From != nil {
			p.Places[id] = there
		}
	}
}

// Problems are the fields of a list of problems.
func Problems(f record.Fields, ps *site.Problems) {
	record.Each(f, (*[]site.Problem)(ps), func(p *site.Problem, f record.Fields) {
		f.Texts(&p.File)
		f.Numbers(&p.Line, &p.Col, (*int)(&p.Severity))
		f.Texts(&p.Message, &p.Hint)
		f.Flags(&p.Alone)
	})
}

// Shape tells sites apart that differ in anything but the text of their pages. It is
// the SHA-256, as bytes, of what a page can print of others: their places, names and
// order, and of what docsite asks of all pages before it renders one.
func Shape(s *site.Site) string {
	w := record.Writer{B: make([]byte, 0, 192*len(s.Pages))}
	for _, p := range s.Pages {
		for _, text := range [...]string{p.Path, p.Output, p.Title, p.Description, p.Lang, p.Comments, p.Address, p.Label, s.Changes[p.Path]} {
			w.Text(text)
		}
		w.Number(p.Weight)
		w.Flag(p.Draft)
		w.Texts(p.Aliases)
		w.Texts(p.Labels)
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
		w.Text(p.Title)
		w.Texts(p.Aliases)
		w.Texts(p.Labels)
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
