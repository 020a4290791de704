package layout

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"docsite/internal/site"
	"docsite/render/messages"
)

// BenchmarkAppend lays out a page among fifty, with 16 kB of text.
func BenchmarkAppend(b *testing.B) {
	fsys := fstest.MapFS{}
	for i := range 50 {
		fsys[fmt.Sprintf("content/a/p%d.md", i)] = &fstest.MapFile{Data: []byte("---\ntitle: Page of a site\n---\n")}
	}
	s, ps := site.Load(fsys, site.Options{})
	if s == nil {
		b.Fatal(ps)
	}
	l := New(Options{Site: s, Routes: s.Routes(), Messages: messages.In("en"), SearchOutput: "search.html", Report: func(string, site.Problem) {}})
	body := []byte(strings.Repeat("<p>words, words</p>\n", 800))
	var text []byte
	b.ReportAllocs()
	for b.Loop() {
		text = l.Append(text[:0], s.Pages[7], body, false, nil)
	}
}
