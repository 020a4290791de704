package render

import (
	"io/fs"
	"testing"

	"docsite/theme"
)

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
	text, err := fs.ReadFile(theme.Files, "style.css")
	if err != nil {
		t.Fatal(err)
	}
	light, dark := schemes(string(squeezeCSS(text)))
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

// TestWeight keeps what a reader loads small.
func TestWeight(t *testing.T) {
	s := load(t, map[string]string{"content/index.md": "# A"})
	for name, most := range map[string]int{s.style: 6 << 10, s.script: 3 << 10, s.finder: 5 << 10} {
		if got := zipped(t, s.routes.At(name).Text); got > most {
			t.Errorf("%s has %d bytes in gzip, more than %d", name, got, most)
		}
	}
}
