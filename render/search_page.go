package render

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// Limits of the list of names, which is one page.
const (
	maxNames = 500
	maxUses  = 12
)

// searchPage is where the search leads without a script: the instructions,
// flags and variables of the whole site, with the places where they stand.
func (s *Site) searchPage() ([]byte, error) {
	s.search.complete()
	f := s.newFrame("search.html")
	f.title, f.index = s.words.Search, false
	var w buffer
	w.html("<h1>")
	w.text(s.words.Search)
	w.html(`</h1>` + "\n" + `<dl class="names">` + "\n")
	s.search.mu.Lock()
	defer s.search.mu.Unlock()
	for _, name := range s.search.known() {
		w.html("<dt><code>")
		w.text(shown(name))
		w.html("</code></dt>\n<dd>")
		list := s.search.names[name].list
		for i, p := range list[:min(len(list), maxUses)] {
			if i > 0 {
				w.html(", ")
			}
			s.search.link(&w, p)
		}
		if more := len(list) - maxUses; more > 0 {
			w.text(" … +" + strconv.Itoa(more))
		}
		w.html("</dd>\n")
	}
	w.html("</dl>\n")
	f.body = w.b
	f.nav = s.navFor(s.site.Top)
	return s.whole(nil, f), nil
}

// known are the names in order: instructions, flags, variables. Of many, those
// that are used most.
func (x *index) known() []string {
	names := make([]string, 0, len(x.names))
	for name := range x.names {
		names = append(names, name)
	}
	slices.Sort(names)
	if len(names) > maxNames {
		slices.SortStableFunc(names, func(a, b string) int { return len(x.names[b].list) - len(x.names[a].list) })
		names = names[:maxNames]
	}
	slices.SortFunc(names, func(a, b string) int {
		if r := rank(a) - rank(b); r != 0 {
			return r
		}
		return strings.Compare(a, b)
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

// link prints a link to an entry.
func (x *index) link(w *buffer, p posting) {
	page, entry := p.id()>>8, p.id()&255
	var text struct {
		output, title string
		entries       [][3]string
	}
	if json.Unmarshal(x.texts[page], &[]any{&text.output, &text.title, &text.entries}) != nil || entry >= len(text.entries) {
		return
	}
	e := text.entries[entry]
	w.html("<a")
	w.href("href", text.output+"#"+e[0])
	w.html(">")
	w.text(text.title + ": " + e[1])
	w.html("</a>")
}
