package stylesheet

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"docsite/internal/site"
)

// makeFrom makes the style sheet of docsite's theme with a configuration and an
// extra.css; "" for none.
func makeFrom(t *testing.T, config, extra string) ([]byte, site.Problems) {
	t.Helper()
	theme, err := os.ReadFile("../../theme/style.css")
	if err != nil {
		t.Fatal(err)
	}
	s, ps := site.Load(fstest.MapFS{"docsite.yaml": {Data: []byte(config)}, "content/a.md": {}}, site.Options{})
	if s == nil {
		t.Fatal(ps)
	}
	var more []byte
	if extra != "" {
		more = []byte(extra)
	}
	return Make(theme, more, &s.Config)
}

func made(t *testing.T, config, extra string) []byte {
	t.Helper()
	css, _ := makeFrom(t, config, extra)
	return css
}

func problems(t *testing.T, config, extra string) string {
	t.Helper()
	_, ps := makeFrom(t, config, extra)
	var b strings.Builder
	for _, p := range ps {
		b.WriteString(p.String() + "\n")
	}
	return b.String()
}

// palette is the luminance of each custom property that is a colour.
func palette(css string) map[string]float64 {
	set := map[string]float64{}
	for name, c := range colours(css) {
		set[name] = c.luminance()
	}
	return set
}

// TestContrast works out every colour of text on every background that it can
// stand on, in light, dark and print.
func TestContrast(t *testing.T) {
	light, dark := schemes(string(made(t, "", "")))
	for name, set := range map[string]map[string]float64{"light": palette(light), "dark": palette(dark)} {
		if len(set) < 10 {
			t.Fatalf("%s has only the colours %v", name, set)
		}
		for _, fg := range []string{"fg", "dim", "acc", "k", "f", "o", "v", "s", "c"} {
			for _, bg := range []string{"bg", "code", "hit"} {
				if got := contrast(set[fg], set[bg]); got < 4.5 {
					t.Errorf("%s: --%s on --%s is %.2f:1, below 4.5:1", name, fg, bg, got)
				}
			}
		}
		for _, pair := range [][2]string{{"bg", "acc"}, {"fg", "soft"}, {"acc", "soft"}, {"dim", "soft"}} {
			if got := contrast(set[pair[0]], set[pair[1]]); got < 4.5 {
				t.Errorf("%s: --%s on --%s is %.2f:1, below 4.5:1", name, pair[0], pair[1], got)
			}
		}
		for _, fg := range []string{"pair", "acc"} { // bars and outlines
			for _, bg := range []string{"bg", "code", "hit"} {
				if got := contrast(set[fg], set[bg]); got < 3 {
					t.Errorf("%s: --%s beside --%s is %.2f:1, below 3:1", name, fg, bg, got)
				}
			}
		}
	}
}

// TestDense keeps the blanks of strings, and takes those that no rule needs.
func TestDense(t *testing.T) {
	for line, want := range map[string]string{
		`a, b > c { margin: 0 1px; color: red; }`: `a,b > c{margin: 0 1px;color: red}`,
		`a::before { content: "x; { }, "; }`:      `a::before{content: "x; { }, "}`,
		`a::before { content: 'x; y'; }`:          `a::before { content: 'x; y'; }`,
		`@media print, (min-width: 4rem) {`:       `@media print,(min-width: 4rem) {`,
	} {
		if got := dense(line); got != want {
			t.Errorf("%s is %s", line, got)
		}
	}
}

// TestAccent reads the accent out of the finished style sheet.
func TestAccent(t *testing.T) {
	for config, want := range map[string][2]string{
		`accent: "#b4004e"`:                           {"#b4004e", ""},
		`accent: {light: "#ffff00", dark: "#00ff00"}`: {"", "#00ff00"},
		`accent: {dark: "#000"}`:                      {"#000000", ""},
	} {
		css := string(made(t, config, ""))
		light, dark := schemes(css)
		onLight, onDark := backgroundsOf(css)
		for i, got := range []rgb{colours(light)["acc"], colours(dark)["acc"]} {
			if want[i] != "" && got.String() != want[i] {
				t.Errorf("%s became %s, want %s", config, got, want[i])
			}
			for _, g := range []*background{onLight, onDark}[i].colours {
				if ratio := contrast(got.luminance(), g.luminance()); ratio < 4.5 {
					t.Errorf("%s became %s, which has %.2f:1 on %s", config, got, ratio, g)
				}
			}
		}
	}
}

func TestAccentOnOwnBackground(t *testing.T) {
	light, _ := schemes(string(made(t, `accent: "#b4004e"`, ":root { --bg: #a0a0a0; } /* :root { --bg: #fff; } */")))
	got := colours(light)["acc"]
	if ratio := contrast(got.luminance(), rgb{0xa0, 0xa0, 0xa0}.luminance()); ratio < 4.5 {
		t.Errorf("the accent is %s, %.2f:1 on the background of extra.css", got, ratio)
	}
}

func TestColoursThatCannotBeRead(t *testing.T) {
	for css, want := range map[string]string{
		":root { --bg: #fffdf8; }": `theme/extra.css: warning: on dark pages --fg, "#e3e7eb", has a contrast of 1.2:1 on --bg, "#fffdf8"; text needs 4.5:1`,
		":root { --fg: #999; }":    "on light pages --fg",
		"@media (prefers-color-scheme: light) { :root { --bg: #fffdf8; --code: #f5f1e8; } }": "",
		".x { color: red }": "",
	} {
		got := problems(t, "", css)
		if !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%q: got %q, want %q", css, got, want)
		}
	}
}
