package contents

import (
	"slices"
	"strings"
	"testing"
)

func TestCompare(t *testing.T) {
	for _, want := range []string{
		"1.intro 2.setup 10.deploy a",
		"1.9 1.10 1.20 1.20-micro 2",
		"01-a 2-b 007-c 10",
		"02 2 2a",
		"A B a a.md a/b ab",
	} {
		names := strings.Fields(want)
		slices.Reverse(names)
		slices.SortFunc(names, Compare)
		if got := strings.Join(names, " "); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestName(t *testing.T) {
	for name, want := range map[string]string{"1.intro": "intro", "10. Deploy": "Deploy", "1.20": "1.20", "1.": "1.", "a": "a", "12-factor": "12-factor", "2.été": "été", "": ""} {
		if got := Name(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestCompareVersions(t *testing.T) {
	want := []string{"0.9", "1.2-rc1", "1.2-rc2", "1.2", "1.2.0-alpine", "1.2.0", "1.9", "1.10", "1.10.1", "2", "20260101", "latest", "v1", "v2"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, CompareVersions)
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
