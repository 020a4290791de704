package links

import (
	"path"
	"strings"
	"sync"

	"docsite/internal/contents"
	"docsite/internal/site"
)

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
			at := stemOf(p.Path)
			n.pages[path.Base(at)] = append(n.pages[path.Base(at)], stemmed{at, p})
		}
	})
	return n.pages[path.Base(stem)]
}

// near is the page of [Resolver.ending], as the page would name it; empty for none.
func (r *Resolver) near(page *site.Page, name string) string {
	if found := r.ending(page, name); found != nil {
		return r.Href(page.Path, found.Path)
	}
	return ""
}

// ending is the only page whose path ends as a destination does that leads nowhere; nil
// for none.
func (r *Resolver) ending(page *site.Page, name string) (found *site.Page) {
	here, ending := stemOf(path.Join(path.Dir(page.Path), name)), stemOf(path.Clean("/"+name))
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
