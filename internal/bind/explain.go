package bind

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"docsite/internal/code"
	"docsite/internal/site"
)

// Evidence is what one feature says of a candidate.
type Evidence struct {
	Name, Doc string
	Value     float64
	Says      float64 // value and weight multiplied: above 0 for the candidate, below against it
}

// Choice is a set of lines that a note may explain, with all that speaks for it
// and against it, the strongest first.
type Choice struct {
	Target      site.Target
	Probability float64
	Sure        float64 // with the share of choices that are nearly the same lines, which [Threshold] is held to
	Evidence    []Evidence
}

// Explain gives the likeliest choices of one note, at most n, with the evidence of
// the second pass.
func Explain(codes []*code.Code, groups []site.NoteGroup, at site.NoteRef, n int) []Choice {
	p := new(page)
	p.read(codes, groups)
	p.weigh()
	note := &p.notes[p.offset[at.Group]+at.Note]
	var order []int32
	for c := note.first; c < note.last; c++ {
		if p.cands[c].kept {
			order = append(order, c)
		}
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(p.cands[b].p, p.cands[a].p) })
	var list []Choice
	for _, c := range order[:min(n, len(order))] {
		list = append(list, Choice{Target: p.target(&p.cands[c], new(targets)), Probability: p.cands[c].p, Sure: p.sure(note, c), Evidence: p.evidence(c)})
	}
	return list
}

// evidence lists what the features say of a candidate.
func (p *page) evidence(c int32) (list []Evidence) {
	x := p.both(c)
	for k, f := range described {
		if says := weights[k].second * x[k]; says != 0 {
			list = append(list, Evidence{Name: f.name, Doc: f.doc, Value: x[k], Says: says})
		}
	}
	slices.SortStableFunc(list, func(a, b Evidence) int { return cmp.Compare(max(b.Says, -b.Says), max(a.Says, -a.Says)) })
	return list
}

// both gives the features of both passes for a candidate that the second weighs.
func (p *page) both(c int32) []float64 {
	x := make([]float64, len(described))
	p.vector(c, x)
	copy(x[firstWidth:], p.contexts[p.cands[c].context:])
	return x
}

// described are the features of both passes in the order of the weights.
var described = describe(contextual, describe(candidateFeatures, describe(matchFeatures, describe(listingFeatures, describe(noteFeatures, nil)))))

type description struct{ name, doc string }

func describe[V any](t *table[V], list []description) []description {
	for i := range t.features {
		list = append(list, description{t.features[i].name, t.features[i].doc})
	}
	return list
}

// against are the words for features that speak against a candidate, compared with
// candidates that are right.
var against = map[string]string{
	"agree":        "not all that it quotes stands there",
	"agree all":    "not all that it quotes stands there",
	"agree most":   "little of what it quotes stands there",
	"missing":      "not all that it quotes stands there",
	"loose":        "only pieces of its words stand there",
	"disorder":     "its words stand there in another order",
	"places":       "it fits several places there",
	"listings":     "it fits several listings",
	"others there": "what stands beside it is not in that listing",
	"group most":   "what stands beside it is not in that listing",
	"group quiet":  "what stands beside it explains no code",
	"distance":     "the listing is far above it",
	"section":      "the listing stands below another heading",
	"chapter":      "the listing stands below another heading",
	"below":        "the listing stands below it",
	"under away":   "the text around it is about other lines",
	"before order": "the order is not that of the code",
	"behind order": "the order is not that of the code",
	"page before":  "the order is not that of the code",
	"page behind":  "the order is not that of the code",
	"comment":      "its words stand in a comment",
	"repeated":     "other notes quote the same",
	"covered":      "it quotes little of the line",
	"says nothing": "it says nothing of the code",
}

// reason is what speaks most against a candidate, in words for an author.
func (p *page) reason(c int32) string {
	x := p.both(c)
	worst, says := "it is not sure enough", 0.0
	for k, f := range described {
		if words := against[f.name]; words != "" {
			if v := weights[k].second * (x[k] - weights[k].usual); v < says {
				worst, says = words, v
			}
		}
	}
	return worst
}

// maxEvidence is how much evidence is printed of a choice.
const maxEvidence = 16

// PrintChoices prints choices of lines with their evidence as tables, below the label
// of their note.
func PrintChoices(w io.Writer, label string, choices []Choice) {
	fmt.Fprintf(w, "%s\n", label)
	if len(choices) == 0 {
		fmt.Fprintln(w, "\n  no listing in reach has a word of it")
		return
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, c := range choices {
		fmt.Fprintf(table, "\n  listing %d, lines %v: %.0f of 100", c.Target.Block+1, c.Target.Lines, 100*c.Probability)
		if c.Sure-c.Probability >= .005 {
			fmt.Fprintf(table, ", %.0f with lines that are nearly these", 100*c.Sure)
		}
		fmt.Fprintln(table)
		for _, e := range c.Evidence[:min(maxEvidence, len(c.Evidence))] {
			fmt.Fprintf(table, "    %+.2f\t%s\t%.2f\t%s\n", e.Says, e.Name, e.Value, e.Doc)
		}
	}
	table.Flush()
}
