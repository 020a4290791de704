package pictures

import (
	"strings"
	"testing"
)

// TestHistory has sizes that hold for days of unlike number, and none at all.
func TestHistory(t *testing.T) {
	for want, points := range map[string][]Point{
		"2H90V32H270V47H300": {{0, 400}, {10, 200}, {30, 100}},
		"2H270V2H300":        {{0, 7}, {1, 7}},
		"62H0V62H300":        {{0, 0}, {0, 0}},
	} {
		got := string(AppendHistory([]byte("before"), Caption{"I-", "a & b", "<x>"}, points))
		want := `before<svg viewBox="0 0 300 64" preserveAspectRatio="none" role="img" aria-labelledby="I-t I-d"><title id="I-t">a &amp; b</title><desc id="I-d">&lt;x&gt;</desc>` +
			`<g aria-hidden="true"><path class="area" d="M0 64V` + want + `V64"/><path d="M0 ` + want + `"/></g></svg>`
		if got != want {
			t.Errorf("%+v: %s, want %s", points, got, want)
		}
	}
}

// TestLayers has a layer that is too small to be seen.
func TestLayers(t *testing.T) {
	got := string(AppendLayers(nil, Caption{}, []Layer{{1 << 40, 0}, {1, 1}}))
	want := `<g aria-hidden="true"><rect class="tone0" x="0" width="997" height="28"/><rect class="tone1" x="999" width="1" height="28"/></g></svg>`
	if !strings.HasSuffix(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestGraphFits has boxes in a row: few are wide, more are narrow, and very
// many scroll.
func TestGraphFits(t *testing.T) {
	for n, want := range map[int]struct {
		box  int
		fits bool
	}{3: {192, true}, 4: {136, true}, 5: {136, true}, 9: {136, false}} {
		boxes, arrows := make([]Box, n), []Arrow(nil)
		for i := range n - 1 {
			arrows = append(arrows, Arrow{From: i, To: i + 1})
		}
		g := NewGraph(boxes, arrows)
		if g.box != want.box || g.Fits() != want.fits || g.columns != n {
			t.Errorf("%d boxes: %d columns of %d pixels, fits %v, %d pixels in all", n, g.columns, g.box, g.Fits(), g.width())
		}
	}
}

// TestGraph has an arrow over a box, and a name that is too long.
func TestGraph(t *testing.T) {
	boxes := []Box{{"python:3.13-slim@sha256:0123456789", "outside"}, {"b", "stage"}, {"<c>", "target"}}
	got := string(NewGraph(boxes, []Arrow{{0, 1, "base"}, {1, 2, "copy"}, {0, 2, "mount"}}).Append(nil, Caption{ID: "G"}))
	for _, want := range []string{
		`<svg class="graph" width="706" height="68" viewBox="0 0 706 68" role="img" aria-labelledby="Gt Gd">`,
		`<text x="97" y="50">python:3.13…:0123456789</text>`, `<g class="target"><rect x="513" y="23" width="192"`, `>&lt;c&gt;</text>`,
		`<path class="copy" d="M449 45C481 45 481 45 511 45"/>`, `<path class="mount" d="M97 23C161 1 161 2 225 2H449C`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the picture has no %s\n%s", want, got)
		}
	}
}
