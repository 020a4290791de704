package render

import "docsite/render/layout"

// maxNames is how many names the search page has.
const maxNames = 400

// searchPage has the instructions, flags and variables of the whole site, with
// the places where they stand.
func (s *Site) searchPage() []byte {
	var names []layout.Name
	for _, name := range s.search.Names(maxNames) {
		n := layout.Name{Name: layout.HTML(name.Word), More: name.Count - len(name.Uses)}
		for _, use := range name.Uses {
			n.Uses = append(n.Uses, layout.Use{Href: use.Output + "#" + use.Anchor, Title: layout.HTML(use.PageTitle + ": " + use.Title)})
		}
		names = append(names, n)
	}
	return s.layout.SearchPage(names)
}
