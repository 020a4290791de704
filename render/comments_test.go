package render

import (
	"html"
	"regexp"
	"strings"
	"testing"
)

// TestCommentsAreNotes has a file whose comments explain it: they stand beside
// their lines as Markdown, the numbers are the file's, HTML is text.
func TestCommentsAreNotes(t *testing.T) {
	file := "# The `base` of [all](https://example.org) <b>x</b>.\nFROM a\nRUN b \\\n  # ```\n  && c\n# why <script>\nUSER d\n"
	for key, front := range map[string]string{" comments=notes": "", "": "---\ncomments: notes\n---\n"} {
		r := load(t, map[string]string{"Dockerfile": file, "content/a.md": front + "# A\n\n```dockerfile file=../Dockerfile" + key + "\n" + file + "```\n"})
		html := mainOf(read(t, r, "a.html"))
		for _, want := range []string{
			`data-l="2" aria-label="note 2"></a><p>The <code>base</code> of <a href="https://example.org"`, `&lt;b&gt;x&lt;/b&gt;.</p>`,
			`<p>why &lt;script&gt;</p>`, `id="L2"`, `id="L7"`, `id="L4"`,
		} {
			if !strings.Contains(html, want) {
				t.Errorf("%q: no %s in\n%s", key, want, html)
			}
		}
		if strings.Contains(html, `id="L1"`) || strings.Contains(html, `id="L6"`) || len(r.Problems()) > 0 {
			t.Errorf("%v in\n%s", r.Problems(), html)
		}
	}
	r := load(t, map[string]string{"Dockerfile": file, "content/a.md": "# A\n\n```dockerfile file=../Dockerfile\n" + file + "```\n"})
	if html := mainOf(read(t, r, "a.html")); !strings.Contains(html, `id="L1"`) || strings.Contains(html, "annotated") {
		t.Error(html)
	}
}

// TestCommentsKeepTheirSigns: a comment is plain text, whose stars and underscores are
// none of Markdown.
func TestCommentsKeepTheirSigns(t *testing.T) {
	for _, words := range []string{
		"see __init__.py and *_test.go", "a*b*c and **d**", `s/&/\\&/g`, `sed 's/\.x$//' \`, "# no heading", "> no quotation", "~~gone~~ ~/x",
		"AT&amp;T &copy;", "[x] and [y]: z", ": no definition", "+x -y", "--no-cache keeps it small", "a | b", "$a_b$ c_d_e", "an `open code", "[^1] note",
		"/etc/passwd is a file", "= a =", "<b>bold</b>",
	} {
		file := "FROM a\n# " + words + "\nUSER d\n"
		r := load(t, map[string]string{"Dockerfile": file, "content/a.md": "# A\n\n```dockerfile file=../Dockerfile comments=notes\n" + file + "```\n"})
		page := mainOf(read(t, r, "a.html"))
		if text := html.UnescapeString(anyTag.ReplaceAllString(page, "")); !strings.Contains(text, words) || strings.Contains(page, `id="L2"`) {
			t.Errorf("%s is not on the page as a note:\n%s", words, text)
		}
	}
}

var anyTag = regexp.MustCompile(`<[^>]*>`)

// TestNoCommentIsLost has comments of several lines inside functions and blocks, and a
// note about a comment that is a note itself: everything that is said stands on the
// page, each once.
func TestNoCommentIsLost(t *testing.T) {
	file := "#!/bin/sh\nf() {\n\t# first alpha\n\t# second beta\n\ta\n\tif b; then\n\t\t# third gamma\n\t\t# fourth delta\n\t\tc # fifth epsilon\n\tfi\n}\n# sixth zeta\n# seventh eta\ng --all\n# eighth theta\nexec \"$@\"\n"
	r := load(t, map[string]string{"run.sh": file, "content/a.md": "# A\n\n```sh file=../run.sh comments=notes\n" + file + "```\n\n- `# seventh eta`: ninth iota\n- `g --all`: tenth kappa\n- `exec \"$@\"`: eleventh lambda\n"})
	html := mainOf(read(t, r, "a.html"))
	for _, word := range []string{"first alpha", "second beta", "third gamma", "fourth delta", "fifth epsilon", "sixth zeta", "eighth theta", "ninth iota", "tenth kappa", "eleventh lambda"} {
		if n := strings.Count(html, word); n != 1 {
			t.Errorf("%q stands on the page %d times", word, n)
		}
	}
	if n := strings.Count(html, "seventh eta"); n < 1 {
		t.Error("the last line of a comment is lost")
	}
	if t.Failed() {
		t.Log(html)
	}
}
