package bind

import (
	"math"
	"slices"
)

// The second pass weighs each candidate again, with what the first says of the
// other notes as further evidence.

// around is a candidate with what the first pass says of the notes around it.
type around struct {
	p      *page
	c      *candidate
	n      *note
	others float64 // notes of its group beside its own
	slot   int     // where its note keeps what it has in the listing
	null   float64 // probability that the note explains nothing
	group  others
	lines  placed
	outer  relatives

	before, behind         neighbour
	above                  float64 // how sure the nearest note above is that opens code around other candidates of the note, and not around this one
	pageBefore, pageBehind float64 // the order to the nearest notes of other groups that are rather sure of lines there
}

// others is what the group's other notes have in the listing.
type others struct {
	most  float64 // how much of the surest of them is there
	quiet float64 // mean probability that they explain nothing
	style float64 // share of them that name theirs in the same dress
}

// placed is how many of the group's other notes lie at the same lines, inside
// them, across them.
type placed struct {
	same, inside, across float64
	better               float64 // of those at the same lines, how many agree better with them
}

// relatives is what the notes around the group and those of other groups say.
type relatives struct {
	under     float64 // the note around lies around these lines
	parted    float64 // it lies at them, and a listing stands between it and the note
	underAway float64 // it lies elsewhere
	elsewhere float64 // notes of other groups at the same lines
}

// contextual are the features of the second pass.
var contextual = newTable([]feature[around]{
	{"first", "log odds of the first pass", always, func(a *around) float64 { return logit(a.c.p) }},
	{"nothing", "log odds that the note explains nothing", always, func(a *around) float64 { return logit(a.null) }},
	{"group most", "how much of the surest of the group's other notes is in the listing", grouped, func(a *around) float64 { return a.group.most }},
	{"group quiet", "how sure the others are to explain nothing", grouped, func(a *around) float64 { return a.group.quiet }},
	{"before", "the note before is sure", preceded, func(a *around) float64 { return a.before.sure }},
	{"before order", "and these lines come behind its", preceded, func(a *around) float64 { return a.before.order }},
	{"behind order", "and these lines come before its", followed, func(a *around) float64 { return a.behind.order }},
	{"alike beside opener", "the note above opens code with other candidates in it, and these lines are one of several places of one depth, or all of them", enclosed | alike, func(a *around) float64 { return a.above }},
	{"others better", "others of the group agree better with these lines", grouped, func(a *around) float64 { return min(a.lines.better, 1) }},
	{"others inside", "others of the group inside these lines", grouped, func(a *around) float64 { return math.Log1p(a.lines.inside) }},
	{"others across", "others of the group with some of these lines", grouped, func(a *around) float64 { return math.Log1p(a.lines.across) }},
	{"others style", "share of the others that name theirs in the same dress", grouped, func(a *around) float64 { return a.group.style }},
	{"under", "the note around lies around these lines", related, func(a *around) float64 { return a.outer.under }},
	{"under parted", "it lies at them, and a listing stands between it and the note", related, func(a *around) float64 { return a.outer.parted }},
	{"under away", "it lies elsewhere", related, func(a *around) float64 { return a.outer.underAway }},
	{"page before", "these lines come behind those of the nearest note above in another group", always, func(a *around) float64 { return a.pageBefore }},
	{"page behind", "these lines come before those of the nearest below", always, func(a *around) float64 { return a.pageBehind }},
	{"other groups", "notes of other groups at the same lines", elsewhere, func(a *around) float64 { return min(a.outer.elsewhere, 3) }},
})

func logit(p float64) float64 {
	p = min(max(p, 1e-4), 1-1e-4)
	return math.Log(p / (1 - p))
}

// best is the likeliest candidate of a note; -1 for none.
func (cs *candidates) best(n *note) int32 {
	best := int32(-1)
	for c := n.first; c < n.last; c++ {
		if best < 0 || cs.cands[c].p > cs.cands[best].p {
			best = c
		}
	}
	return best
}

// settle finds the best candidate of each note, and what each has in each listing.
func (p *page) settle() {
	for i := range p.notes {
		n := &p.notes[i]
		n.best, n.null = p.best(n), 1
		n.mass = p.floats(len(n.reach))
		for c := n.first; c < n.last; c++ {
			n.mass[n.reachOf(p.cands[c].block)] += p.cands[c].p
			n.null -= p.cands[c].p
		}
		n.null = max(n.null, 0)
		n.opened = p.opened(n)
	}
	if p.taken == nil {
		p.taken = make(map[uint64]float64, len(p.notes))
	}
	clear(p.taken)
	for i := range p.notes {
		if c := p.notes[i].best; c >= 0 {
			p.taken[p.cands[c].key] += p.cands[c].p
		}
	}
	for g := range p.groups {
		p.sums[g].null, p.sums[g].outer = 0, p.outer(g)
		notes := p.ofGroup(g)
		for i := range notes {
			notes[i].above = p.nearestAbove(notes, &notes[i])
			p.sums[g].null += notes[i].null
		}
	}
}

// floats cuts so many zeros out of the page's memory.
func (p *page) floats(n int) []float64 {
	at := len(p.numbers)
	p.numbers = slices.Grow(p.numbers, n)[:at+n]
	clear(p.numbers[at:])
	return p.numbers[at : at+n : at+n]
}

func (p *page) ofGroup(g int) []note {
	end := len(p.notes)
	if g+1 < len(p.offset) {
		end = p.offset[g+1]
	}
	return p.notes[p.offset[g]:end]
}

// window is how many notes before and behind one are compared with it.
const window = 48

// around looks at what the first pass says of the notes around a candidate.
func (p *page) around(a *around, i int32) {
	c := &p.cands[i]
	n := &p.notes[c.note]
	s := &p.sums[n.group]
	notes := p.ofGroup(int(n.group))
	others := float64(len(notes) - 1)
	*a = around{p: p, c: c, n: n, others: others, slot: n.reachOf(c.block), null: n.null}
	if others > 0 {
		a.group.quiet = (s.null - n.null) / others
	}
	from, to := max(int(n.index)-window, 0), min(int(n.index)+window, len(notes))
	for k := from; k < to; k++ {
		if o := &notes[k]; o.index != n.index && o.best >= 0 {
			p.compare(a, o, float64(max(to-from-1, 1)))
		}
	}
	a.before = p.neighbour(notes, c, int(n.index), -1)
	a.behind = p.neighbour(notes, c, int(n.index), 1)
	a.above = p.besideOpened(n, c)
	a.pageBefore, a.pageBehind = orderOnPage(p, n, c, -1), orderOnPage(p, n, c, 1)
	p.family(a)
}

// slotOf is where a note keeps what it has in the listing of a candidate of its group;
// -1 for a listing that it may not explain. Most notes of a group share a reach.
func (n *note) slotOf(a *around) int {
	if len(n.reach) > 0 && len(n.reach) == len(a.n.reach) && &n.reach[0] == &a.n.reach[0] {
		return a.slot
	}
	return slices.Index(n.reach, a.c.block)
}

// compare adds what another note of the group says of a candidate.
func (p *page) compare(a *around, o *note, others float64) {
	b := &p.cands[o.best]
	if k := o.slotOf(a); k >= 0 {
		a.group.most = max(a.group.most, o.mass[k])
	}
	if b.match >= 0 && a.c.match >= 0 {
		x, y := &p.Fragments[p.Matches[b.match].Fragment], &p.Fragments[p.Matches[a.c.match].Fragment]
		if x.Code == y.Code && x.Bold == y.Bold && x.At == y.At {
			a.group.style += b.p / others
		}
	}
	switch relate(b, a.c) {
	case equalLines:
		a.lines.same += b.p
		if b.match >= 0 && a.c.match >= 0 && p.Matches[b.match].Agreement > p.Matches[a.c.match].Agreement+.05 {
			a.lines.better += b.p
		}
	case insideLines:
		a.lines.inside += b.p
	case acrossLines:
		a.lines.across += b.p
	}
}

// family adds what the note around the group and those of other groups say.
func (p *page) family(a *around) {
	if o := p.sums[a.n.group].outer; o != nil {
		b := &p.cands[o.best]
		switch relate(a.c, b) {
		case equalLines:
			a.outer.under = b.p
			if o.Above != a.n.Above {
				a.outer.parted = b.p
			}
		case insideLines:
			a.outer.under = b.p
		default:
			a.outer.underAway = b.p
		}
	}
	a.outer.elsewhere = p.taken[a.c.key] - a.lines.same
	if a.n.best >= 0 && p.cands[a.n.best].key == a.c.key {
		a.outer.elsewhere -= p.cands[a.n.best].p
	}
	a.outer.elsewhere = max(a.outer.elsewhere, 0)
}
