// Command fit fits the weights of internal/bind to documents with truth:
//
//	make fit CORPUS=../shared/corpus
//
// It prints how well weights do in documents that they were not fitted to, and
// the ten that say most; -o writes the file of weights. The same documents give
// the same bytes.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"log"
	"math"
	"slices"

	"docsite/internal/bind"
)

// settings are what the fit can be tried with; the values here are those by
// which documents that were not learned from come out best.
type settings struct {
	folds, inner int     // of the validation, and of the first pass that the second learns from
	ridge        float64 // how small weights are kept
	longest      float64 // rows that a document may count for
	lost         float64 // weight of a row whose lines are no candidate
	own          float64 // weight of the rows of this repository's tests
	changed      float64 // weight of the rows of pages of which lines are gone
}

var set = settings{folds: 8, inner: 4, ridge: 8, longest: 60, lost: .5, own: 2, changed: .4}

func main() {
	log.SetFlags(0)
	out := flag.String("o", "", "file that the weights are written to")
	validates := flag.Bool("validate", true, "print how well it does in documents that were not learned from")
	wrongs := flag.Float64("errors", 0, "print what goes wrong at this threshold")
	flag.Float64Var(&set.own, "own", set.own, "weight of the pages of this repository")
	check := flag.String("check", "", "print what the marked pages of a folder are marked with, and stop")
	flag.Float64Var(&set.ridge, "ridge", set.ridge, "how small weights are kept")
	flag.Parse()
	if *check != "" {
		if err := printMarks(*check); err != nil {
			log.Fatal(err)
		}
		return
	}
	if flag.NArg() != 1 {
		log.Fatal("usage: fit [flags] CORPUS")
	}
	list, err := readAll(flag.Arg(0))
	if err != nil {
		log.Fatal(err)
	}
	pages, err := readPages("internal/bind/fit/testdata/pages")
	if err != nil {
		log.Fatal(err)
	}
	if *validates {
		validate(list)
		report(list)
		if *wrongs > 0 {
			printErrors(list, *wrongs)
		}
	}
	unseen(list)
	first, second := train(list, firstOf), train(list, secondOf)
	printWeights(list, second)
	printOwn(list, prepareAll(pages), first, second)
	if *out != "" {
		if err := write(*out, first, second, usual(list, len(second))); err != nil {
			log.Fatal(err)
		}
	}
}

// readAll reads the documents of a folder and the pages of this repository's tests,
// and makes of each four of which lines are gone or have another word.
func readAll(dir string) ([]*example, error) {
	docs, err := readCorpus(dir)
	if err != nil {
		return nil, err
	}
	own, err := readOwn(".")
	if err != nil {
		return nil, err
	}
	docs = append(docs, own...)
	for _, d := range slices.Clone(docs) {
		for _, first := range []int{1, 3} {
			for _, o := range []*document{without(d, first), renamed(d, first)} {
				if o != nil {
					docs = append(docs, o)
				}
			}
		}
	}
	return prepareAll(docs), nil
}

func prepareAll(docs []*document) []*example {
	list := make([]*example, len(docs))
	for i, d := range docs {
		list[i] = prepare(d)
	}
	return list
}

// kinds are the parts of the documents that are counted apart.
var kinds = []struct {
	name string
	has  func(e *example) bool
}{
	{"all", func(e *example) bool { return !e.own }},
	{"up to 119", func(e *example) bool { return e.name < "2" }},
	{"from 201", func(e *example) bool { return e.name >= "2" }},
	{"Dockerfiles", func(e *example) bool { return e.kind == "dockerfile" }},
	{"keys", func(e *example) bool { return e.kind == "yaml" }},
	{"scripts", func(e *example) bool { return e.kind == "sh" }},
	{"others", func(e *example) bool { return e.kind == "" }},
}

// report prints the figures of the validation.
func report(list []*example) {
	for _, threshold := range []float64{.4, .45, .5, .55, .6, .65, .7} {
		fmt.Printf("one pass   %.2f  %v\n", threshold, total(list, threshold, (*example).one, kinds[0].has))
	}
	for _, threshold := range []float64{.4, .45, .5, .55, .6, bind.Threshold, .65, .7, .8} {
		fmt.Printf("two passes %.2f  %v\n", threshold, total(list, threshold, (*example).both, kinds[0].has))
	}
	for _, k := range kinds[1:] {
		fmt.Printf("%-12s %.2f %v\n", k.name, bind.Threshold, total(list, bind.Threshold, (*example).both, func(e *example) bool { return !e.own && k.has(e) }))
	}
	fmt.Printf("pages of which lines are gone %.2f %v\n", bind.Threshold, total(list, bind.Threshold, (*example).both, func(e *example) bool { return e.changed }))
	s := offered(list, kinds[0].has)
	fmt.Printf("asked of their authors: all or some %d, others %d, none %d\n", s["right"]+s["near"]+s["null"], s["wrong"], s["false"])
	fmt.Printf("surprise: one pass %.4f, two passes %.4f\n",
		surprise(list, (*example).one, kinds[0].has), surprise(list, (*example).both, kinds[0].has))
}

// printWeights prints the ten features that say most.
func printWeights(list []*example, w []float64) {
	names := bind.Names()
	var data []choice
	for _, e := range list {
		data = append(data, e.choices(e.second)...)
	}
	scale, _ := spread(data, len(w))
	says := func(j int) float64 {
		if scale[j] == 0 {
			return 0
		}
		return math.Abs(w[j]) / scale[j]
	}
	order := make([]int, len(w))
	for j := range order {
		order[j] = j
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(says(b), says(a)) })
	for _, j := range order[:10] {
		fmt.Printf("%-24s weight %7.3f, says %.2f\n", names[j], w[j], says(j))
	}
}

// printErrors prints the rows that are not right.
func printErrors(list []*example, threshold float64) {
	for _, e := range list {
		for i := range e.items {
			it := &e.items[i]
			if it.concept() || e.own {
				continue
			}
			verdict, chosen := e.judge(it, e.p, threshold)
			if verdict == "right" || verdict == "null" {
				continue
			}
			if chosen < 0 {
				for _, n := range it.notes {
					for c := n.First; c < n.Last; c++ {
						if chosen < 0 || e.p[c] > e.p[chosen] {
							chosen = c
						}
					}
				}
			}
			right := 0.0
			for c := range it.right {
				right = math.Max(right, e.p[c])
			}
			fmt.Printf("%s %s:%d: want %v of probability %.2f", verdict, e.name, it.Line, it.Lines, right)
			if chosen >= 0 {
				block, lines := e.cands.Lines(chosen)
				fmt.Printf(", best %d:%v of %.2f", block, lines, e.p[chosen])
			}
			fmt.Printf(" | %s\n", it.Row)
		}
	}
}

// printOwn prints how the pages of this repository come out: those of its tests,
// which are learned from, and the marked pages, which are not.
func printOwn(list, marked []*example, first, second []float64) {
	for _, e := range slices.Concat(list, marked) {
		if e.own {
			e.p = e.predict(second, e.cands.Context(e.predict(first, e.first)))
		}
	}
	own := func(e *example) bool { return e.own && !e.changed }
	fmt.Printf("pages of this repository's tests, learned from: %v\n", total(list, bind.Threshold, (*example).both, own))
	fmt.Printf("marked pages, not learned from: %v, surprise %.4f\n",
		total(marked, bind.Threshold, (*example).both, own), surprise(marked, (*example).both, own))
}
