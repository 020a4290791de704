package report

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"unicode"

	"docsite/internal/refresh"
)

// WriteFile writes a report to a file, as [Write] does. It opens the file for writing
// alone, so that a pipe waits for its reader and loses nothing.
func WriteFile(file string, r *refresh.Report, format, folder string) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return err
	}
	return errors.Join(Write(f, r, format, folder), f.Close())
}

// AppendSummary adds a report to the file that GitHub shows on the job's page, up to
// 1 MiB: what is longer would be dropped without a word.
func AppendSummary(file string, r *refresh.Report) error {
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = f.WriteString(Markdown(r, 900<<10))
	return errors.Join(err, f.Close())
}

// Names are the names of files, a line each, for "git add --pathspec-from-file": one
// that would not stay on its line is quoted as git does.
func Names(names []string) string {
	var b strings.Builder
	for _, name := range names {
		if strings.ContainsFunc(name, unicode.IsControl) || strings.HasPrefix(name, `"`) {
			name = quoted(name)
		}
		b.WriteString(name + "\n")
	}
	return b.String()
}

// quoted is a name in quotes that git reads: it knows no escapes of Unicode.
func quoted(name string) string {
	var b strings.Builder
	for i := range len(name) {
		if c := name[i]; c < ' ' || c == '"' || c == '\\' || c == 0x7f {
			fmt.Fprintf(&b, `\%03o`, c)
		} else {
			b.WriteByte(c)
		}
	}
	return `"` + b.String() + `"`
}
