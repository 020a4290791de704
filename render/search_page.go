package render

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"docsite/internal/search"
	"docsite/internal/site"
)

// Limits of the list of names, which is one page.
const (
	maxNames = 500
	maxUses  = 12
)

// searchPage is where the search leads without a script: the instructions,
// flags and variables of the whole site, with the places where they stand.
func (s *Site) searchPage() ([]byte, error) {
	f := s.newFrame(s.searchAt)
	f.title, f.index = s.msg.Page.Search, false
	var w buffer
	w.html("<h1>")
	w.text(s.msg.Page.Search)
	w.html(`</h1>` + "\n" + `<dl class="names">` + "\n")
	for _, name := range listed(s.search.Names()) {
		w.html("<dt><code>")
		w.text(shown(name.Word))
		w.html("</code></dt>\n<dd>")
		for i, use := range s.search.Uses(name, maxUses) {
			if i > 0 {
				w.html(", ")
			}
			w.html("<a")
			w.href("href", site.Relative(s.searchAt, use.Output)+"#"+use.Anchor)
			w.html(">")
			w.text(use.PageTitle + ": " + use.Title)
			w.html("</a>")
		}
		if more := name.Len() - maxUses; more > 0 {
			w.text(" … +" + strconv.Itoa(more))
		}
		w.html("</dd>\n")
	}
	w.html("</dl>\n")
	f.body = w.b
	f.nav = s.navFor(s.site.Top, s.searchAt)
	return s.whole(nil, f), nil
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
