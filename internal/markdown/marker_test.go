package markdown

import (
	"fmt"
	"strings"
	"testing"

	"docsite/internal/site"
)

func markersOf(text string) ([]site.Marker, site.Problems) {
	return Parse(&site.Source{Name: "a.md", Text: []byte(text)}).Markers()
}

// TestMarkers covers every place in which a marker works: what stands between
// the two comments is exactly the figure.
func TestMarkers(t *testing.T) {
	const v = "<!-- ds:a.download -->9 MB<!-- /ds -->"
	for name, text := range map[string]string{
		"paragraph":       "It is " + v + " now.\n",
		"twice in a line": "It is " + v + " or " + v + "\n",
		"heading":         "# Of " + v + "\n",
		"setext heading":  "Of " + v + "\n=====\n",
		"table cell":      "| a | b |\n|---|---|\n| x | " + v + " |\n",
		"first in a cell": "| a | b |\n|---|---|\n| " + v + " | x |\n",
		"link text":       "[of " + v + "](b.md)\n",
		"emphasis":        "_Of " + v + "_\n",
		"quote":           "> Of " + v + "\n> and on\n",
		"list item":       "- of " + v + "\n\n  and " + v + "\n",
		"footnote":        "x[^1]\n\n[^1]: of " + v + "\n\nlast " + v + "\n",
		"definition":      "term\n: of " + v + "\n",
		"front matter":    "---\ntitle: x\n---\nIt is " + v + "\n",
		"mark, CRLF":      "\ufeffIt is " + v + "\r\nand\r\n",
		"wide letters":    "画像は " + v + " です",
		"no spaces":       "It is <!--ds:a.download-->9 MB<!--/ds-->",
		"behind a link":   "[a](b.md)" + v + ", <https://x.example/a>" + v,
		"after an escape": "\\* of " + v + " &amp; more",
	} {
		markers, problems := markersOf(text)
		if len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
		}
		if want := strings.Count(text, "/ds"); len(markers) != want {
			t.Errorf("%s: %d markers, want %d", name, len(markers), want)
		}
		for _, m := range markers {
			if got := text[m.Body().Start:m.Body().End]; got != "9 MB" || m.Kind != "value" || m.ID != "a.download" {
				t.Errorf("%s: %+v holds %q", name, m, got)
			}
		}
	}
}

func TestBlockMarkers(t *testing.T) {
	const table = "\n\n| a |\n|---|\n| b |\n\n"
	for name, text := range map[string]string{
		"top":          "<!-- ds:table sizes -->" + table + "<!-- /ds:table sizes -->\n",
		"no blanks":    "words\n<!-- ds:table sizes -->\n| a |\n|---|\n| b |\n<!-- /ds:table sizes -->",
		"in a list":    "- x\n\n  <!-- ds:table sizes -->\n\n  | a |\n  |---|\n\n  <!-- /ds:table sizes -->\n",
		"in a quote":   "> <!-- ds:table sizes -->\n>\n> | a |\n> |---|\n>\n> <!-- /ds:table sizes -->\n",
		"empty":        "<!-- ds:table sizes -->\n<!-- /ds:table sizes -->\n",
		"CRLF":         strings.ReplaceAll("<!-- ds:table sizes -->"+table+"<!-- /ds:table sizes -->\n", "\n", "\r\n"),
		"after a list": "- x\n\n<!-- ds:table sizes -->" + table + "<!-- /ds:table sizes -->\n\nend\n",
	} {
		markers, problems := markersOf(text)
		if len(problems) > 0 || len(markers) != 1 {
			t.Fatalf("%s: %v %v", name, markers, problems)
		}
		m := markers[0]
		if m.Kind != "table" || m.ID != "sizes" || text[m.Open.Start:m.Open.End] != "<!-- ds:table sizes -->" ||
			text[m.Close.Start:m.Close.End] != "<!-- /ds:table sizes -->" {
			t.Errorf("%s: %+v", name, m)
		}
	}
}

// TestExamplesAreNoMarkers: what stands in code, or in another comment, is
// left alone.
func TestExamplesAreNoMarkers(t *testing.T) {
	const v = "<!-- ds:a.download -->9 MB<!-- /ds -->"
	for _, text := range []string{
		"`" + v + "`\n",
		"``a `b` " + v + "``\n",
		"```md\n" + v + "\n```\n",
		"~~~~\n<!-- ds:table x -->\n~~~\n~~~~\n",
		"    " + v + "\n",
		"- a\n\n  ```\n  " + v + "\n  ```\n",
		"<textarea>\n" + v + "\n</textarea>\n",
		"\\<!-- ds:a.download --\\> 9 MB\n",
		"<!-- an ordinary comment -->\n\n<!-- dst: other -->\n\nx <!-- /dsx --> y\n",
		"<!--\nds is a word\n-->\n",
	} {
		if markers, problems := markersOf(text); len(markers)+len(problems) > 0 {
			t.Errorf("%q: %v %v", text, markers, problems)
		}
	}
}

// TestMarkerFaults: each fault is an error with its place.
func TestMarkerFaults(t *testing.T) {
	for _, c := range []struct{ name, text, at, want string }{
		{"unclosed", "x <!-- ds:a.download -->9 MB\n", "1:3", "is not closed"},
		{"unclosed table", "<!-- ds:table t -->\n\n| a |\n", "1:1", "is not closed"},
		{"two opens, one close", "x <!-- ds:a.download -->9 MB and <!-- ds:b.download -->8 MB<!-- /ds -->\n", "1:34", "stands inside"},
		{"two table opens, one close", "<!-- ds:table t -->\n\nwritten by hand\n\n<!-- ds:table t -->\n\n<!-- /ds:table t -->\n", "5:1", "stands inside"},
		{"close without end", "<div>\nx <!-- ds:a.download -->9 MB<!-- /ds\n", "2:29", "does not end"},
		{"close alone", "9 MB<!-- /ds -->\n", "1:5", "closes no marker"},
		{"close of a table alone", "<!-- /ds:table t -->\n", "1:1", "closes no marker"},
		{"other name", "<!-- ds:table t -->\n\n<!-- /ds:table u -->\n", "3:1", "closes no marker"},
		{"other kind", "<!-- ds:table t -->\n\n<!-- /ds:caption t -->\n", "3:1", "closes no marker"},
		{"crossed", "<!-- ds:table t -->\n\n<!-- ds:table u -->\n\n<!-- /ds:table t -->\n\n<!-- /ds:table u -->\n", "5:1", "before"},
		{"nested", "<!-- ds:table t -->\n\n| <!-- ds:a.download -->9 MB<!-- /ds --> |\n|---|\n\n<!-- /ds:table t -->\n", "3:3", "stands inside"},
		{"unknown kind", "<!-- ds:code t -->\n\n<!-- /ds:code t -->\n", "1:1", `"code" is no kind`},
		{"no figure", "x <!-- ds:inkwell -->9 MB<!-- /ds -->\n", "1:3", "which figure"},
		{"no name", "<!-- ds:table -->\n\n<!-- /ds:table -->\n", "1:1", "lacks a name"},
		{"too many words", "x <!-- ds:a b c -->9<!-- /ds -->\n", "1:3", "not one that docsite knows"},
		{"capitals", "x <!-- DS:a.download -->9<!-- /ds -->\n", "1:3", "not one that docsite knows"},
		{"reference", "x <!-- ds:docker.io/a:b.download -->9<!-- /ds -->\n", "1:3", "is not an id"},
		{"two hyphens", "x <!-- ds:a--b.download -->9<!-- /ds -->\n", "1:3", "has -- or |"},
		{"pipe", "x <!-- ds:a|b.download -->9<!-- /ds -->\n", "1:3", "has -- or |"},
		{"pipe in a table", "| a |\n|---|\n| <!-- ds:a|b.download -->9<!-- /ds --> |\n", "3:3", "not an HTML comment"},
		{"comment without end", "x <!-- ds:a.download -- >9 MB\n", "1:3", "not an HTML comment"},
		{"block without end", "<!-- ds:table t\n\n| a |\n", "1:1", "does not end"},
		{"closes in another paragraph", "x <!-- ds:a.download -->9 MB\n\ny <!-- /ds -->\n", "3:3", "same piece of text"},
		{"closes outside the emphasis", "**x <!-- ds:a.download -->9 MB** y<!-- /ds -->\n", "1:35", "same piece of text"},
		{"closes in another cell", "| a | b |\n|---|---|\n| x <!-- ds:a.download -->9 | MB<!-- /ds --> |\n", "3:33", "same piece of text"},
		{"close at the head of a line", "x <!-- ds:a.download -->9 MB\n<!-- /ds --> y\n", "2:1", "head of its line"},
		{"table in a line", "x <!-- ds:table t -->\n\ny <!-- /ds:table t -->\n", "1:3", "line of its own"},
		{"table on one line", "<!-- ds:table t --><!-- /ds:table t -->\n", "1:1", "line of its own"},
		{"table closed in a line", "<!-- ds:table t -->\n\ny <!-- /ds:table t -->\n", "3:3", "line of its own"},
		{"table closed outside the list", "- x\n\n  <!-- ds:table t -->\n\n<!-- /ds:table t -->\n", "5:1", "different blocks"},
		{"in a badge", "![x](https://img.shields.io/badge/image-<!-- ds:web.download -->9 MB<!-- /ds -->-blue)\n", "1:41", "stands in an address"},
		{"in a link", "[x](a<!-- ds:web.download -->9 MB<!-- /ds -->)\n", "1:6", "stands in an address"},
		{"in an address", "https://x.example/<!-- ds:web.download -->9 MB<!-- /ds -->\n", "1:19", "stands in an address"},
		{"in the address of a tag", "<img alt=x src=\"https://x.example/<!-- ds:web.download -->\">\n", "1:35", "stands in an address"},
		{"in a definition", "[b]: https://x.example/<!--ds:web.download-->9MB<!--/ds-->\n", "1:24", "stands in an address"},
		{"digits", "x <!-- ds:a.download digits=4 -->9 MB<!-- /ds -->\n", "1:3", `"digits=4" is no number of digits`},
		{"no digits", "x <!-- ds:a.download digits= -->9 MB<!-- /ds -->\n", "1:3", `"digits=" is no number of digits`},
		{"digits of a table", "<!-- ds:table digits=1 -->\n\n<!-- /ds:table t -->\n", "1:1", "lacks a name"},
		{"in front of an example", "```\n<!-- ds:table t -->\n```\n\n<!-- /ds:table t -->\n", "5:1", "closes no marker"},
	} {
		_, problems := markersOf(c.text)
		found := false
		for _, p := range problems {
			if p.Severity == site.Error && strings.HasPrefix(p.String(), "a.md:"+c.at+": ") && strings.Contains(p.Message, c.want) {
				found = true
			}
		}
		if !found {
			t.Errorf("%s: no error at %s with %q in %q", c.name, c.at, c.want, fmt.Sprint(problems))
		}
	}
}

func TestMarkerLints(t *testing.T) {
	const v = "<!-- ds:a.download -->9 MB<!-- /ds -->"
	for _, c := range []struct{ text, want string }{
		{v + " is **small**\n", "comes first on its line"},
		{"- " + v + " is small\n", "comes first on its line"},
		{"![of " + v + "](a.png)\n", "alternative text"},
		{"![of](a.png '<!-- ds:a.download -->9 MB<!-- /ds -->')\n", "stands in a title"},
		{"It is <!-- ds:a.download -->**9** MB<!-- /ds -->\n", "has formatting"},
		{"It is <!-- ds:a.download -->`9 MB`<!-- /ds -->\n", "has formatting"},
	} {
		_, problems := markersOf(c.text)
		if len(problems) == 0 || problems.Failed() || !strings.Contains(problems[0].Message, c.want) {
			t.Errorf("%q: %v, want a warning with %q", c.text, problems, c.want)
		}
	}
}

// TestMarkersOfHTML: tags around a marker have no formatting that GitHub would show as it is
// written, wherever on its line the marker stands.
func TestMarkersOfHTML(t *testing.T) {
	const v = "<!-- ds:a.download -->9 MB<!-- /ds -->"
	for _, text := range []string{
		"<p align=\"center\">\nSize: " + v + "\n</p>\n", "<p align=\"center\">\n" + v + "\n</p>\n",
		"<table><tr><td>" + v + "</td></tr></table>\n", "<details><summary>Size " + v + "</summary>\n\ntext\n\n</details>\n",
	} {
		if markers, problems := markersOf(text); len(markers) != 1 || len(problems) != 0 {
			t.Errorf("%q: %d markers, %v", text, len(markers), problems)
		}
	}
}

// FuzzMarkers: whatever the text is, markers are apart from one another and
// hold comments that the text has.
func FuzzMarkers(f *testing.F) {
	const v = "<!-- ds:a.download -->9 MB<!-- /ds -->"
	for _, seed := range []string{
		"x " + v + "\n", "| " + v + " |\n|---|\n| `" + v + "` |\n", "> - " + v + "\n",
		"<!-- ds:table t -->\n\n| a |\n\n<!-- /ds:table t -->\r\n", "\ufeff---\na: b\n---\n<!-- ds:table t\n",
		"[^1]: " + v + "\n\n![" + v + "](x '" + v + "')", "<div>\n" + v + "\n</div>\n\n<script>" + v,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		src := &site.Source{Name: "a.md", Text: text}
		if len(text) > 1<<12 || Check(src).Failed() {
			t.Skip()
		}
		markers, problems := Parse(src).Markers()
		end := 0
		for _, m := range markers {
			if m.Open.Start < end || m.Open.End > m.Close.Start {
				t.Fatalf("%+v overlaps what ends at %d", m, end)
			}
			end = m.Close.End
			open, closing := string(text[m.Open.Start:m.Open.End]), string(text[m.Close.Start:m.Close.End])
			if !strings.HasPrefix(open, "<!--") || !strings.HasSuffix(open, "-->") || !strings.HasPrefix(closing, "<!--") || !strings.HasSuffix(closing, "-->") {
				t.Fatalf("%q … %q", open, closing)
			}
		}
		for _, p := range problems {
			if p.Line < 1 || p.Col < 1 {
				t.Fatalf("no place: %v", p)
			}
		}
	})
}

// TestCheck: each input that takes a parser too long is refused, at its
// place, and pages that people write are not.
func TestCheck(t *testing.T) {
	repeat := strings.Repeat
	for name, text := range map[string]string{
		"lists in a line": repeat("- ", 20_000),
		"quotes":          repeat(">", 20_000),
		"lists by lines":  nestedLists(300),
		"numbered lists":  repeat("1. ", 200),
		"emphasis":        repeat("*a_ ", 10_000),
		"brackets":        repeat("[", 20_000),
		"many emphases":   repeat(repeat("*a_ ", 2_400)+"\n\n", 20),
		"items":           repeat("- a\n", 120_000),
		"items in a line": repeat(repeat("- ", 90)+"a\n\n", 2_000),
		"definitions":     repeat("[a]: b\n\n", 2_500),
		"footnotes":       repeat("[^a]: b\n\n", 2_500),
		"wide table":      repeat("|a", 2_000) + "\n" + repeat("|-", 2_000) + "\n" + repeat("|\n", 100),
		"table in quote":  "> " + repeat("|a", 2_000) + "\n> " + repeat("|-", 2_000) + "\n" + repeat("> |\n", 100),
		"large":           repeat("words\n", 1<<18),
	} {
		ps := Check(&site.Source{Name: "a.md", Text: []byte(text)})
		if len(ps) != 1 || !ps.Failed() || ps[0].Line < 1 {
			t.Errorf("%s: %v", name, ps)
		}
		if title := Title([]byte("# T\n\n" + text)); title != "" {
			t.Errorf("%s: it was parsed for its title, %q", name, title)
		}
	}
	for name, text := range map[string]string{
		"long list":  repeat("- `a` and **b** of [c](d)\n", 5_000),
		"long table": "| a | b |\n|---|---|\n" + repeat("| `x` | y |\n", 2_000),
		"tables":     repeat("| a | b |\n|---|---|\n"+repeat("| `x` | [y](z) |\n", 1_000)+"\n", 3),
		"code":       "```\n" + repeat("a[0] = b[1] * c_d\n\n", 10_000) + "```\n",
		"prose":      repeat("It has *some* words in `code` and a [link](x.md).\n\n", 10_000),
	} {
		if ps := Check(&site.Source{Name: "a.md", Text: []byte(text)}); len(ps) > 0 {
			t.Errorf("%s: %v", name, ps)
		}
	}
}

func nestedLists(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

// One slip has one message: those about what follows from it would be mended in vain.
func TestMarkersTellOnce(t *testing.T) {
	for text, want := range map[string]string{
		"It is <!-- ds:a.download digit=1 -->9 MB<!-- /ds --> now.": `a.md:1:7: marker "<!-- ds:a.download digit=1 -->": "digit=1" says nothing (hint: write digits=1 or digits=2, or nothing behind the figure)`,
		"It is <!-- ds:a.download -->9 MB<!-- ds:/ --> now.":        `a.md:1:33: "<!-- ds:/ -->" closes no marker; "<!-- ds:a.download -->" of line 1 is open (hint: it is closed by <!-- /ds -->)`,
		"It is <!-- ds:web -->9 MB<!-- /ds --> now.":                `a.md:1:7: marker "<!-- ds:web -->": "web" does not say which figure is meant (hint: write it like "ds:web.download")`,
		"# A\n\n<<<<<<< HEAD\nIt is <!-- ds:a.download -->9 MB<!-- /ds -->.\n=======\nIt is <!-- ds:a.download -->8 MB<!-- /ds -->.\n>>>>>>> x\n": `a.md:3:1: git has left a conflict here: "<<<<<<< HEAD" (hint: keep one side, without the lines of signs; an example belongs into code)`,
		"```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n```\n": ``,
	} {
		_, problems := markersOf(text)
		if got := strings.TrimSuffix(strings.TrimPrefix(fmt.Sprint(problems), "["), "]"); got != want {
			t.Errorf("%q:\n%s, want\n%s", text, got, want)
		}
	}
}
