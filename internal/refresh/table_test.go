package refresh

import (
	"slices"
	"strings"
	"testing"

	"docsite/internal/figures"
	"docsite/internal/site"
)

// TestTableOfAllColumns prints each column there is: none lacks a heading, a
// value or its side.
func TestTableOfAllColumns(t *testing.T) {
	n := int64(5_000_000)
	img := site.Image{Digest: "sha256:aa", Platform: "linux/amd64", Created: "2026-02-01T03:04:05Z",
		Download: &n, Unpacked: &n, Disk: &n, Usage: &n, Wasted: &n, Layers: make([]site.Layer, 3)}
	spec := site.TableSpec{Images: []string{"a"}, Columns: figures.Names()}
	r := &run{site: &site.Site{
		Config: site.Config{Images: map[string]site.ImageSpec{"a": {Ref: "r.example/a"}}},
		Lock:   &site.Lock{Images: map[string]site.LockedImage{"a": {Image: img, Since: "2026-03-04"}}},
	}}
	rows, err := r.rows(spec, nil)
	if err != nil {
		t.Fatal(err)
	}
	right := alignRight(spec)
	for i, name := range spec.Columns {
		title, cell := rows[0][i+1], rows[1][i+1]
		if title == "" || cell == "" || cell == noValue {
			t.Errorf("column %q has the heading %q and the cell %q", name, title, cell)
		}
		if digits := strings.HasSuffix(cell, "B") || cell == "3"; digits != right[i+1] {
			t.Errorf("column %q: %q stands on the right: %v", name, cell, right[i+1])
		}
	}
	if slices.Contains(right[:1], true) {
		t.Error("names stand on the right")
	}
}

// TestRecordedOnce has a column of which all figures were written down by a
// person, with one that is not there, and a column of which one was measured.
func TestRecordedOnce(t *testing.T) {
	measured := int64(5_000_000)
	r := &run{site: &site.Site{
		Config: site.Config{Images: map[string]site.ImageSpec{
			"a": {Recorded: site.RecordedSpec{"usage": "800 MB", "download": "9 MB"}},
			"b": {Recorded: site.RecordedSpec{"usage": "284 MB"}, Ref: "r.example/b"},
			"c": {Recorded: site.RecordedSpec{"download": "7 MB"}},
		}},
		Lock: &site.Lock{Images: map[string]site.LockedImage{"b": {Image: site.Image{Download: &measured}}}},
	}}
	spec := site.TableSpec{Images: []string{"a", "b", "c"}, Columns: []string{"usage", "download"}}
	want := [][]string{{"Image", "Docker disk usage (recorded)", "Download"}, {"a", "800 MB", "9 MB (recorded)"}, {"b", "284 MB", "5 MB"}, {"c", noValue, "7 MB (recorded)"}}
	for _, old := range [][][]string{nil, want, {{"Image", "Docker disk usage", "Download"}, {"a", "800 MB (recorded)", "9 MB (recorded)"}, {"b", "284 MB (recorded)", "5 MB"}, {"c", noValue, "7 MB (recorded)"}}} {
		rows, err := r.rows(spec, old)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.EqualFunc(rows, want, slices.Equal) {
			t.Errorf("beside %q: %q, want %q", old, rows, want)
		}
	}
}
