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
	w.Text(s.Shape)
	w.Text(s.Places)
	w.Number(len(s.Pages))
	for i := range s.Pages {
		s.Pages[i].write(w)
	}
	w.Number(len(s.Routes))
	for _, r := range s.Routes {
		w.Text(r.Output)
		w.Number(r.Kind)
		w.Text(r.File)
	}
	w.Texts(s.Stale)
	w.Text(s.Search)
	w.Texts(s.Found.Files)
	w.Number(len(s.Found.Pages))
	for i := range s.Found.Pages {
		writeSaved(w, &s.Found.Pages[i])
	}
	WriteProblems(w, s.Found.Problems)
	return w.B
}

func writeSaved(w *record.Writer, p *site.Saved) {
	for _, text := range [...]string{p.Path, p.Title, p.Description, p.Lang, p.Comments} {
		w.Text(text)
	}
	w.Number(p.Weight)
	for _, flag := range [...]bool{p.Draft, p.Titled, p.Annotate != nil, p.Annotate != nil && *p.Annotate} {
		w.Flag(flag)
	}
	for _, list := range [...][]string{p.Aliases, p.Quotes, p.Anchors} {
		w.Texts(list)
	}
	WriteProblems(w, p.Problems)
}

func readSaved(r *record.Reader, p *site.Saved) {
	for _, text := range [...]*string{&p.Path, &p.Title, &p.Description, &p.Lang, &p.Comments} {
		*text = r.Text()
	}
	p.Weight, p.Draft, p.Titled = r.Number(), r.Flag(), r.Flag()
	if said, annotate := r.Flag(), r.Flag(); said {
		p.Annotate = &annotate
	}
	for _, list := range [...]*[]string{&p.Aliases, &p.Quotes, &p.Anchors} {
		*list = r.Texts()
	}
	p.Problems = ReadProblems(r)
}

func (p *Page) write(w *record.Writer) {
	for _, text := range [...]string{p.Path, p.Output, p.Title, p.Frame} {
		w.Text(text)
	}
	w.Number(p.Body.At)
	w.Number(p.Body.Length)
	w.Flag(p.Body.Wide)
	w.Texts(p.Body.Hosts)
	WriteProblems(w, p.Problems)
	w.Number(len(p.Links))
	for _, l := range p.Links {
		w.Text(l.Page)
		w.Text(l.Anchor)
		w.Text(l.Written)
		w.Number(l.Line)
		w.Number(l.Col)
	}
	w.Number(len(p.Places))
	for _, id := range slices.Sorted(maps.Keys(p.Places)) {
		w.Text(id)
		w.Flag(p.Places[id])
	}
	w.Texts(p.Files)
	w.Texts(p.Outputs)
	w.Number(len(p.Asked))
	for _, a := range p.Asked {
		w.Text(a.Name)
		w.Number(a.Kind)
		w.Flag(a.Picture)
		w.Number(a.Answer)
	}
	w.Texts(p.Quotes)
	w.Flag(p.Quoted)
	w.Text(p.ScriptKey)
}

// Decode reads what [Site.Encode] wrote; nil for anything else.
func Decode(text string) *Site {
	r := record.NewReader(text)
	s := &Site{Shape: r.Text(), Places: r.Text(), Pages: make([]Page, r.Count())}
	for i := range s.Pages {
		s.Pages[i].read(r)
	}
	s.Routes = record.List(r, func() Route { return Route{r.Text(), r.Number(), r.Text()} })
	s.Stale, s.Search, s.Found.Files = r.Texts(), r.Text(), r.Texts()
	s.Found.Pages = make([]site.Saved, r.Count())
	for i := range s.Found.Pages {
		readSaved(r, &s.Found.Pages[i])
	}
	s.Found.Problems = ReadProblems(r)
	if !r.Whole() {
		return nil
	}
	return s
}

func (p *Page) read(r *record.Reader) {
	p.Path, p.Output, p.Title, p.Frame = r.Text(), r.Text(), r.Text(), r.Text()
	p.Body = Body{r.Number(), r.Number(), r.Flag(), r.Texts()}
	p.Problems = ReadProblems(r)
	p.Links = record.List(r, func() Link { return Link{r.Text(), r.Text(), r.Text(), r.Number(), r.Number()} })
	if n := r.Count(); n > 0 {
		p.Places = make(map[string]bool, n)
		for range n {
			id := r.Text()
			p.Places[id] = r.Flag()
		}
	}
	p.Files, p.Outputs = r.Texts(), r.Texts()
	p.Asked = record.List(r, func() Asked { return Asked{r.Text(), r.Number(), r.Flag(), r.Number()} })
	p.Quotes, p.Quoted, p.ScriptKey = r.Texts(), r.Flag(), r.Text()
}

// WriteProblems writes problems into a record.
func WriteProblems(w *record.Writer, ps site.Problems) {
	w.Number(len(ps))
	for _, p := range ps {
		w.Text(p.File)
		w.Number(p.Line)
		w.Number(p.Col)
		w.Number(int(p.Severity))
		w.Text(p.Message)
		w.Text(p.Hint)
	}
}

// ReadProblems reads what [WriteProblems] wrote; nil for none.
func ReadProblems(r *record.Reader) site.Problems {
	return record.List(r, func() site.Problem {
		return site.Problem{File: r.Text(), Line: r.Number(), Col: r.Number(), Severity: site.Severity(r.Number()), Message: r.Text(), Hint: r.Text()}
	})
}
