// Package live shows problems to who writes: at the end of a page of the
// preview, and on a page of their own where there is nothing else to show.
//
// Start from [Page] and [Problem]. The markup is that of templates in package
// theme; which problems there are, and which page has them, the caller says.
package live

import (
	"bytes"
	"html/template"
	"io/fs"
	"net/http"
	"strings"
	"sync"

	"docsite/internal/console"
	"docsite/internal/site"
	"docsite/render/markup"
	"docsite/theme"
)

// maxShown is how many problems a page lists; the terminal has them all.
const maxShown = 50

var templates = sync.OnceValue(func() *template.Template {
	return template.Must(template.ParseFS(theme.Files, "pages/problem.html", "pages/panel.html"))
})

// data is what the templates are given.
type data struct {
	Title, Text string          // of a page of its own
	Version     string          // of a page of the site
	Failed      bool            // one of the problems keeps the site from being built
	Tally       string          // how many there are
	Older       []template.HTML // files of which the page has an older copy
	Problems    []problem
	More        int // problems that are not among these
}

// problem is one as the terminal prints it, with its place apart. Templates let
// control characters through; what is escaped here has none.
type problem struct{ Place, Message, Hint template.HTML }

// Page is a page as the preview shows it: with the problems and the files of which
// it has an older copy at its end, and with the script that loads the page again
// when it has another version.
func Page(page []byte, version string, problems site.Problems, older []string) []byte {
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = len(page)
	}
	w := markup.Buffer{B: make([]byte, 0, len(page)+1024)}
	w.B = append(w.B, page[:at]...)
	d := list(problems)
	d.Version = version
	for _, file := range older {
		d.Older = append(d.Older, markup.Escaped(file))
	}
	execute(&w, "panel.html", d)
	w.B = append(w.B, page[at:]...)
	return w.B
}

// Problem is a page for an address that has nothing to show. It does without
// the theme's layout, which may be what is broken.
func Problem(status int, problems site.Problems) []byte {
	d := list(problems)
	d.Title, d.Text = "There is no such page", "As soon as there is one, it is shown here."
	switch {
	case status == http.StatusNotFound && problems.Failed():
		d.Text = "It may be one of those that cannot be read. As soon as there is one, it is shown here."
	case status != http.StatusNotFound:
		d.Title, d.Text = "This page cannot be shown yet", "As soon as this is mended, the page is shown here."
	}
	var w markup.Buffer
	execute(&w, "problem.html", d)
	return w.B
}

// Style is the style sheet of what [Page] and [Problem] add.
func Style() []byte {
	style, _ := fs.ReadFile(theme.Files, "live.css")
	return style
}

func execute(w *markup.Buffer, name string, d data) {
	if err := templates().ExecuteTemplate(w, name, d); err != nil {
		panic(err) // none of them fails
	}
}

// list puts problems in order, errors first. Their list is open when one of
// them keeps the site from being built.
func list(ps site.Problems) data {
	d := data{Failed: ps.Failed()}
	errors := 0
	for _, severity := range []site.Severity{site.Error, site.Warning} {
		for _, p := range ps {
			if p.Severity != severity {
				continue
			}
			if severity == site.Error {
				errors++
			}
			if len(d.Problems) < maxShown {
				d.Problems = append(d.Problems, shown(p))
			}
		}
	}
	d.More = len(ps) - len(d.Problems)
	d.Tally = tally(errors, len(ps)-errors)
	return d
}

func shown(p site.Problem) problem {
	place := ""
	if p.File != "" {
		place = strings.TrimSuffix(site.Problem{File: p.File, Line: p.Line, Col: p.Col, Severity: site.Error}.String(), ": ")
	}
	return problem{markup.Escaped(place), markup.Escaped(p.Severity.String() + ": " + p.Message), markup.Escaped(p.Hint)}
}

// tally counts in words: "1 error, 2 warnings".
func tally(errors, warnings int) string {
	switch {
	case warnings == 0:
		return console.Count(errors, "error")
	case errors == 0:
		return console.Count(warnings, "warning")
	}
	return console.Count(errors, "error") + ", " + console.Count(warnings, "warning")
}
