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
		w.Attr("href", dest)
		if want := ` href="` + html.EscapeString(string(util.URLEscape([]byte(dest), false))) + `"`; string(w.B) != want {
			t.Errorf("%q: %s, want %s", dest, w.B, want)
		}
	}
}

func TestTag(t *testing.T) {
	var w Buffer
	w.Numbers("<%d-%d>", 12, -3)
	w.Tag("p", "class", "", "dir", "auto")
	w.Element("a", `<"x">`, "href", "a b.html", "title", `"`)
	if want := `<12-0><p dir="auto"><a href="a%20b.html" title="&#34;">&lt;&#34;x&#34;&gt;</a>`; string(w.B) != want {
		t.Errorf("%s, want %s", w.B, want)
	}
}

func TestRelative(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"index.html", "a.html", "a.html"},
		{"a/b.html", "a/c.html", "c.html"},
		{"a/b.html", "c.html", "../c.html"},
		{"a/b/c.html", "a/d/e.html", "../d/e.html"},
		{"a/b.html", "", "../"},
		{"index.html", "a:b.html", "./a:b.html"},
		{"aa/b.html", "a/b.html", "../a/b.html"},
	} {
		if got := Relative(c.from, c.to); got != c.want {
			t.Errorf("Relative(%q, %q) = %q, want %q", c.from, c.to, got, c.want)
		}
	}
}
