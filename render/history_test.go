package render

import (
	"testing"

	"docsite/internal/site"
)

// TestSteps has sizes that hold for days of unlike number, and days that the
// lock does not say.
func TestSteps(t *testing.T) {
	for want, points := range map[string][]site.LockedSize{
		"2H90V32H270V47H300":  {{Since: "2026-01-01", Download: 400}, {Since: "2026-01-11", Download: 200}, {Since: "2026-01-31", Download: 100}},
		"32H135V2H270V62H300": {{Since: "2026-01-01", Download: 5}, {Since: "?", Download: 10}, {Since: "2026-01-31"}},
		"2H270V2H300":         {{Since: "2026-01-02", Download: 7}, {Since: "2026-01-01", Download: 7}},
		"62H0V62H300":         {{Since: "2026-01-01"}, {Since: "2026-01-01"}},
	} {
		var w buffer
		w.steps(points)
		if got := string(w.b); got != want {
			t.Errorf("%+v: %s, want %s", points, got, want)
		}
	}
}
