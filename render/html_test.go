package render

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/net/html"
	htmlatom "golang.org/x/net/html/atom"
)

// htmlCases have what becomes of an author's HTML, and what is said of it: the
// place and the first words of each warning.
var htmlCases = []struct{ text, want, problems string }{
	{`a <em class="x" data-a=b aria-hidden=true>new</em> word`, `<p>a <em>new</em> word</p>`, ``},
	{`See <a href="https://example.org/a?b=1&copy=2">the <b>docs</b></a>.`, `<p>See <a href="https://example.org/a?b=1&amp;copy=2" rel="noopener">the <b>docs</b></a>.</p>`, ``},
	{`See <a title="T" target=_blank href='b.md#x'>b</a>, <A HREF=mailto:a@b.c>mail</A>.`, `<p>See <a href="b.html#x" title="T">b</a>, <a href="mailto:a@b.c" rel="noopener">mail</a>.</p>`, ``},
	{`x <a href="javascript:alert(1)">y</a>`, `<p>x y</p>`, `3: link "javascript:alert(1)" is left out`},
	{`x <a href="java&#x73;cript:alert(1)">y</a> <a href="java&#10;script:x">z</a>`, `<p>x y z</p>`, `3: link "javascript:alert(1)" is left out|44: link "java\nscript:x" holds a control`},
	{`x <a href="none.md">y</a>`, `<p>x <a href="./none.md">y</a></p>`, `3: link "none.md" leads nowhere`},
	{`x <a href="../.env">y</a>`, `<p>x <a href="./../.env">y</a></p>`, `3: link "../.env" is not published`},
	{`x <code>y`, `<p>x <code>y</code></p>`, `3: HTML "<code>" is not closed`},
	{"x <code>y\n\nz</code>", "<p>x <code>y</code></p>\n<p>z</p>", `3: HTML "<code>" is not closed|13: HTML "</code>" is left out`},
	{`*x <b>y* z</b>`, `<p><em>x <b>y</b></em> z</p>`, `4: HTML "<b>" is not closed|11: HTML "</b>" is left out`},
	{`<b>x *y</b> z*`, `<p><b>x <em>y z</em></b></p>`, `1: HTML "<b>" is not closed|8: HTML "</b>" is left out`},
	{`x <b><i>y</b> z</i>`, `<p>x <b><i>y</i></b> z</p>`, `6: HTML "<i>" is not closed|16: HTML "</i>" is left out`},
	{"- a <b>b\n- c</b>", "<ul>\n<li>a <b>b</b></li>\n<li>c</li>\n</ul>", `5: HTML "<b>" is not closed|13: HTML "</b>" is left out`},
	{"| <b>a | b</b> |\n|--|--|\n| <i>c</i> | <i>d |", "", `3: HTML "<b>" is not closed|11: HTML "</b>" is left out|39: HTML "<i>" is not closed`},
	{`## A <i>b`, "<div class=\"titled\"><h2 id=\"a-b\">A <i>b</i></h2><a class=\"anchor\" href=\"#a-b\" aria-label=\"Link to this section\"></a></div>", `6: HTML "<i>" is not closed`},
	{`[x <b>y](b.md) z</b>`, `<p><a href="b.html">x <b>y</b></a> z</p>`, `4: HTML "<b>" is not closed|17: HTML "</b>" is left out`},
	{`[x <a href="b.md">y</a>](b.md)`, `<p><a href="b.html">x y</a></p>`, `4: HTML "<a href=\"b.md\">" is left out`},
	{`x <a href="https://example.org">[y](b.md) https://example.org</a>`, `<p>x <a href="b.html">y</a> <a href="https://example.org" rel="noopener">https://example.org</a></p>`, `3: HTML "<a href=\"https://example.org\">" is left out`},
	{`x <a href="b.md"><a name="q"></a>[y](b.md)</a> z`, `<p>x <a id="q"></a><a href="b.html">y</a> z</p>`, `3: HTML "<a href=\"b.md\">" is left out`},
	{`x <a href="b.md"><a name="q" title="href"></a>[y](b.md)</a> z`, `<p>x <a href="b.html"><span id="q"></span>y</a> z</p>`, `47: link "b.md" is left out: it stands in another one`},
	{`<a id="o" href="#o" title="#o">**[y](b.md)**</a> z`, `<p><a id="o"></a><strong><a href="b.html">y</a></strong> z</p>`, ``},
	{`x <a href="https://example.org">https://example.org</a>`, `<p>x <a href="https://example.org" rel="noopener">https://example.org</a></p>`, ``},
	{`x <a href="b.md">y <a href="b.md#x">z</a> [w](b.md)`, `<p>x <a href="b.html">y </a><a href="b.html#x">z</a> <a href="b.html">w</a></p>`, `3: HTML "<a href=\"b.md\">" is not closed`},
	{`[![one](https://img.example/a.svg)](b.md) x`, `<p><a href="b.html"><img src="https://img.example/a.svg" alt="one" referrerpolicy="no-referrer" loading="lazy" decoding="async"></a> x</p>`, ``},
	{`x <a href="b.md"><img src="https://img.example/a.svg" alt="one"></a>`, `<p>x <a href="b.html"><img src="https://img.example/a.svg" alt="one" referrerpolicy="no-referrer" loading="lazy" decoding="async"></a></p>`, ``},
	{`x <a name="p"></a><a id="q" href="b.md">y</a> <a name="r">z <a/> </a>`, `<p>x <a id="p"></a><a id="q" href="b.html">y</a> <a id="r"></a>z  </p>`, ``},
	{`x <a name='a"b' onclick=x>y</a>`, `<p>x y</p>`, `3: attribute "name=\"a\"b\"" of "<a>" is left out|3: attribute "onclick=\"x\""`},
	{`x <br clear="left"><hr><br/>y</br>`, "<p>x <br><br>y<br></p>", `20: HTML "<hr>" is left out`},
	{`<hr>`, `<hr>`, ``},
	{`a <script>alert(1)</script> <style>x</style>`, `<p>a alert(1) x</p>`, `3: HTML "<script>" is left out|29: HTML "<style>"`},
	{"<div align=\"center\"><script>alert(1)</script>x <b>y</div>\nz <i title='a\"b'>w</i>", "<div align=\"center\">x <b>y</b></div>\nz <i title=\"a&#34;b\">w</i>", `21: HTML "<script>" is left out|48: HTML "<b>" is not closed`},
	{"> - <div>\n>   <kbd>a</kbd> <b>b</div>", "", `28: HTML "<b>" is not closed`},
	{"<div><a href=\"b.md\"><img src=\"https://img.example/a.svg\" alt=\"one\"><a name=\"x\"></a></a></div>", `<div><a href="b.html"><img src="https://img.example/a.svg" alt="one" referrerpolicy="no-referrer" loading="lazy" decoding="async"><span id="x"></span></a></div>`, ``},
	{"<b>\n\nx\n\n</b>", "<b>\n<p>x</p>\n</b>", ``},
	{`x <img src="p.svg" alt="p" width="10" align=right> <img src=p.svg width=50%> <img src=p.svg height="10px;" onerror=x>`,
		`<p>x <img src="p.svg" alt="p" width="10" height="5" align="right" loading="lazy" decoding="async"> <img src="p.svg" alt="" width="50%" loading="lazy" decoding="async"> <img src="p.svg" alt="" width="20" height="10" loading="lazy" decoding="async"></p>`,
		`78: attribute "onerror=\"x\"" of "<img>" is left out`},
	{`x <abbr title="HyperText &amp; more">H</abbr> <bdo dir=RTL>a</bdo> <time datetime="2026-01-02">b</time> <q lang="de">c</q>`,
		`<p>x <abbr title="HyperText &amp; more">H</abbr> <bdo dir="RTL">a</bdo> <time datetime="2026-01-02">b</time> <q lang="de">c</q></p>`, ``},
	{`x <user> </user> <?php x ?> <!DOCTYPE x> <!-- c -->`, `<p>x     </p>`, `3: HTML "<user>"|18: HTML "<?php x ?>"|29: HTML "<!DOCTYPE x>"`},
	{"x </user> <user><user>y</user>\n\n</user> </user>", "<p>x  y</p>\n<p> </p>", `3: HTML "</user>"|11: HTML "<user>"|17: HTML "<user>"|41: HTML "</user>"`},
	{"x <details>y</details>", "<p>x y</p>", `3: HTML "<details>" is left out`},
	{"| a |\n|--|\n| x <details><summary>y</summary>z</details> w |", "", ``},
	{"- <details>\n\n  x", "<ul>\n<li>\n<details>\n<p>x</p>\n</details></li>\n</ul>", `3: HTML "<details>" is not closed`},
	{"<details>\n<summary>x</summary>\n\n</details>", "<details>\n<summary>x</summary>\n</details>", ``},
	{"<details>\n\ny\n\n<summary>x</summary>\n\n</details>", "<details>\n<p>y</p>\n<summary>x</summary>\n</details>", ``},
	{"<details><summary><b>x</summary>y</details>", "<details><summary><b>x</b></summary>y</details>", `19: HTML "<b>" is not closed`},
	{"<details>\n<summary>x\n\n<details><summary>y</summary>z</details>\n</details>", "<details>\n<summary>x\n</summary><details><summary>y</summary>z</details>\n</details>", `11: HTML "<summary>" is not closed`},
	{"x <a href=\"b.md\">y[^1]\n\n[^1]: z <a href=\"b.md\">w", "", `3: HTML "<a href=\"b.md\">" is not closed|33: HTML "<a href=\"b.md\">" is not closed`},
	{"> [!NOTE]\n> a <b>b\n>\n> <details>c", "", `15: HTML "<b>" is not closed|24: HTML "<details>" is not closed`},
	{"Term <i>a\n: b <b>c", "", `6: HTML "<i>" is not closed|15: HTML "<b>" is not closed`},
	{"```dockerfile\nFROM a\nRUN b\n```\n\n- `FROM a`: the <b>base\n- `RUN b`: </b> <details>x</details>", "", `49: HTML "<b>" is not closed|68: HTML "</b>" is left out|73: HTML "<details>" is left out`},
}

func TestAuthorsHTML(t *testing.T) {
	for _, c := range htmlCases {
		s := load(t, map[string]string{"content/index.md": "# A\n", "content/b.md": "# B\n\n## X\n", ".env": "x",
			"content/p.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"/>`, "content/a.md": c.text})
		got := strings.TrimPrefix(mainOf(read(t, s, "a.html")), "<h1>a</h1>\n")
		got, _, _ = strings.Cut(got, "<nav class=\"turn\"")
		if got = strings.TrimSpace(got); c.want != "" && got != c.want {
			t.Errorf("%q: got\n%s\nwant\n%s", c.text, got, c.want)
		}
		if why := unbalanced(got); why != "" {
			t.Errorf("%q: %s in\n%s", c.text, why, got)
		}
		var problems []string
		for _, p := range s.Problems() {
			at := 1
			for i, line := range strings.SplitAfter(c.text, "\n") {
				if i+1 < p.Line {
					at += len(line)
				}
			}
			problems = append(problems, fmt.Sprintf("%d: %s", at+p.Col-1, p.Message))
		}
		wanted := strings.Split(c.problems, "|")
		if c.problems == "" {
			wanted = nil
		}
		for i := range max(len(problems), len(wanted)) {
			if i >= len(problems) || i >= len(wanted) || !strings.HasPrefix(problems[i], wanted[i]) {
				t.Errorf("%q: problems\n%s\nwant\n%s", c.text, strings.Join(problems, "\n"), strings.Join(wanted, "\n"))
				break
			}
		}
	}
}

// unbalanced says where HTML is not the tree that its tags say: where one is
// not closed, or where a browser closes or moves one by itself.
func unbalanced(text string) string {
	if before, list, found := strings.Cut(text, `<nav class="toc"`); found { // of our own, with items that HTML lets stay open
		_, after, _ := strings.Cut(list, "</nav>")
		text = before + after
	}
	said, why := &strings.Builder{}, ""
	var open []string
	for z := html.NewTokenizer(strings.NewReader(text)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		switch t := z.Token(); {
		case kind == html.StartTagToken:
			fmt.Fprintf(said, "%d %s\n", len(open), t.Data)
			if !voids[t.Data] {
				open = append(open, t.Data)
			}
		case kind == html.SelfClosingTagToken:
			fmt.Fprintf(said, "%d %s\n", len(open), t.Data)
		case kind == html.EndTagToken && (len(open) == 0 || open[len(open)-1] != t.Data):
			return fmt.Sprintf("</%s> closes none of %q", t.Data, open)
		case kind == html.EndTagToken:
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		return fmt.Sprintf("%q stay open", open)
	}
	nodes, err := html.ParseFragment(strings.NewReader(text), &html.Node{Type: html.ElementNode, Data: "main", DataAtom: htmlatom.Main})
	if err != nil {
		return err.Error()
	}
	read := &strings.Builder{}
	var walk func(n *html.Node, depth int)
	walk = func(n *html.Node, depth int) {
		if n.Type == html.ElementNode {
			fmt.Fprintf(read, "%d %s\n", depth, strings.ToLower(n.Data))
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, depth+1)
		}
	}
	for _, n := range nodes {
		walk(n, 0)
	}
	if said.String() != read.String() {
		why = "a browser reads another tree:\n" + read.String() + "than is said:\n" + said.String()
	}
	return why
}

var voids = map[string]bool{"br": true, "hr": true, "img": true, "wbr": true, "input": true, "link": true, "meta": true}

// fragments are what tags and Markdown are put together from at random.
var fragments = []string{
	"<b>", "</b>", "<i title=x>", "</i>", "<code>", "</code>", `<a href="b.md">`, "<a name=q>", "</a>", "<br>", "<hr>", "<div>", "</div>", "<p>", "</p>", "<x>",
	"<table>", "<table><tr><td>", "<thead>", "<tbody>", "<caption>", "<tr>", "<td>", "<th align=right colspan=2>", "</th>", "</td>", "</tr>", "</table>",
	"<ul>", "<ol start=3>", "<li>", "</li>", "</ul>", "</ol>", "<dl>", "<dt>", "<dd>", "</dl>", "<h1 align=center>", "</h1>", "<h2>", "</h2>", "<pre>", "</pre>",
	"<blockquote>", "</blockquote>", "<center>", "</center>", "<picture>", `<source media="(prefers-color-scheme: dark)" srcset="p.svg 2x">`, "</picture>",
	"<ruby>", "<rt>", "</ruby>", "<figure>", "<figcaption>", "</figure>", "<p align=center>", "\n</div>\n", "\n</p>\n", "\n<div>\n\n", "\n\n</b>\n\n", "\n\n<a href=b.md>\n\n", "\n\n</a>\n\n", "\n\nword\n    <td>", "\n{{< note >}}\n", "\n{{< /note >}}\n", "\n<Tab title=x>\n", "\n</Tab>\n", "\n<div markdown>\n", "\n<details markdown>\n", "\n</details>\n",
	"<details>", "<details open>", "<summary>", "</summary>", "</details>", "<script>", "</script>", `<img src="p.svg">`, `<img src="https://e.example/x.png" alt=z>`,
	"*", "**", "_", "~~", "[", "](b.md)", "](https://x.example)", "![", "`x`", "`FROM a`: ", "`RUN b` ", "word ", "https://y.example ", "<https://z.example>",
	"[^1]", "\n\n[^1]: ", "<!-- c -->", "<!-- ds:i.download -->", "<!-- /ds -->", "\n", "\n\n", "\n\n", "  ", "    ", "> ", "\n\n> [!NOTE]\n> ", "- ", "1. ",
	"\n- [ ] ", "\n- `RUN b`: ", "| ", " |\n|--|--|\n", "\n# ", "\n## ", "\n: ", "\n```dockerfile\nFROM a\nRUN b\n```\n",
}

func TestTagsAnyhow(t *testing.T) {
	t.Parallel()
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 0))
		var b strings.Builder
		for range 3 + r.IntN(25) {
			b.WriteString(fragments[r.IntN(len(fragments))])
		}
		text := b.String()
		s := load(t, map[string]string{"docsite.yaml": "images: {i: {recorded: {download: 3 kB, on: 2026-01-01}}}\n",
			"content/index.md": "text", "content/b.md": "# B", "content/p.svg": `<svg width="2" height="1">`, "content/a.md": text})
		page, err := s.ReadFile("a.html")
		if err != nil {
			continue // a marker that is no pair
		}
		if why := unsafeHTML(string(page)); why != "" {
			t.Fatalf("%q: %s", text, why)
		}
		if why := unbalanced(mainOf(string(page))); why != "" {
			t.Fatalf("%q: %s", text, why)
		}
	}
}

// FuzzAuthorsHTML wants a tree of allowed tags only, whatever an author wrote
// and wherever it stands: in prose, in a note, inside folded text.
func FuzzAuthorsHTML(f *testing.F) {
	for _, c := range htmlCases {
		f.Add(c.text, c.text)
	}
	for _, p := range payloads {
		f.Add(p, "<b>x</i>")
	}
	f.Fuzz(func(t *testing.T, one, two string) {
		if len(one)+len(two) > 2048 {
			t.Skip()
		}
		text := one + "\n\n```dockerfile\nFROM a\nRUN b\n```\n\n- `FROM a`: " + one + "\n- `RUN b`: " + two + "\n\n| a | b |\n|--|--|\n| `RUN b` " + one + " | " + two + " |\n\n" + two
		s := load(t, map[string]string{"content/index.md": "text", "content/a.md": text})
		page, err := s.ReadFile("a.html")
		if err != nil {
			t.Skip()
		}
		if why := unsafeHTML(string(page)); why != "" {
			t.Errorf("%q: %s", text, why)
		}
		if why := unbalanced(mainOf(string(page))); why != "" {
			t.Errorf("%q: %s", text, why)
		}
	})
}
