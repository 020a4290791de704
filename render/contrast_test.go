package render

import "testing"

// TestWeight keeps what a reader loads small.
func TestWeight(t *testing.T) {
	s := load(t, map[string]string{"content/index.md": "# A"})
	for name, most := range map[string]int{"style.css": 13 << 9, "script.js": 3 << 10, "search.js": 5 << 10} {
		if got := zipped(t, []byte(read(t, s, themeOutput(s, name)))); got > most {
			t.Errorf("%s has %d bytes in gzip, more than %d", name, got, most)
		}
	}
}
