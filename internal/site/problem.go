package site

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"docsite/internal/cause"
)

// Severity says whether a problem stops a build.
type Severity int

const (
	Warning Severity = iota // the site can be built; --strict makes it an error
	Error                   // nothing is written
)

func (s Severity) String() string {
	if s == Error {
		return "error"
	}
	return "warning"
}

// Problem is one thing that is wrong with what the author wrote, and where.
// Line and Col count from 1; 0 means that the whole file or line is meant.
type Problem struct {
	File      string // slash path relative to the project; empty when no file is meant
	Line, Col int
	Severity  Severity
	Message   string // what is wrong, with what was written in %q
	Hint      string // what to do about it, where that is sure
	Alone     bool   // an error of one page: the others are written
}

// String is the problem as compilers print one:
//
//	content/a.md:3:7: warning: picture "x.png" is not there (hint: …)
func (p Problem) String() string {
	var b strings.Builder
	if p.File != "" {
		b.WriteString(p.File)
		if p.Line > 0 {
			fmt.Fprintf(&b, ":%d", p.Line)
			if p.Col > 0 {
				fmt.Fprintf(&b, ":%d", p.Col)
			}
		}
		b.WriteString(": ")
	}
	if p.Severity == Warning {
		b.WriteString("warning: ")
	}
	b.WriteString(p.Message)
	if p.Hint != "" {
		fmt.Fprintf(&b, " (hint: %s)", p.Hint)
	}
	return b.String()
}

// Error makes a problem an error, for functions that stop at their first one.
func (p Problem) Error() string { return p.String() }

// Problems are collected, not stopped at: a run reports all of them.
type Problems []Problem

// Sort puts the problems in the order of files, lines and columns.
func (ps Problems) Sort() {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(
			strings.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Col, b.Col),
			strings.Compare(a.Message, b.Message),
		)
	})
}

// Failed reports whether there is an error among the problems.
func (ps Problems) Failed() bool { return ps.Err() != nil }

// Stops reports whether there is an error for which nothing is written.
func (ps Problems) Stops() bool {
	return slices.ContainsFunc(ps, func(p Problem) bool { return p.Severity == Error && !p.Alone })
}

// Err is the first of the problems that is an error; nil where there is none.
func (ps Problems) Err() error {
	if i := slices.IndexFunc(ps, func(p Problem) bool { return p.Severity == Error }); i >= 0 {
		return ps[i]
	}
	return nil
}

// quoted names a thing and what was written for it.
func quoted(what, written string) string { return what + " " + strconv.Quote(written) }

// plain is an error without the operation and path that the place already says.
func plain(err error) string {
	if err == nil {
		return "not a regular file"
	}
	return cause.Of(err).Error()
}
