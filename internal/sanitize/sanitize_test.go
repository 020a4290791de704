package sanitize

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// read gives what is printed of a block of HTML, and the problems.
func read(text string) (printed, problems string) {
	var out, said strings.Builder
	s := Sanitizer{
		Warn:    func(at int, message, _ string) { fmt.Fprintf(&said, "%d: %s\n", at, message) },
		Resolve: func(dest string, _ int) (string, bool) { return dest, strings.HasPrefix(dest, "https:") },
	}
	put := func(pieces []Piece) {
		for _, p := range pieces {
			switch p.Kind {
			case Text:
				out.WriteString(html.EscapeString(p.Data))
			case End:
				fmt.Fprintf(&out, "</%s>", p.Data)
			case Place:
				fmt.Fprintf(&out, "#%s ", p.Data)
			case Start, Void:
				fmt.Fprintf(&out, "<%s", p.Data)
				for _, a := range p.Attributes {
					fmt.Fprintf(&out, " %s=%q", a.Key, a.Val)
				}
				out.WriteString(">")
			case Picture:
				fmt.Fprintf(&out, "%q", p.Attributes)
			}
		}
	}
	put(s.Document([]byte(text), Position{Text: "block", Block: "page"}, func(at int) int { return at }))
	put(s.Leave("block"))
	put(s.Leave("page"))
	if s.Open() > 0 || s.Links != 0 {
		said.WriteString("something is open\n")
	}
	return out.String(), said.String()
}

func TestDocument(t *testing.T) {
	for _, c := range []struct{ text, want, problems string }{
		{"a <b>b</b>", "a <b>b</b>", ""},
		{"<b>a <i>b</b> c</i>", "<b>a <i>b</i></b> c", "5: HTML \"<i>\" is not closed where its text ends\n15: HTML \"</i>\" is left out\n"},
		{`<a href=" https://x " id=y class=z>a`, `<a id="y" href="https://x" rel="noopener">a</a>`, "0: HTML \"<a href=\\\" https://x \\\" id=y class=z>\" is not closed where its text ends\n"},
		{`<a href="b" aria-label="On &quot;b&quot;" aria-hidden=true></a><b aria-label=x>c</b>`, `<a href="b" aria-label="On \"b\""></a><b>c</b>`, ""},
		{`<a name=x></a><p>b</p>`, `#x <p>b</p>`, ""},
		{`<span id=x class=y>a</span> <font id="a b">b</font>`, `#x a b`, ""},
		{"<script>a</script>\n<kbd>b</kbd>", "<kbd>b</kbd>", "0: HTML \"<script>\" is left out\n"},
		{"<p style={{ gap: 1, a: 'b' }} id={x} align=left>a</p>", `<p align="left">a</p>`, "0: attribute \"style=\\\"{{ gap: 1, a: 'b' }}\\\"\" of \"<p>\" is left out\n0: attribute \"id=\\\"{x}\\\"\" of \"<p>\" is left out\n"},
		{"<details open x><summary>a</summary>b</details>", `<details open=""><summary>a</summary>b</details>`, "0: attribute \"x\" of \"<details>\" is left out\n"},
		{"<b><details>a</b>", "<b><details>a</details></b>", "3: HTML \"<details>\" is not closed where its text ends\n"},
		{`<section id=x><h2>a</h2></section><aside>b</aside><Header title="c"/>`, `<div id="x"><h2>a</h2></div><div>b</div><p>c</p>`, ""},
		{"a &amp; &lt;b&gt;", "a &amp; &lt;b&gt;", ""},
		{"<table><tr><td colspan=2>a<th align=right>b</table>", `<table><tbody><tr><td colspan="2">a</td><th align="right">b</th></tr></tbody></table>`, ""},
		{"<table><td>a<table><tr><td>b</td></tr></table>c</td></table>", "<table><tbody><tr><td>a<table><tbody><tr><td>b</td></tr></tbody></table>c</td></tr></tbody></table>", ""},
		{`a <Badge text="> 1.2" type="tip"/> <Badge>b</Badge> <Badge text=c></Badge>`, "a <code>&gt; 1.2</code> <code>b</code> <code>c</code>", ""},
		{`<Link to="/a" class="x">b</Link> <router-link to="c">d</router-link> <LinkButton href="https://e" icon={f}>g</LinkButton>`,
			`<a href="/a">b</a> <a href="c">d</a> <a href="https://e" rel="noopener">g</a>`, ""},
		{"<LinkCard title=\"A <b>\" href=\"/a\" description=\"B\" />\n<LinkCard title=C href=d />", `<p><a href="/a">A &lt;b&gt;</a>: B</p>` + "\n" + `<p><a href="d">C</a></p>`, ""},
		{`<badge text=a /><Badge text={a} /><Link/>`, "", "0: HTML \"<badge text=a />\" is left out\n16: HTML \"<Badge text={a} />\" is left out\n34: HTML \"<Link/>\" is left out\n"},
		{`<video controls src="a/b.mp4"></video> <audio><source src="c.ogg" type="audio/ogg"></audio>`, `<p><a href="a/b.mp4">b.mp4</a></p> <p><a href="c.ogg">c.ogg</a></p>`, ""},
		{`<Zoom src="a/b.WEBP" caption="B"></Zoom> <Frame src="c.html" />`, `[{"" "src" "a/b.WEBP"} {"" "alt" "B"}] `, "41: HTML \"<Frame src=\\\"c.html\\\" />\" is left out\n"},
		{`<Card title="A" href="/a" /><Card title="B" />`, `<p><a href="/a">A</a></p><p>B</p>`, ""},
		{"<Nav path=\"A > B\" /> <Icon name=\"fa star\" /><Box class=\"a b\" /> <Fact title=\"`C`\" href={d} description=\"D\" />", "<p>A &gt; B</p>  <p>C: D</p>",
			"21: HTML \"<Icon name=\\\"fa star\\\" />\" is left out\n44: HTML \"<Box class=\\\"a b\\\" />\" is left out\n"},
		{"<Faq id=\"x\" question=\"Why?\">b</Faq>", "<p>Why?</p>b", "0: HTML \"<Faq id=\\\"x\\\" question=\\\"Why?\\\">\" is left out\n"},
		{"<p>a <Tip text=\"not here\">b</Tip> <Nav path=\"A > B\" /></p>", "<p>a b A &gt; B</p>", "5: HTML \"<Tip text=\\\"not here\\\">\" is left out\n"},
		{"<video src={a}></video>", "", "0: HTML \"<video src={a}>\" is left out\n"},
		{`<Link to="javascript:x">a</Link>`, `<a href="javascript:x">a</a>`, ""}, // which Resolve refuses
		{"<td>a</td>", "a", "0: HTML \"<td>\" is left out\n"},
	} {
		if got, problems := read(c.text); got != c.want || problems != c.problems {
			t.Errorf("%q: got %s\n%swant %s\n%s", c.text, got, problems, c.want, c.problems)
		}
	}
}

// What an author opens in a part that stands for itself ends with it, and what
// was opened before is not closed there.
func TestApart(t *testing.T) {
	s := Sanitizer{Warn: func(int, string, string) {}}
	inline := func(raw string, text Node) (list string) {
		for _, p := range s.Inline([]byte(raw), Position{Text: text, Block: text}) {
			list += fmt.Sprint(p.Kind, p.Data, " ")
		}
		return list
	}
	before := inline("<b>", 1)
	base := s.Enter()
	stray, inner := inline("</b>", 1), inline("<i>", 1)
	end := slices.Clone(s.Exit(base))
	after := inline("</b>", 1)
	if before != "1b " || stray != "" || inner != "1i " || len(end) != 1 || end[0].Data != "i" || after != "2b " || s.Open() > 0 {
		t.Errorf("%q %q %q %v %q", before, stray, inner, end, after)
	}
}

// A component that becomes a link with words of its own holds no other link: what follows is
// not looked through for one.
func TestWholeLink(t *testing.T) {
	s := Sanitizer{Warn: func(int, string, string) {}, Resolve: func(dest string, _ int) (string, bool) { return dest, false }}
	for _, raw := range []string{`<Card title="A" href="/a" />`, `<video src="a.mp4">`, `<a href="b">`} {
		asked := false
		s.Inline([]byte(raw), Position{Text: 1, Block: 1, HoldsLink: func() bool { asked = true; return false }})
		if asked != (raw[1] == 'a') {
			t.Errorf("%s: it is asked whether a link follows: %t", raw, asked)
		}
	}
}

// Every element has attributes with values.
func TestTables(t *testing.T) {
	for name, e := range elements {
		for _, a := range append(always[:len(always):len(always)], e.attributes...) {
			if values()[a] == nil {
				t.Errorf("<%s %s> has no values", name, a)
			}
		}
		if unmarked[name] || dropped()[name] {
			t.Errorf("<%s> is in two tables", name)
		}
	}
}

func TestIsBalanced(t *testing.T) {
	for raw, want := range map[string]bool{
		"":                              true,
		"<p>a<br><img src=b><li>c<hr/>": true,
		"<div><b>a</b></DIV>":           true,
		"<div/>":                        true,
		"<a title='</a>'>b</a>":         true,
		"<!-- <div> -->":                true,
		"<details><summary>a</summary>": false,
		"</details>":                    false,
		"</div><div>":                   false,
		"</p>":                          true,
	} {
		if got := IsBalanced([]byte(raw)); got != want {
			t.Errorf("%q: got %v", raw, got)
		}
	}
}
