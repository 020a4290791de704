package bind

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"docsite/internal/site"
)

// Threshold is how sure a note must be of its lines to be put beside them. A
// wrong or a false note costs the trust of a reader that several missing ones do
// not: here, in documents that the weights were not fitted to, 1 of 100 notes with
// lines is at wrong ones, and 1.1 of 100 rows that explain nothing are at some
// (make fit prints both).
const Threshold = .62

// Offer is from how sure a note without lines is its author may be asked whether it
// means the nearest: of documents that the weights were not fitted to, three in four
// such notes mean all or some of these lines (make fit prints the figure).
const Offer = .58

// How much of the probability of other candidates counts for the best: lines that
// have some of its lines and no other, and the same code in another listing; for a run, also
// lines of which it has others, too. Fallback is
// which share of the best's probability another one must have to be taken in its place.
const (
	nearShare  = .8
	twinShare  = .95
	alikeShare = .5
	fallback   = .2
)

// decode makes bindings of the probabilities.
func (p *page) decode() [][]site.Binding {
	out := make([][]site.Binding, len(p.groups))
	all := make([]site.Binding, len(p.notes))
	t := targets{lines: make([]int, 0, 2*len(p.notes)), spans: make([]site.Span, 0, len(p.notes)), list: make([]site.Target, 0, len(p.notes))}
	for g := range p.groups {
		notes := p.ofGroup(g)
		out[g], all = all[:len(notes):len(notes)], all[len(notes):]
		bound := 0
		for i := range notes {
			out[g][i] = p.binding(&notes[i], &t)
			if len(out[g][i].Targets) > 0 {
				bound++
			}
		}
		bound -= dropStray(notes, out[g], bound)
		for i := range notes {
			switch {
			case len(out[g][i].Targets) == 0:
				p.refuse(&notes[i], &out[g][i], bound, &t)
			case out[g][i].State == site.Edited && isValue(p, notes, out[g], i):
				out[g][i].State = site.Matched
			}
		}
	}
	return out
}

// company is how many notes of a group have their lines in one listing where a single other
// is no match for another: it would take all of them out of their listing's section.
const company = 3

// dropStray takes its lines from the one note of a group that is alone in its listing,
// while all others are together in another one. It gives how many these are.
func dropStray(notes []note, group []site.Binding, bound int) int {
	if bound <= company || !notes[0].Kind.IsItem() && notes[0].Kind != site.TableNote {
		return 0
	}
	home, counts := -1, map[int]int{}
	for i := range group {
		if t := group[i].Targets; len(t) > 0 {
			if counts[t[0].Block]++; counts[t[0].Block] == bound-1 {
				home = t[0].Block
			}
		}
	}
	if home < 0 || len(counts) != 2 {
		return 0
	}
	for i := range group {
		if t := group[i].Targets; len(t) > 0 && t[0].Block != home && !notes[i].owns(int32(t[0].Block)) {
			group[i] = site.Binding{State: site.NoCode, Probability: group[i].Probability}
			return 1
		}
	}
	return 0
}

// isValue reports whether the note before or behind one is at the same lines with
// another number: of a list of the values that a line may have none is a version.
func isValue(p *page, notes []note, group []site.Binding, i int) bool {
	for _, near := range [...]int{i - 1, i + 1} {
		if near >= 0 && near < len(group) && len(group[near].Targets) > 0 &&
			group[near].Targets[0].Block == group[i].Targets[0].Block &&
			slices.Equal(group[near].Targets[0].Lines, group[i].Targets[0].Lines) &&
			numbersOf(p, &notes[near]) != numbersOf(p, &notes[i]) {
			return true
		}
	}
	return false
}

// numbersOf gives the digits and dots of what a note quotes of its lines.
func numbersOf(p *page, n *note) string {
	c := &p.cands[n.best]
	if c.match < 0 {
		return ""
	}
	return strings.Map(func(r rune) rune {
		if r == '.' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, p.Fragments[p.Matches[c.match].Fragment].Text)
}

// sure is the probability that a candidate is right, or as good as right.
func (p *page) sure(n *note, best int32) float64 {
	b := &p.cands[best]
	sum := b.p
	for i := n.first; i < n.last; i++ {
		c := &p.cands[i]
		switch {
		case i == best || c.p < .02:
		case c.block != b.block:
			if p.text(c) == p.text(b) {
				sum += twinShare * c.p
			}
		case isNear(b, c):
			sum += nearShare * c.p
		}
	}
	return sum
}

// surest is the candidate that a note is bound to, and how sure that is: the likeliest,
// or, where it is not sure enough, one that others are nearly the same as. Lines of which
// each may be meant are sure together.
func surest(p *page, n *note) (best int32, sure float64) {
	sure = p.sure(n, n.best)
	if best = n.best; sure >= Threshold {
		return best, sure
	}
	least := fallback * p.cands[n.best].p
	for i := n.first; i < n.last; i++ {
		c := &p.cands[i]
		if i == n.best || c.p < least || c.match < 0 || p.Fragments[p.Matches[c.match].Fragment].At != site.LabelPosition {
			continue // what a sentence says is about one of several places
		}
		if s := p.sure(n, i); s >= Threshold && s > sure {
			best, sure = i, s
		}
	}
	if best == n.best && sure < Threshold && p.cands[best].extent == runLines {
		sure += partsOf(p, n, best)
	}
	return best, sure
}

// partsOf is how much those say for a run of constructs that mean only some of them: of several
// that are written alike, ENV below ENV, none is meant more than the others.
func partsOf(p *page, n *note, run int32) (sum float64) {
	for i := n.first; i < n.last; i++ {
		if c := &p.cands[i]; i != run && relate(c, &p.cands[run]) == insideLines && !isNear(&p.cands[run], c) {
			sum += alikeShare * c.p
		}
	}
	return sum
}

// isNear reports whether a has no line that b has not, or all of its lines and at
// most two more.
func isNear(a, b *candidate) bool {
	common, own, other := overlap(a, b)
	return common == own || common == other && own-common <= 2
}

// binding is that of one note.
func (p *page) binding(n *note, t *targets) site.Binding {
	if n.best < 0 || n.Leads {
		return site.Binding{State: site.NoCode}
	}
	out := site.Binding{State: site.NoCode}
	n.best, out.Probability = surest(p, n)
	c := &p.cands[n.best]
	if out.Probability < Threshold {
		if offers(p, n, out.Probability) {
			nearest := p.target(c, t)
			out.Nearest = &nearest
		}
		return out
	}
	out.State = site.Matched
	if c.match >= 0 && p.Matches[c.match].Edited > 0 {
		out.State = site.Edited
	}
	t.list = append(t.list, p.target(c, t))
	k := len(t.list)
	out.Targets = t.list[k-1 : k : k]
	return out
}

// offers reports whether the author of a note that is so sure of its lines may be asked
// whether it means them.
func offers(p *page, n *note, sure float64) bool {
	return sure >= Offer && sure < Threshold && !n.Leads && p.expected(n)
}

// targets are arrays that the targets of a page are cut from.
type targets struct {
	lines []int
	spans []site.Span
	list  []site.Target
}

// target gives the lines of a candidate.
func (p *page) target(c *candidate, t *targets) site.Target {
	lines, spans := len(t.lines), len(t.spans)
	for _, r := range c.ranges {
		for line := r.First; line <= r.Last; line++ {
			t.lines = append(t.lines, line)
		}
		t.spans = append(t.spans, p.Listings[c.block].Span(r))
	}
	return site.Target{Block: int(c.block), Lines: slices.Clip(t.lines[lines:]), Spans: slices.Clip(t.spans[spans:])}
}

// likely is from how sure a note that is not bound is worth an answer.
const likely = .15

// refuse says of a note without lines what became of it. Only one that names code,
// in a group of which others found theirs, is said to have lost its lines.
func (p *page) refuse(n *note, out *site.Binding, bound int, t *targets) {
	size := len(p.groups[n.group].Notes)
	if !n.code || size > 1 && 2*bound < size-1 || size == 1 && out.Probability < likely {
		return
	}
	if !p.expected(n) {
		return
	}
	out.State, out.Reason = site.Unmatched, p.absent(n, n.reach[:min(1, len(n.reach))]...)
	if n.best < 0 {
		return
	}
	best := &p.cands[n.best]
	nearest := p.target(best, t)
	out.Nearest = &nearest
	second := int32(-1)
	for i := n.first; i < n.last; i++ {
		c := &p.cands[i]
		if i != n.best && c.block == best.block && relate(c, best) == apartLines && p.equal(c, best) && (second < 0 || c.p > p.cands[second].p) {
			second = i
		}
	}
	if second >= 0 && n.Kind == site.HeadingNote && n.owns(best.block) {
		*out = site.Binding{State: site.NoCode} // it heads all of these lines
		return
	}
	if second >= 0 {
		out.State = site.Ambiguous
		first, last := best.ranges[0].First, p.cands[second].ranges[0].First
		out.Reason = "two lines match equally: " + strconv.Itoa(min(first, last)) + " and " + strconv.Itoa(max(first, last))
		return
	}
	if m := best.match; m < 0 || p.Matches[m].Agreement < .8 {
		out.Reason = p.absent(n, best.block)
		if best.p < likely || m >= 0 && p.Matches[m].Agreement < .6 {
			out.Nearest = nil
		}
		return
	}
	out.Reason = p.reason(n.best)
}

// absent says that what names a note's code is no word of listings.
func (p *page) absent(n *note, blocks ...int32) string {
	for _, b := range blocks {
		if l := &p.Listings[b]; l.Code != nil && bytes.Contains(l.Text, []byte(n.Label)) {
			return strconv.Quote(n.Label) + " stands in the listing as a part of another word"
		}
	}
	return strconv.Quote(n.Label) + " is not in the listing"
}

// expected reports whether a note is of a kind that seldom stands near code which it
// does not explain: a row, an item, one of several headings.
func (p *page) expected(n *note) bool {
	return !n.Leads && n.Kind != site.ParagraphNote && (n.Kind != site.HeadingNote || len(p.groups[n.group].Notes) >= 3)
}

// equal reports whether two candidates are places at which the same words agree
// equally well.
func (p *page) equal(a, b *candidate) bool {
	if a.match < 0 || b.match < 0 {
		return false
	}
	x, y := &p.Matches[a.match], &p.Matches[b.match]
	return x.Fragment == y.Fragment && x.Behind < .02 && y.Behind < .02
}
