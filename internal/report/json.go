package report

import (
	"encoding/json"
	"strings"

	"docsite/internal/ask"
	"docsite/internal/refresh"
)

// document adds to a report what a program needs to act on it.
type document struct {
	Exit     int            `json:"exit"`
	Fix      string         `json:"fix"`
	Summary  string         `json:"summary"`
	Totals   string         `json:"totals,omitempty"`
	Checked  bool           `json:"checked"`
	Images   []ask.Image    `json:"images"`
	Items    []refresh.Item `json:"items"`
	Current  int            `json:"current"`
	Written  []string       `json:"written"`
	Problems []string       `json:"problems"`
}

func newDocument(r *refresh.Report) document {
	d := document{Exit: r.Code(), Fix: r.Fix(), Summary: r.Summary(), Totals: r.Totals(), Checked: r.Checked,
		Images: orEmpty(r.Images), Items: orEmpty(r.Items), Current: r.Current, Written: orEmpty(r.Written), Problems: []string{}}
	for _, p := range r.Problems {
		d.Problems = append(d.Problems, p.String())
	}
	return d
}

func encode(v any) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		panic(err) // a report holds nothing that JSON cannot
	}
	return b.String()
}

// orEmpty makes a list that JSON prints as one, not as null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
