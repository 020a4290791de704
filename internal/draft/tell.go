package draft

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"docsite/internal/console"
	"docsite/internal/site"
)

// maxListed is how many files a message names, and how many lines tell of pages.
const maxListed = 12

// Tell prints what was written and what comes next. dir is the project's folder as
// a person named it, empty for the current one; known is how many warnings the
// project's pages had already.
func (plan *Plan) Tell(w io.Writer, dir string, known int) {
	notes := map[string]string{}
	for _, page := range plan.Pages {
		notes[page.File] = ": " + console.Count(page.Notes, "note") + " drafted"
		if page.Dockerfile == "" {
			notes[page.File] = ": compares " + console.Count(len(plan.Pages)-1, "Dockerfile")
		}
	}
	shown := len(plan.Files)
	if shown > maxListed+1 {
		shown = maxListed
	}
	for _, f := range plan.Files[:shown] {
		fmt.Fprintf(w, "%s%s\n", filepath.ToSlash(filepath.Join(dir, f.Name)), notes[f.Name])
	}
	if more := len(plan.Files) - shown; more > 0 {
		fmt.Fprintf(w, "and %d more\n", more)
	}
	plan.undrafted(w)
	if known > 0 {
		verb := map[bool]string{true: "was", false: "were"}[known == 1]
		fmt.Fprintf(w, "\n%s %s there before (docsite build lists them, --strict fails on further ones: known_warnings in %s)\n", console.Count(known, "warning"), verb, site.ConfigName)
	}
	if dir != "" {
		dir = " " + dir
	}
	fmt.Fprintf(w, "\nNext:\n  docsite serve%s\n  docsite refresh%s\n", dir, dir)
}

// undrafted tells which Dockerfiles have no new page, and what other files should
// leave out.
func (plan *Plan) undrafted(w io.Writer) {
	if others := plan.Others; len(others) > 0 {
		about, how := "No page was drafted for", ""
		if plan.chosen {
			how = " (docsite init --all drafts a page for each)"
		}
		if n := len(others); n > maxListed {
			others = append(others[:maxListed:maxListed], fmt.Sprintf("%d more", n-maxListed))
		}
		fmt.Fprintf(w, "\n%s %s%s\n", about, strings.Join(others, ", "), how)
	}
	for i, ignore := range plan.Ignore {
		if i == 0 {
			fmt.Fprintln(w)
		}
		why := "a build makes it anew"
		if ignore.File == ".dockerignore" {
			why = "a Dockerfile copies all of the folder"
		}
		fmt.Fprintf(w, "Add to %s, since %s: %s\n", ignore.File, why, strings.Join(ignore.Names, ", "))
	}
}
