package folder

import "testing"

func TestCommands(t *testing.T) {
	for _, c := range []struct{ text, dir, want string }{
		{"run docsite refresh --accept a.md:3", "svc", "run docsite refresh svc --accept a.md:3"},
		{"docsite refresh gets one; docsite build lists them", "../a b", "docsite refresh '../a b' gets one; docsite build '../a b' lists them"},
		{"docsite shots", "it's", `docsite shots 'it'\''s'`},
		{"run docsite refresh", "", "run docsite refresh"},
		{"run docsite refresh", ".", "run docsite refresh"},
		{"docsite.yaml, docsite --version, docsite explain FILE, mydocsite refresh, docsite refreshes it", "svc", "docsite.yaml, docsite --version, docsite explain FILE, mydocsite refresh, docsite refreshes it"},
	} {
		if got := Commands(c.text, c.dir); got != c.want {
			t.Errorf("%q in %q: %q", c.text, c.dir, got)
		}
	}
}
