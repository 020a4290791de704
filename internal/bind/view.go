package bind

import (
	"slices"

	"docsite/internal/bind/match"
)

// change says how much of a view is another than that of the candidate before.
type change uint8

const (
	otherLines change = iota // the lines alone
	otherMatch
	otherListing
	otherNote
)

// viewer makes the views of candidates, one after the other.
type viewer struct {
	note    noteView
	listing listingView
	match   matchView
	view    view
}

// to turns to a candidate of a page.
func (v *viewer) to(p *page, i int32) (changed change) {
	c := &p.cands[i]
	n := &p.notes[c.note]
	if v.view.c == nil {
		v.listing.noteView, v.match.listingView, v.view.matchView = &v.note, &v.listing, &v.match
	}
	if v.note.n != n {
		v.note = noteView{p: p, n: n, g: &p.groups[n.group], sums: &p.sums[n.group]}
		changed = otherNote
	}
	if l := &p.Listings[c.block]; changed == otherNote || v.listing.l != l {
		v.listing.block, v.listing.l = c.block, l
		v.listing.stat, v.listing.group = &n.stats[n.reachOf(c.block)], &v.note.sums.stats[v.note.sums.slot(c.block)]
		v.listing.others, v.listing.nearer = v.listing.share(v.listing.group.found, v.listing.stat.found()), v.listing.between()
		changed = max(changed, otherListing)
	}
	var m *match.Match
	if c.match >= 0 {
		m = &p.Matches[c.match]
	}
	if changed >= otherListing || v.match.m != m {
		v.match.m = m
		if m == nil {
			v.match.f = nil
		} else if f := &p.Fragments[m.Fragment]; f != v.match.f {
			v.match.f, v.match.repeats = f, p.repeats(f)
		}
		changed = max(changed, otherMatch)
	}
	v.view.set(c)
	return changed
}

// set turns to the lines of a candidate.
func (v *view) set(c *candidate) {
	v.c, v.lines, v.terms = c, 0, 0
	for _, r := range c.ranges {
		v.lines += r.Last - r.First + 1
		v.terms += v.p.TermsIn(v.l, r)
	}
	v.covered, v.more = 0, false
	if v.m != nil {
		v.covered = min(float64(len(v.m.Used))/float64(max(v.terms, 1)), 1)
		if c.extent == ownLines {
			n := &v.p.Nodes[v.m.Node]
			v.more = n.Open == v.m.Used[0] && int(n.Last-n.First)+1 > v.lines
		}
	}
	v.scope = v.inScope()
	v.inside, v.outside = v.echoed()
}

// vector fills the features of the first pass for a candidate.
func (p *page) vector(i int32, out []float64) {
	var v viewer
	v.to(p, i)
	out = noteFeatures.fill(noteFeatures.all(), &v.note, out)
	out = listingFeatures.fill(listingFeatures.all(), &v.listing, out)
	if v.match.m == nil {
		out = out[len(matchFeatures.features):]
	} else {
		out = matchFeatures.fill(v.match.may(), &v.match, out)
	}
	candidateFeatures.fill(v.view.may(), &v.view, out)
}

func (n *note) owns(block int32) bool { return slices.Contains(n.Own, int(block)) }

// share is the share of the group's other notes.
func (v *listingView) share(count int, own bool) float64 {
	n := len(v.g.Notes) - 1
	if n <= 0 {
		return 0
	}
	if own {
		count--
	}
	return float64(count) / float64(n)
}

// between counts the nearer listings in which the group finds at least half as much.
func (v *listingView) between() (n int) {
	for b := max(int(v.block)+1, v.n.Above-reachAbove); b < v.n.Above; b++ {
		if at := v.sums.slot(int32(b)); int(at) >= len(v.sums.stats) {
			break
		} else if g := &v.sums.stats[at]; g.found > 0 && 2*g.found >= v.group.found {
			n++
		}
	}
	return n
}

// inScope reports whether a candidate lies inside what the notes around name.
func (v *view) inScope() bool {
	for _, s := range v.sums.scopes {
		if s.block == v.c.block {
			d := &v.p.Nodes[s.node]
			return v.c.ranges[0].First >= int(d.First) && v.c.ranges[len(v.c.ranges)-1].Last <= int(d.Last)
		}
	}
	return false
}

// echoed counts the words of a candidate's lines that the note's text has, and
// those of the rest of the listing.
func (v *view) echoed() (in, out int) {
	for _, t := range v.n.echoes {
		if t < v.l.From || t >= v.l.To {
			continue
		}
		line, inside := int(v.p.Terms[t].Line), false
		for _, r := range v.c.ranges {
			inside = inside || line >= r.First && line <= r.Last
		}
		if inside {
			in++
		} else {
			out++
		}
	}
	return in, out
}
