package refresh

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"docsite/internal/site"
)

// longReport has more than any form of a report may show.
func longReport() *Report {
	r := &Report{Checked: true, Current: 7, Images: []Asked{{ID: "b", Ref: "r.example/b", Fault: "image \"r.example/b\": gone"}}}
	for i := range 2000 {
		r.Items = append(r.Items, Item{Kind: "value", ID: "a.download", File: fmt.Sprintf("content/%d,x.md", i), Line: i + 1, Col: 3,
			State: Changed, Was: "1|0 MB\n::error::<b>", Now: "62.6 MB", WasBytes: 10_000_000, NowBytes: 62_600_000})
	}
	r.Items = append(r.Items, Item{Kind: "value", ID: "c.download", State: Tolerated, Was: "1 MB", Now: "1.01 MB", WasBytes: -1, NowBytes: -1})
	r.add(site.Problems{{File: "content/z.md", Line: 4, Col: 2, Message: "100% odd", Hint: "look"}})
	return r
}

func TestReportsStayInTheirLimits(t *testing.T) {
	r := longReport()
	markdown := r.Markdown(maxComment)
	if len(markdown) > maxComment || !strings.Contains(markdown, "more are not shown") {
		t.Errorf("%d characters", len(markdown))
	}
	if first, _, _ := strings.Cut(markdown, "\n"); first != "**2000 places not current, 7 current. To mend: docsite refresh**" {
		t.Errorf("first line %q", first)
	}
	for line := range strings.Lines(markdown) {
		if strings.HasPrefix(line, "| a") && strings.Count(strings.ReplaceAll(line, `\|`, ""), "|") != 8 {
			t.Fatalf("a cell breaks its row: %q", line)
		}
	}
	github := r.github("docs")
	if n := strings.Count(github, "\n::") + 1; n > maxAnnotations+1 {
		t.Errorf("%d annotations", n)
	}
	for _, want := range []string{
		"::error file=docs/content/0%2Cx.md,line=1,col=3,title=docsite::a.download is not current: ",
		"::warning title=docsite::b: image \"r.example/b\": gone; its last figures are kept\n",
	} {
		if !strings.Contains(github, want) {
			t.Errorf("%q is not in\n%.600s", want, github)
		}
	}
	var parsed struct {
		Exit     int
		Items    []Item
		Problems []string
	}
	if err := json.Unmarshal([]byte(r.json()), &parsed); err != nil || parsed.Exit != Drift || len(parsed.Items) != 2001 || len(parsed.Problems) != 1 {
		t.Errorf("%v, exit %d, %d items", err, parsed.Exit, len(parsed.Items))
	}
}

// TestCode: an error is worse than drift, and drift than silence.
func TestCode(t *testing.T) {
	unasked := []Asked{{Fault: "gone"}}
	changed, look := []Item{{State: Changed}}, []Item{{State: Look}}
	wrong := site.Problems{{Severity: site.Error}}
	for _, c := range []struct {
		report Report
		want   int
	}{
		{Report{}, Fine},
		{Report{Problems: site.Problems{{}}}, Fine},
		{Report{Items: changed}, Fine},
		{Report{Items: changed, Checked: true}, Drift},
		{Report{Items: look}, Drift},
		{Report{Images: unasked}, Unavailable},
		{Report{Images: unasked, Items: look}, Drift},
		{Report{Images: unasked, Items: look, Problems: wrong}, Wrong},
	} {
		if got := c.report.Code(); got != c.want {
			t.Errorf("%+v: %d, want %d", c.report, got, c.want)
		}
	}
}
