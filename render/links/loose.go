package links

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"strings"
	"sync"

	"docsite/internal/assets"
	"docsite/internal/contents"
	"docsite/internal/markdown"
	"docsite/internal/publish"
	"docsite/internal/regular"
	"docsite/internal/site"
)

// addresses are where other generators have the pages and folders of a site: an address
// has no numbers that give an order (1.guide/2.intro.md is /guide/intro), no capitals, and
// is what the page's front matter says it is.
type addresses struct {
	once    sync.Once
	outputs map[string]string // by address; empty where two have it
}

// at is the output that an address leads to; empty for none.
func (a *addresses) at(address string, s *site.Site, routes *site.Routes) string {
	a.once.Do(func() {
		a.outputs = make(map[string]string, len(s.Pages))
		for _, p := range s.Pages {
			a.put(addressOf(stemOf(p.Path)), p.Output)
			switch said := strings.Trim(p.Address, "/"); {
			case said == "":
			case strings.HasPrefix(p.Address, "/") || s.Table.Starlight:
				a.put(addressOf(said), p.Output)
			default:
				a.put(addressOf(path.Join(path.Dir(p.Path), said)), p.Output)
			}
		}
		a.putSections(s.Top, routes, maps.Clone(a.outputs))
	})
	return a.outputs[addressOf(address)]
}

func (a *addresses) put(address, output string) {
	if other, taken := a.outputs[address]; taken && other != output {
		output = ""
	}
	a.outputs[address] = output
}

// putSections adds the folders at whose address none of the pages is.
func (a *addresses) putSections(sec *site.Section, routes *site.Routes, pages map[string]string) {
	for _, sub := range sec.Sections {
		a.putSections(sub, routes, pages)
	}
	address := addressOf(sec.Path)
	if _, taken := pages[address]; !taken {
		if out := routes.PageAt(sec.Path, site.PageKinds...); out != "" {
			a.put(address, out)
		}
	}
}

// addressOf is the address that a path of the pages' folder has by itself.
func addressOf(name string) string { return contents.Address(path.Clean(strings.Trim(name, "/"))) }

// maxTops is in how many folders an address from the top of a site is looked for.
const maxTops = 8

// loosely is the output of the page that a destination names which is no path of the
// project, as other generators read it: an address without an ending, from the top of the
// site, of the folder of one language or version, or from the page. Markdown that is left
// out for the page of its folder is that page.
func (r *Resolver) loosely(page *site.Page, name string, no assets.Refusal) string {
	if out := r.fromHere(page, name, no); out != "" || !r.Site.Table.FromTop || strings.HasPrefix(name, ".") {
		return out
	}
	if p, ok := r.Site.Page(path.Clean(strings.TrimLeft(name, "/"))); ok {
		return p.Output
	}
	return r.addresses.at(name, r.Site, r.Routes)
}

func (r *Resolver) fromHere(page *site.Page, name string, no assets.Refusal) string {
	switch base := path.Base(name); strings.ToLower(path.Ext(base)) {
	case ".md", ".mdx":
		if r.Site.Table.Parts && !strings.HasPrefix(name, ".") { // as Docusaurus has it
			name = "/" + strings.TrimPrefix(name, "/")
		}
		for _, top := range r.tops(path.Dir(page.Path), name) {
			if p, ok := r.Site.Page(strings.TrimPrefix(top, "/")); ok && strings.HasPrefix(name, "/") {
				return p.Output
			}
		}
		inside, ok := r.Site.Config.InContent(r.ProjectPath(page, name))
		if !ok || no != assets.Unbuilt || stemOf(base) != "." {
			return ""
		}
		return r.addresses.at(path.Dir(inside), r.Site, r.Routes)
	case ".html", ".htm":
		return ""
	}
	dir := path.Dir(page.Path)
	if !strings.HasPrefix(name, "/") {
		for _, from := range []string{dir, stemOf(page.Path)} { // the folder that the page itself is to Hugo and MkDocs
			if inside := path.Join(from, name); !strings.HasPrefix(inside, "..") && (from == dir || strings.HasPrefix(name, "../")) {
				if out := r.addresses.at(inside, r.Site, r.Routes); out != "" {
					return out
				}
			}
		}
		return ""
	}
	for _, top := range r.tops(dir, name) {
		if out := r.addresses.at(top, r.Site, r.Routes); out != "" {
			return out
		}
	}
	return ""
}

// tops are the paths that one from the top of a site means: of the site of one language or version, too, whose folder
// is one of those around a page.
func (r *Resolver) tops(dir, name string) []string {
	tops := []string{name}
	if !strings.HasPrefix(name, "/") {
		return tops
	}
	if rest, ok := strings.CutPrefix(name+"/", "/"+path.Base(r.Site.Config.Content)+"/"); ok { // as Docusaurus has docs/
		tops = append(tops, "/"+strings.TrimSuffix(rest, "/"))
	}
	for at := range len(dir) + 1 {
		if dir != "." && len(tops) < maxTops && (at == len(dir) || dir[at] == '/') {
			tops = append(tops, dir[:at]+name)
		}
	}
	return tops
}

// fromFolder is the output of the page that a link leads to from the folder which its page is
// to the site's generator; empty for none.
func (r *Resolver) fromFolder(page *site.Page, name string) string {
	if !r.Site.Table.Folded || name == "" || strings.HasPrefix(name, "/") || contents.IsMarkdown(name) || strings.HasPrefix(path.Ext(name), ".htm") {
		return ""
	}
	inside := path.Join(stemOf(page.Path), name)
	if strings.HasPrefix(inside, "..") {
		return ""
	}
	return cmp.Or(r.Routes.PageAt(inside, site.PageKinds...), r.addresses.at(inside, r.Site, r.Routes))
}

// static is the file that an address from the top of a site, or a picture's name, means to
// generators which copy a folder as it is: in static/ (Hugo, Docusaurus) or public/
// (VitePress, Nuxt, VuePress) of the page's folder or of one around it. An address with "../" begins
// in the folder that the page itself is to Hugo and MkDocs, and ends at the top of the site. It is
// empty for none.
func (r *Resolver) static(page *site.Page, name string, picture bool) string {
	if strings.HasPrefix(name, "../") {
		name = path.Join("/", stemOf(page.Path), name)
		if file := path.Join(r.Site.Config.Content, name); regular.Is(r.Site.FS, file) {
			return file
		}
	}
	if !strings.HasPrefix(name, "/") && !picture {
		return ""
	}
	names := []string{name}
	if rest, ok := strings.CutPrefix(name, "/"+path.Base(r.Site.Config.Content)+"/"); ok { // the base of the site
		names = append(names, rest)
	}
	for dir := path.Dir(r.Site.File(page)); ; dir = path.Dir(dir) {
		for _, sub := range []string{"static", "public", ".vuepress/public"} {
			folder := path.Join(dir, sub)
			if folder == r.Site.Config.Output && regular.Is(r.Site.FS, path.Join(folder, publish.Manifest)) {
				continue
			}
			for _, name := range names {
				if file := path.Join(folder, path.Clean("/"+name)); regular.Is(r.Site.FS, file) {
					return file
				}
			}
		}
		if dir == "." {
			return ""
		}
	}
}

// reference is where a link leads that names a page as Hugo and Sphinx do: from the page
// itself, from the top of the site, or by the end of its path.
func (r *Resolver) reference(page *site.Page, dest string) (Link, Fault) {
	if name, ok := strings.CutPrefix(dest, "="); ok {
		return r.labelled(page, name)
	}
	name, _, fragment := split(dest)
	if name == "" {
		return Link{Href: "#" + fragment, Page: page.Output, Anchor: fragment}, Fault{}
	}
	out := ""
	for _, from := range []string{name, "/" + strings.TrimLeft(name, "/")} {
		if out == "" {
			out = r.pageAt(r.ProjectPath(page, from))
		}
		if out == "" {
			out = r.loosely(page, from, assets.Nowhere)
		}
	}
	if found := r.ending(page, name); out == "" && found != nil {
		out = found.Output
	}
	if out == "" {
		return Link{Href: unresolved(name, "", fragment), Title: name}, fault(name, assets.Nowhere, false)
	}
	l := r.toPage(page, out, fragment)
	if l.Title = name; r.Routes.Is(out, site.PageRoute) {
		l.Title = r.Routes.At(out).Page.Title
	}
	return l, Fault{}
}

// label is a heading that MyST names from any page.
type label struct {
	name, title string
	page        *site.Page
}

// labels are those of a site's pages, the first of each name.
type labels struct {
	once sync.Once
	of   map[string]label // by their names, without capitals
}

// labelled is where a link leads that names a heading by its label.
func (r *Resolver) labelled(from *site.Page, name string) (Link, Fault) {
	r.labels.once.Do(func() {
		r.labels.of = map[string]label{}
		for _, p := range r.Site.Pages {
			for _, written := range p.Labels {
				name, title, _ := strings.Cut(written, " ")
				if small := strings.ToLower(name); r.labels.of[small].page == nil {
					r.labels.of[small] = label{name, title, p}
				}
			}
		}
	})
	to, ok := r.labels.of[strings.ToLower(name)]
	if !ok {
		return Link{Title: name}, Fault{Message: fmt.Sprintf("link to the label %q leads nowhere", name)}
	}
	l := Link{Href: "#" + to.name, Page: to.page.Output, Anchor: to.name}
	if from != to.page {
		l = r.toPage(from, to.page.Output, to.name)
	}
	for _, s := range markdown.Spans(to.title) {
		l.Title += s.Text
	}
	l.Title = cmp.Or(l.Title, name)
	return l, Fault{}
}

// nearby are a site's pages by the last elements of their stems, for links that lead
// nowhere: each of these would otherwise be compared with every page.
type nearby struct {
	once  sync.Once
	pages map[string][]stemmed // in their order
}

// stemmed is a page with its stem.
type stemmed struct {
	stem string
	page *site.Page
}

// of are the pages whose stems have the last element of another.
func (n *nearby) of(stem string, pages []*site.Page) []stemmed {
	n.once.Do(func() {
		n.pages = make(map[string][]stemmed, len(pages))
		for _, p := range pages {
			at := strings.ToLower(stemOf(p.Path))
			n.pages[path.Base(at)] = append(n.pages[path.Base(at)], stemmed{at, p})
		}
	})
	return n.pages[path.Base(stem)]
}

// ending is the only page whose path ends as a destination does that leads nowhere; nil
// for none. Where capitals are the same as small letters a link with others leads to it.
func (r *Resolver) ending(page *site.Page, name string) (found *site.Page) {
	here, ending := strings.ToLower(stemOf(path.Join(path.Dir(page.Path), name))), strings.ToLower(stemOf(path.Clean("/"+name)))
	for _, p := range r.nearby.of(here, r.Site.Pages) {
		switch {
		case p.stem == here:
			return p.page
		case ending == "/" || p.stem != ending[1:] && !strings.HasSuffix(p.stem, ending):
		case found != nil:
			return nil
		default:
			found = p.page
		}
	}
	return found
}

// stemOf is the path of a page without its ending, that of a folder for its index.
func stemOf(name string) string {
	name = strings.TrimSuffix(name, path.Ext(name))
	switch contents.Name(path.Base(name)) {
	case "index", "_index", "README", "readme", "Readme":
		return path.Dir(name)
	}
	return name
}
