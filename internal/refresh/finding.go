package refresh

import (
	"cmp"
	"slices"
	"strings"

	"docsite/internal/ask"
	"docsite/internal/site"
)

// Finding is one thing that a run has to say, for forms that list such things.
type Finding struct {
	Rule      string // kind of the place: value, table, note, limit …; "registry", "project"
	Severity  site.Severity
	File      string // relative to the project
	Line, Col int    // from 1
	Message   string // hint included
	ID        string // what is meant, so that the finding can be known again on another line
	Mends     bool   // docsite refresh mends it
	Item      *Item  // nil where no place of the Markdown is meant
	weight    int
	bytes     int64
}

// Findings are all that is wrong, the most important first: errors, limits,
// what a person must look at, what docsite refresh mends by how much it changes,
// warnings, images that were not reached. Limits stand by the growth of the image.
func (r *Report) Findings() []Finding {
	var list []Finding
	for _, p := range r.Problems {
		f := Finding{Rule: "project", Severity: p.Severity, File: p.File, Line: p.Line, Col: p.Col, Message: p.Message + hint(p.Hint), ID: p.Message}
		if p.Severity != site.Error {
			f.weight = 4
		}
		list = append(list, f)
	}
	for i := range r.Items {
		item := &r.Items[i]
		if !item.drift(r.Checked) {
			continue
		}
		f := Finding{Rule: item.Kind, Severity: site.Error, File: item.File, Line: item.Line, Col: item.Col, Message: item.Sentence(r.Checked),
			ID: item.Kind + " " + item.ID, Item: item, weight: 2}
		switch {
		case item.State == Changed:
			f.Mends, f.weight, f.Message = true, 3, f.Message+hint(Fix)
			f.bytes = max(item.NowBytes-item.WasBytes, item.WasBytes-item.NowBytes)
		case item.Kind == "limit":
			f.weight, f.bytes = 1, r.grown(item.ID)
		}
		list = append(list, f)
	}
	for _, image := range r.Became(ask.Unreached) {
		list = append(list, Finding{Rule: "registry", Severity: site.Warning, File: site.ConfigName, Line: image.Line, Col: 1,
			Message: image.ID + ": " + image.Fault + "; its last figures are kept", ID: image.ID, weight: 5})
	}
	slices.SortStableFunc(list, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.weight, b.weight), cmp.Compare(b.bytes, a.bytes))
	})
	return list
}

// grown is by how much the image of a limit grew.
func (r *Report) grown(limit string) int64 {
	id, _, _ := strings.Cut(limit, ".")
	for i := range r.Images {
		if r.Images[i].ID == id {
			return r.Images[i].Grown()
		}
	}
	return 0
}
