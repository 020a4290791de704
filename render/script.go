package render

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/code"
	"docsite/internal/dockerfile"
	"docsite/internal/markdown"
	"docsite/internal/site"
)

// crossings are the links between Dockerfiles that pages quote, and pages that
// quote the scripts which these copy or start.
type crossings struct {
	quotedBy map[string][]*site.Page   // by file of the project
	lines    map[string]map[int]string // Dockerfile → first line of an instruction → script
	usedIn   map[string][]string       // script → Dockerfiles
}

// findCrossings reads the Dockerfiles that pages quote, once for the site.
// There is nothing to read where no page quotes another file.
func (s *Site) findCrossings() *crossings {
	c := &crossings{quotedBy: map[string][]*site.Page{}, lines: map[string]map[int]string{}, usedIn: map[string][]string{}}
	if !s.mayCross() {
		return c
	}
	for _, p := range s.site.Pages {
		if len(p.Quotes) > 0 {
			s.quotes(c, p)
		}
	}
	var dockerfiles, others []string
	for file := range c.quotedBy {
		if dockerfile.IsFileName(file) {
			dockerfiles = append(dockerfiles, file)
		} else {
			others = append(others, file)
		}
	}
	if len(others) == 0 {
		return c
	}
	slices.Sort(dockerfiles)
	for _, file := range dockerfiles {
		s.cross(c, file)
	}
	return c
}

// mayCross reports whether pages seem to quote both a Dockerfile and another
// file. If not, none of them has to be read for it.
func (s *Site) mayCross() bool {
	one, other := false, false
	for _, p := range s.site.Pages {
		for _, written := range p.Quotes {
			named := dockerfile.IsFileName(written)
			one, other = one || named, other || !named
		}
	}
	return one && other
}

// quotes enters the files that a page quotes. [site.Page.Quotes] has what only
// looks like a quotation too.
func (s *Site) quotes(c *crossings, p *site.Page) {
	src, err := s.site.Source(p)
	if err != nil || markdown.Check(src).Failed(false) {
		return
	}
	doc := markdown.Parse(src)
	for i := range doc.Listings {
		q := doc.Listings[i].Quote
		if q == nil {
			continue
		}
		if file := s.links.ProjectPath(p, q.File); file != "" && !slices.Contains(c.quotedBy[file], p) {
			c.quotedBy[file] = append(c.quotedBy[file], p)
		}
	}
}

// cross finds the quoted scripts that a Dockerfile names.
func (s *Site) cross(c *crossings, file string) {
	text, err := site.ReadQuoted(s.site.FS, file)
	if err != nil {
		return
	}
	df, err := dockerfile.Parse(text)
	if err != nil {
		return
	}
	for _, ref := range dockerfile.ProjectFiles(df, file, s.isFile) {
		if len(c.quotedBy[ref.File]) == 0 {
			continue
		}
		if c.lines[file] == nil {
			c.lines[file] = map[int]string{}
		}
		c.lines[file][ref.Lines.First] = ref.File
		if !slices.Contains(c.usedIn[ref.File], file) {
			c.usedIn[ref.File] = append(c.usedIn[ref.File], file)
		}
	}
}

// isFile reports whether a path in the project is a file.
func (s *Site) isFile(name string) bool {
	info, err := fs.Stat(s.site.FS, name)
	return err == nil && info.Mode().IsRegular()
}

// other is the one page besides this that quotes a file; nil when there is
// none, or several.
func (p *listingReader) other(file string) *site.Page {
	pages := p.site.scripts().quotedBy[file]
	if len(pages) != 1 || pages[0] == p.page {
		return nil
	}
	return pages[0]
}

// refer gives the rows of a quoted Dockerfile the pages that explain what they
// start, but for rows whose notes lead there already.
func (p *listingReader) refer(l *listing) {
	if l.file == "" || len(p.site.scripts().lines[l.file]) == 0 {
		return
	}
	for i := range l.rows {
		r := &l.rows[i]
		file := p.site.scripts().lines[l.file][l.first+r.codeFirst()-1]
		if to := p.other(file); to != nil && !slices.ContainsFunc(r.notes, func(n *note) bool { return leads(n.nodes, p.page, to) }) {
			r.more = to
		}
	}
}

// leads reports whether one of the nodes holds a link to a page.
func leads(nodes []ast.Node, from, to *site.Page) bool {
	found := false
	for _, n := range nodes {
		_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if l, ok := n.(*ast.Link); ok && entering {
				file, _, _ := strings.Cut(string(l.Destination), "#")
				found = found || path.Join(path.Dir(from.Path), file) == to.Path
			}
			return ast.WalkContinue, nil
		})
	}
	return found
}

// pageLink prints a link to a page, with what leads in.
func (p *pagePrinter) pageLink(lead string, to *site.Page) {
	w := &p.out
	w.HTML("<a")
	w.Href("href", p.site.layout.Href(p.page.Output, to.Output))
	w.HTML(">")
	w.Text(lead + " " + to.Title)
	w.HTML("</a>")
}

// users prints links to the pages whose Dockerfiles copy or start the file of
// a listing.
func (p *listingPrinter) users(l *listing) {
	if l.file == "" || code.IsDockerfile(l.Language) {
		return
	}
	for _, dockerfile := range p.site.scripts().usedIn[l.file] {
		if to := p.reader.other(dockerfile); to != nil {
			p.pageLink(p.site.msg.Listing.UsedIn, to)
		}
	}
}
