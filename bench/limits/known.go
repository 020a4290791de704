package main

import (
	"fmt"
	"strings"
)

// known are inputs that have taken some version of docsite more than a second, or
// hundreds of megabytes, or that it never ended on.
func known() []input {
	r := strings.Repeat
	table := func(columns, rows int) string {
		return "|" + r("a|", columns) + "\n|" + r("-|", columns) + "\n" + r("|\n", rows)
	}
	list := []input{
		page("table of 3,000 columns and rows", table(3000, 3000)),
		page("table of 6,000 columns", table(6000, 6000)),
		page("table of 3,000 columns, with a title", "---\ntitle: x\n---\n"+table(3000, 3000)),
		page("20,000 quotes in one another", r("> ", 20000)),
		page("80,000 quotes in one another", r("> ", 80000)),
		page("500,000 quotes in one another", r("> ", 500000)),
		page("8,000 open links", r("[a](", 8000)),
		page("25,000 marks of emphasis", r("*a_ ", 25000)),
		listing("yaml, 8,000 @", "yaml", r("@", 8000)),
		listing("yaml, 64,000 @", "yaml", r("@", 64000)),
		listing("yaml, a list on one line", "yaml", "a: ["+r("1, ", 2000)+"1]"),
		listing("yaml, 20,000 in a list on one line", "yaml", "a: ["+r("1, ", 20000)+"1]"),
		listing("yaml, hyphens", "yaml", "- "+r("-", 6000)),
		listing("makefile, 8,000 x", "makefile", r("x", 8000)),
		listing("hcl, quotation marks", "hcl", r("'", 6000)),
		listing("hcl, slashes", "hcl", r("//", 30000)),
		listing("c, 6,000 empty lines", "c", r("\n", 6000)+"x"),
		listing("java, 6,000 empty lines", "java", r("\n", 6000)+"x"),
		listing("caddy, ${", "caddy", r("${", 3000)),
		listing("ts, é", "ts", r("é", 3000)),
		listing("bash, if in if", "bash", r("if a; then\n", 20000)),
		listing("bash, while in while", "bash", r("while a; do\n", 21000)),
		listing("bash, functions in functions", "bash", r("f() ", 60000)),
		listing("bash, 900 kB of comments", "bash", r("# a comment of a line\n", 41000)),
		listing("Dockerfile, 900 kB of comments", "dockerfile", "FROM a\n"+r("# a comment of a line\n", 41000)),
		listing("Dockerfile, 900 kB of continuations", "dockerfile", "FROM a\nRUN a \\\n"+r("   && b c d e f g h i \\\n", 38000)+"z"),
		page("title of 8,000 brackets", "---\ntitle: "+r("[", 8000)+"\n---\n# A\n"),
		page("title of 50,000 brackets", "---\ntitle: "+r("[", 50000)+"\n---\n# A\n"),
		page("title of 50,000 mappings", "---\ntitle: "+r("{a: ", 12000)+"\n---\n# A\n"),
		beside("docsite.yaml, 200,000 aliases", "docsite.yaml", "title: &a x\nfiles:\n"+r("- *a\n", 200000)),
		beside("docsite.yaml, 3,000 chained <<:", "docsite.yaml", chained(3000)),
		beside("docsite.yaml, 30,000 brackets", "docsite.yaml", "title: "+r("[", 30000)),
		beside("docsite.yaml, 30,000 images", "docsite.yaml", images(30000)),
		beside("docsite.yaml, 5,000 images", "docsite.yaml", images(5000)),
		beside("docsite.lock of 5 MB", "docsite.lock", emptyNotes(5<<20)),
		beside("docsite.lock of 15 MB", "docsite.lock", emptyNotes(15<<20)),
		beside("docsite.lock of 20 MB", "docsite.lock", emptyNotes(20<<20)),
		{name: "docsite.yaml is a pipe", files: map[string]string{"content/index.md": "# A\n", "docsite.yaml|": ""}},
		{name: "docsite.lock is a pipe", files: map[string]string{"content/index.md": "# A\n", "docsite.lock|": ""}},
		{name: "theme/style.css is a pipe", files: map[string]string{"content/index.md": "# A\n", "theme/style.css|": ""}},
		{name: "theme/404.html is a pipe", files: map[string]string{"content/index.md": "# A\n", "theme/pages/404.html|": ""}},
		{name: "a quoted file is a pipe", files: map[string]string{"content/index.md": "# A\n\n```dockerfile file=../Dockerfile\nFROM a\n```\n", "Dockerfile|": ""}},
		{name: "docsite.lock of 10 GB", files: map[string]string{"content/index.md": "# A\n"}, large: map[string]int64{"docsite.lock": 10 << 30}},
		{name: "page of 10 GB", files: map[string]string{"content/index.md": "# A\n"}, large: map[string]int64{"content/page.md": 10 << 30}},
		{name: "docsite.yaml of 10 GB", files: map[string]string{"content/index.md": "# A\n"}, large: map[string]int64{"docsite.yaml": 10 << 30}},
	}
	for _, depth := range []int{100, 200, 400, 800} {
		list = append(list, folders(depth))
	}
	for i := range list {
		list[i].name = "known: " + list[i].name
	}
	return list
}

// folders is a page in each of that many folders in one another.
func folders(depth int) input {
	in := input{name: fmt.Sprintf("%d folders in one another", depth), files: map[string]string{"content/index.md": "# Home\n"}}
	path := "content/"
	for range depth {
		path += "a/"
		in.files[path+"index.md"] = "# A\n"
	}
	return in
}

// images are that many images of docsite.yaml.
func images(n int) string {
	var b strings.Builder
	b.WriteString("images:\n")
	for i := range n {
		fmt.Fprintf(&b, "  i%d:\n    ref: example.org/a:%d\n", i, i)
	}
	return b.String()
}

// chained are mappings each of which merges the one before.
func chained(n int) string {
	var b strings.Builder
	b.WriteString("images:\n  i0: &a0\n    ref: example.org/a:1\n")
	for i := 1; i < n; i++ {
		fmt.Fprintf(&b, "  i%d: &a%d\n    <<: *a%d\n", i, i, i-1)
	}
	return b.String()
}

// emptyNotes is a lock of about so many bytes.
func emptyNotes(size int) string {
	return `{"version":1,"notes":{"index.md":[` + strings.Repeat("{},", size/3) + "{}]}}"
}
