package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"docsite/internal/figures"
	"docsite/internal/site"
)

// Options say how a site is rendered.
type Options struct {
	// Live is set by the preview: pages load its script and show their
	// problems.
	Live bool
}

// Site is a finished site as a file system. Opening a page renders it; what
// was rendered is not kept. It is safe for use by several goroutines.
type Site struct {
	site     *site.Site
	opts     Options
	url      string // of the site, with a final slash; empty when it is not known
	words    words
	head     string            // of every page
	finding  string            // of every page: what the search's script has to know
	root     string            // path of the site on its server: "/inkwell/"
	assets   map[string][]byte // the theme's files, and small ones of the site, by output
	style    string            // outputs of the theme's files, which carry a hash
	script   string
	finder   string
	icon     string
	logo     logo
	policy   string                   // the Content-Security-Policy of every page
	parts    *template.Template       // of the project's theme; nil for none
	pages    map[string]*site.Page    // by output
	texts    map[string]*site.Page    // by the output of their Markdown, which programs read at the site's address
	place    map[*site.Page]place     // where a page stands
	sections map[string]*site.Section // folders without a page of their own, by output
	aliases  map[string]*site.Page    // by output
	navs     sync.Map                 // *site.Section → *nav
	printers sync.Pool
	search   *index
	captions *figures.Captions // what the pages say of sizes
	changed  sync.Map          // id of an image → whether its Dockerfile has changed since it was measured
	scripts  func() *crossings // between Dockerfiles and scripts, found when they are first asked for

	mu       sync.Mutex
	problems map[string]site.Problems   // by output
	files    map[string]string          // files of the project that pages show: output → path in the project
	sizes    map[string]size            // of pictures, by path in the project
	anchors  map[string]map[string]bool // ids of pages that links name, by output
}

// place is where a page stands among the others.
type place struct {
	order   int // in site.Pages
	section *site.Section
	trail   []*site.Section // from the top to the section
}

// New prepares the rendering of a site. The problems are those that do not
// need the pages' text; [Site.Problems] has the others.
func New(s *site.Site, opts Options) (*Site, site.Problems) {
	r := &Site{
		site: s, opts: opts, url: siteURL(s.Config.URL), words: wordsOf(s.Config.Lang),
		assets: map[string][]byte{}, pages: map[string]*site.Page{}, texts: map[string]*site.Page{}, place: map[*site.Page]place{},
		sections: map[string]*site.Section{}, aliases: map[string]*site.Page{},
		problems: map[string]site.Problems{}, files: map[string]string{}, sizes: map[string]size{},
		anchors: map[string]map[string]bool{},
	}
	r.printers.New = func() any { return newPrinter(r) }
	r.root = rootPath(r.url)
	ps := r.theme()
	r.scripts = sync.OnceValue(r.findCrossings)
	if feed := r.feed(); feed != nil {
		r.assets[feedName] = feed
	}
	r.head = r.makeHead()
	for i, p := range s.Pages {
		r.pages[p.Output] = p
		r.place[p] = place{order: i}
	}
	r.arrange(s.Top, nil)
	ps = append(ps, r.aliasPages()...)
	r.search = newIndex(r)
	r.captions = figures.NewCaptions(s)
	r.finding = r.makeFinding()
	return r, ps
}

// siteURL is the configured address with exactly one final slash.
func siteURL(url string) string {
	if url == "" {
		return ""
	}
	return strings.TrimRight(url, "/") + "/"
}

// rootPath is the path of an address.
func rootPath(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Path == "" {
		return "/"
	}
	return u.EscapedPath()
}

// arrange notes the place of every page and makes an index for folders that
// have none.
func (s *Site) arrange(sec *site.Section, above []*site.Section) {
	trail := append(slices.Clip(above), sec)
	set := func(p *site.Page) {
		at := s.place[p]
		at.section, at.trail = sec, trail
		s.place[p] = at
		if s.url != "" {
			s.texts[markdownPath(p)] = p
		}
	}
	if sec.Index != nil {
		set(sec.Index)
	} else if out := path.Join(sec.Path, "index.html"); s.pages[out] == nil {
		s.sections[out] = sec
	}
	for _, p := range sec.Pages {
		set(p)
	}
	for _, sub := range sec.Sections {
		s.arrange(sub, trail)
	}
}

// aliasPages are the old addresses that lead to pages.
func (s *Site) aliasPages() site.Problems {
	var ps site.Problems
	for _, p := range s.site.Pages {
		for _, alias := range p.Aliases {
			out := aliasPath(alias)
			if s.pages[out] != nil || s.sections[out] != nil || s.aliases[out] != nil {
				ps = append(ps, site.Problem{File: s.site.File(p), Severity: site.Error,
					Message: fmt.Sprintf("alias %q is the address of another page", alias), Hint: "remove it here or there"})
				continue
			}
			s.aliases[out] = p
		}
	}
	return ps
}

func aliasPath(alias string) string {
	out := path.Clean(strings.Trim(alias, "/"))
	if path.Ext(out) == "" {
		out = path.Join(out, "index.html")
	}
	return out
}

// hashed keeps a file under a name that changes when its bytes do.
func (s *Site) hashed(name string, text []byte) string {
	ext := path.Ext(name)
	sum := sha256.Sum256(text)
	out := "docsite/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:5]) + ext
	s.assets[out] = text
	return out
}

// squeezeCSS takes the comments and indentation out of the style sheet: about
// a fifth of what a reader's browser would load.
func squeezeCSS(css []byte) []byte {
	var out []byte
	for len(css) > 0 {
		before, rest, found := bytes.Cut(css, []byte("/*"))
		for line := range bytes.Lines(before) {
			if line = bytes.TrimSpace(line); len(line) > 0 {
				out = append(append(out, line...), '\n')
			}
		}
		if !found {
			break
		}
		_, css, _ = bytes.Cut(rest, []byte("*/"))
	}
	return out
}

// Problems are those found in the pages that were opened so far: dead links,
// missing pictures, listings that no parser took, notes that match nothing.
func (s *Site) Problems() site.Problems {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ps site.Problems
	for _, more := range s.problems {
		ps = append(ps, more...)
	}
	ps.Sort()
	return slices.Compact(ps)
}
