package contents

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// includer has files of a project, and pages that begin with their text.
func includer(files map[string]string) *Includer {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return &Includer{FS: fsys, Body: func([]byte) int { return 0 }, Roots: func() []string { return []string{"."} }}
}

// TestExpand: each part is what its generator has in its place, and what stands behind it comes from
// where it stood.
func TestExpand(t *testing.T) {
	in := includer(map[string]string{
		"a.md": "1\n2\n3\n4\n5\n", "b.md": "x\n<!-- --8<-- [start:p] -->\nin\n<!-- ANCHOR: q -->\n<!-- --8<-- [end:p] -->\ny\n",
		"d/in.md": "{{#include more.md}}\n", "d/more.md": "more\n", "h.md": "# H\n\n```\n# c\n```\n", "m.md": "a START b\n", ".env.md": "x\n",
	})
	for text, want := range map[string]string{
		`--8<-- "a.md:2:3"`:                                      "2\n3\n",
		`--8<-- "a.md:4"`:                                        "4\n5\n",
		`--8<-- "a.md::2"`:                                       "1\n2\n",
		`--8<-- "a.md:1:1,5:5"`:                                  "1\n5\n",
		`--8<-- "a.md:4:5,1:2,2:2,1:1"`:                          "1\n2\n4\n5\n",
		`-8<- 'b.md:p'`:                                          "in\n",
		`--8<-- "a.md:-2"`:                                       "",
		`--8<-- "b.md:none"`:                                     "",
		`--8<-- "../a.md"`:                                       "",
		`--8<-- ".env.md"`:                                       "",
		`--8<-- "https://example.org/a.md"`:                      "",
		`{{#include a.md:2}}`:                                    "2\n",
		`{{#include a.md:4:}}`:                                   "4\n5\n",
		`{{ #include a.md::1 }}`:                                 "1\n",
		`{{#include d/in.md}}`:                                   "more\n",
		`a {{#include a.md}}`:                                    "",
		`<!-- @include: ./a.md{2-3} -->`:                         "2\n3\n",
		`<!--@include: a.md{4,}-->`:                              "4\n5\n",
		`{!a.md!}`:                                               "1\n2\n3\n4\n5\n",
		`{% include-markdown "m.md" start="START" %}`:            " b\n",
		"{%-\n include 'm.md'\n end='START'\n-%}":                "a \n",
		`{% include "m.md" start="NONE" %}`:                      "",
		`{% include "h.md" heading-offset=1 %}`:                  "## H\n\n```\n# c\n```\n",
		"```{include} a.md\n:start-line: 1\n:end-line: 3\n```":   "\n2\n3\n\n",
		"```{include} m.md\n:end-before: START\n:parser: x\n```": "\na\n\n",
		"```{include} a.md\n:literal:\n```":                      "",
		"--8<--\na.md:1:1\n; b.md\n\nm.md\n--8<--":               "1\n\na START b\n",
		"--8<--\na.md\nnone.md\n--8<--":                          "",
		"import A from './m.md';\n\n<A b={1} />":                 "\n\na START b\n\n",
		"import A from './m.md';\n\n<A />\n\n`<A>`":              "import A from './m.md';\n\n\na START b\n\n\n`<A>`",
		"> {!d/more.md!}\n> x":                                   "> more\n> x",
		"  {!m.md!}":                                             "  a START b\n",
		"~~~\n{!m.md!}\n~~~":                                     "",
		"> ```\n> x\n> ```\n{!m.md!}":                            "> ```\n> x\n> ```\na START b\n",
	} {
		got := in.Expand("p.md", []byte(text))
		if string(got.Text) != want {
			t.Errorf("%q: %q, want %q", text, got.Text, want)
		}
		source := "é\n\n" + text + "\n\nend of it"
		all := in.Expand("p.md", []byte(source))
		if all.Text == nil {
			continue
		}
		if at := all.Origin(bytes.Index(all.Text, []byte("of it"))); at != strings.Index(source, "of it") || all.Origin(1) != 1 {
			t.Errorf("%q: the end came from %d", text, at)
		}
	}
}

// What is included has limits: a page does not grow past what one may have, and a circle ends.
func TestExpandEnds(t *testing.T) {
	files := map[string]string{"big.md": strings.Repeat("a\n", 200_000), "0.md": "{!1.md!}\n{!1.md!}\n", "me.md": "{!p.md!}\n{!me.md!}\n"}
	for i := 1; i < 20; i++ {
		files[fmt.Sprintf("%d.md", i)] = fmt.Sprintf("{!%d.md!}\n{!%d.md!}\n", i+1, i+1)
	}
	in := includer(files)
	for _, text := range []string{strings.Repeat("{!big.md!}\n", 1000), strings.Repeat("--8<-- \"big.md:none\"\n", 10_000), "{!0.md!}", strings.Repeat("--8<--\n", 10_000), strings.Repeat("{%\n", 10_000), "{!me.md!}"} {
		if got := in.Expand("p.md", []byte(text)); len(got.Text) > maxWhole+len(text) || len(got.Asked) > 2*maxIncludes {
			t.Errorf("%.20q: %d bytes, %d files", text, len(got.Text), len(got.Asked))
		}
	}
}
