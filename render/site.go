package render

import (
	"crypto/sha256"
	"encoding/hex"
	"html/template"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"docsite/internal/assets"
	"docsite/internal/figures"
	"docsite/internal/search"
	"docsite/internal/site"
	"docsite/render/messages"
)

// Site is a finished site as a file system. Opening a page renders it; what
// was rendered is not kept. It is safe for use by several goroutines.
type Site struct {
	site     *site.Site
	msg      *messages.Messages
	head     string       // of every page
	finding  string       // of every page: what the search's script has to know
	root     string       // path of the site on its server: "/inkwell/"
	routes   *site.Routes // what stands at each output
	assets   *assets.Policy
	opened   sync.Once // every page, to find a file that one of them shows
	style    string    // outputs of the theme's files, which carry a hash
	script   string
	finder   string
	icon     string
	searchAt string // output of the search page
	logo     logo
	policy   string               // the Content-Security-Policy of every page
	parts    *template.Template   // of the project's theme; nil for none
	place    map[*site.Page]place // where a page stands
	navs     sync.Map             // *site.Section → *nav
	printers sync.Pool
	search   *search.Index
	captions *figures.Captions // what the pages say of sizes
	changed  sync.Map          // id of an image → whether its Dockerfile has changed since it was measured
	anchors  anchors           // places in pages that links name
	scripts  func() *crossings // between Dockerfiles and scripts, found when they are first asked for

	mu       sync.Mutex
	problems map[string]site.Problems // by output
	sizes    map[string]size          // of pictures, by path in the project
}

// place is where a page stands among the others.
type place struct {
	order   int // in site.Pages
	section *site.Section
	trail   []*site.Section // from the top to the section
}

// New prepares the rendering of a site. The problems are those that do not
// need the pages' text; [Site.Problems] has the others.
func New(s *site.Site) (*Site, site.Problems) {
	r := &Site{
		site: s, msg: messages.In(s.Config.Lang),
		routes: s.Routes(), assets: assets.New(s), place: make(map[*site.Page]place, len(s.Pages)),
		problems: map[string]site.Problems{}, sizes: map[string]size{}, anchors: anchors{pages: map[string]*pageAnchors{}},
	}
	r.printers.New = func() any { return newPrinter(r) }
	r.root = rootPath(s.Config.Address())
	for i, p := range s.Pages {
		r.place[p] = place{order: i}
	}
	r.arrange(s.Top, nil)
	r.search = search.New(len(s.Pages), func(i int) { _, _ = r.appendPage(nil, s.Pages[i]) }) // problems are reported with the page
	ps := r.theme()
	r.addOwn()
	r.routes.AddAliases()
	r.routes.AddSections()
	r.nameAnchors()
	r.scripts = sync.OnceValue(r.findCrossings)
	r.head = r.makeHead()
	r.captions = figures.NewCaptions(s)
	r.finding = r.makeFinding()
	return r, append(ps, r.routes.Problems()...)
}

// rootPath is the path of an address.
func rootPath(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Path == "" {
		return "/"
	}
	return u.EscapedPath()
}

// arrange notes the place of every page.
func (s *Site) arrange(sec *site.Section, above []*site.Section) {
	trail := append(slices.Clip(above), sec)
	set := func(p *site.Page) {
		at := s.place[p]
		at.section, at.trail = sec, trail
		s.place[p] = at
	}
	if sec.Index != nil {
		set(sec.Index)
	}
	for _, p := range sec.Pages {
		set(p)
	}
	for _, sub := range sec.Sections {
		s.arrange(sub, trail)
	}
}

// hashed keeps a file under a name that changes when its bytes do.
func (s *Site) hashed(name string, text []byte) string {
	ext := path.Ext(name)
	sum := sha256.Sum256(text)
	out := "docsite/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:5]) + ext
	if s.routes.At(out) == nil {
		s.routes.Add(site.Route{Output: out, Kind: site.ThemeRoute, Text: text})
	}
	return out
}

// Problems are those found in the pages that were opened so far: dead links,
// missing pictures, listings that no parser took, notes that match nothing.
func (s *Site) Problems() site.Problems {
	s.judgeAnchors()
	s.mu.Lock()
	defer s.mu.Unlock()
	var ps site.Problems
	for _, more := range s.problems {
		ps = append(ps, more...)
	}
	ps.Sort()
	return slices.Compact(ps)
}
