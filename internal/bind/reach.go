package bind

import (
	"slices"

	"docsite/internal/bind/index"
	"docsite/internal/site"
)

// Reach of a note: listings above and below it.
const (
	reachAbove = 12
	reachBelow = 3
	reachOwn   = 6
	reachLater = 24 // where most of its group's labels stand
)

// reachesAs reports whether two notes of a group may explain the same listings.
func (n *note) reachesAs(o *note) bool {
	return n.Above == o.Above && len(n.Own) == 0 && len(o.Own) == 0 && (n.Kind == site.HeadingNote) == (o.Kind == site.HeadingNote)
}

// findReach gives each note of a group its reach.
func findReach(p *page, notes []note) {
	later := later(p, notes)
	for i := range notes {
		if i > 0 && notes[i-1].reachesAs(&notes[i]) {
			notes[i].reach = notes[i-1].reach
		} else {
			notes[i].reach = p.reach(&notes[i], later)
		}
	}
}

// reach lists the listings that a note may explain, the nearest above first.
func (p *page) reach(n *note, later int) []int32 {
	from := len(p.reaches)
	add := func(b int) {
		if b >= 0 && b < len(p.Listings) && p.Listings[b].Code != nil && !slices.Contains(p.reaches[from:], int32(b)) {
			p.reaches = append(p.reaches, int32(b))
		}
	}
	for _, b := range n.Own[:min(len(n.Own), reachOwn)] {
		add(b)
	}
	for b := n.Above - 1; b >= n.Above-reachAbove; b-- {
		add(b)
	}
	below, end := 0, len(p.Listings)
	if blocks := p.groups[n.group].Blocks; n.Kind != site.HeadingNote {
		end = 0
		for _, b := range blocks {
			end = max(end, b+1)
		}
	}
	for b := n.Above; b < end && below < reachBelow; b++ {
		if p.Listings[b].Code != nil && (n.Kind == site.HeadingNote || slices.Contains(p.groups[n.group].Blocks, b)) {
			add(b)
			below++
		}
	}
	if n.Above == 0 {
		add(0)
	}
	add(int(p.longest[n.Above]))
	add(later)
	return p.reaches[from:len(p.reaches):len(p.reaches)]
}

// Limits on looking for a listing far below a group.
const (
	minLater  = 3  // notes of the group
	maxPlaces = 64 // places of a word
)

// later is the listing below a group in which most of its labels stand word for word, if
// these are most of the group and no listing above has as many; -1 for none. Fields are
// often described before the file that has all of them is shown.
func later(p *page, notes []note) int {
	if len(notes) < minLater || notes[0].Kind == site.HeadingNote {
		return -1
	}
	var window [reachAbove + reachLater]struct{ note, count int } // by listing, how many labels it has
	first := notes[0].Above - reachAbove
	for i := range notes {
		n := &notes[i]
		if n.fragFirst == n.fragLast {
			continue
		}
		f := &p.Fragments[n.fragFirst]
		if f.At != site.LabelPosition || !f.Code && !f.Bold {
			continue
		}
		for _, b := range listingsWith(p, &f.Terms[0], first, first+len(window)) {
			if w := &window[b-first]; w.note <= i {
				w.note, w.count = i+1, w.count+1
			}
		}
	}
	best := 0
	for k := range window {
		if window[k].count > window[best].count {
			best = k
		}
	}
	if best < reachAbove || 5*window[best].count < 3*len(notes) {
		return -1
	}
	return first + best
}

// listingsWith gives the listings, of those from first up to, but not with, end, that have
// a word; the last of them first.
func listingsWith(p *page, t *index.Term, first, end int) []int {
	p.having = p.having[:0]
	b := min(end, len(p.Listings)) - 1
	for at, left := p.Head(t.Hash), maxPlaces; at != 0 && left > 0; at = p.Posts[at].Next {
		o := &p.Posts[at]
		if left--; o.Key != t.Hash || o.How != index.FullKey || b < 0 || o.Term >= p.Listings[b].To {
			continue
		}
		for b >= max(first, 0) && o.Term < p.Listings[b].From {
			b--
		}
		if b < max(first, 0) {
			break
		}
		p.having = append(p.having, b)
	}
	return p.having
}
