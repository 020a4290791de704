package sanitize

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// named gives the place that a tag names which is no element of a page.
func (s *Sanitizer) named(t *tag) {
	if id := attribute(&t.Token, "id"); t.Type != html.EndTagToken && values()["id"].MatchString(id) {
		s.give(Piece{Kind: Place, Data: id, At: t.At})
	}
}

// anchor gives the attributes of a link, with its address. There are none for
// one that leads nowhere: where that names a place, the place is given.
func (s *Sanitizer) anchor(t *tag, attributes []html.Attribute) (kept []html.Attribute) {
	id, href, external := "", "", false
	for _, a := range attributes {
		switch a.Key {
		case "href":
			href, external = s.address(t, attributes, strings.TrimSpace(a.Val))
		case "id", "name":
			if id == "" {
				id = a.Val
			}
		default:
			kept = append(kept, a)
		}
	}
	if href == "" {
		if id != "" {
			s.give(Piece{Kind: Place, Data: id, At: t.At})
		}
		return nil
	}
	kept = slices.Insert(kept, 0, html.Attribute{Key: "href", Val: href})
	if id != "" {
		kept = slices.Insert(kept, 0, html.Attribute{Key: "id", Val: id})
	}
	if external {
		kept = append(kept, html.Attribute{Key: "rel", Val: "noopener"})
	}
	return kept
}

// address is where a link leads: nowhere when a link of Markdown stands in it,
// which a browser would follow instead. That a place names itself so needs no
// warning.
func (s *Sanitizer) address(t *tag, attributes []html.Attribute, dest string) (href string, external bool) {
	if t.HoldsLink == nil || !t.HoldsLink() {
		return s.Resolve(dest, t.At)
	}
	if !slices.ContainsFunc(attributes, func(a html.Attribute) bool { return a.Key != "href" && "#"+a.Val == dest }) {
		s.leaveOut(t, "a link cannot hold another one")
	}
	return "", false
}
