package phrases

import (
	"strings"
	"testing"
)

// TestTitlesAreKept asks for titles twice: one that is kept is the one that was given. Words
// that are joined to the same letters are not the same command.
func TestTitlesAreKept(t *testing.T) {
	var titles Titles
	for range 2 {
		for _, c := range []struct {
			words []string
			title string
			known bool
		}{
			{[]string{"apt-get", "install", "-y", "gcc"}, "install gcc", true},
			{[]string{"apt-get", "install", "-y", "g", "cc"}, "install g and cc", true},
			{[]string{"apt-get", "install", "-y", "g cc"}, "install g cc", true},
			{[]string{"frobnicate", "gcc"}, "", false},
			{[]string{"apt-get", "install", strings.Repeat("g", maxCommand)}, "install " + strings.Repeat("g", maxCommand), true},
		} {
			var words []Word
			for _, w := range c.words {
				words = append(words, Word{Text: w, Raw: w})
			}
			if got, known := titles.Of(words); got.Words != c.title || known != c.known {
				t.Errorf("%q: %q, %v; want %q, %v", c.words, got.Words, known, c.title, c.known)
			}
		}
	}
	if len(titles.said) != 4 {
		t.Errorf("%d titles are kept", len(titles.said))
	}
}

// TestTitlesAreBounded asks for more titles than are kept.
func TestTitlesAreBounded(t *testing.T) {
	var titles Titles
	for i := range 3 * maxTitles {
		titles.Of([]Word{{Text: strings.Repeat("x", i%400), Raw: strings.Repeat("y", i/400)}})
		if len(titles.said) > maxTitles {
			t.Fatalf("%d titles are kept", len(titles.said))
		}
	}
}
