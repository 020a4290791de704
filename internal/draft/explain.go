package draft

import (
	"bytes"
	"slices"
	"strings"

	"docsite/internal/code"
	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

// Explanation is a file with what is to be said of its lines.
type Explanation struct {
	Dockerfile *dockerfile.File // nil for a script
	Remarks    []Remark         // in the order of lines
}

// Remark is a drafted sentence, or several, about a piece of code.
type Remark struct {
	Line int // on which the piece begins, from 1
	Text string
}

// Explain says what the lines of a Dockerfile or a shell script do, as [New] drafts
// it. The explanation is nil when one of the problems is an error: the text is
// neither, or BuildKit refuses it.
func Explain(name string, text []byte) (*Explanation, site.Problems) {
	p := &project{dockerfile: site.Source{Name: name, Text: text}}
	language := shellOf(name, text)
	l := &listing{stage: -1}
	switch {
	case language != "":
		if l.code = code.Read(language, text); l.code.Warning != "" {
			p.fail(site.Problem{File: name, Message: l.code.Warning})
			return nil, p.problems
		}
	case dockerfile.IsFileName(name) || dockerfile.Opens(text):
		if !p.parse() {
			return nil, p.problems
		}
		*l = p.newSection(name, dockerfile.NewGraph(p.parsed, ""), text).listing
		if len(p.parsed.Stages) > 1 {
			l.stage = -1
		}
	default:
		p.fail(site.Problem{File: name, Message: "this is neither a Dockerfile nor a script of a shell", Hint: "a script begins with a line such as #!/bin/sh, or its name ends in .sh"})
		return nil, p.problems
	}
	l.draft()
	e := &Explanation{Dockerfile: p.parsed}
	for _, r := range l.rows {
		line := 1 + bytes.Count(text[:r.piece.Start], []byte{'\n'})
		e.Remarks = append(e.Remarks, Remark{line, strings.ReplaceAll(r.say(), `\|`, "|")})
	}
	slices.SortStableFunc(e.Remarks, func(a, b Remark) int { return a.Line - b.Line })
	return e, p.problems
}
