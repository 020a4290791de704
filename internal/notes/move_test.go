package notes

import (
	"slices"
	"strings"
	"testing"

	"docsite/internal/markdown"
	"docsite/internal/site"
)

const file = "```dockerfile\nFROM debian:12 AS base\nRUN apt-get update\nEXPOSE 8080\nUSER app\n```\n\n"

// TestPlaces reads pages and wants of each note with lines where it stands, one
// group after the other.
func TestPlaces(t *testing.T) {
	listings := strings.Repeat("```sh\nls\n```\n\n", MaxAbove)
	table := "| Line | Why |\n| --- | --- |\n| `FROM debian:12 AS base` | base |\n| `USER app` | not root |\n"
	for _, test := range []struct {
		name, text string
		want       []string // the label of each note with lines, and why it stays in the text
	}{
		{"half of a list", file + "- `USER app`: not root\n- The image is small\n", []string{"USER app"}},
		{"less than half of a list", file + "- `USER app`: not root\n- Small\n- `EXPOSE 8080`: the port\n- Few\n- Fast\n",
			[]string{"USER app: " + whyFew, "EXPOSE 8080: " + whyFew}},
		{"a third of a table", file + "| Line | Why |\n| --- | --- |\n| `USER app` | not root |\n| Size | small |\n| Layers | few |\n",
			[]string{"USER app"}},
		{"a table far below", file + listings + "## Summary\n\n" + table,
			[]string{"FROM debian:12 AS base: " + whyFar, "USER app: " + whyFar}},
		{"a table not so far below", file + strings.TrimPrefix(listings, "```sh\nls\n```\n\n") + "## Summary\n\n" + table,
			[]string{"FROM debian:12 AS base", "USER app"}},
		{"a listing inside an item", file + "- `EXPOSE 8080`: try it:\n\n  ```sh\n  curl localhost\n  ```\n- `USER app`: not root\n",
			[]string{"EXPOSE 8080: " + whyListing, "USER app"}},
		{"a part of the item around it", file + "- `RUN apt-get update`: the index.\n  - `apt-get`: the tool\n- `USER app`: not root\n",
			[]string{"RUN apt-get update", "USER app", "apt-get: " + whyItem}},
		{"a heading above a heading", file + "## `USER app`\n\n### Why\n\nNot root.\n", []string{"USER app: " + whyEmpty}},
	} {
		page := Read(markdown.Parse(&site.Source{Name: "page.md", Text: []byte(test.text)}))
		var got []string
		for g := range page.Groups {
			for n, place := range page.Places[g] {
				switch label := page.Groups[g].Notes[n].Label; {
				case !HasLines(&page.Bindings[g][n]):
				case place.Where == Text:
					got = append(got, label+": "+place.Why)
				default:
					got = append(got, label)
				}
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q\nwant %q", test.name, got, test.want)
		}
	}
}
