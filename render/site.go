package render

import (
	"path"
	"slices"
	"sync"

	"docsite/internal/assets"
	"docsite/internal/figures"
	"docsite/internal/search"
	"docsite/internal/shots"
	"docsite/internal/site"
	"docsite/render/again"
	"docsite/render/layout"
	"docsite/render/links"
	"docsite/render/listings"
	"docsite/render/messages"
	"docsite/render/sizes"
)

// Site is a finished site as a file system. Opening a page renders it; what
// was rendered is not kept. It is safe for use by several goroutines.
type Site struct {
	*again.Pages // what is kept of them from build to build

	site     *site.Site
	msg      *messages.Messages
	routes   *site.Routes // what stands at each output
	links    *links.Resolver
	anchors  *links.Anchors
	opened   sync.Once // every page, to find a file that one of them shows
	layout   *layout.Layout
	printers sync.Pool
	busy     []sync.Mutex                    // of each page, held while it is rendered
	working  func(file string) (done func()) // see Watch
	search   *search.Index
	sizes    *assets.Sizes
	captions *figures.Captions // what the pages say of sizes
	figures  *sizes.Sizes
	shots    func() []shots.Verdict       // judged when they are first asked for
	unmarked bool                         // screenshots are taken of it
	scripts  func() *listings.ScriptLinks // between Dockerfiles and scripts, found when they are first asked for

	mu       sync.Mutex
	problems map[string]site.Problems // by output
}

// New prepares the rendering of a site. The problems are those that do not
// need the pages' text; [Site.Problems] has the others.
func New(s *site.Site) (*Site, site.Problems) { return Again(nil, s) }

// Again is [New] with what it takes over of the rendering of an earlier reading, where
// that is of the same shape and nothing has changed but the text of pages: tables of
// thousands of pages and the theme. before is nil for none.
func Again(before *Site, s *site.Site) (*Site, site.Problems) {
	r := &Site{site: s, msg: messages.In(s.Config.Lang), sizes: assets.NewSizes(s.FS), problems: map[string]site.Problems{}}
	r.printers.New = func() any { return newPagePrinter(r) }
	r.search = search.New(len(s.Pages), func(i int) { r.fillSearch(s.Pages[i]) })
	r.busy = make([]sync.Mutex, len(s.Pages))
	if before != nil && s.SameShape(before.site) {
		r.routes, r.Pages = before.routes.Again(), before.Pages
		r.layout = layout.Again(before.layout, layout.Options{Site: s, Routes: r.routes, Messages: r.msg, Report: r.addProblem})
	} else {
		r.arrange()
	}
	r.links = &links.Resolver{Site: s, Routes: r.routes, Assets: assets.New(s), Href: r.layout.Href}
	r.anchors = links.NewAnchors(r.links)
	r.scripts = sync.OnceValue(func() *listings.ScriptLinks { return listings.FindScriptLinks(s, r.links, r.Quotes) })
	r.figures = sizes.New(s, &r.msg.Image)
	if r.Pages == nil {
		r.Pages = again.New(again.Options{Site: s, Routes: r.routes, Search: r.search, Links: r.links, Anchors: r.anchors, Layout: r.layout, Figures: r.figures, ScriptLinks: r.scripts, Report: r.report})
	}
	r.shots = sync.OnceValue(r.judgeShots)
	r.captions = figures.NewCaptions(s)
	return r, slices.Concat(r.layout.Problems, r.routes.Problems())
}

// arrange finds the files of the site that it has whatever its pages show, and what
// stands around them.
func (s *Site) arrange() {
	s.routes = s.site.Routes()
	searchPage := s.addOwn()
	s.layout = layout.New(layout.Options{Site: s.site, Routes: s.routes, Messages: s.msg, Report: s.addProblem,
		SearchOutput: searchPage})
	s.routes.AddAliases()
	s.routes.AddSections()
	s.routes.Share()
}

// Watch has working told of each page that is rendered, by its path in the project,
// and what it gives called when that is done.
func (s *Site) Watch(working func(file string) (done func())) { s.working = working }

// Problems are those found in the pages that were opened so far: dead links,
// missing pictures, listings that no parser took, notes that match nothing; and
// screenshots that do not show what they are to show.
func (s *Site) Problems() site.Problems {
	s.judgeAnchors()
	ps := s.shotProblems()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, more := range s.problems {
		ps = append(ps, more...)
	}
	ps = append(ps, s.routes.Unportable()...)
	ps.Sort()
	return slices.Compact(ps)
}

// ProblemsOn are the problems that were found when the page at an output path
// was last opened, and the errors found in any page so far.
func (s *Site) ProblemsOn(page string) site.Problems {
	s.judgeAnchors()
	s.mu.Lock()
	defer s.mu.Unlock()
	var ps site.Problems
	for output, found := range s.problems {
		for _, p := range found {
			if p.Severity == site.Error || output == path.Clean(page) {
				ps = append(ps, p)
			}
		}
	}
	ps.Sort()
	return ps
}
