package site

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// TestFrontIsReadAsFarAsItGoes has front matter with something wrong in it.
func TestFrontIsReadAsFarAsItGoes(t *testing.T) {
	for _, tt := range []struct{ text, want, problem string }{
		{"---\ntitle: Docker: a primer\nweight: 3\n---\n# B", "Docker: a primer||3|false|[]", `a.md:2:8: warning: front matter: `},
		{"---\ntitle: \"never closed\ndescription: d\n---\n# B", "never closed|d|0|false|[]", `warning: front matter: `},
		{"---\ntitle: a\ntitle: b\n---\n# B", "b||0|false|[]", `a.md:3:1: warning: front matter: "title" stands twice: the last one counts`},
		{"---\ntitle: T\ndraft: no\n---\n# B", "T||0|false|[]", ""},
		{"---\ntitle: T\ndraft: \"true\"\n---\n# B", "T||0|true|[]", ""},
		{"---\ntitle: T\ndraft: perhaps\n---\n# B", "T||0|false|[]", `a.md:3:8: warning: front matter: "perhaps" is neither true nor false: draft is left out`},
		{"---\ntitle: T\ndescription: [a, b]\n---\n# B", "T||0|false|[]", `a.md:3:14: warning: front matter: description is left out: a list is no text`},
		{"---\ntitle: T\naliases: /old/\n---\n# B", "T||0|false|[/old/]", ""},
		{"---\ntitle: {a: b}\n---\n# B", "B||0|false|[]", `a.md:2:8: warning: front matter: title is left out`},
		{"---\ntitle: 2024-01-02\nweight: \"7\"\n---\n# B", "2024-01-02||7|false|[]", ""},
		{"---\n\nSome words, and more.\n\n---\n# B", "B||0|false|[]", ""},
		{"---\n- a list\n---\n# B", "B||0|false|[]", `a.md:2:1: warning: front matter is a list, and read as text (hint: write keys with their values, such as title: One page; or an empty line below the first --- where it is a rule)`},
		{"---\ntitle: open\n\n# B", "B||0|false|[]", `a.md:1:1: warning: front matter is not closed, and read as text (hint: write --- on a line below it)`},
		{"+++\ntitle = \"T: x\"\nweight = 5\ndraft = true\naliases = [\"a\", '/b/']\n[params]\ntitle = \"no\"\n+++\n# B", "T: x||5|true|[a /b/]", ""},
		{"+++\n# B", "B||0|false|[]", ""},
	} {
		s, ps := Load(files("a.md", tt.text), Options{Drafts: true, Title: func(b []byte) string { return strings.TrimPrefix(string(b[bytes.LastIndex(b, []byte("# "))+0:]), "# ") }})
		p := s.Pages[0]
		got := fmt.Sprintf("%s|%s|%d|%v|%v", p.Title, p.Description, p.Weight, p.Draft, p.Aliases)
		if got != tt.want || len(ps) > 1 || fmt.Sprint(ps) == "[]" != (tt.problem == "") || !strings.Contains(fmt.Sprint(ps), tt.problem) {
			t.Errorf("%q: got %s %v, want %s %s", tt.text, got, ps, tt.want, tt.problem)
		}
	}
}
