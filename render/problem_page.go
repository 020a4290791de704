package render

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"

	"docsite/internal/site"
	"docsite/theme"
)

// maxShown is how many problems a page lists; the terminal has them all.
const maxShown = 50

// Live is a page as the preview shows it: with the problems at its end, and
// with the script that loads the page again when it has another version.
func Live(page []byte, version string, problems site.Problems) []byte {
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = len(page)
	}
	w := buffer{b: make([]byte, 0, len(page)+1024)}
	w.b = append(w.b, page[:at]...)
	w.panel(problems)
	w.html(`<script src="/_docsite/live.js"`)
	w.attr("data-version", version)
	w.html("></script>\n")
	w.b = append(w.b, page[at:]...)
	return w.b
}

// LiveStyle is the style sheet of what [Live] and [ProblemPage] add.
func LiveStyle() []byte {
	style, _ := fs.ReadFile(theme.Files, "live.css")
	return style
}

// ProblemPage is a page for an address that has nothing to show. It does
// without the theme's frame, which may be what is broken.
func ProblemPage(status int, problems site.Problems) []byte {
	title, text := "There is no such page", "As soon as there is one, it is shown here."
	switch {
	case status == http.StatusNotFound && problems.Failed(false):
		text = "It may be one of those that cannot be read. As soon as there is one, it is shown here."
	case status != http.StatusNotFound:
		title, text = "This page cannot be shown yet", "As soon as this is mended, the page is shown here."
	}
	var w buffer
	w.html("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n" +
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
	w.text(title)
	w.html("</title>\n<link rel=\"stylesheet\" href=\"/_docsite/live.css\">\n<body class=\"live-page\">\n<main>\n<h1>")
	w.text(title)
	w.html("</h1>\n<p>")
	w.text(text)
	w.html("</p>\n")
	w.problems(problems)
	w.html("<p><a href=\"/\">To the first page</a></p>\n</main>\n</body>\n</html>\n")
	return w.b
}

// panel lists problems at the end of a page: open when one of them keeps the
// site from being built, folded when they are all warnings.
func (w *buffer) panel(problems site.Problems) {
	if len(problems) == 0 {
		return
	}
	errors := 0
	for _, p := range problems {
		if p.Severity == site.Error {
			errors++
		}
	}
	w.html(`<link rel="stylesheet" href="/_docsite/live.css">` + "\n")
	w.html(`<aside class="live-panel" aria-label="Problems"><details`)
	if errors > 0 {
		w.html(` class="live-errors" open`)
	}
	w.html("><summary>")
	w.text(tally(errors, len(problems)-errors))
	w.html("</summary>\n")
	w.problems(problems)
	w.html("</details></aside>\n")
}

// tally counts in words: "1 error, 2 warnings".
func tally(errors, warnings int) string {
	count := func(n int, noun string) string {
		if n == 1 {
			return "1 " + noun
		}
		return strconv.Itoa(n) + " " + noun + "s"
	}
	switch {
	case warnings == 0:
		return count(errors, "error")
	case errors == 0:
		return count(warnings, "warning")
	}
	return count(errors, "error") + ", " + count(warnings, "warning")
}

// problems lists problems, errors first.
func (w *buffer) problems(ps site.Problems) {
	if len(ps) == 0 {
		return
	}
	w.html("<ol class=\"live-problems\">\n")
	left := maxShown
	for _, severity := range []site.Severity{site.Error, site.Warning} {
		for _, p := range ps {
			if p.Severity == severity && left > 0 {
				w.problem(p)
				left--
			}
		}
	}
	if more := len(ps) - maxShown; more > 0 {
		w.html("<li>")
		w.text(fmt.Sprintf("and %d more, which the terminal shows", more))
		w.html("</li>\n")
	}
	w.html("</ol>\n")
}

// problem is one problem as the terminal prints it, with its place apart.
func (w *buffer) problem(p site.Problem) {
	place := site.Problem{File: p.File, Line: p.Line, Col: p.Col, Severity: site.Error}.String()
	w.html("<li>")
	if p.File != "" {
		w.html("<code>")
		w.text(strings.TrimSuffix(place, ": "))
		w.html("</code> ")
	}
	w.text(p.Severity.String() + ": " + p.Message)
	if p.Hint != "" {
		w.html(" <em>")
		w.text(p.Hint)
		w.html("</em>")
	}
	w.html("</li>\n")
}

// ProblemsOn are the problems that were found when the page at an output path
// was last opened, and the errors found in any page so far.
func (s *Site) ProblemsOn(page string) site.Problems {
	s.judgeAnchors()
	s.mu.Lock()
	defer s.mu.Unlock()
	var ps site.Problems
	for output, found := range s.problems {
		for _, p := range found {
			if p.Severity == site.Error || output == path.Clean(page) {
				ps = append(ps, p)
			}
		}
	}
	ps.Sort()
	return ps
}
