package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// documents are projects that a generator mixes from all pieces: blocks inside of
// blocks, some repeated many times, some cut off. The same number gives the same
// documents.
func documents(yield func(input) bool) {
	for i := range 500 {
		g := generator{rand.New(rand.NewPCG(uint64(i), 715))}
		in := input{name: fmt.Sprintf("documents: %d", i), files: map[string]string{
			"content/index.md": g.document(4_000), "content/page.md": g.document(200_000), "Dockerfile": g.repeated(pieces["code"], 50_000),
		}}
		if g.IntN(3) == 0 {
			in.files["docsite.yaml"] = g.yaml()
		}
		if !yield(in) {
			return
		}
	}
}

type generator struct{ *rand.Rand }

func (g generator) one(list []string) string { return list[g.IntN(len(list))] }

// often is how many times something is repeated: mostly few, now and then
// very many.
func (g generator) often(most int) int {
	n := 1 + g.IntN(4)
	for g.IntN(3) == 0 {
		n *= 8
	}
	return min(n, most)
}

// document is a page with front matter, of about so many bytes at most.
func (g generator) document(size int) string {
	var b strings.Builder
	if g.IntN(2) == 0 {
		b.WriteString("---\n" + g.yaml() + "\n---\n")
	}
	for n := g.often(200); n > 0 && b.Len() < size; n-- {
		b.WriteString(g.block(size/4, 3))
	}
	return b.String()[:min(b.Len(), size)]
}

// block is a piece of a page: one repeated, several mixed, a listing with notes, or
// blocks with a mark in front of each line.
func (g generator) block(size, depth int) string {
	switch kind := g.IntN(6); {
	case kind == 0:
		return g.listing(size)
	case kind == 1 && depth > 0:
		mark := strings.Repeat(g.one([]string{"> ", "- ", "  ", "1. ", ": ", "    ", "> - "}), g.often(40))
		return mark + strings.ReplaceAll(strings.TrimRight(g.block(size/2, depth-1), "\n"), "\n", "\n"+mark) + "\n"
	case kind == 2:
		return g.repeated(pieces["markdown"], size) + "\n"
	case kind == 3 && depth > 0:
		return "<" + g.one([]string{"div", "details", "table", "p", "a href=b", "ul", "td"}) + ">\n" + g.block(size/2, depth-1) + "\n"
	}
	var b strings.Builder
	for n := g.often(500); n > 0 && b.Len() < size; n-- {
		b.WriteString(g.one(pieces["markdown"]))
		if g.IntN(4) == 0 {
			b.WriteString(g.one([]string{"\n", "\n\n", " word ", "`code`"}))
		}
	}
	return b.String() + "\n\n"
}

// listing is one with a list of notes below it.
func (g generator) listing(size int) string {
	code := g.repeated(pieces["code"], size/2)
	if g.IntN(2) == 0 {
		var b strings.Builder
		for n := g.often(300); n > 0 && b.Len() < size/2; n-- {
			b.WriteString(g.one(pieces["code"]))
		}
		code = b.String()
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n````%s%s\n%s\n````\n\n", g.one(pieces["languages"]), g.one([]string{"", "", " file=Dockerfile", " {1,3-4}", " title=\"a\""}), code)
	for n := g.often(200); n > 0; n-- {
		fmt.Fprintf(&b, "- `%s` %s\n", strings.ReplaceAll(g.one(pieces["code"]), "\n", ""), strings.Repeat("does it ", g.IntN(9)))
	}
	return b.String() + "\n"
}

// repeated is one of the pieces again and again.
func (g generator) repeated(pieces []string, size int) string {
	piece := g.one(pieces)
	return strings.Repeat(piece, min(g.often(1<<16), 1+size/len(piece)))
}

// yaml is some of the keys, with values that are repeated pieces.
func (g generator) yaml() string {
	var b strings.Builder
	for n := g.often(9); n > 0; n-- {
		fmt.Fprintf(&b, "%s: %s\n", g.one([]string{"title", "url", "content", "aliases", "images", "files", "lang", "a", "weight", "<<"}),
			strings.Repeat(g.one([]string{"[", "{a: ", "a", "- a\n", "*a ", "&a ", "'", "\"", "1", "é", "|\n  a\n", "a: b\n  "}), g.often(5000)))
	}
	return b.String()
}
