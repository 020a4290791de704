package known

import (
	"maps"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"docsite/internal/site"
)

// TestJudge: which builds fail under --strict, by known_warnings: and the files that
// have warnings.
func TestJudge(t *testing.T) {
	for _, tt := range []struct {
		name, known string
		files       []string
		failed      bool
		about       string
	}{
		{"none is known", "{}", []string{"a.md"}, true, ""},
		{"as many as are known", "{a.md: 2}", []string{"a.md", "a.md"}, false, ""},
		{"one more", "{a.md: 1}", []string{"a.md", "a.md"}, true, `"a.md" has 2 warnings, of which 1 are known`},
		{"one less", "{a.md: 2}", []string{"a.md"}, false, `"a.md" has 1 warnings, and 2 are known`},
		{"another page", "{a.md: 1}", []string{"a.md", "b.md"}, true, ""},
		{"a folder", "{docs/: 2}", []string{"docs/a.md", "docs/b/c.md"}, false, ""},
		{"a file in a folder counts for itself", "{docs/: 1, docs/a.md: 1}", []string{"docs/a.md", "docs/b/c.md"}, false, ""},
		{"a folder of a name that another begins with", "{doc/: 1}", []string{"docs/a.md"}, true, `"doc/" has 0 warnings, and 1 are known`},
		{"all", "{.: 2}", []string{"a.md", "docs/a.md"}, false, ""},
		{"of no file", "{.: 1}", []string{"a.md", ""}, true, ""},
		{"of docsite.yaml", "{.: 1}", []string{"a.md", "docsite.yaml"}, true, ""},
	} {
		c, ps := site.ReadConfig(fstest.MapFS{"docsite.yaml": {Data: []byte("known_warnings: " + tt.known + "\n")}})
		if len(ps) > 0 {
			t.Fatal(ps)
		}
		var warnings site.Problems
		for _, file := range tt.files {
			warnings = append(warnings, site.Problem{File: file, Message: "x"})
		}
		failed, about := Judge(&c, warnings)
		got := ""
		for _, p := range about {
			got += p.Message
			if p.Line != 1 {
				t.Errorf("%s: %v has no place", tt.name, p)
			}
		}
		if failed != tt.failed || got != tt.about {
			t.Errorf("%s: %v %q, want %v %q", tt.name, failed, got, tt.failed, tt.about)
		}
	}
	c := site.Config{Strictness: site.Strictness{KnownWarnings: map[string]int{"a.md": 9}}}
	if failed, _ := Judge(&c, site.Problems{{File: "a.md", Severity: site.Error}}); !failed {
		t.Error("an error is known")
	}
}

// TestCount: warnings are counted by files, folders or together.
func TestCount(t *testing.T) {
	many := func(n int, name func(int) string) (ps site.Problems) {
		for i := range n {
			ps = append(ps, site.Problem{File: name(i)})
		}
		return ps
	}
	for _, tt := range []struct {
		ps   site.Problems
		want map[string]int
	}{
		{site.Problems{{File: "a.md"}, {File: "a.md"}, {File: "d/b.md"}, {}, {File: site.ConfigName}, {File: "c.md", Severity: site.Error}}, map[string]int{"a.md": 2, "d/b.md": 1}},
		{append(many(31, func(i int) string { return "docs/" + strconv.Itoa(i) + ".md" }), site.Problem{File: "a.md"}), map[string]int{"docs/": 31, "a.md": 1}},
		{many(31, func(i int) string { return strconv.Itoa(i) + "/a.md" }), map[string]int{".": 31}},
	} {
		if got := count(tt.ps); !maps.Equal(got, tt.want) {
			t.Errorf("%v, want %v", got, tt.want)
		}
	}
}

// TestCheck finds numbers and keys that can count no warnings.
func TestCheck(t *testing.T) {
	for known, want := range map[string]string{
		"{README.md: 0, docs/: 3, .: 1}": "",
		"{README.md: -3}":                "docsite.yaml:1:29: -3 is no number of warnings (hint: write how many are known, from 0)",
		"{./README.md: 3}":               `docsite.yaml:1:31: known_warnings "./README.md" is no file and no folder of the project`,
		"{/: 3}":                         `docsite.yaml:1:21: known_warnings "/" is no file and no folder of the project`,
	} {
		got := ""
		_, ps := site.ReadConfig(fstest.MapFS{"docsite.yaml": {Data: []byte("known_warnings: " + known + "\n")}}, Check)
		for _, p := range ps {
			got += p.String()
		}
		if got != want && (want == "" || !strings.HasPrefix(got, want)) {
			t.Errorf("%s: %s, want %s", known, got, want)
		}
	}
}
