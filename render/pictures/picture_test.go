package pictures

import (
	"strconv"
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

// TestLayers has a layer that is too small to be seen, and names that fit
// everywhere, on broad screens, and nowhere.
func TestLayers(t *testing.T) {
	got := string(AppendLayers(nil, Caption{}, []Layer{
		{1 << 40, 0, []string{"a & b"}}, {1 << 38, 1, []string{"Line 7 RUN", "7"}}, {1 << 38, 2, []string{strings.Repeat("x", 60)}}, {1, 3, nil},
	}))
	want := `<g aria-hidden="true"><rect class="tone0" x="0%" width="66.4%" height="100%"/><text class="tone0" x="0%" dx="6" y="68%">a &amp; b</text>` +
		`<rect class="tone1" x="66.6%" width="16.4%" height="100%"/><text class="tone1 broad" x="66.6%" dx="6" y="68%">Line 7 RUN</text><text class="tone1 slim" x="66.6%" dx="6" y="68%">7</text>` +
		`<rect class="tone2" x="83.2%" width="16.4%" height="100%"/><rect class="tone3" x="99.8%" width="0.1%" height="100%"/></g></svg>`
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
	}{3: {192, true}, 4: {136, true}, 5: {154, true}, 9: {136, false}} {
		boxes, arrows := make([]Box, n), []Arrow(nil)
		for i := range n - 1 {
			arrows = append(arrows, Arrow{From: i, To: i + 1})
		}
		g := NewGraph(boxes, arrows)
		if g.box != want.box || g.Fits() != want.fits || len(g.count) != n {
			t.Errorf("%d boxes: %d columns of %d pixels, fits %v, %d pixels in all", n, len(g.count), g.box, g.Fits(), g.along())
		}
		if u := g.Upright(); !u.Fits() || u.along() != n*84-40 {
			t.Errorf("%d boxes upright: %d pixels, fits %v", n, u.along(), u.Fits())
		}
	}
}

// TestGraph has an arrow past a box, and a name that is too long.
func TestGraph(t *testing.T) {
	boxes := []Box{{"python:3.13-slim@sha256:0123456789", "outside"}, {"b", "stage"}, {"<c>", "target"}}
	g := NewGraph(boxes, []Arrow{{0, 1, "base"}, {1, 2, "copy"}, {0, 2, "mount"}})
	for _, test := range []struct {
		g    *Graph
		want []string
	}{
		{g, []string{
			`<div class="graph"><svg width="706" height="62" viewBox="0 0 706 62" role="img" aria-labelledby="Gt Gd">`,
			`<text x="97" y="35">python:3.13-slim@</text><text x="97" y="53">sha256:0123456789</text>`, `<g class="target"><rect x="513" y="17" width="192"`, `>&lt;c&gt;</text>`,
			`<path class="copy" d="M449 39C481 39 481 39 511 39"/>`, `<path class="mount" d="M193 39C225 39 193 1 225 1L473 1C489 1 481 28 511 28"/>`,
		}},
		{g.Upright(), []string{
			`<div class="graph upright"><svg width="210" height="214"`, `<rect x="17" y="169" width="192" height="44"`,
			`<path class="copy" d="M113 129C113 149 113 149 113 167"/>`, `<path class="mount" d="M113 45C113 65 1 45 1 65L1 141C1 157 65 149 65 167"/>`,
			`<path class="tip" d="M60 160L65 168L70 160"/>`,
		}},
	} {
		got := string(test.g.Append(nil, Caption{ID: "G"}))
		for _, want := range test.want {
			if !strings.Contains(got, want) {
				t.Errorf("the picture has no %s\n%s", want, got)
			}
		}
	}
}

// TestNoLineBehindBoxes has two boxes in each level, and arrows past levels from
// and to the second of them.
func TestNoLineBehindBoxes(t *testing.T) {
	var boxes []Box
	var arrows []Arrow
	for i := range 8 {
		boxes = append(boxes, Box{Name: "x"})
		if i >= 2 {
			arrows = append(arrows, Arrow{From: i - 2, To: i}, Arrow{From: i - 1 - i%2, To: i})
		}
		if i >= 4 {
			arrows = append(arrows, Arrow{From: i - 4, To: i})
		}
	}
	for _, g := range []*Graph{NewGraph(boxes, arrows), NewGraph(boxes, arrows).Upright()} {
		svg := string(g.Append(nil, Caption{}))
		for line := range strings.SplitSeq(svg, "<path") {
			d, _, ok := strings.Cut(strings.TrimPrefix(line, ` class="" d="M`), `"/>`)
			if !ok || strings.HasPrefix(line, ` class="tip"`) || !strings.HasPrefix(line, ` class=""`) {
				continue
			}
			for _, at := range points(t, d) {
				for i := range boxes {
					x, y := g.at(i)
					w, h := g.box, g.side
					if g.upright {
						x, y, w, h = y, x, h, w
					}
					if at[0] > float64(x)+1 && at[0] < float64(x+w)-1 && at[1] > float64(y)+1 && at[1] < float64(y+h)-1 {
						t.Fatalf("upright %v: a line is at %v, behind box %d: %s", g.upright, at, i, d)
					}
				}
			}
		}
	}
}

// points are many of a path of lines and curves.
func points(t *testing.T, d string) (list [][2]float64) {
	numbers := strings.Fields(strings.NewReplacer("C", " C ", "L", " L ").Replace(d))
	read := func() (p [2]float64) {
		for i := range p {
			n, err := strconv.ParseFloat(numbers[0], 64)
			if err != nil {
				t.Fatal(err)
			}
			p[i], numbers = n, numbers[1:]
		}
		return p
	}
	at := read()
	for len(numbers) > 0 {
		sign := numbers[0]
		numbers = numbers[1:]
		a, b, end := at, at, at
		if sign == "C" {
			a, b = read(), read()
			end = read()
		} else {
			end = read()
			a, b = at, end
		}
		for i := range 101 {
			k := float64(i) / 100
			var p [2]float64
			for n := range p {
				p[n] = (1-k)*(1-k)*(1-k)*at[n] + 3*(1-k)*(1-k)*k*a[n] + 3*(1-k)*k*k*b[n] + k*k*k*end[n]
			}
			list = append(list, p)
		}
		at = end
	}
	return list
}

// TestNameLines has names and how they are written into a box.
func TestNameLines(t *testing.T) {
	for name, want := range map[string]string{
		"frankenphp_base":                           "frankenphp_base",
		"frankenphp_upstream":                       "frankenphp_|upstream",
		"dunglas/frankenphp:1-php8.5":               "dunglas/|frankenphp:1-php8.5",
		"oven/bun:1.1.44-alpine":                    "oven/bun:|1.1.44-alpine",
		"nginx-unprivileged:1.27-slim":              "nginx-|unprivile…1.27-slim",
		"abcdefghijklmnopqrstuvwxyz":                "abcdefghijklmnop|qrstuvwxyz",
		"docker.io/acme/web-vault:1.2-slim":         "docker.io/acme/|web-vault:1.2-slim",
		"docker.io/library/rust:1.97.1-slim-trixie": "library/rust:|1.97.1-slim-trixie",
		"docker.io/vaultwarden/web-vault":           "vaultwarden/|web-vault",
		"ghcr.io/x/" + strings.Repeat("a/", 99):     strings.Repeat("a/", 8) + "|" + strings.Repeat("a/", 10),
		"a/" + strings.Repeat("b", 40):              "a/|bbbbbbbbb…bbbbbbbbb",
	} {
		if got := strings.Join(nameLines(name, 16), "|"); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	box := string(NewGraph([]Box{{"an/imageofmanylettersxyzabc", "stage"}}, nil).Append(nil, Caption{}))
	if !strings.Contains(box, `<text x="97" y="37" textLength="182" lengthAdjust="spacingAndGlyphs">`) {
		t.Errorf("a long line may stand out over its box: %s", box)
	}
}
