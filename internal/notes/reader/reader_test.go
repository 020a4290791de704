package reader

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"docsite/internal/golden"
	"docsite/internal/markdown"
	"docsite/internal/site"
)

// dumpGroups writes groups as tests want them: a line a group, then its notes.
func dumpGroups(groups []Group) string {
	var b strings.Builder
	for _, g := range groups {
		if len(g.Notes) == 0 {
			continue
		}
		fmt.Fprintf(&b, "%s %v", g.Notes[0].Kind, g.Blocks)
		if g.Under != nil {
			fmt.Fprintf(&b, " under %d.%d", g.Under.Group, g.Under.Note)
		}
		b.WriteByte('\n')
		for _, n := range g.Notes {
			for i, f := range n.Fragments {
				if i > 0 {
					b.WriteString(" + ")
				}
				switch {
				case f.Bold:
					b.WriteString("bold:")
				case !f.Code:
					b.WriteString("plain:")
				}
				b.WriteString([...]string{"", "aside:", "rest:", "column:"}[f.At])
				if b.WriteString(f.Text); f.Open {
					b.WriteString("…")
				}
			}
			if n.Leads {
				b.WriteString(" leads")
			}
			if n.Number > 0 {
				fmt.Fprintf(&b, " #%d", n.Number)
			}
			if len(n.Own) > 0 {
				fmt.Fprintf(&b, " own %v", n.Own)
			}
			fmt.Fprintf(&b, " = %s\n", n.Text)
		}
	}
	return b.String()
}

const fence = "```sh\nx\n```\n\n"

// TestNotes keeps what is found in pages of every form, in testdata/found.txt. All are
// read by one reader.
func TestNotes(t *testing.T) {
	var reader Reader
	var b bytes.Buffer
	for _, test := range []struct{ name, text string }{
		{"the column of code", fence + "| Why | Line | More |\n|---|---|---|\n| w | `set -e` | m |\n| v | `exec x` | |\n"},
		{"a column of lines", fence + "| Zeile | Zweck |\n|---|---|\n| 1 | a |\n| 2–3 | b |\n"},
		{"lines and code", fence + "| Line | Code | Why |\n|---|---|---|\n| 1 | `a` | b |\n"},
		{"plain cells", fence + "| Instruction | Why |\n|---|---|\n| FROM x | b |\n"},
		{"an item's first code", fence + "- `a` - see `b`\n- **`c`**: d\n- see `e`, which is long enough to be a sentence\n- \"`f`\": g\n"},
		{"several pieces", fence + "- `a` / `b`: c\n- `a`, `b` und `c`: d\n- `a` stands for `b`\n"},
		{"numbers count", fence + "3. first\n4. `b`: second\n"},
		{"a list in an item", fence + "- `a`: b\n  - `c`: d\n"},
		{"an item's own listing", "- `a`:\n\n  ```sh\n  a\n  ```\n- `b`: c\n"},
		{"things that are only listed", fence + "- `a`\n- **`b`**\n- `h`\n- `c` d\n- `e`\n  - `f`: g\n"},
		{"links", fence + "- [`a`](#a)\n- [`b`](#b) c\n- [`d`](d.md)\n- [Use a for d](d.md)\n- [Use e](d.md)\n\n  e is f.\n- https://example.org/a_b\n\n[Use g](g.md)\n\n[Use h](h.md) for h\n"},
		{"things to do", fence + "- [ ] `a` runs\n- [x] `b` is gone\n- `c`: d\n"},
		{"what comes late", fence + "- The `a` and `b` and then, much later, `c`. Also `d`.\n"},
		{"a star in a bold instruction", fence + "- **COPY package*.json ./**: a\n- **RUN** *b*: c\n"},
		{"headings below the listing of another", "## File\n\n" + fence + "## `a`\n\nx\n\n" + fence + "## `b`\n"},
		{"headings that count lines", fence + "## Why\n\n" + fence + "## Line 1: USER\n\n## Line 2: CMD\n"},
		{"headings that speak of code", "## About the `a`\n\n" + fence + "## When to use `b` and when not\n"},
		{"one, then another", fence + "- `a` → `b`: c\n"},
		{"text that the parser cuts in two", fence + "- push w: c\n- a: d\n"},
		{"one without words among others", fence + "- `a`\n- `c` d\n"},
		{"an item's listing that is not indented", "- `a`: b\n" + fence + "- `c`: d\n" + fence + "- `e`: f\n- `g`: h\n\n" + fence},
		{"below the listing that it explains", fence + "- `a`: b\n\n" + fence},
		{"headings of one level", fence + "# T\n\n### `a`\n\nx\n\n" + fence + "### Line 2: `b`\n\n- `c`: d\n"},
		{"paragraphs", fence + "`a` is b.\n\n**C** is d.\n\nE `f`.\n\n" + fence + "`g`: h\n"},
		{"lines of a paragraph", fence + "`a` - b\n`c` - d\\\n**e**: f\n"},
		{"lines that count lines", fence + "Line 1 is b.\nIn line 3 `c` is d.\nThen e.\nLine 5 f.\n"},
		{"lines that count nothing", fence + "Version 1.2 is b.\nAt 10:30 c `d`.\n\nLine 3 `e`.\nLine 2 f.\n\nLine 1 `g`.\nh\ni\nj\n"},
		{"definitions", fence + "`a`\n: b\n"},
		{"the listing below", "- `a`: b\n\n" + fence},
		{"not below another heading", fence + "- `a`: b\n\n# T\n\n" + fence},
		{"in a quote", fence + "> - `a`: b\n"},
		{"HTML code", fence + "- <code>a b</code>: c\n"},
		{"what a sentence names", fence + "- The `a` line\n- Starts `b` and `c` now\n- One. Then `d`\n- Port: `80`\n- Port: `80` of the host\n- " + strings.Repeat("word ", 12) + "`e`\n"},
		{"lines that open with an instruction", fence + "FROM a is b.\nRUN c \"d\" e.\n"},
		{"a sentence that names an instruction", fence + "- Port: The EXPOSE 80 line says it\n- Folder:WORKDIR /app is where\n- An HTTP server\n"},
		{"a question, a picture", fence + "- What does `a` do?\n- ![the `b` command](b.png)\n- `c`: d\n"},
		{"a sentence right below a listing", fence + "The `a` line.\n\n# T\n\nThe `b` line.\n"},
		{"the title of the page", "# `x` explained\n\n" + fence + "- `a`: b\n"},
		{"the first listing of the section", fence + "# T\n\n- `a`: b\n\nwords\n\n" + fence + "- `c`: d\n\nwords\n\n" + fence},
		{"emoji around a label", fence + "## 🗺️ start 📍🗺️\n"},
		{"bold in a heading", fence + "## 2. **db**: the data\n\n## **web (the site)**\n\n## the **cache**\n"},
		{"an instruction after its name", fence + "- Example: `USER app`\n- Example: `app`.\n"},
		{"what stands above is no news", fence + "- `a`: b\n  - The `a` has `c`\n  - The `a` has none\n- `RUN`: d\n  - The `RUN` line\n"},
		{"letters, not bytes, before what a sentence names", fence + "- " + strings.Repeat("ж", 40) + " `a`\n- " + strings.Repeat("説", 20) + "`b`\n- " + strings.Repeat("説", 30) + "`c`\n"},
		{"Latin words in another script", fence + "- Обновляет пакет apt-utils и базу\n- 使用 docker build -t x 构建，然后 b.sh 运行。\n- Version 2 of apt-utils\n\n## depsステージ\n\n| a | b |\n|---|---|\n| ставит curl (7.88) | c |\n"},
		{"two hyphens, a tab", fence + "*-t a* -- b\n*c* -- d\n\nfield\tpurpose\ne\tf\n"},
		{"a strong name alone on a line", fence + "**[Unit]**\nAfter: a\nWants: b\n\n**[Install]**\nWantedBy: c\n"},
		{"a pattern of an instruction", fence + "1. RUN command: a\n2. EXPOSE port: b\n"},
		{"numbers in circles", fence + "① a\n\n- ② b\n\n❸ c\n❹ d\n\n⑳ `e`: f\n"},
		{"no listing, no notes", "- `a`: b\n"},
	} {
		fmt.Fprintf(&b, "== %s\n%s", test.name, dumpGroups(reader.Find(markdown.Parse(&site.Source{Name: "a.md", Text: []byte(test.text)}))))
	}
	golden.Compare(t, "testdata/found.txt", b.Bytes())
}

func TestNotesHaveTheirPlace(t *testing.T) {
	text := "---\ntitle: x\n---\n" + fence + "| `a` | b |\n|---|---|\n| `c` | d |\n\n1. `e`\n\n   f\n\n`g`\n: h\n"
	for _, g := range Find(markdown.Parse(&site.Source{Name: "a.md", Text: []byte(text)})) {
		for i, n := range g.Notes {
			span := text[n.Span.Start:n.Span.End]
			for _, f := range n.Fragments {
				if f.Code && !strings.Contains(span, f.Text) {
					t.Errorf("the note of %q is at %q", f.Text, span)
				}
			}
			if g.Items[i] == nil {
				t.Errorf("%q has no node", n.Label)
			}
		}
	}
}

// FuzzNotes reads notes from any Markdown that [Check] lets pass: nothing
// panics, and every place is in the page.
func FuzzNotes(f *testing.F) {
	f.Add(fence + "| a | `b` |\n|---|---|\n| `c` | d |\n")
	f.Add(fence + "1. `a`\n   - **b**: c\n\n   ```\n   x\n   ```\n# `h`\n\n`p` / `q`: r\n")
	f.Add("> " + fence + "`t`\n: u\n\n<code>x</code> — y\n")
	f.Add(fence + "FROM a is *b\nc*\n`d`: e  \nRUN f g\n")
	f.Fuzz(func(t *testing.T, text string) {
		src := &site.Source{Name: "a.md", Text: []byte(text)}
		if len(text) > 1<<14 || markdown.Check(src).Failed() {
			return
		}
		doc := markdown.Parse(src)
		groups := Find(doc)
		for g, group := range groups {
			if group.Under != nil && (group.Under.Group >= g || group.Under.Note >= len(groups[group.Under.Group].Notes)) {
				t.Fatalf("group %d stands below %v", g, *group.Under)
			}
			for _, block := range group.Blocks {
				if block < 0 || block >= len(doc.Listings) {
					t.Fatalf("listing %d of %d", block, len(doc.Listings))
				}
			}
			if len(group.Items) != len(group.Notes) {
				t.Fatalf("%d nodes for %d notes", len(group.Items), len(group.Notes))
			}
			for _, n := range group.Notes {
				if n.Span.Start < 0 || n.Span.End < n.Span.Start || n.Span.End > len(text) {
					t.Fatalf("note %q at %v of %d bytes", n.Label, n.Span, len(text))
				}
				for _, block := range n.Own {
					if block < 0 || block >= len(doc.Listings) {
						t.Fatalf("own listing %d of %d", block, len(doc.Listings))
					}
				}
			}
			if !group.IsLines() {
				continue
			}
			starts := LineStarts(doc, &group)
			if len(starts) < len(group.Notes) {
				continue
			}
			before, after := doc.Text(group.Node), ""
			for _, line := range SplitLines(starts) {
				after += " " + doc.Text(line)
			}
			if after = doc.Text(group.Node) + after; strings.Join(strings.Fields(after), "") != strings.Join(strings.Fields(before), "") {
				t.Fatalf("%q, and %q when it is split", before, after)
			}
		}
	})
}
