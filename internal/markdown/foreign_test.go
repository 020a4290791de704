package markdown

import (
	"strings"
	"testing"

	"docsite/internal/site"
)

// TestForeign has a line of each kind, first on its page and below another: the signs
// that are looked for before a pattern must be in all that it matches.
func TestForeign(t *testing.T) {
	for _, line := range []string{
		"{{#include a.md}}", "{{< a >}}", "{{%- a %}}", "{% raw %}", "{%- if a %}", "{* a.py *}", `--8<-- "a.md"`, ` -8<- "a.md"`,
		"import A from 'a'", "export const a = 1", ":::gallery", "::::  {figure} 2", "/// caption", ".. toctree::", ".. note:: a",
	} {
		for _, text := range []string{line, "a\n\n" + line + "\n"} {
			if len(Parse(&site.Source{Name: "a.md", Text: []byte(text)}).Warnings()) == 0 {
				t.Errorf("%q is of no other tool", text)
			}
		}
	}
	for _, text := range []string{"[a]: b\n\n[a]", "[![a](b.svg)](c)", "[toc]", "a [TOC]", "`{{< a >}}`", "important", ".. a"} {
		if p := Parse(&site.Source{Name: "a.md", Text: []byte(text)}).Warnings(); len(p) > 0 {
			t.Errorf("%q: %v", text, p)
		}
	}
}

// TestForeignIsText: what is shortened in a message ends with a whole letter.
func TestForeignIsText(t *testing.T) {
	for _, p := range Parse(&site.Source{Name: "a.md", Text: []byte("{{#include a" + strings.Repeat("ß", 40) + ".md}}\n")}).Warnings() {
		if strings.Contains(p.Message, `\x`) {
			t.Error(p.Message)
		}
	}
}

// What stands for the headings of a page is not shown beside them, and no comment of MDX is.
func TestUnseen(t *testing.T) {
	for text, want := range map[string]int{
		"[TOC]\n": 0, "# A\n\n[[_TOC_]]\n\nb\n": 2, "- a\n\n  [[toc]]\n": 1, "[TOC] a\n": 1, "a\n[TOC]\n": 1, "`[TOC]`\n": 1,
		"[TOC]\n\n[toc]: a.md\n":        2, // and the place that it names
		"{/* a */}\n\n{/* *b*\nc */}\n": 0, "{/* a */} b {/* c */}\n": 1, "{/* a\n\nb */}\n": 2,
	} {
		d := Parse(&site.Source{Name: "a.md", Text: []byte(text)})
		if got := d.Root.ChildCount(); got != want {
			t.Errorf("%q: %d blocks, want %d", text, got, want)
		}
	}
}

// A file that another tool puts into a listing is quoted here: the listing was one line of that tool, in silence.
func TestIncluded(t *testing.T) {
	for text, want := range map[string]string{
		"```dockerfile\n--8<-- \"Dockerfile:2:3\"\n```\n": "write file=/Dockerfile behind the language, and run docsite refresh",
		"```sh\n{{#include ../run.sh:begin}}\n```\n":      "write file=../run.sh behind the language, and run docsite refresh",
		"```sh\n<<< @/docker/run.sh{2}\n```\n":            "write file=/docker/run.sh behind the language, and run docsite refresh",
		"```md\n--8<-- \"a.md\"\n```\n":                   "",
		"```\n--8<-- \"a.md\"\n```\n":                     "",
		"```sh\n--8<-- \"a.sh\"\n--8<-- \"b.sh\"\n```\n":  "",
		"```sh file=a.sh\n--8<-- \"Dockerfile\"\n```\n":   "",
		"```sh\ncat <<< a\n```\n\n```sh\n<<<EOF\n```\n":   "",
	} {
		p := Parse(&site.Source{Name: "a.md", Text: []byte(text)}).Warnings()
		if len(p) > 1 || (len(p) == 1) != (want != "") || len(p) == 1 && p[0].Hint != want {
			t.Errorf("%q: %v, want %q", text, p, want)
		}
	}
}
