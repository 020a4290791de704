package shots

import (
	"strings"
	"testing"
	"testing/fstest"

	"docsite/internal/site"
)

func TestCheckReportsWithPlace(t *testing.T) {
	for _, tt := range []struct{ shot, want string }{
		{"../a.png: {page: a.md}", `docsite.yaml:2:13: screenshot "../a.png" is not a file inside the project (hint: write its path from the project's folder, without ..)`},
		{"a.jpg: {page: a.md}", `screenshot "a.jpg" is not a PNG (hint: give it the ending .png)`},
		{"public/a.png: {page: a.md}", `screenshot "public/a.png" is in the folder of the built site`},
		{"a.png: {width: 800}", `docsite.yaml:2:10: screenshot "a.png" has no page`},
		{"a.png: {page: a.md, selector: \"main >\"}", `docsite.yaml:2:33: selector "main >" is no selector of CSS (hint: write it like "main table" or "#notes")`},
		{"a.png: {page: a.md, theme: sepia}", `docsite.yaml:2:30: theme "sepia" is not light or dark`},
		{"a.png: {page: a.md, width: 20}", `docsite.yaml:2:30: width 20 is not between 200 and 4096`},
		{"a.png: {page: a.md, scale: .nan}", `scale NaN is not between 1 and 4`},
		{"a.png: {page: a.md, selector: \"main table, #b > c:first-child\", width: 390, height: 844, theme: dark, scale: 2.5}", ""},
	} {
		fsys := fstest.MapFS{"docsite.yaml": {Data: []byte("shots:\n  " + tt.shot + "\n")}, "content/a.md": {Data: []byte("x")}}
		_, ps := site.Load(fsys, site.Options{Check: []func(*site.Config) site.Problems{Check}})
		if tt.want == "" && len(ps) == 0 {
			continue
		}
		if len(ps) != 1 || tt.want == "" || !strings.Contains(ps[0].String(), tt.want) {
			t.Errorf("%s: got %v, want one problem with %q", tt.shot, ps, tt.want)
		}
	}
}

// A picture is current only while both its subject and its file are those of the
// lock.
func TestJudge(t *testing.T) {
	shot := Shot{File: "a.png", Shows: "now"}
	picture := []byte("png")
	for _, tt := range []struct {
		name   string
		shot   Shot
		file   []byte
		locked map[string]site.LockedShot
		want   State
	}{
		{"current", shot, picture, map[string]site.LockedShot{"a.png": Taken(&shot, picture)}, Current},
		{"subject", shot, picture, map[string]site.LockedShot{"a.png": {Shows: "before", Look: sum(picture)}}, Stale},
		{"file", shot, []byte("other"), map[string]site.LockedShot{"a.png": Taken(&shot, picture)}, Altered},
		{"both", shot, []byte("other"), map[string]site.LockedShot{"a.png": {Shows: "before", Look: sum(picture)}}, Stale},
		{"no file", shot, nil, map[string]site.LockedShot{"a.png": Taken(&shot, picture)}, Untaken},
		{"not in the lock", shot, picture, nil, Untaken},
		{"no page", Shot{File: "a.png", Why: "there is no page"}, picture, map[string]site.LockedShot{"a.png": Taken(&shot, picture)}, Lost},
	} {
		fsys := fstest.MapFS{}
		if tt.file != nil {
			fsys["a.png"] = &fstest.MapFile{Data: tt.file}
		}
		got := Judge(&site.Site{FS: fsys, Lock: &site.Lock{Shots: tt.locked}}, []Shot{tt.shot})[0]
		if got.State != tt.want || (got.State == Current) != (got.Reason == "") {
			t.Errorf("%s: state %d, %q; want %d", tt.name, got.State, got.Reason, tt.want)
		}
	}
}

func TestInOrder(t *testing.T) {
	list := []Shot{{File: "a", Holds: []string{"c", "a"}}, {File: "b"}, {File: "c", Holds: []string{"b"}}, {File: "d", Holds: []string{"e"}}, {File: "e", Holds: []string{"d"}}}
	var got []string
	for _, shot := range InOrder(list) {
		got = append(got, shot.File)
	}
	if text := strings.Join(got, ""); text != "bcaed" {
		t.Errorf("order %s", text)
	}
}
