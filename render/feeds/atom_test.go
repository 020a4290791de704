package feeds

import (
	"encoding/xml"
	"strings"
	"testing"
	"testing/fstest"

	"docsite/internal/lockfile"
	"docsite/internal/site"
	"docsite/render/messages"
)

// TestFeed has an image that changed twice, one that was measured once, and a
// day that is none.
func TestFeed(t *testing.T) {
	digest := func(c string) string { return "sha256:" + strings.Repeat(c, 64) }
	lock := site.Lock{Version: 1, History: map[string][]site.LockedSize{
		"web": {{Since: "2026-01-02", Digest: digest("a"), Download: 62_600_000, Usage: 284_000_000},
			{Since: "2026-03-04", Digest: digest("b"), Download: 60_100_000, Usage: 270_000_000},
			{Since: "2026-05-06", Digest: digest("c"), Download: 61_000_000}},
		"db":  {{Since: "2026-06-01", Digest: digest("d"), Download: 1}},
		"odd": {{Since: "2026-01-01", Digest: digest("e")}, {Since: "<today>", Digest: digest("f")}},
	}}
	fsys := fstest.MapFS{
		"docsite.yaml": {Data: []byte("title: Tom & Ann\nurl: https://docs.example.org/img\n")},
		"docsite.lock": {Data: lockfile.Encode(&lock)},
		"content/a.md": {Data: []byte("# A\n")},
	}
	s, ps := site.Load(fsys, site.Options{})
	if s == nil {
		t.Fatal(ps)
	}
	text := Changes(s, &messages.In("en").Image)
	var got atom
	if err := xml.Unmarshal(text, &got); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if got.Updated != "2026-06-01T00:00:00Z" || got.Title != "Tom & Ann: Changes of the images" || got.ID != "https://docs.example.org/img/changes.xml" || got.Author != "Tom & Ann" {
		t.Errorf("feed %+v", got)
	}
	if len(got.Entries) != 2 {
		t.Fatalf("%d entries in\n%s", len(got.Entries), text)
	}
	want := atomEntry{
		ID:      "tag:docs.example.org,2026-03-04:/img/web/" + digest("b"),
		Title:   "web: 62.6 MB → 60.1 MB (−2.5 MB) to download",
		Updated: "2026-03-04T00:00:00Z",
		Link:    atomLink{"alternate", "text/html", "https://docs.example.org/img/"},
		Content: "62.6 MB → 60.1 MB (−2.5 MB) to download; Docker DISK USAGE 284 MB → 270 MB (−14 MB); " + digest("b"),
	}
	if got.Entries[1] != want || got.Entries[0].Updated != "2026-05-06T00:00:00Z" || strings.Contains(got.Entries[0].Content, "DISK") {
		t.Errorf("entries %+v, want the second %+v", got.Entries, want)
	}
	s.Config.URL = ""
	if Changes(s, &messages.In("en").Image) != nil {
		t.Error("a feed without an address")
	}
}
