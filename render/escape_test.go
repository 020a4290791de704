package render

import (
	"fmt"
	stdhtml "html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"docsite/render/links"
)

// payloads try to get out of where they are put.
var payloads = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`, `javascript:alert(1)`,
	`java&#x73;cript:alert(1)`, `JaVaScRiPt&colon;alert(1)`, "java\tscript:alert(1)", `\x6aavascript:alert(1)`, `data:text/html,<script>alert(1)</script>`,
	`vbscript:x`, ` javascript:alert(1)`, `//evil.example/x`, `</code></pre><script>alert(1)</script>`, `</span><svg onload=alert(1)>`,
	`-->` + `<script>alert(1)</script>`, `]]><script>`, `{{.Title}}`, `{{7*7}}`, `<style>*{display:none}</style>`, `<base href=//evil.example>`,
	`<details open ontoggle=alert(1)>`, `<br onclick=alert(1)>`, `<a name="x" onclick="alert(1)">`, `<a id="x&quot; onclick=&quot;alert(1)">`,
	`<img src="x" onerror="alert(1)">`, `<img src="javascript:alert(1)">`, `<kbd style="color:red">`, `<math><mtext></form><mglyph><style></math><img src onerror=alert(1)>`,
	`&lt;script&gt;alert(1)&lt;/script&gt;`, `&#60;script&#62;`, "`<script>`", `**<b onclick=x>**`, `x{onclick=alert(1)}`, `{#id onclick=alert(1)}`, `${alert(1)}`, "\u202e<script>",
	`<details name="x" onclick="alert(1)" open=">">`, `<details style="color:red" name='"><script>alert(1)</script>'>`, `<details name="a&quot; ontoggle=&quot;alert(1)" open>`,
	`<a href="javascript:alert(1)">x</a>`, `<a href="JAVA&#x09;SCRIPT&colon;alert(1)" onclick=alert(1)>x`, `<a href='x" onclick="alert(1)'>x</a>`, `<a href=data:text/html;base64,eA==>x</a>`,
	`<img src=x title='"onerror="alert(1)' width='1" onload="alert(1)'>`, `<em title="<script>alert(1)</script>">x`, `</p></li></td></main><b>x</i></em>`, `<plaintext><xmp><title></b>`,
	`<table onclick=alert(1)><tr onmouseover=alert(1)><td background="javascript:alert(1)" style="x">x`, `<td>x<table><td>y</table><script>alert(1)</script>`,
	`<h1 align='center" onmouseover="alert(1)'>x</h1>`, `<h1 id='x" onclick="alert(1)'>x</h1>`, `<p align="center" onclick=alert(1)>x<p>y`, `<ul onscroll=alert(1)><li value='1"onclick="alert(1)'>x`,
	`<picture><source srcset="javascript:alert(1)" media="(prefers-color-scheme: dark)"><img src=x onerror=alert(1)></picture>`, `<picture><source srcset='x" onerror="alert(1)' media="(prefers-color-scheme: dark)"><img src=x></picture>`,
	`<img src=x srcset="x onerror=alert(1)">`, `<img src="https://x.example/'onerror='alert(1)">`, `<img src="https://x.example;script-src *;/a.png">`, `![x](https://x.example%3Bscript-src*/a.png)`,
	`![x](https://user:pass@x.example/a.png)`, `<img src='https://x.example"><script>alert(1)</script>'>`, `<pre onclick=alert(1)><script>alert(1)</script></pre>`, `<center onclick=alert(1)>x`, `<font onmouseover=alert(1)>x</font>`,
	`<dl><dt onclick=alert(1)>x<dd><svg/onload=alert(1)>`, `<ruby><rt onclick=alert(1)>x`, `<figure><figcaption onfocus=alert(1) tabindex=1 autofocus>x`, `<form action=javascript:alert(1)><button>x</button></form>`,
	`<input autofocus onfocus=alert(1)>`, `<select autofocus onfocus=alert(1)>`, `<video src=x onerror=alert(1)></video>`, `<audio src=x onerror=alert(1)>`, `<iframe srcdoc="<script>alert(1)</script>"></iframe>`, `<iframe src=javascript:alert(1)>`,
	`<object data=javascript:alert(1)>`, `<embed src=javascript:alert(1)>`, `<link rel=stylesheet href=javascript:alert(1)>`, `<meta http-equiv=refresh content="0;url=javascript:alert(1)">`, `<isindex onfocus=alert(1) autofocus>`,
	`<marquee onstart=alert(1)>x</marquee>`, `<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>`, `<svg><style><img src=x onerror=alert(1)></style></svg>`, `<noscript><p title="</noscript><img src=x onerror=alert(1)>">`,
	`<xmp><p title="</xmp><img src=x onerror=alert(1)>">`, `<title><img src=x onerror=alert(1)></title>`, `<textarea></textarea><img src=x onerror=alert(1)>`, `<!--><img src=x onerror=alert(1)>-->`, `<!-- --!><img src=x onerror=alert(1)> -->`,
	`<a href="&#1;javascript:alert(1)">x</a>`, `<a href="https://x.example" ping="javascript:alert(1)" download onclick=alert(1)>x</a>`, `<b/onclick=alert(1)//`, `<b onclick=alert(1)`,
	`<blockquote cite="javascript:alert(1)" onclick=alert(1)>x`, `<source srcset=x onerror=alert(1)>`, `<template><script>alert(1)</script></template>`, `<portal src=javascript:alert(1)>`, `<button popovertarget=x onclick=alert(1)>x</button>`,
	`<details/open/ontoggle=alert(1)>`, `<details name=a"onclick=alert(1)>`, `</details></details></div></main><script>alert(1)</script>`, `<summary onclick=alert(1)>`,
}

// carriers put a payload into every place that takes an author's text.
var carriers = []string{
	"%s", "# %s", "text %s text", "[x](%s)", "![x](%s)", "[%s](index.md)", "![%s](index.md)", `[x](index.md "%s")`, "<%s>", "`%s`",
	"```%s\ncode\n```", "```dockerfile\n%s\n```", "```dockerfile\nRUN \"%s\"\n# %s\n```\n\n| `RUN` | %s |\n|---|---|\n| `RUN` | %s |\n",
	"```sh\necho %s\nset -e\n\nls\n# a\n# b\n```\n\n- `set -e`: %s\n", "```dockerfile file=%s\nFROM x\n```", "```python\n%s\n```",
	"| %s |\n|---|\n| %s |", "> [!NOTE]\n> %s", "- [ ] %s", "[^1]\n\n[^1]: %s", "term\n: %s", "![a](a.png)\n*%s*", "[x]: %s\n\n[x]", "    %s",
	"---\ntitle: '%s'\ndescription: '%s'\n---\ntext", "<!-- %s -->", "<div>%s</div>", "<details><summary>%s</summary></details>",
	"<details name=\"%s\" %s><summary>x</summary>\n\n%s\n\n</details>", "<details %s>\n<summary>\n\n%s\n\n</summary>\n</details>", "- <details>\n  %s\n\n</details>\n%s", "<table><tr><td>\n\n%s\n\n</td></tr></table>", "<h1 align=\"center\">%s</h1>", "<p align=\"center\">%s\n</p>", "<pre>%s</pre>", "<center>\n\n%s\n</center>",
	"::: details %s\n%s\n:::", "/// tab | %s\n%s\n///", "=== \"%s\"\n    %s", "## x\n{: #a%s title=\"%s\" }",
	"<ul><li>%s</li></ul>", "<img src=\"%s\">", "<img src='%s' alt='%s' width='%s'>", "<a href='%s' id='%s'>x</a>", "![x](https://e.example/%s)", "<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"%s\"><img src='%s'></picture>",
}

// The only tags and attributes that a page may have.
var (
	tags       = regexp.MustCompile(`^<(/?)([a-zA-Z!][a-zA-Z0-9]*)((?:\s+[a-zA-Z:-]+(?:="[^"]*")?)*)\s*/?>`)
	attributes = regexp.MustCompile(`([a-zA-Z:-]+)(?:="([^"]*)")?`)
	noAttr     = regexp.MustCompile(`(?i)^(on|style$|srcdoc$|formaction$|xlink)`)
	noTag      = regexp.MustCompile(`(?i)^(style|iframe|object|embed|base|math|template)$`)
)

// Sites have six pages: each page names the others in its navigation.
func TestNothingGetsOut(t *testing.T) {
	t.Parallel()
	known := map[string]string{}
	for _, carrier := range carriers {
		for some := range slices.Chunk(payloads, 6) {
			files, texts := map[string]string{}, map[string]string{}
			for i, payload := range some {
				if strings.HasPrefix(carrier, "---") {
					payload = strings.ReplaceAll(payload, "'", "''")
				}
				name := fmt.Sprintf("page%d", i)
				if i == 0 {
					name = "index"
				}
				texts[name+".html"] = strings.ReplaceAll(carrier, "%s", payload)
				files["content/"+name+".md"] = texts[name+".html"]
			}
			s := load(t, files)
			for name, text := range texts {
				html := read(t, s, name)
				if why := unsafeTags(html, known); why != "" {
					t.Errorf("%q: %s", text, why)
				}
				if why := unbalanced(mainOf(html)); why != "" {
					t.Errorf("%q: %s", text, why)
				}
			}
		}
	}
}

// unsafeHTML says what is wrong with a page: every "<" must open a tag of
// ours, every attribute must be harmless.
func unsafeHTML(html string) string { return unsafeTags(html, map[string]string{}) }

// unsafeTags is unsafeHTML with what is known of tags that were judged before: the
// frame of all pages of a site has the same ones.
func unsafeTags(html string, known map[string]string) string {
	if n := strings.Count(html, "<script"); n != 2 {
		return "there are more scripts than docsite's two"
	}
	_, rest, _ := strings.Cut(strings.TrimPrefix(html, "<!doctype html>"), "<")
	for tag := range strings.SplitSeq(rest, "<") {
		if end := strings.LastIndexByte(tag, '>'); end >= 0 {
			tag = tag[:end+1]
		}
		why, judged := known[tag]
		if !judged {
			why = unsafeTag("<" + tag)
			known[tag] = why
		}
		if why != "" {
			return why + ": " + html
		}
	}
	return ""
}

// unsafeTag says what is wrong with a tag, which may have text behind it.
func unsafeTag(text string) string {
	tag := tags.FindStringSubmatch(text)
	if tag == nil {
		return "there is a < that opens no whole tag"
	}
	if noTag.MatchString(tag[2]) {
		return "tag " + tag[0]
	}
	for _, attr := range attributes.FindAllStringSubmatch(tag[3], -1) {
		value := strings.ToLower(strings.TrimSpace(stdhtml.UnescapeString(attr[2])))
		if noAttr.MatchString(attr[1]) || (attr[1] == "href" || attr[1] == "src") && !harmlessScheme(value) {
			return "attribute " + attr[0] + " in " + tag[0]
		}
	}
	return ""
}

func harmlessScheme(dest string) bool {
	scheme := links.SchemeOf(dest)
	return scheme == "" || scheme == "http" || scheme == "https" || scheme == "mailto"
}

func FuzzPage(f *testing.F) {
	for _, c := range carriers {
		f.Add(strings.ReplaceAll(c, "%s", payloads[1]))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4096 || strings.Contains(text, "\x00") {
			t.Skip()
		}
		s := load(t, map[string]string{"content/index.md": "text", "content/a.md": "# a\n\n" + text})
		html, err := s.ReadFile("a.html")
		if err != nil {
			t.Skip()
		}
		if why := unsafeHTML(string(html)); why != "" {
			t.Error(why)
		}
	})
}
