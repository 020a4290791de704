package render

import (
	"strings"
	"testing"
)

// TestDefinitionsThatStandForMuch: a page is printed as text where a few definitions would make
// gigabytes of it, and has no further links where labels would.
func TestDefinitionsThatStandForMuch(t *testing.T) {
	long := strings.Repeat("x", 20_000)
	for name, tt := range map[string]struct {
		text, warning string
		most          int
	}{
		"titles":        {text: "[a]: b \"" + long + "\"\n\n" + strings.Repeat("[a]\n\n", 1000), warning: "the page is shown as text: its definitions stand for 20001000 bytes"},
		"addresses":     {text: "[a]: https://a.b/" + long + "\n\n" + strings.Repeat("![a]\n\n", 1000), warning: "the page is shown as text: its definitions stand for"},
		"abbreviations": {text: "*[AB]: " + long + "\n\n" + strings.Repeat("AB c\n\n", 1000), warning: "the page is shown as text: its definitions stand for"},
		"labels":        {text: "(a)=\n## " + long + "\n\n" + strings.Repeat("{ref}`a`\n\n", 1000), warning: "link \"a\" is left out: the page's links have more than 8388608 bytes", most: 12 << 20},
		"few uses":      {text: "[a]: https://a.b/" + long + "\n\n" + strings.Repeat("![a]\n\n", 100), most: 3 << 20},
	} {
		s := load(t, map[string]string{"content/page.md": "# T\n\n" + tt.text})
		out, err := s.ReadFile("page.html")
		if most := max(tt.most, 1<<20); err != nil || len(out) > most {
			t.Errorf("%s: %d bytes of %d, %v", name, len(out), len(tt.text), err)
		}
		said := ""
		for _, p := range s.Problems() {
			said += p.String() + "\n"
		}
		if !strings.Contains(said, tt.warning) || tt.warning == "" && strings.Contains(said, "shown as text") {
			t.Errorf("%s: %.300s", name, said)
		}
	}
}
