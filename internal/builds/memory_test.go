package builds

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"docsite/internal/site"
)

// TestLimit gives many pages, and long ones, more memory, but not without end.
func TestLimit(t *testing.T) {
	load := func(pages, size int) *site.Site {
		files := fstest.MapFS{}
		for i := range pages {
			files[fmt.Sprintf("content/p%d.md", i)] = &fstest.MapFile{Data: []byte("# A\n" + strings.Repeat("a\n", size/2-2))}
		}
		s, _ := site.Load(files, site.Options{})
		return s
	}
	for _, tt := range []struct {
		site *site.Site
		want int64 // MiB
	}{
		{nil, 128}, {load(2, 4), 128}, {load(2, 512<<10), 160}, {load(1, 1<<20), 192},
	} {
		if got := limit(tt.site) >> 20; got != tt.want {
			t.Errorf("got %d MiB, want %d", got, tt.want)
		}
	}
	many := load(1, 4)
	for len(many.Pages) < 10_000 {
		many.Pages = append(many.Pages, many.Pages[0])
	}
	if got := limit(many) >> 20; got != 165 {
		t.Errorf("got %d MiB for 10,000 pages", got)
	}
}
