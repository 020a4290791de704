package main

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"docsite/internal/builds"
)

// made are the pages that the next build of a project renders, by their output, with "~"
// behind those that only get another frame; "all" where it is made from nothing, "" where
// nothing is done.
func (w *walked) made() string {
	w.Helper()
	root, err := os.OpenRoot(w.path("p"))
	w.must(err)
	defer root.Close()
	ctx := context.Background()
	last := builds.Open(ctx, root, true, w.path("out"), "", "false false").Again(ctx, w.path("out"))
	switch {
	case last == nil:
		return "all"
	case last.Stands:
		return ""
	}
	b := start(ctx, root, buildFlags{out: w.path("out")}, last)
	if b == nil {
		return "all"
	}
	var made []string
	for _, output := range b.pages.Files() {
		if _, ok := b.pages.Stand(output); ok || !strings.HasSuffix(output, ".html") || output == "search.html" {
			continue
		}
		if _, _, ok := b.pages.Remake(output); ok {
			output += "~"
		}
		made = append(made, output)
	}
	slices.Sort(made)
	return strings.Join(made, " ")
}

// crossed is a project whose pages quote a Dockerfile and the script that this starts,
// with pages beside them.
func crossed(t *testing.T) *walked {
	w := newWalked(t, 7)
	w.must(os.RemoveAll(w.path("p/content")))
	w.write("p/content/web/Dockerfile", "FROM alpine:3.20\nCOPY run.sh /run.sh\nCMD [\"/run.sh\"]\n")
	w.write("p/content/web/run.sh", "#!/bin/sh\nset -e\nexec app\n")
	w.write("p/content/index.md", "# Home\n\nWords.\n")
	w.write("p/content/web/index.md", "# Web\n\n```dockerfile file=Dockerfile\nFROM alpine:3.20\nCOPY run.sh /run.sh\nCMD [\"/run.sh\"]\n```\n\n- `COPY run.sh`: what starts.\n")
	w.write("p/content/web/run.md", "# Start\n\n```sh file=run.sh\n#!/bin/sh\nset -e\nexec app\n```\n\n- `set -e`: stops.\n")
	w.write("p/content/web/use.md", "# Use\n\nWords, and [home](../index.md).\n")
	w.write("p/content/other/a.md", "# A\n\nWords.\n")
	w.write("p/content/other/b.md", "# B\n\nWords.\n")
	return w
}

// TestBuildsFew: an edit renders the pages that have it, and those that print something
// of it.
func TestBuildsFew(t *testing.T) {
	w := crossed(t)
	w.compare()
	edit := func(page, old, new string) func() {
		name := "p/content/" + page
		return func() { w.log = append(w.log, w.put(name, strings.Replace(w.read(name), old, new, 1))) }
	}
	put := func(page, text string) func() {
		return func() { w.log = append(w.log, w.put("p/content/"+page, text)) }
	}
	for _, step := range []struct {
		what string
		do   func()
		made string
	}{
		{"words", edit("index.md", "Words.", "Other words."), "index.html"},
		{"words beside a quotation", edit("web/index.md", "what starts", "what is started"), "web/index.html"},
		{"a quotation less", edit("web/run.md", "sh file=run.sh", "sh"), "web/index.html web/run.html"},
		{"a quotation more", edit("web/run.md", "```sh", "```sh file=run.sh"), "web/index.html web/run.html"},
		{"a title that a quotation's link has", edit("web/run.md", "# Start", "# Begin"), "404.html other/index.html web/index.html web/run.html web/use.html~"},
		{"two pages that quote it", edit("other/a.md", "Words.", "```sh file=/content/web/run.sh\n#!/bin/sh\nset -e\nexec app\n```\n"), "other/a.html web/index.html"},
		{"a title", edit("other/b.md", "# B", "# Bee"), "404.html other/a.html~ other/b.html other/index.html web/index.html~"},
		{"a description", edit("other/b.md", "# Bee", "---\ndescription: about\n---\n\n# Bee"), "404.html other/b.html other/index.html"},
		{"a page more", put("other/c.md", "# C\n\nWords.\n"), "404.html other/a.html~ other/b.html~ other/c.html other/index.html web/index.html~"},
		{"a page less", put("other/c.md", ""), "404.html other/a.html~ other/b.html~ other/index.html web/index.html~"},
		{"a file that no page names", put("other/notes.txt", "x"), ""},
		{"a quoted script", edit("web/run.sh", "set -e", "set -eu"), "other/a.html web/run.html"},
		{"a quoted Dockerfile", edit("web/Dockerfile", "COPY run.sh", "COPY other.sh"), "other/a.html web/index.html web/run.html"},
		{"a picture", put("web/shot.svg", "<svg/>"), ""},
		{"a picture that a page shows", edit("web/use.md", "Words", "![x](shot.svg)"), "web/use.html"},
		{"another picture", put("web/shot.svg", "<svg width=\"1\"/>"), "web/use.html"},
		{"no picture", put("web/shot.svg", ""), "web/use.html"},
		{"a picture again", put("web/shot.svg", "<svg width=\"1\"/>"), "web/use.html"},
		{"a page in the place of the search page", put("search.md", "# Find\n"), "404.html docsite/search.html index.html~ other/a.html~ other/b.html~ other/index.html web/index.html~ web/run.html~ web/use.html~"},
		{"no page there", put("search.md", ""), "404.html index.html~ other/a.html~ other/b.html~ other/index.html web/index.html~ web/run.html~ web/use.html~"},
		{"a link to an address", edit("web/use.md", "[home]", "[bee](/bee), [home]"), "web/use.html"},
		{"the address of a page", edit("other/b.md", "description: about", "description: about\nslug: /bee"), "404.html other/b.html other/index.html web/use.html"},
		{"another address", edit("other/b.md", "slug: /bee", "slug: /wasp"), "404.html other/b.html other/index.html web/use.html"},
		{"a page that a link names is gone", put("index.md", ""), "404.html index.html other/a.html~ other/b.html~ other/index.html web/index.html~ web/run.html~ web/use.html"},
	} {
		step.do()
		if made := w.made(); made != step.made {
			t.Errorf("%s: %q is rendered, want %q", step.what, made, step.made)
		}
		w.compare()
	}
}

// TestBuildsFewShots: of a site with screenshots those pages are rendered each time that
// show one; of one whose pages have the day of their last change those whose day is
// another.
func TestBuildsFewShots(t *testing.T) {
	w := crossed(t)
	w.write("p/docsite.yaml", "shots: {content/shot.png: {page: content/web/use.md, selector: h1}}\nchanged: true\n")
	w.write("p/docsite.lock", `{"version":1,"shots":{"content/shot.png":{"shows":"ab","look":"cd"}}}`)
	w.write("p/content/shot.png", "x")
	w.write("p/content/index.md", "# Home\n\n![x](shot.png)\n")
	commit := func(day string) {
		t.Setenv("GIT_COMMITTER_DATE", day+"T12:00:00Z")
		w.git("add", "-A")
		w.git("commit", "-qm", "x", "--date", day+"T12:00:00Z")
	}
	commit("2026-01-02")
	w.compare()
	if made := w.made(); made != "index.html" {
		t.Errorf("nothing has changed, and %q is rendered", made)
	}
	w.write("p/content/web/use.md", "# Use it\n\nWords.\n")
	if made, want := w.made(), "404.html index.html other/index.html web/index.html~ web/run.html~ web/use.html"; made != want {
		t.Errorf("behind another title %q is rendered, want %q", made, want)
	}
	w.compare()
	commit("2026-01-03")
	if made, want := w.made(), "404.html index.html other/index.html web/use.html~"; made != want {
		t.Errorf("behind a commit %q is rendered, want %q", made, want)
	}
	w.compare()
}
