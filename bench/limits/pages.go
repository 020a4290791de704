package main

import (
	"fmt"
	"strings"
)

// pages are hostile pages of kinds that no bytes in a row make: many things that
// look for one another, and few bytes that stand for many.
func pages(yield func(input) bool) {
	r := strings.Repeat
	dockerfile := func(n int) string { return "FROM a\n" + r("RUN make all && install -m 755 a b\n", n) }
	for _, in := range []input{
		page("1,900 definitions and 60,000 uses", numbered(1900, "[%[1]s%[2]d]: b\n", r("long ", 40))+"\n"+r("[x] [1] [a][b]\n\n", 20_000)),
		page("definitions with labels of 900 bytes", numbered(1000, "[%[2]d%[1]s]: b\n", r("x", 900))),
		page("2,000 footnotes, each used by the next", numbered(1900, "[^%[2]d]: see [^%[3]d]%[1]s\n\n", "")+"[^0]\n"),
		page("a footnote used 20,000 times", "[^1]: a\n\n"+r("x[^1] a\n\n", 20_000)),
		page("100,000 entities of many letters", r("&CounterClockwiseContourIntegral;", 30_000)),
		page("100,000 entities by number", r("&#x1F600;", 100_000)),
		page("one line of 1 MB", r("word ", 200_000)),
		page("one word of 1 MB of Chinese", r("说", 340_000)),
		page("200,000 words, no two alike", numbered(120_000, "w%[2]x%[1]s ", "")),
		page("150,000 letters, no two alike", letters(150_000)),
		page("20,000 pictures that are not there", numbered(20_000, "![a](p%[2]d.png)\n\n%[1]s", "")),
		page("20,000 links that lead nowhere", numbered(20_000, "[a](q%[2]d.md)\n\n%[1]s", "")),
		page("20,000 links to headings that are not there", numbered(20_000, "## Head %[2]d\n\n[a](#heap-%[2]d)\n\n%[1]s", "")),
		page("90,000 headings, all alike", r("# a\n", 90_000)),
		page("headings that take the ids of others", r("# a\n", 20_000)+numbered(20_000, "# a-%[2]d%[1]s\n", "")),
		page("headings of combining signs", r("# a"+r("\u0301", 400)+"\n", 1000)),
		page("a heading of 300,000 combining signs", "# a"+r("\u0301\u0323", 150_000)),
		page("letters that become eighteen", "# "+r("\ufdfa", 100_000)),
		page("lists and quotes by turns", r(r("> - ", 48)+"a\n", 1000)),
		page("lists and quotes by turns, each line another depth", stairs("> - ", 45, 2000)),
		page("a tag of 100,000 attributes", "‹div "+r("a ", 100_000)+">x‹/div>\n"),
		page("a tag of 50,000 attributes, no two alike", "‹div "+numbered(50_000, "a%[2]d=%[1]s1 ", "")+">x‹/div>\n"),
		page("40,000 anchors of HTML", numbered(40_000, "‹a name=\"x%[2]d\">‹/a>\n%[1]s", "")),
		page("10,000 folds in one another", r("‹details>\n‹summary>a‹/summary>\n\n", 10_000)),
		page("HTML: cells in cells", r("‹table>‹tr>‹td>\n\n", 5_000)),
		page("SVG in a page", "‹svg>"+r("‹g>", 50_000)+r("‹path d=\"M0 0\"/>", 20_000)),
		page("a table of cells of 10,000 bytes", "|a|b|\n|-|-|\n"+r("|"+r("*a* ", 2000)+"|\n", 100)),
		page("a table of 90,000 cells", "|"+r("a|", 90)+"\n|"+r("-|", 90)+"\n"+r("|"+r("1 MB|", 90)+"\n", 900)),
		page("20,000 markers of images that are not there", numbered(20_000, "<!-- ds:i%[2]d.usage -->1 MB<!-- /ds -->\n\n%[1]s", "")),
		page("20,000 markers, and 5,000 images of nearly their names", numbered(20_000, "<!-- ds:j%[2]d.usage -->1 MB<!-- /ds -->\n\n%[1]s", "")).and("docsite.yaml", images(5000)),
		page("20,000 tables of 1,000 images", r("<!-- ds:table t -->\n<!-- /ds:table t -->\n\n", 20_000)).and("docsite.yaml", images(1000)+"tables:\n  t:\n    images: ["+numbered(1000, "i%[2]d,\n      %[1]s", "")+"]\n"),
		page("5,000 quotations of a file of 500 kB", r("```dockerfile file=../Dockerfile\nFROM a\n```\n\n", 3900)).and("Dockerfile", dockerfile(14_000)),
		page("3,900 quotations of 2,000 lines", r("```dockerfile file=../Dockerfile lines=2-2000\nFROM a\n```\n\n", 3900)).and("Dockerfile", dockerfile(14_000)),
		listing("a range of lines without an end", "dockerfile {1-2000000000,1-2000000000}", "FROM a"),
		listing("20,000 ranges of lines", "dockerfile {"+r("1-9,", 20_000)+"1}", dockerfile(50)),
		page("5,000 lines and 3,000 notes", "# A\n\n```dockerfile\n"+dockerfile(5000)+"```\n\n"+r("- `RUN make all` makes everything of it\n", 3000)),
		page("5,000 lines, no two alike, and 3,000 notes", "# A\n\n```dockerfile\nFROM a\n"+numbered(5000, "RUN make t%[2]d && install -m 755 a%[2]d b%[1]s\n", "")+"```\n\n"+numbered(3000, "- `make t%[2]d` and `install -m` make everything%[1]s\n", "")),
		page("200 listings with 50 notes each", r("```bash\n"+r("a=b; make all\n", 50)+"```\n\n"+r("- `make all` makes everything\n", 50)+"\n", 200)),
		page("notes that quote 20,000 bytes", "```bash\n"+r("make all; ", 5000)+"\n```\n\n"+r("- `"+r("make all; ", 500)+"` is long\n", 100)),
		page("notes about lines 1 to 99,999", "```bash\n"+r("make\n", 20_000)+"```\n\n"+r("- lines 1-99999 are made\n- Line 7 too\n", 1000)),
		listing("a Dockerfile of 10,000 stages", "dockerfile", numbered(9000, "FROM a%[2]d AS b%[2]d\nCOPY --from=b%[3]d / /%[1]s\n", "")),
		listing("400 stages, each of all before it", "dockerfile", everyStage(250)),
		listing("arguments that double, forty times", "dockerfile", "ARG A0=xxxxxxxxxx\n"+numbered(40, "ARG A%[3]d=$A%[2]d$A%[2]d%[1]s\n", "")+"FROM $A40\nENV B=$A40\nRUN a $B\n"),
		listing("variables in variables", "dockerfile", "FROM "+r("${a:-", 20_000)+r("}", 20_000)),
		listing("5,000 here documents", "dockerfile", "FROM a\n"+r("RUN <<A <<B\na\nA\nb\nB\n", 5000)),
		listing("a Dockerfile of triggers of triggers", "dockerfile", "FROM a\n"+r("ONBUILD ", 30_000)+"RUN a\n"),
		listing("an array of 50,000 words", "dockerfile", "FROM a\nCMD ["+r(`"a", `, 50_000)+`"b"]`),
		listing("mounts, 20,000 of them", "dockerfile", "FROM a\nRUN "+r("--mount=type=cache,target=/a ", 9000)+"a"),
		listing("bash, 10,000 here documents", "bash", numbered(10_000, "cat <<E%[2]d%[1]s\n", "")),
		listing("bash, parentheses of arithmetic", "bash", "a=$(("+r("(1+", 30_000)),
		listing("bash, a case in a case", "bash", r("case a in a) ", 10_000)),
		listing("bash, conditions", "bash", "[[ "+r("( a && ", 20_000)),
		listing("a compose file of 10,000 services", "yaml", "services:\n"+numbered(9_000, "  s%[2]d:\n    image: a:%[2]d\n    depends_on: [s%[3]d]%[1]s\n", "")),
		listing("YAML, each line deeper", "yaml", stairs(" ", 900, 900)),
		listing("JSON, brackets in brackets", "json", r(`{"a":[`, 9_000)),
		listing("a console of 20,000 prompts", "console", r("$ make all\nok\n", 20_000)),
		listing("500,000 empty lines", "bash", r("\n", 500_000)),
		listing("a diff of 40,000 lines", "diff", r("+a\n-b\n", 20_000)),
		page("front matter: 2,000 old addresses", "---\naliases:\n"+numbered(1200, "- a%[2]d%[1]s\n", "")+"---\n# A\n"),
		page("front matter: 1,500 old addresses outside of the site", "---\naliases:\n"+numbered(1500, "- ../%[2]d%[1]s\n", "")+"---\n# A\n"),
		page("front matter: 1,500 times one old address", "---\naliases:\n"+r("- a.html\n", 1500)+"---\n# A\n").and("content/page2.md", "---\naliases:\n"+r("- a.html\n", 1500)+"---\n# A\n"),
		page("front matter: an old address and brackets", "---\naliases: [../x]\ntitle: "+r("[", 100_000)+"\n---\n# A\n"),
		page("front matter: laughs", "---\n"+laughs()+"---\n# A\n"),
	} {
		in.name = "pages: " + in.name
		in.tags()
		if !yield(in) {
			return
		}
	}
}

// numbered repeats a format that is given a text, a number from 0 and the number
// behind it.
func numbered(n int, format, text string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, text, i, i+1)
	}
	return b.String()
}

// letters are Chinese characters and those behind them.
func letters(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteRune(rune(0x4e00 + i%60_000))
	}
	return b.String()
}

// stairs are lines with one mark more each, from one up to most.
func stairs(mark string, most, lines int) string {
	var b strings.Builder
	for i := range lines {
		b.WriteString(strings.Repeat(mark, 1+i%most) + "a:\n")
	}
	return b.String()
}

// everyStage is a Dockerfile whose stages copy from all before them.
func everyStage(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "FROM a AS s%d\n", i)
		for j := range i {
			fmt.Fprintf(&b, "COPY --from=s%d / /\n", j)
		}
	}
	return b.String()
}

// laughs are lists of lists of lists, in few bytes.
func laughs() string {
	text := "a0: &a0 [" + strings.Repeat("x, ", 9) + "x]\n"
	return text + numbered(40, "a%[3]d: &a%[3]d ["+strings.Repeat("*a%[2]d, ", 9)+"*a%[2]d%[1]s]\n", "")
}
