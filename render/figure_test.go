package render

import (
	"strings"
	"testing"
)

// TestStale changes a Dockerfile after its image was measured: every figure
// says so, and no line has a cost that it may not have any more.
func TestStale(t *testing.T) {
	for change, want := range map[string]bool{"": false, "# one more line\n": true} {
		files := tarn(t)
		files["content/Dockerfile"] += change
		s := load(t, files)
		listing, sizes := mainOf(read(t, s, "official.html")), mainOf(read(t, s, "sizes.html"))
		mark := `<span class="stale">stale: the Dockerfile has changed since</span>`
		for where, found := range map[string]bool{
			"the listing's head":     strings.Contains(listing, mark+"<a href"),
			"the layers' caption":    strings.Contains(listing, mark+"</figcaption>"),
			"a figure in a sentence": strings.Contains(sizes, `>49.6 MB</data> `+mark),
			"a table":                strings.Contains(sizes, "</table></div>\n<p>tarn: "+mark),
			"rows without cost":      !strings.Contains(listing, `class="cb"`),
		} {
			if found != want {
				t.Errorf("after %q: mark in %s is %v", change, where, found)
			}
		}
	}
}
