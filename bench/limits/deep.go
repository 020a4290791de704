package main

import (
	"strings"
)

// pieces of Markdown that are repeated over a page. "<%" stands for the "<" of a tag.
var pieces = []string{
	"> ", ">", "- ", "* ", "1. ", "+ a\n  ", "- a\n", "> a\n", "[", "]", "[a](", "![a](", "![", "[a][", "[^a]", "[^a]: ", "[a]: b\n", "`", "``` ", "*", "_", "**a", "*a_ ", "~~a~", "a*", "*a*",
	"<", "<%div>", "<%div>\n\n", "<%p>", "<%!--", "<%?", "<%![CDATA[", "<%a b=\"", "<%details>\n", "<%b><%i>", "<%table><%tr><%td>", "<%ul><%li>", "<%/div>", "<a@b.", "<http://a", "https://a.b/ ", "www.a.b ", "a@b.c ",
	"&amp;", "&", "&#x", "\\", "\\\n", "  \n", "a\n", "\n", "\t", " ", "# a\n", "#", "a\n===\n", "a\n---\n", "---\n", "***", "|", "|a", "|-", "|a\n|-\n", "| a | b |\n|---|---|\n",
	"a\n: b\n", ": ", "::: note\n", "/// note\n", "!!! note\n    ", "> [!NOTE]\n> ", "{", "{.a}", "{#a}\n", "`a` ", "`a b` - c\n", "- `a`: b\n", "**a**: b\n", "é", "\u202e", "\x00", "\xff", "a", "a ", "aaaaaaaaa. ", "<!-- ds:a.b --> 1 MB <!-- /ds -->", "<!-- ds:", "-->",
	"```a\n```\n", "```a\n", "~~~\n", "    a\n", "```dockerfile\nFROM a\n```\n\nThe `FROM a` does it.\n\n", "$", "$$", "(c)", "...", "--", "\"a\" ",
	"[a](b \"c\") ", "![a](b.png) ", "[![a](b)](c) ", "[a]: <", "[a]: b 'c\n", "[^1]: a\n\n    ", "- [ ] a\n", "\r", "\r\n",
}

// fences are the languages of listings, with code of which there may be much.
var fences = []string{
	"dockerfile", "bash", "sh", "console", "yaml", "nginx", "ini", "makefile", "c", "caddy", "css", "diff", "go", "hcl", "html", "java", "js", "json", "php", "properties",
	"python", "ruby", "rust", "sql", "toml", "ts", "xml", "",
}

// runs are repeated inside of listings.
var runs = []string{
	"a", " ", "\n", "(", "[", "{", "<", "'", "\"", "/*", "//", "#", "-", "@", "$", "${", "$(", "\\", "\\\n", "a b ", "a: b\n", "a=b\n", "a, ", "a;", "&", "é", "`", "=", ":", "*", "a.", "<a ", "<!--", "0", "%", "!", "x = \"", "- a\n", "  ",
	"if a; then\n", "RUN a && \\\n", "FROM a AS b\n", "a: [", "a:\n", "func a() {\n", "\t", ">", "|", "&&a", "<<E\n", "${a:-", "/", "b'", "r#", "@@ ", "+a\n", "\"\"\"", "{{", "<?php ", "::", "a<", ",",
}

// deep are the same few bytes again and again, as many as the place may hold.
func deep(yield func(input) bool) {
	more := true
	add := func(in input) { more = more && yield(in) }
	r := func(piece string, size int) string { return strings.Repeat(piece, size/len(piece)) }
	for _, piece := range pieces {
		text := strings.ReplaceAll(piece, "<%", "<")
		add(page("deep: page of "+quote(text), r(text, 1<<20-1)))
		add(page("deep: page, a title and "+quote(text), "# T\n\n"+r(text, 60_000)))
	}
	for _, language := range fences {
		for _, piece := range runs {
			size := 64<<10 - 64
			if language == "dockerfile" || language == "bash" {
				size = 256<<10 - 64
			}
			add(listing("deep: "+language+" of "+quote(piece), language, r(piece, size)))
		}
	}
	for _, piece := range []string{"[", "{", "{a: ", "- ", "? ", "&a ", "*a ", "!", "!a ", "a: ", "a:\n ", "'", "\"", "|\n", ">\n", "#", "<<: *a\n", "a: &a b\n", "- a\n", "a", "\\", "%", "---\n", "...\n", "\t", "é", "\x00", "@", ",", "[a, ", "\"a\": ", "\n", "? a\n", "a: |\n  b\n"} {
		add(page("deep: front matter of "+quote(piece), "---\n"+r(piece, 16_000)+"\n---\n# A\n"))
		add(page("deep: title of "+quote(piece), "---\ntitle: "+r(piece, 16_000)+"\n---\n# A\n"))
		add(beside("deep: docsite.yaml of "+quote(piece), "docsite.yaml", "title: x\nfiles:\n"+r(piece, 1_000_000)))
		add(beside("deep: docsite.yaml, lines of "+quote(piece), "docsite.yaml", "title: x\nfiles:\n"+r("  "+r(piece, 4000)+"\n", 500_000)))
		add(page("deep: front matter, lines of "+quote(piece), "---\n"+r(r(piece, 60)+"\n", 16_000)+"\n---\n# A\n"))
	}
	for _, piece := range []string{"[", "{\"a\":", "{},", "\"a\",", "1,", "\\", " ", "[[],"} {
		add(beside("deep: docsite.lock of "+quote(piece), "docsite.lock", `{"version":1,"notes":`+r(piece, 8<<20)))
	}
	for _, file := range []string{"theme/style.css", "theme/pages/404.html", "theme/messages/en.yaml", "theme/head.html"} {
		for _, piece := range []string{"{", "a{", "{{", "{{if .}}", "@import ", "a:not(", "/*", "\"", "(", "a,", "<%b>", "a{color:#fff}\n", "{{/*"} {
			add(beside("deep: "+file+" of "+quote(piece), file, r(strings.ReplaceAll(piece, "<%", "<"), 1<<20-1)))
		}
	}
}

// quote shows a piece in a name.
func quote(piece string) string {
	return strings.NewReplacer("\n", `\n`, "\t", `\t`, "\r", `\r`, "\x00", `\0`, "\xff", `\xff`, "\u202e", `\u202e`).Replace("«" + piece + "»")
}
