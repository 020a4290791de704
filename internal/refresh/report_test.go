package refresh

import (
	"testing"

	"docsite/internal/ask"
	"docsite/internal/site"
)

// TestCode: an error is worse than drift, and drift than silence.
func TestCode(t *testing.T) {
	unasked := []ask.Image{{Became: ask.Unreached, Fault: "gone"}}
	changed, look := []Item{{State: Changed}}, []Item{{State: Look}}
	wrong := site.Problems{{Severity: site.Error}}
	for _, c := range []struct {
		report Report
		want   int
	}{
		{Report{}, Fine},
		{Report{Problems: site.Problems{{}}}, Fine},
		{Report{Items: changed}, Fine},
		{Report{Items: changed, Checked: true}, Drift},
		{Report{Items: look}, Drift},
		{Report{Images: unasked}, Unavailable},
		{Report{Images: unasked, Items: look}, Drift},
		{Report{Images: unasked, Items: look, Problems: wrong}, Wrong},
	} {
		if got := c.report.Code(); got != c.want {
			t.Errorf("%+v: %d, want %d", c.report, got, c.want)
		}
	}
}
