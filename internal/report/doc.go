// Package report prints what a refresh found in forms for people who review and
// for programs: Markdown for a pull request, annotations of GitHub, code quality of
// GitLab, SARIF, JSON.
//
// Start from [Write]. The forms share the outcome of internal/refresh, its order of
// findings and its sentences; none decides anew what is drift.
//
// It never asks a registry and reads no file of the project.
package report

import (
	"io"

	"docsite/internal/console"
	"docsite/internal/refresh"
)

// Formats are the forms of a report.
var Formats = []string{"text", "json", "markdown", "github", "gitlab", "sarif"}

// maxComment is how many characters a comment may have on GitHub, 65,536, less
// what others may need of them.
const maxComment = 60_000

// Write prints a report in one of [Formats]. folder is the project as it was named
// on the command line, with which annotations must name their files. The error is
// that of w.
func Write(w io.Writer, r *refresh.Report, format, folder string) error {
	c := console.New(w)
	switch format {
	case "github":
		if err := writeGitHub(c, r, folder); err != nil {
			return err
		}
	default:
		if _, err := io.WriteString(c, text(r, format, folder)); err != nil {
			return err
		}
	}
	return c.Flush()
}

func text(r *refresh.Report, format, folder string) string {
	switch format {
	case "json":
		return encode(newDocument(r))
	case "markdown":
		return Markdown(r, maxComment)
	case "gitlab":
		return encode(codeQuality(r, folder))
	case "sarif":
		return encode(sarif(r, folder))
	}
	return r.Text()
}
