package places

import (
	"fmt"
	"strings"
	"testing"

	"docsite/internal/site"
)

func TestLinesHint(t *testing.T) {
	var lines []int
	for i := range 30 {
		lines = append(lines, 10*i, 10*i)
	}
	for near, want := range map[int]string{0: "0, 10, 20", 155: "120, 130, 140, 150, 160", 999: "270, 280, 290"} {
		if got := LinesHint("notes", lines, near); !strings.Contains(got, want) || strings.Count(got, ",") != maxLines-1 {
			t.Errorf("near %d: %s", near, got)
		}
	}
	if got := LinesHint("notes", nil, 3) + fmt.Sprint(LinesHint("notes", []int{4}, 3)); got != "there are notes on line 4" {
		t.Error(got)
	}
}

// TestFindAsksNoOtherPage: what a person may call a page takes no look at the others.
func TestFindAsksNoOtherPage(t *testing.T) {
	pages := make([]*site.Page, 1000)
	for i := range pages {
		pages[i] = &site.Page{Path: fmt.Sprintf("%d.md", i), Output: "x"}
	}
	f := New(&site.Site{Config: site.Config{Content: "docs"}}, pages)
	if f.Find("docs/7.md") != pages[7] || f.Find("docs/./7.md") != pages[7] || f.Find("x.md") != nil {
		t.Error("another page is found")
	}
	if n := testing.AllocsPerRun(10, func() { f.NameOf(pages[999]) }); n > 10 {
		t.Errorf("the name of a page takes %v allocations", n)
	}
}
