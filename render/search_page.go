package render

import (
	"cmp"
	"slices"
	"strings"

	"docsite/internal/search"
	"docsite/render/layout"
)

// Limits of the list of names, which is one page.
const (
	maxNames = 500
	maxUses  = 12
)

// searchPage has the instructions, flags and variables of the whole site, with
// the places where they stand.
func (s *Site) searchPage() []byte {
	var names []layout.Name
	for _, name := range listed(s.search.Names()) {
		n := layout.Name{Name: layout.HTML(shown(name.Word)), More: max(name.Len()-maxUses, 0)}
		for _, use := range s.search.Uses(name, maxUses) {
			n.Uses = append(n.Uses, layout.Use{Href: use.Output + "#" + use.Anchor, Title: layout.HTML(use.PageTitle + ": " + use.Title)})
		}
		names = append(names, n)
	}
	return s.layout.SearchPage(names)
}

// listed puts names in order: instructions, flags, variables. Of many it keeps
// those that are used most.
func listed(names []search.Name) []search.Name {
	slices.SortFunc(names, func(a, b search.Name) int { return strings.Compare(a.Word, b.Word) })
	if len(names) > maxNames {
		slices.SortStableFunc(names, func(a, b search.Name) int { return b.Len() - a.Len() })
		names = names[:maxNames]
	}
	slices.SortFunc(names, func(a, b search.Name) int {
		return cmp.Or(rank(a.Word)-rank(b.Word), strings.Compare(a.Word, b.Word))
	})
	return names
}

func rank(name string) int {
	switch {
	case strings.HasPrefix(name, "-"):
		return 1
	case strings.HasPrefix(name, "$"):
		return 2
	}
	return 0
}

// shown is a name as it is written in a Dockerfile.
func shown(name string) string {
	if rank(name) == 1 {
		return name
	}
	return strings.ToUpper(name)
}
