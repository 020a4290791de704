package markdown

import (
	"testing"

	"docsite/internal/site"
)

// TestForeign has a line of each kind, first on its page and below another: the signs
// that are looked for before a pattern must be in all that it matches.
func TestForeign(t *testing.T) {
	for _, line := range []string{
		"{{#include a.md}}", "{{< a >}}", "{{%- a %}}", "{% raw %}", "{%- if a %}", "{* a.py *}", `--8<-- "a.md"`, ` -8<- "a.md"`,
		"import A from 'a'", "export const a = 1", ":::grid", "::::  {grid} 2", "/// caption", ".. toctree::", ".. note:: a", "[TOC]", "[[toc]]", "[[_TOC_]]",
	} {
		for _, text := range []string{line, "a\n\n" + line + "\n"} {
			if _, found := Parse(&site.Source{Name: "a.md", Text: []byte(text)}).Foreign(); !found {
				t.Errorf("%q is of no other tool", text)
			}
		}
	}
	for _, text := range []string{"[a]: b\n\n[a]", "[![a](b.svg)](c)", "[toc]", "a [TOC]", "`{{< a >}}`", "important", ".. a"} {
		if p, found := Parse(&site.Source{Name: "a.md", Text: []byte(text)}).Foreign(); found {
			t.Errorf("%q: %v", text, p)
		}
	}
}
