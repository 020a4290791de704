package main

import (
	"fmt"
	"strings"
)

// projects are hostile files beside pages: tables of contents, configuration, lock,
// theme, pictures, and names.
func projects(yield func(input) bool) {
	r := strings.Repeat
	list := []input{
		beside("SUMMARY.md of 20,000 chapters", "content/SUMMARY.md", numbered(20_000, "- [a %[2]d](b%[2]d.md)%[1]s\n", "")),
		beside("SUMMARY.md of one line", "content/SUMMARY.md", "- ["+r("a]", 400_000)+"(b.md)\n"),
		beside("SUMMARY.md of indented lines", "content/SUMMARY.md", stairs(" ", 2000, 900)+stairs(" - [a](b.md)", 3, 9000)),
		mkdocs("mkdocs.yml of 20,000 pages", numbered(19_000, "  - a%[2]d.md%[1]s\n", "")),
		mkdocs("mkdocs.yml of laughs", "  - &a0 [x.md, x.md]\n"+numbered(60, "  - &a%[3]d [{a: *a%[2]d}, {a: *a%[2]d}, {a: *a%[2]d}, {a: *a%[2]d}]%[1]s\n", "")),
		mkdocs("mkdocs.yml of titles in titles", "  - "+r("a:\n  ", 40)+"x.md\n"),
		beside("docsite.yaml of laughs", "docsite.yaml", laughs()),
		beside("docsite.yaml of laughs under a key", "docsite.yaml", "files: &a0 [a, a]\n"+strings.ReplaceAll(laughs(), "a0: &a0", "tables:\n  x: &a0")),
		beside("docsite.yaml, mappings that merge two", "docsite.yaml", "images:\n  a0: &a0\n    ref: example.org/a:1\n"+numbered(300, "  a%[3]d: &a%[3]d\n    <<: [*a%[2]d, *a%[2]d]%[1]s\n", "")),
		beside("docsite.yaml, patterns of stars", "docsite.yaml", "files:\n- \""+r("**/", 1000)+"x\"\n- \""+r("*a", 1500)+"b\"\n"),
		beside("docsite.yaml, 10,000 patterns", "docsite.yaml", "files:\n"+numbered(10_000, "- \"**/a%[2]d*.md\"%[1]s\n", "")),
		beside("docsite.yaml, 5,000 screenshots", "docsite.yaml", "shots:\n"+numbered(5_000, "  a%[2]d.png:\n    page: b%[2]d.md%[1]s\n", "")),
		beside("docsite.yaml, 11,000 unknown keys", "docsite.yaml", numbered(11_000, "titel%[2]d: x%[1]s\n", "")),
		beside("docsite.yaml, 3,000 tables of images that are not there", "docsite.yaml", images(1000)+"tables:\n"+numbered(3000, "  t%[2]d:\n    images: [i1x, j2, k3]\n    columns: [usagee]%[1]s\n", "")),
		beside("docsite.yaml, a table of 3,900 images", "docsite.yaml", images(3900)+"tables:\n  t:\n    images:\n"+numbered(3900, "    - i%[2]d%[1]s\n", "")),
		beside("docsite.yaml, a number of 4,000 digits", "docsite.yaml", "tolerance: "+r("9", 4000)+"%\nstale_after: "+r("9", 4000)+"d\n"),
		beside("docsite.lock of deep arrays", "docsite.lock", `{"version":1,"x":`+r("[", 9_900)+r("]", 9_900)+"}"),
		beside("docsite.lock of long notes", "docsite.lock", `{"version":1,"notes":{"page.md":[`+r(`{"label":"`+r("a ", 500)+`","lines":["`+r("x ", 500)+`"],"words":""},`, 7000)+`{}]}}`),
		beside("docsite.lock of 200,000 points of history", "docsite.lock", `{"version":1,"history":{"i0":[`+r(`{"since":"2026-01-01","digest":"a","download":1},`, 200_000)+`{}]}}`),
		beside("docsite.lock of 200,000 layers", "docsite.lock", `{"version":1,"images":{"i0":{"since":"2026-01-01","layers":[`+r(`{"digest":"a","size":1},`, 200_000)+`{}]}}}`),
		beside("docsite.lock of one key 100,000 times", "docsite.lock", `{"version":1,"images":{`+r(`"a":{},`, 100_000)+`"b":{}}}`),
		beside("docsite.lock of a number", "docsite.lock", `{"version":`+r("1", 1<<20)+`}`),
		beside("docsite.lock with history for 1,000 images", "docsite.yaml", images(1000)).and("docsite.lock", `{"version":1,"history":{`+numbered(1000, `"i%[2]d":[`+r(`{"since":"2026-01-01","digest":"a","download":1000%[1]s},`, 99)+`{"since":"2026-01-02"}],`, "")+`"z":[]}}`),
		beside("a template that counts to a billion", "theme/footer.html", "{{range 1000000000}}x{{end}}"),
		beside("a template that counts to a billion in silence", "theme/footer.html", "{{range 1000000000}}{{end}}"),
		beside("a template that calls itself", "theme/footer.html", `{{define "a"}}x{{template "a"}}{{end}}{{template "a"}}`),
		beside("a template that calls itself twice", "theme/footer.html", `{{define "a"}}{{template "a"}}{{template "a"}}{{end}}{{template "a"}}`),
		beside("a template of a wide number", "theme/footer.html", `{{printf "%900000000d" 1}}`),
		beside("a template that doubles its text", "theme/footer.html", `{{$a := "xxxxxxxxxx"}}`+r(`{{$a = print $a $a}}`, 40)+`{{$a}}`),
		beside("a style sheet of selectors in selectors", "theme/extra.css", r(":is(", 100_000)),
		beside("a style sheet of 50,000 variables", "theme/extra.css", ":root{"+numbered(30_000, "--a%[3]d: var(--a%[2]d)%[1]s;", "")+"}"),
		beside("a style sheet of media in media", "theme/style.css", r("@media print{", 60_000)),
		beside("messages of 1 MB", "theme/messages/en.json", `{"`+r("a", 900_000)+`":"x"}`),
		beside("messages of deep arrays", "theme/messages/en.json", `{"search":`+r("[", 500_000)),
		beside("a logo of entities", "docsite.yaml", "logo: logo.svg\n").and("logo.svg", `<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "aaaa">`+numbered(30, `<!ENTITY a%[3]d "&a%[2]d;&a%[2]d;%[1]s">`, "")+`]>‹svg>&a30;‹/svg>`),
		beside("certificates are a pipe", "docsite.yaml", "registries:\n  example.org:\n    ca: ca.pem\n").and("ca.pem|", ""),
		beside("an archive is a pipe", "docsite.yaml", "images:\n  a:\n    ref: docker-archive:a.tar\n").and("a.tar|", ""),
		beside("an image's index is a pipe", "docsite.yaml", "images:\n  a:\n    ref: oci-layout://a\n").and("a/index.json|", "").and("a/oci-layout|", ""),
		beside("mkdocs.yml is a pipe", "mkdocs.yml|", ""),
		beside("SUMMARY.md is a pipe", "content/SUMMARY.md|", ""),
		beside("theme/head.html is a pipe", "theme/head.html|", ""),
		beside("theme/extra.css is a pipe", "theme/extra.css|", ""),
		beside("messages are a pipe", "theme/messages/en.json|", ""),
		beside("a font of the theme is a pipe", "theme/a.woff2|", ""),
		beside("a page is a pipe", "content/page.md|", ""),
		beside("README.md is a pipe", "README.md|", ""),
		beside("the logo is a pipe", "docsite.yaml", "logo: logo.svg\nfavicon: logo.svg\n").and("logo.svg|", ""),
		page("a picture is a pipe", "![a](a.png)\n").and("content/a.png|", ""),
		page("a linked file is a pipe", "[a](a.txt) ![](a.svg)\n").and("content/a.txt|", "").and("content/a.svg|", ""),
		page("a Dockerfile is a pipe", "# A\n\n<!-- ds:a.usage -->1 MB<!-- /ds -->\n").and("Dockerfile|", "").and("docsite.yaml", "images:\n  a:\n    ref: example.org/a:1\n    dockerfile: Dockerfile\n"),
		page("a picture of 2 GB", "![a](a.png)\n").sized("content/a.png", 2<<30),
		page("a linked file of 2 GB", "[a](a.zip)\n").sized("content/a.zip", 2<<30),
		page("a quoted file of 10 GB", "```dockerfile file=../Dockerfile\nFROM a\n```\n").sized("Dockerfile", 10<<30),
		page("a font of the theme of 2 GB", "# A\n").and("theme/b.woff2", "x").sized("theme/a.woff2", 2<<30),
		page("an extra style sheet of 10 GB", "# A\n").and("theme/b.woff2", "x").sized("theme/extra.css", 10<<30),
		page("mkdocs.yml of 10 GB", "# A\n").sized("mkdocs.yml", 10<<30),
		page("certificates of 10 GB", "# A\n").and("docsite.yaml", "registries:\n  example.org:\n    ca: ca.pem\n").sized("ca.pem", 10<<30),
		page("a Dockerfile of 10 GB", "# A\n").and("docsite.yaml", "images:\n  a:\n    ref: example.org/a:1\n    dockerfile: Dockerfile\n").sized("Dockerfile", 10<<30),
		page("a list of files of 10 GB", "# A\n").sized("README.md", 10<<30),
		alike(12),
		many("3,000 pages with links to all others that are not there", 300, numbered(200, "[a](r%[2]d.md)%[1]s\n", "")),
		many("2,000 pages of one title", 2000, ""),
	}
	for _, in := range list {
		in.name = "projects: " + in.name
		in.tags()
		if !yield(in) {
			return
		}
	}
}

// mkdocs is an input with a table of contents of MkDocs.
func mkdocs(name, nav string) input {
	return input{name: name, files: map[string]string{"docs/index.md": "# Home\n", "docs/x.md": "# X\n", "docsite.yaml": "content: docs\n", "mkdocs.yml": "nav:\n  - index.md\n" + nav}}
}

// alike are pages whose names differ by capital letters alone, 2 to the power of n.
func alike(n int) input {
	in := input{name: fmt.Sprintf("%d pages whose names differ by capital letters alone", 1<<n), files: map[string]string{"content/index.md": "# Home\n"}}
	for i := range 1 << n {
		name := []byte(strings.Repeat("a", n))
		for bit := range n {
			if i>>bit&1 == 1 {
				name[bit] = 'A'
			}
		}
		in.files["content/"+string(name)+".md"] = "# A\n"
	}
	return in
}

// many are pages with one text.
func many(name string, n int, text string) input {
	in := input{name: name, files: map[string]string{"content/index.md": "# Home\n"}}
	for i := range n {
		in.files[fmt.Sprintf("content/p%d.md", i)] = "# Page\n\n" + text
	}
	return in
}
