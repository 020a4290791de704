package markup

import (
	"html"
	"testing"

	"github.com/yuin/goldmark/util"
)

// What a link's address may hold as it is, goldmark leaves as it is too.
func TestEscaped(t *testing.T) {
	for c := range rune(0x100) {
		s := string(c)
		if same := string(util.URLEscape([]byte(s), false)) == s; !escaped[c] && !same {
			t.Errorf("%q is escaped by goldmark", c)
		}
	}
	for _, dest := range []string{"a b", "ä.html", "a%b", "x%20y", `"onload="`, "../a/b.html?c=d#L1-L2"} {
		var w Buffer
		w.Href("href", dest)
		if want := ` href="` + html.EscapeString(string(util.URLEscape([]byte(dest), false))) + `"`; string(w.B) != want {
			t.Errorf("%q: %s, want %s", dest, w.B, want)
		}
	}
}
