package live

import (
	"net/http"
	"strings"
	"testing"

	"docsite/internal/site"
)

func TestPage(t *testing.T) {
	warning := site.Problem{File: "a&b.md", Line: 3, Col: 7, Severity: site.Warning, Message: "picture \"<x>\"\x1b", Hint: "draw it"}
	ps := site.Problems{warning, {Severity: site.Error, Message: "no"}}
	got := string(Page([]byte("<body>text</body>\n</html>"), `1"2`, ps, nil))
	want := `<body>text<link rel="stylesheet" href="/_docsite/live.css">
<aside class="live-panel" aria-label="Problems"><details class="live-errors" open><summary>1 error, 1 warning</summary>
<ol class="live-problems">
<li>error: no</li>
<li><code>a&amp;b.md:3:7</code> warning: picture &#34;&lt;x&gt;&#34;` + "\ufffd" + ` <em>draw it</em></li>
</ol>
</details></aside>
<script src="/_docsite/live.js" data-version="1&#34;2"></script>
</body>
</html>`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := string(Page([]byte("no end"), "v", nil, nil)); got != "no end"+`<script src="/_docsite/live.js" data-version="v"></script>`+"\n" {
		t.Errorf("without problems: %s", got)
	}
	if got := string(Page(nil, "v", site.Problems{warning}, nil)); !strings.Contains(got, "<details><summary>1 warning</summary>") {
		t.Errorf("with a warning: %s", got)
	}
}

// TestOlder: the files of which the page has an older copy are named, with a button.
func TestOlder(t *testing.T) {
	got := string(Page([]byte("<body></body>"), "v", nil, []string{"../Dockerfile", "a<b\x1b"}))
	for _, want := range []string{"an older copy of <code>../Dockerfile</code>, <code>a&lt;b\ufffd</code>.", `<button type="button" class="live-refresh"`, "/_docsite/live.css"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %s", want, got)
		}
	}
	if strings.Contains(got, "<details") {
		t.Error("there is a list of problems")
	}
}

func TestProblem(t *testing.T) {
	for _, tt := range []struct {
		status int
		ps     site.Problems
		want   string
	}{
		{http.StatusNotFound, nil, "<h1>There is no such page</h1>\n<p>As soon as there is one, it is shown here.</p>\n<p><a href=\"/\">"},
		{http.StatusNotFound, site.Problems{{Severity: site.Error}}, "<p>It may be one of those that cannot be read."},
		{http.StatusInternalServerError, make(site.Problems, maxShown+2), "<li>and 2 more, which the terminal shows</li>\n</ol>\n<p><a"},
	} {
		if got := string(Problem(tt.status, tt.ps)); !strings.Contains(got, tt.want) {
			t.Errorf("%d, %d problems: no %s in\n%s", tt.status, len(tt.ps), tt.want, got)
		}
	}
}
