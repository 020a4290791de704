package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
)

//go:embed pieces.json
var piecesJSON []byte

// pieces are a few bytes each, by the kind of text in which they are repeated, and the
// languages of listings, with code of which there may be much.
var pieces = func() (lists map[string][]string) {
	if err := json.Unmarshal(piecesJSON, &lists); err != nil {
		panic(err)
	}
	lists["markdown"] = append(lists["markdown"], "\xff") // which JSON cannot hold
	return lists
}()

// deep are the same few bytes again and again, as many as the place may hold.
func deep(yield func(input) bool) {
	more := true
	add := func(file, what, piece, text string) {
		more = more && yield(with(fmt.Sprintf("deep: %s of %+q", what, piece), file, text))
	}
	r := func(piece string, size int) string { return strings.Repeat(piece, size/len(piece)) }
	for _, piece := range pieces["markdown"] {
		add("content/page.md", "page", piece, r(piece, 1<<20-1))
		add("content/page.md", "page, a title and many", piece, "# T\n\n"+r(piece, 60_000))
	}
	for _, language := range pieces["languages"] {
		for _, piece := range pieces["code"] {
			size := 64<<10 - 64
			if language == "dockerfile" || language == "bash" {
				size = 256<<10 - 64
			}
			add("content/page.md", language, piece, "# Page\n\n````"+language+"\n"+r(piece, size)+"\n````\n")
		}
	}
	for _, piece := range pieces["yaml"] {
		add("content/page.md", "front matter", piece, "---\n"+r(piece, 16_000)+"\n---\n# A\n")
		add("content/page.md", "title", piece, "---\ntitle: "+r(piece, 16_000)+"\n---\n# A\n")
		add("docsite.yaml", "docsite.yaml", piece, "title: x\nfiles:\n"+r(piece, 1_000_000))
		add("docsite.yaml", "docsite.yaml, lines", piece, "title: x\nfiles:\n"+r("  "+r(piece, 4000)+"\n", 500_000))
		add("content/page.md", "front matter, lines", piece, "---\n"+r(r(piece, 60)+"\n", 16_000)+"\n---\n# A\n")
	}
	for _, piece := range pieces["json"] {
		add("docsite.lock", "docsite.lock", piece, `{"version":1,"notes":`+r(piece, 8<<20))
	}
	for _, file := range []string{"theme/style.css", "theme/pages/404.html", "theme/messages/en.yaml", "theme/head.html"} {
		for _, piece := range pieces["theme"] {
			add(file, file, piece, r(piece, 1<<20-1))
		}
	}
}
