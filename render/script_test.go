package render

import (
	"strings"
	"testing"
)

// TestScripts has an entrypoint with a page of its own, a copied file with one,
// a note that leads there already, and a name that could be two files.
func TestScripts(t *testing.T) {
	fence := "```"
	dockerfile := "FROM scratch\nWORKDIR /app\nCOPY a.sh b.sh ./\nCOPY run.sh c.sh* /bin/\nUSER app\nENTRYPOINT [\"/app/a.sh\"]\nCMD [\"/app/b.sh\"]\n"
	r := load(t, map[string]string{
		"img/Dockerfile": dockerfile, "img/a.sh": "echo a\n", "img/b.sh": "echo b\n", "img/run.sh": "echo run\n", "run.sh": "echo other\n",
		"content/d.md": "# The image\n\n" + fence + "dockerfile file=../img/Dockerfile\n" + dockerfile + fence + "\n\n- `USER app`: not root\n- `CMD [\"/app/b.sh\"]`: see [b](b.md#b)\n",
		"content/a.md": "# The & start\n\n" + fence + "sh file=../img/a.sh\necho a\n" + fence + "\n",
		"content/b.md": "# B\n\n" + fence + "sh file=../img/b.sh\necho b\n" + fence + "\n",
		"content/r.md": "# Run\n\n" + fence + "sh file=../run.sh\necho other\n" + fence + "\n",
		"content/x.md": "# How to quote\n\n```` \n" + fence + "sh file=../img/a.sh\n" + fence + "\n````\n",
	})
	html := mainOf(read(t, r, "d.html"))
	_, entrypoint, _ := strings.Cut(html, `id="L6"`)
	if want := `<p><a href="a.html">Explained in The &amp; start</a></p>`; !strings.Contains(entrypoint, want) || strings.Count(html, "Explained in") != 1 {
		t.Errorf("want %s once, in the row of line 6:\n%s", want, html)
	}
	for page, want := range map[string]int{"a.html": 1, "b.html": 1, "r.html": 0, "x.html": 0} {
		if got := strings.Count(mainOf(read(t, r, page)), `<a href="d.html">Used in The image</a>`); got != want {
			t.Errorf("%s leads %d times to the Dockerfile, want %d", page, got, want)
		}
	}
	if ps := r.Problems(); len(ps) > 0 {
		t.Error(ps)
	}
}
