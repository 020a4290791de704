package listings

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/code"
	"docsite/internal/dockerfile"
	"docsite/internal/markdown"
	"docsite/internal/markdown/nodes"
	"docsite/internal/parallel"
	"docsite/internal/record"
	"docsite/internal/regular"
	"docsite/internal/site"
	"docsite/render/links"
)

// ScriptLinks are the links between Dockerfiles that pages quote, and pages that
// quote the scripts which these copy or start.
type ScriptLinks struct {
	site     *site.Site
	links    *links.Resolver
	quotes   map[*site.Page][]string   // files of the project, of pages that may quote some
	quotedBy map[string][]*site.Page   // by file of the project
	lines    map[string]map[int]string // Dockerfile → first line of an instruction → script
	usedIn   map[string][]string       // script → Dockerfiles
}

// FindScriptLinks reads the Dockerfiles that pages quote, once for the site.
// There is nothing to read where no page quotes another file. known gives the files
// that a page quotes where an earlier build has found them.
func FindScriptLinks(s *site.Site, l *links.Resolver, known func(*site.Page) (files []string, ok bool)) *ScriptLinks {
	c := &ScriptLinks{site: s, links: l, quotes: map[*site.Page][]string{}, quotedBy: map[string][]*site.Page{}, lines: map[string]map[int]string{}, usedIn: map[string][]string{}}
	if !mayLink(s) {
		return c
	}
	c.readPages(known)
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
	refs := make([][]dockerfile.FileRef, len(dockerfiles))
	parallel.Each(len(refs), func(i int) { refs[i] = c.readDockerfile(dockerfiles[i]) })
	for i, file := range dockerfiles {
		c.link(file, refs[i])
	}
	return c
}

// readPages finds what pages quote.
func (c *ScriptLinks) readPages(known func(*site.Page) (files []string, ok bool)) {
	pages := slices.DeleteFunc(slices.Clone(c.site.Pages), func(p *site.Page) bool { return len(p.Quotes) == 0 })
	quotes := make([][]string, len(pages))
	parallel.Each(len(pages), func(i int) {
		files, ok := known(pages[i])
		if !ok {
			files = c.find(pages[i])
		}
		quotes[i] = files
	})
	for i, p := range pages {
		c.quotes[p] = quotes[i]
		for _, file := range quotes[i] {
			c.quotedBy[file] = append(c.quotedBy[file], p)
		}
	}
}

// mayLink reports whether pages of a site seem to quote both a Dockerfile and another
// file. If not, none of them has to be read for it.
func mayLink(s *site.Site) bool {
	one, other := false, false
	for _, p := range s.Pages {
		for _, written := range p.Quotes {
			named := dockerfile.IsFileName(written)
			one, other = one || named, other || !named
		}
	}
	return one && other
}

// find gives the files that a page quotes, each once. [site.Page.Quotes] has what only
// looks like a quotation too.
func (c *ScriptLinks) find(p *site.Page) (files []string) {
	src, err := c.site.Peek(p)
	if err != nil || markdown.Check(src).Failed() {
		return nil
	}
	doc := markdown.Parse(src)
	for i := range doc.Listings {
		q := doc.Listings[i].Quote
		if q == nil {
			continue
		}
		if file := c.links.ProjectPath(p, q.File); file != "" && !slices.Contains(files, file) {
			files = append(files, file)
		}
	}
	return files
}

// Quotes are the files that a page quotes; ok where they had to be found.
func (c *ScriptLinks) Quotes(p *site.Page) (files []string, ok bool) {
	files, ok = c.quotes[p]
	return files, ok
}

// Key tells apart the links that a page has at its listings: two builds that give the
// same key print the same ones.
func (c *ScriptLinks) Key(p *site.Page) string {
	var w record.Writer
	name := func(file string) {
		to := c.other(p, file)
		if w.Flag(to != nil); to != nil {
			w.Texts([]string{to.Path, to.Output, to.Title})
		}
	}
	for _, file := range c.quotes[p] {
		lines := c.lines[file]
		w.Number(len(lines))
		for _, number := range slices.Sorted(maps.Keys(lines)) {
			w.Number(number)
			name(lines[number])
		}
		w.Number(len(c.usedIn[file]))
		for _, dockerfile := range c.usedIn[file] {
			name(dockerfile)
		}
	}
	return string(w.B)
}

// readDockerfile gives the files of the project that a Dockerfile names.
func (c *ScriptLinks) readDockerfile(file string) []dockerfile.FileRef {
	df := parsed(c.site, file)
	if df == nil {
		return nil
	}
	return dockerfile.ProjectFiles(df, file, func(name string) bool { return regular.Is(c.site.FS, name) })
}

// link keeps which of the files that a Dockerfile names are quoted scripts.
func (c *ScriptLinks) link(file string, refs []dockerfile.FileRef) {
	for _, ref := range refs {
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

// other is the one page besides another that quotes a file; nil when there is
// none, or several.
func (c *ScriptLinks) other(page *site.Page, file string) *site.Page {
	pages := c.quotedBy[file]
	if len(pages) != 1 || pages[0] == page {
		return nil
	}
	return pages[0]
}

// addExplainedIn gives the rows of a quoted Dockerfile the pages that explain what they
// start, but for rows whose notes lead there already.
func (p *Reader) addExplainedIn(l *Listing) {
	if l.File == "" || len(p.ScriptLinks().lines[l.File]) == 0 {
		return
	}
	for i := range l.Rows {
		r := &l.Rows[i]
		file := p.ScriptLinks().lines[l.File][l.First+r.CodeFirst()-1]
		if to := p.ScriptLinks().other(p.page, file); to != nil && !slices.ContainsFunc(r.Notes, func(n *Note) bool { return leads(n.Nodes, p.page, to) }) {
			r.ExplainedIn = to
		}
	}
}

// leads reports whether one of the nodes holds a link to a page.
func leads(list []ast.Node, from, to *site.Page) bool {
	for _, n := range list {
		for n := range nodes.All(n) {
			if l, ok := n.(*ast.Link); ok {
				if file, _, _ := strings.Cut(string(l.Destination), "#"); path.Join(path.Dir(from.Path), file) == to.Path {
					return true
				}
			}
		}
	}
	return false
}

// UsedIn are the pages whose Dockerfiles copy or start the file of a listing.
func (p *Reader) UsedIn(l *Listing) (pages []*site.Page) {
	if l.File == "" || code.IsDockerfile(l.Language) {
		return nil
	}
	for _, dockerfile := range p.ScriptLinks().usedIn[l.File] {
		if to := p.ScriptLinks().other(p.page, dockerfile); to != nil {
			pages = append(pages, to)
		}
	}
	return pages
}
