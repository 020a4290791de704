package render

import (
	"io/fs"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"docsite/theme"
)

var declarations = regexp.MustCompile(`--([a-z]+):\s*#([0-9a-f]{3,6});`)

// colours reads the custom properties of a part of the style sheet.
func colours(t *testing.T, css string) map[string]float64 {
	t.Helper()
	found := map[string]float64{}
	for _, m := range declarations.FindAllStringSubmatch(css, -1) {
		hex := m[2]
		if len(hex) == 3 {
			hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
		}
		n, err := strconv.ParseUint(hex, 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		found[m[1]] = luminance(n)
	}
	return found
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(rgb uint64) float64 {
	part := func(shift uint) float64 {
		c := float64(rgb>>shift&255) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*part(16) + 0.7152*part(8) + 0.0722*part(0)
}

func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }

// TestContrast works out every colour of text on every background that it can
// stand on, in light, dark and print.
func TestContrast(t *testing.T) {
	text, err := fs.ReadFile(theme.Files, "style.css")
	if err != nil {
		t.Fatal(err)
	}
	css := string(text)
	light, rest, found := strings.Cut(css, "@media (prefers-color-scheme: dark)")
	if !found {
		t.Fatal("there is no dark scheme")
	}
	dark, _, _ := strings.Cut(rest, "\n* {")
	for name, set := range map[string]map[string]float64{"light": colours(t, light), "dark": colours(t, dark)} {
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
		if got := zipped(t, s.assets[name]); got > most {
			t.Errorf("%s has %d bytes in gzip, more than %d", name, got, most)
		}
	}
}
