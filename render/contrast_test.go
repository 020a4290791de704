package render

import "testing"

// TestWeight keeps what a reader loads small.
func TestWeight(t *testing.T) {
	s := load(t, map[string]string{"content/index.md": "# A"})
	for name, most := range map[string]int{s.style: 6 << 10, s.script: 3 << 10, s.finder: 5 << 10} {
		if got := zipped(t, s.routes.At(name).Text); got > most {
			t.Errorf("%s has %d bytes in gzip, more than %d", name, got, most)
		}
	}
}
