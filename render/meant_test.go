package render

import (
	"strings"
	"testing"
)

// TestDefinitionsThatStandForMuch: a page is printed as text, and a comment too, where a few
// definitions would make gigabytes of them.
func TestDefinitionsThatStandForMuch(t *testing.T) {
	long := strings.Repeat("x", 20_000)
	comment := "# [a]: b?" + long + "\n#\n" + strings.Repeat("# [a] [a]\n#\n", 250) + "FROM a\n"
	for name, tt := range map[string]struct {
		text, file, warning string
		most                int
	}{
		"titles":        {text: "[a]: b \"" + long + "\"\n\n" + strings.Repeat("[a]\n\n", 1000), warning: "the page is shown as text: its definitions stand for 20001000 bytes"},
		"addresses":     {text: "[a]: https://a.b/" + long + "\n\n" + strings.Repeat("![a]\n\n", 1000), warning: "the page is shown as text: its definitions stand for"},
		"abbreviations": {text: "*[AB]: " + long + "\n\n" + strings.Repeat("AB c\n\n", 1000), warning: "the page is shown as text: its definitions stand for"},
		"comments":      {text: "```dockerfile file=../Dockerfile comments=notes\n" + comment + "```\n", file: comment},
		"few uses":      {text: "[a]: https://a.b/" + long + "\n\n" + strings.Repeat("![a]\n\n", 100), most: 3 << 20},
	} {
		files := map[string]string{"content/page.md": "# T\n\n" + tt.text}
		if tt.file != "" {
			files["Dockerfile"] = tt.file
		}
		s := load(t, files)
		out, err := s.ReadFile("page.html")
		if most := max(tt.most, 1<<20); err != nil || len(out) > most {
			t.Errorf("%s: %d bytes of %d, %v", name, len(out), len(tt.text), err)
		}
		said := ""
		for _, p := range s.Problems() {
			said += p.String() + "\n"
		}
		if !strings.Contains(said, tt.warning) || tt.most > 0 && strings.Contains(said, "shown as text") {
			t.Errorf("%s: %.300s", name, said)
		}
	}
}
