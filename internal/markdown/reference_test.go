package markdown

import (
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/site"
)

// TestReferences: links whose destination is a tag of another tool, and what looks like
// one. A row has the links of a text and the rest of its words.
func TestReferences(t *testing.T) {
	for text, want := range map[string]string{
		"See [the intro]({{< ref \"a/b.md\" >}}).":                      `<ref:a/b.md the intro> See .`,
		"[a]({{<relref b.md>}}) [c]({{% ref `d` %}}#e) [f](g.md)":       `<ref:b.md a> <ref:d#e c> <g.md f>   `,
		"[*a* `b`\nc]({{< ref path=\"d#e\" lang=\"fr\" >}} \"title\")":  `<ref:d#e a b c> `,
		"[a [b] c]({{< ref \"d\" >}}) \\[e]({{< ref \"f\" >}})":         `<ref:d a [b] c>  \[e]({{< ref "f" >}})`,
		"**[a]({{< ref b >}})** [c](<{{< ref \"d\" >}}>)":               `<ref:b a> <ref:d c>  `,
		"a]({{< ref \"b\" >}}) `[c]({{< ref \"d\" >}})`":                "a]({{< ref \"b\" >}}) [c]({{< ref \"d\" >}})",
		"[a]({{< figure src=\"b\" >}})":                                 `[a]({{< figure src="b" >}})`,
		"{doc}`a/b` and {doc}`The b </a/b>`, {ref}`c`, {ref}`d\ne <f>`": "<ref:a/b b> <ref:/a/b The b> <ref:=c > <ref:=f d\ne>  and , , ",
		"{doc} `a`": "{doc} a",
	} {
		doc := Parse(&site.Source{Name: "a.md", Text: []byte(text)})
		var found []string
		rest := ""
		_ = ast.Walk(doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			switch n := n.(type) {
			case *ast.Link:
				if entering {
					found = append(found, fmt.Sprintf("<%s %s>", n.Destination, doc.Text(n)))
				}
				return ast.WalkSkipChildren, nil
			case *ast.Text:
				if entering {
					rest += string(n.Segment.Value(doc.Source.Text))
				}
			}
			return ast.WalkContinue, nil
		})
		if got := strings.Join(append(found, rest), " "); got != want {
			t.Errorf("%q:\n got %s\nwant %s", text, got, want)
		}
		if foreign := len(doc.Warnings()) > 0; foreign != strings.Contains(rest, "{{") {
			t.Errorf("%q: foreign is %v", text, foreign)
		}
	}
}
