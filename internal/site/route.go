package site

import (
	"cmp"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"docsite/internal/glob"
)

// RouteKind says what a file of a finished site is.
type RouteKind int

const (
	PageRoute        RouteKind = iota // a page of the author
	SectionRoute                      // the list of a folder that has no page of its own
	MarkdownRoute                     // a page's Markdown, for programs that read
	FileRoute                         // a file of the project that pages show
	AliasRoute                        // an old address, which leads to a page
	ThemeRoute                        // a file that every page loads, or a font, picture or script of the project's theme
	FigureRoute                       // badges and figures of the images, for other tools
	FeedRoute                         // what happened to the images, as Atom
	MissingRoute                      // docsite's page for addresses that are not there
	SearchPageRoute                   // the search without a script
	SearchIndexRoute                  // a piece of what the search knows
	RobotsRoute                       // robots.txt
	SitemapRoute                      // sitemap.xml
	LLMsRoute                         // llms.txt
	RouteKinds                        // how many there are
)

// PageKinds are the kinds of files that are read as pages: a link may name them
// without the file's name.
var PageKinds = []RouteKind{PageRoute, AliasRoute, SectionRoute}

// MissingOutput is what servers show for an address that is not there: a page
// of the author called 404.md, or docsite's own.
const MissingOutput = "404.html"

// Route is one file of a finished site: where it stands and what it is made
// of.
type Route struct {
	Output  string // slash path in the site
	Kind    RouteKind
	Page    *Page    // the page that is shown, written out as Markdown, or led to
	Section *Section // of a SectionRoute
	File    string   // path in the project whose bytes are the file's; empty for another source
	Text    []byte   // the file's bytes, where they are known before a page is rendered
	Alias   int      // of an AliasRoute: its number in Page.Aliases
}

// Routes is the table of a site's outputs. It decides who has a path that
// several want: whoever was added first keeps it. Two paths that differ by
// capital letters are one, since file systems of macOS and Windows hold one of
// them; so are a file and a folder of one name. It is safe for use by several
// goroutines.
type Routes struct {
	site    *Site
	mu      sync.RWMutex
	outputs *glob.Table[Route]
	files   map[string]*Route   // FileRoutes by their path in the project
	alike   map[string][]*Route // FileRoutes by folded outputs that another FileRoute has in outputs
	shared  *Routes             // see Share
	sorted  []*Route            // see All; nil when one has come since

	problems Problems
}

func newRoutes(s *Site, outputs *glob.Table[Route]) *Routes {
	return &Routes{site: s, outputs: outputs, files: map[string]*Route{}, alike: map[string][]*Route{}}
}

// Routes gives a table that has the site's pages, for the caller to add to: another
// file of each page, and more.
func (s *Site) Routes() *Routes {
	return newRoutes(s, s.routes.outputs.Copy(2*s.routes.outputs.Len()+256))
}

// Share ends the changes to the routes that were added so far, so that [Routes.Again] need
// not copy them.
func (t *Routes) Share() {
	t.shared = &Routes{site: t.site, outputs: t.outputs, files: maps.Clone(t.files), problems: t.problems}
	t.outputs = t.outputs.Above()
}

// Again gives a table with the routes that were shared, without those of files that were
// added later, for another reading of the site with pages of the same places.
func (t *Routes) Again() *Routes {
	again := newRoutes(t.site, t.shared.outputs.Above())
	again.files, again.problems, again.shared = maps.Clone(t.shared.files), slices.Clip(t.shared.problems), t.shared
	return again
}

// reserved is the owner of names that builds keep for themselves in an output
// folder: those that start with its own.
var reserved = &Route{Output: ".docsite-", Kind: ThemeRoute}

// Problems are the routes that were refused.
func (t *Routes) Problems() Problems {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return slices.Clone(t.problems)
}

// Add enters a route that the site needs: where its path is taken, that is a
// problem.
func (t *Routes) Add(r Route) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if taken := t.add(&r); taken != nil {
		t.problems = append(t.problems, t.site.routeConflict(&r, taken)...)
	}
}

// Offer enters a route that gives way where its path is taken, and reports
// whether it was entered.
func (t *Routes) Offer(r Route) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.add(&r) == nil
}

// add enters a route, or gives the one that has its path.
func (t *Routes) add(r *Route) (taken *Route) {
	key := glob.Fold(r.Output)
	if strings.HasPrefix(key, reserved.Output) {
		return reserved
	}
	t.sorted = nil
	return t.outputs.Put(key, r)
}

// addPages adds the pages. One whose path is taken gets another name: no page is
// lost, and none keeps the others from being built.
func (t *Routes) addPages(pages []*Page) (ps Problems) {
	last := map[string]int{} // number by which a page was told from others, by folded output
	for _, p := range pages {
		wanted := Route{Output: p.Output, Kind: PageRoute, Page: p}
		taken := t.add(&wanted)
		key := glob.Fold(wanted.Output)
		for n := max(2, last[key]+1); taken != nil; n++ {
			p.Output = numbered(wanted.Output, taken.Output, n)
			if t.add(&Route{Output: p.Output, Kind: PageRoute, Page: p}) == nil {
				last[key] = n
				problem := t.site.routeConflict(&wanted, taken)[0]
				problem.Severity, problem.Message = Warning, problem.Message+"; "+t.site.routeName(&wanted)+" is written to "+strconv.Quote(p.Output)
				ps = append(ps, problem)
				break
			}
		}
	}
	return ps
}

// numbered is the output of a page with a number behind its name: behind that of a folder
// where a file has that, in which no name would be free.
func numbered(output, taken string, n int) string {
	number := "-" + strconv.Itoa(n)
	parts := strings.Split(output, "/")
	if file := strings.Count(taken, "/"); file < len(parts)-1 {
		parts[file] += number
		return strings.Join(parts, "/")
	}
	return strings.TrimSuffix(output, ".html") + number + ".html"
}

// AddAliases adds the pages' old addresses, which take the place of nothing
// that was added before.
func (t *Routes) AddAliases() {
	for _, p := range t.site.Pages {
		for i, alias := range p.Aliases {
			if isAlias(alias) {
				t.Add(Route{Output: aliasOutput(alias), Kind: AliasRoute, Page: p, Alias: i})
			}
		}
	}
}

// isAlias reports whether an alias is a path inside the site that a file system can
// have. The front matter of a page with another is wrong.
func isAlias(alias string) bool {
	return fs.ValidPath(strings.Trim(alias, "/")) && glob.CanBe(aliasOutput(alias))
}

// AddSections adds a list for each folder of pages at whose index nothing
// stands: neither a page nor an alias.
func (t *Routes) AddSections() { t.addSection(t.site.Top) }

func (t *Routes) addSection(sec *Section) {
	t.Offer(Route{Output: path.Join(sec.Path, "index.html"), Kind: SectionRoute, Section: sec})
	for _, sub := range sec.Sections {
		t.addSection(sub)
	}
}

// aliasOutput is the file that stands at an old address: the page that it
// names, by its HTML or by its Markdown as it was called then; else the index
// of a folder.
func aliasOutput(alias string) string {
	out := path.Clean(strings.Trim(alias, "/"))
	if !strings.HasSuffix(alias, "/") {
		switch strings.ToLower(path.Ext(out)) {
		case ".html", ".htm":
			return out
		case ".md":
			return outputPath(out)
		}
	}
	return path.Join(out, "index.html")
}

// AddFile makes a file of the project part of the site and gives its output:
// the wanted path, or one below project/ where something else stands than a
// file of the project. A file has one output, however often it is added. Files
// are added while pages are rendered, in any order, so that none may win a path
// that two of them want: then other is the file that has it, and output empty.
// Two that differ by capital letters both get theirs: see [Routes.Unportable].
func (t *Routes) AddFile(file, wanted string) (output, other string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if r := t.files[file]; r != nil {
		return r.Output, ""
	}
	r := &Route{Output: wanted, Kind: FileRoute, File: file}
	for prefix := "project/"; ; prefix += "project/" {
		taken := t.add(r)
		if taken == nil {
			break
		}
		if taken.Kind == FileRoute {
			if other := t.addAlike(r, taken); other != "" {
				return "", other
			}
			break
		}
		r.Output = prefix + file
	}
	t.files[file] = r
	return r.Output, ""
}

// addAlike enters a file whose output differs from those of other files by capital
// letters alone; else it gives the file in whose way it is.
func (t *Routes) addAlike(r, taken *Route) (other string) {
	key := glob.Fold(r.Output)
	if glob.Fold(taken.Output) != key {
		return taken.File
	}
	if i := slices.IndexFunc(append(t.alike[key], taken), func(a *Route) bool { return a.Output == r.Output }); i >= 0 {
		return append(t.alike[key], taken)[i].File
	}
	t.alike[key], t.sorted = append(t.alike[key], r), nil
	return ""
}

const alikeHint = "rename one of them: file systems of macOS and Windows do not tell them apart"

// Unportable warns of files, added so far, that macOS and Windows take for one, and of
// names that Windows cannot have. Those of the content folder were told of when the
// site was read.
func (t *Routes) Unportable() (ps Problems) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	for _, r := range t.outputs.All() {
		if !t.site.isNamed(r) {
			continue
		}
		if why, hint := glob.OddPath(r.Output); why != "" {
			p := t.site.routeProblem(r)
			p.File, p.Severity, p.Message, p.Hint = cmp.Or(p.File, ConfigName), Warning, t.site.routeName(r)+": "+why, hint
			ps = append(ps, p)
		}
	}
	for key, routes := range t.alike {
		names := []string{t.outputs.At(key).File}
		for _, r := range routes {
			names = append(names, r.File)
		}
		slices.Sort(names)
		ps = append(ps, Problem{File: names[0], Severity: Warning, Message: quoted("its name differs by capital letters alone from", names[1]), Hint: alikeHint})
	}
	return ps
}

// FileAt is the output of a file of the project that is part of the site.
func (t *Routes) FileAt(file string) (output string, ok bool) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	if r := t.files[file]; r != nil {
		return r.Output, true
	}
	return "", false
}

// At gives the route of exactly this output; nil when there is none.
func (t *Routes) At(output string) *Route {
	t.mu.RLock()
	defer t.mu.RUnlock()
	key := glob.Fold(output)
	if r := t.outputs.At(key); r != nil && r.Output == output {
		return r
	}
	if i := slices.IndexFunc(t.alike[key], func(r *Route) bool { return r.Output == output }); i >= 0 {
		return t.alike[key][i]
	}
	return nil
}

// Is reports whether there is a file of one of these kinds at an output.
func (t *Routes) Is(output string, kinds ...RouteKind) bool {
	r := t.At(output)
	return r != nil && slices.Contains(kinds, r.Kind)
}

// PageAt is the output of the page that an address means: its file, its folder or its
// name without ".html"; "" for none of these kinds.
func (t *Routes) PageAt(address string, kinds ...RouteKind) string {
	for _, output := range []string{address, path.Join(address, "index.html"), address + ".html"} {
		if t.Is(output, kinds...) {
			return output
		}
	}
	return ""
}

// All lists the routes, sorted by their outputs. The list is not to be changed.
func (t *Routes) All() []*Route {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.sorted == nil {
		t.sorted = slices.Concat(t.outputs.All(), slices.Concat(slices.Collect(maps.Values(t.alike))...))
		slices.SortFunc(t.sorted, func(a, b *Route) int { return strings.Compare(a.Output, b.Output) })
	}
	return t.sorted
}
