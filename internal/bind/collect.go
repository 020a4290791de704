package bind

import (
	"docsite/internal/code"
	"docsite/internal/site"
)

// Candidates are the candidates of a page with their features, for fitting.
type Candidates struct {
	page    *page
	Vectors [][]float64 // by candidate, the features of the first pass
}

// Run is where the candidates of one note stand: from First up to, but not with, Last.
type Run struct{ First, Last int }

// Names are the names of the features, those of the second pass behind those of the
// first.
func Names() (list []string) {
	for _, f := range described {
		list = append(list, f.name)
	}
	return list
}

// Collect finds the candidates of a page.
func Collect(codes []*code.Code, groups []site.NoteGroup) *Candidates {
	c := &Candidates{page: new(page)}
	c.page.read(codes, groups)
	c.Vectors = make([][]float64, len(c.page.cands))
	for i := range c.page.cands {
		c.Vectors[i] = make([]float64, firstWidth)
		c.page.vector(int32(i), c.Vectors[i])
	}
	return c
}

// Run gives the candidates of a note.
func (c *Candidates) Run(at site.NoteRef) Run {
	n := &c.page.notes[c.page.offset[at.Group]+at.Note]
	return Run{int(n.first), int(n.last)}
}

// Lines are those of a candidate.
func (c *Candidates) Lines(i int) (block int, lines []int) {
	for _, r := range c.page.cands[i].ranges {
		for l := r.First; l <= r.Last; l++ {
			lines = append(lines, l)
		}
	}
	return int(c.page.cands[i].block), lines
}

// Marked reports whether a candidate is what a marker in the code says.
func (c *Candidates) Marked(i int) bool { return c.page.cands[i].extent == markedLines }

// Normalize makes probabilities of the scores of all candidates.
func (c *Candidates) Normalize(scores []float64) {
	c.take(scores)
	c.page.normalize()
	for i := range scores {
		scores[i] = c.page.cands[i].p
	}
}

// Context gives the features of both passes, for the probabilities of the first;
// nil for a candidate that the second pass does not weigh.
func (c *Candidates) Context(first []float64) [][]float64 {
	c.take(first)
	c.page.prune()
	c.page.settle()
	out := make([][]float64, len(first))
	for i := range first {
		if !c.page.cands[i].kept {
			continue
		}
		out[i] = make([]float64, firstWidth+len(contextual.features))
		var a around
		c.page.around(&a, int32(i))
		contextual.fill(a.may(), &a, out[i][copy(out[i], c.Vectors[i]):])
	}
	return out
}

// Best is the candidate that a note is bound to where it is sure enough, and how
// sure that is; -1 where it has none.
func (c *Candidates) Best(r Run, p []float64) (best int, sure float64) {
	n := note{first: int32(r.First), last: int32(r.Last)}
	for i := r.First; i < r.Last; i++ {
		c.page.cands[i].p = p[i]
	}
	if n.best = c.page.best(&n); n.best < 0 {
		return -1, 0
	}
	k, sure := surest(c.page, &n)
	return int(k), sure
}

// Offers reports whether the author of a note that is so sure of its lines is asked
// whether it means them.
func (c *Candidates) Offers(at site.NoteRef, sure float64) bool {
	return offers(c.page, &c.page.notes[c.page.offset[at.Group]+at.Note], sure)
}

func (c *Candidates) take(p []float64) {
	for i := range p {
		c.page.cands[i].p, c.page.cands[i].kept = p[i], true
	}
}
