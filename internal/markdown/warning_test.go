package markdown

import (
	"testing"

	"docsite/internal/site"
)

// TestUnclosed finds the fence that its author forgot, at the next one or at the page's end.
func TestUnclosed(t *testing.T) {
	for text, want := range map[string]string{
		"# A\n\n```sh\na\n\nWords.\n\n```yaml\nb: 1\n```\n": "a.md:8:1",
		"- a\n\n  ~~~\n  x\n\n  ~~~~ yaml\n  b\n  ~~~\n":    "a.md:6:3",
		"A\n\n```sh\na\n\n## B\n":                           "a.md:3:1",
		"A\n\n```sh\na":                                     "a.md:3:1",
		"> ```sh\n> a\n> ```\n":                             "",
		"A\n\n```sh\na\n```":                                "",
		"````md\n```sh\na\n```\n````\n":                     "",
		"```md\n~~~sh\na\n~~~\n```\n":                       "",
		"```\n``` are three backticks\n```\n":               "",
		"```\n":                                             "",
		"    ```sh\n    a\n":                                "",
		":::{code-block} sh\na\n:::\n":                      "",
	} {
		got := ""
		if p, found := unclosed(Parse(&site.Source{Name: "a.md", Text: []byte(text)})); found {
			p.Message, p.Hint = "", ""
			got = p.String()
		}
		if want != "" && got != want+": warning: " || want == "" && got != "" {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
