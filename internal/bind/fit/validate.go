package main

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"
	"sync"

	"docsite/internal/bind"
)

// example is a document ready to be fitted.
type example struct {
	*document
	cands  *bind.Candidates
	first  [][]float64 // by candidate, the features of the first pass
	second [][]float64 // and those of both
	items  []item
	seen   []float64 // by candidate, the probabilities of a first pass that the second learns from
	p1, p  []float64 // those of both passes by weights that have not seen the document
}

// item is a row of the truth with the candidates of its notes.
type item struct {
	row
	notes []bind.Run
	right map[int]bool // candidates
}

func prepare(d *document) *example {
	e := &example{document: d, cands: bind.Collect(d.codes, d.groups)}
	e.first = e.cands.Vectors
	for _, r := range d.rows {
		it := item{row: r, right: map[int]bool{}}
		for _, ref := range d.bySource[r.Line] {
			n := e.cands.Run(ref)
			it.notes = append(it.notes, n)
			for c := n.First; c < n.Last; c++ {
				block, lines := e.cands.Lines(c)
				for _, a := range r.places() {
					if r.Lines != nil && a.Block == block && slices.Equal(a.Lines, lines) {
						it.right[c] = true
					}
				}
			}
		}
		e.items = append(e.items, it)
	}
	return e
}

// one are the probabilities of the first pass, and both those of the second.
func (e *example) one() []float64  { return e.p1 }
func (e *example) both() []float64 { return e.p }

// concept reports whether a row quotes no code: it is counted apart.
func (it *item) concept() bool { return it.Kind == "concept" }

// doubtful reports whether one reader saw lines and another none.
func (it *item) doubtful() bool { return it.Lines == nil && len(it.Alt) > 0 }

// choices makes the rows of the fit of one document.
func (e *example) choices(vectors [][]float64) (list []choice) {
	weight := math.Min(1, set.longest/float64(len(e.items)))
	if e.changed {
		weight *= set.changed
	} else if e.own {
		weight *= set.own
	}
	for i := range e.items {
		it := &e.items[i]
		if it.concept() || it.doubtful() {
			continue
		}
		for _, n := range it.notes {
			if n.First == n.Last || e.cands.Marked(n.First) {
				continue
			}
			c := choice{null: true, weight: weight}
			for k := n.First; k < n.Last; k++ {
				if vectors[k] == nil {
					continue
				}
				c.vectors, c.right = append(c.vectors, vectors[k]), append(c.right, it.right[k])
				c.null = c.null && !it.right[k]
			}
			if it.Lines != nil && c.null {
				c.weight *= set.lost
			}
			list = append(list, c)
		}
	}
	return list
}

// folds spreads documents over so many folds, those of one author into the same.
func folds(list []*example, n int) []int {
	size := map[string]int{}
	for _, e := range list {
		size[e.group] += len(e.items)
	}
	keys := make([]string, 0, len(size))
	for k := range size {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(cmp.Compare(size[b], size[a]), cmp.Compare(a, b)) })
	load, of := make([]int, n), map[string]int{}
	for _, k := range keys {
		best := slices.Index(load, slices.Min(load))
		load[best] += size[k]
		of[k] = best
	}
	out := make([]int, len(list))
	for i, e := range list {
		out[i] = of[e.group]
	}
	return out
}

// train fits the weights of one pass on some documents.
func train(list []*example, vectors func(*example) [][]float64) []float64 {
	var data []choice
	for _, e := range list {
		data = append(data, e.choices(vectors(e))...)
	}
	return fit(data, set.ridge)
}

func firstOf(e *example) [][]float64  { return e.first }
func secondOf(e *example) [][]float64 { return e.second }

// part gives the documents of a fold, and the others.
func part(list []*example, fold []int, f int) (in, out []*example) {
	for i, e := range list {
		if fold[i] == f {
			in = append(in, e)
		} else {
			out = append(out, e)
		}
	}
	return in, out
}

// unseen gives each document the features of the second pass, by a first pass
// that was fitted on the others.
func unseen(list []*example) {
	fold := folds(list, set.inner)
	var wg sync.WaitGroup
	for f := range set.inner {
		wg.Go(func() {
			in, out := part(list, fold, f)
			w := train(out, firstOf)
			for _, e := range in {
				e.seen = e.predict(w, e.first)
			}
		})
	}
	wg.Wait()
	for _, e := range list {
		e.second = e.cands.Context(e.seen)
	}
}

// validate gives each document the probabilities of weights that were fitted
// without a look at its fold, those of the first pass that the second learns from
// included: were they not, the second pass could tell the truth of the fold from
// what its absence changed in the others.
func validate(list []*example) {
	fold := folds(list, set.folds)
	for f := range set.folds {
		in, out := part(list, fold, f)
		unseen(out)
		first, second := train(out, firstOf), train(out, secondOf)
		for _, e := range in {
			e.p1 = e.predict(first, e.first)
			e.second = e.cands.Context(e.p1)
			e.p = e.predict(second, e.second)
		}
	}
}

// predict gives the probability of each candidate.
func (e *example) predict(w []float64, vectors [][]float64) []float64 {
	p := make([]float64, len(vectors))
	for c := range p {
		if p[c] = math.Inf(-1); vectors[c] != nil {
			p[c] = product(w, vectors[c])
		}
	}
	e.cands.Normalize(p)
	return p
}

// score counts rows as they come out.
type score map[string]int

func (s score) String() string {
	n, z := s["right"]+s["near"]+s["wrong"]+s["missing"], s["null"]+s["false"]
	share := func(k string, of int) float64 { return 100 * float64(s[k]) / math.Max(float64(of), 1) }
	return fmt.Sprintf("right %.1f  near %.1f  wrong %.1f  missing %.1f of %d, false %.2f of %d",
		share("right", n), share("near", n), share("wrong", n), share("missing", n), n, share("false", z), z)
}

// line is a line of a listing.
type line struct{ block, line int }

// judge says what becomes of a row under a threshold, and which candidate it is.
func (e *example) judge(it *item, p []float64, threshold float64) (verdict string, chosen int) {
	got := map[line]bool{}
	chosen = -1
	for _, n := range it.notes {
		c, sure := e.cands.Best(n, p)
		if c < 0 || sure < threshold {
			continue
		}
		chosen, got = c, e.take(c, got)
	}
	return it.judge(got), chosen
}

// take adds the lines of a candidate to others.
func (e *example) take(c int, to map[line]bool) map[line]bool {
	block, lines := e.cands.Lines(c)
	for _, l := range lines {
		to[line{block, l}] = true
	}
	return to
}

// items are the rows of those documents that a figure is about.
func items(list []*example, has func(*example) bool) iter.Seq2[*example, *item] {
	return func(yield func(*example, *item) bool) {
		for _, e := range list {
			if !has(e) {
				continue
			}
			for i := range e.items {
				if !yield(e, &e.items[i]) {
					return
				}
			}
		}
	}
}

// offered counts the notes of some documents whose authors are asked whether they mean
// the likeliest lines, by what becomes of them beside these.
func offered(list []*example, has func(*example) bool) score {
	s := score{}
	for e, it := range items(list, has) {
		for k, n := range it.notes {
			if c, sure := e.cands.Best(n, e.p); c >= 0 && e.cands.Offers(e.bySource[it.Line][k], sure) {
				s[it.judge(e.take(c, map[line]bool{}))]++
			}
		}
	}
	return s
}

// judge says what becomes of a row whose notes are put beside some lines.
func (r *row) judge(got map[line]bool) string {
	switch {
	case len(got) == 0 && r.Lines == nil:
		return "null"
	case len(got) == 0:
		return "missing"
	}
	verdict := "wrong"
	for _, a := range r.places() {
		in := 0
		for _, l := range a.Lines {
			if got[line{a.Block, l}] {
				in++
			}
		}
		switch {
		case r.Lines == nil && in == len(got):
			return "null"
		case in == len(got) && in == len(a.Lines):
			return "right"
		case in == len(got) || in == len(a.Lines) && len(got)-in <= 2:
			verdict = "near"
		}
	}
	if r.Lines == nil {
		return "false"
	}
	return verdict
}

// total counts the rows of some documents.
func total(list []*example, threshold float64, p func(*example) []float64, has func(*example) bool) score {
	s := score{}
	for e, it := range items(list, has) {
		if !it.concept() {
			v, _ := e.judge(it, p(e), threshold)
			s[v]++
		}
	}
	return s
}

// surprise is the mean negative logarithm of the probability of what is right,
// which tells better than counts whether a feature helps.
func surprise(list []*example, p func(*example) []float64, has func(*example) bool) float64 {
	sum, n := 0.0, 0.0
	for e, it := range items(list, has) {
		if it.concept() || it.doubtful() || it.Lines != nil && len(it.right) == 0 {
			continue
		}
		for _, run := range it.notes {
			good, all := 0.0, 0.0
			for c := run.First; c < run.Last; c++ {
				all += p(e)[c]
				if it.right[c] {
					good += p(e)[c]
				}
			}
			if it.Lines == nil {
				good = 1 - all
			}
			sum -= math.Log(math.Max(good, 1e-4))
			n++
		}
	}
	return sum / math.Max(n, 1)
}
