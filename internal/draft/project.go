package draft

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"docsite/internal/code"
	"docsite/internal/dockerfile"
	"docsite/internal/inventory"
	"docsite/internal/site"
)

// project is what is read of a project before the page of a Dockerfile is drafted.
type project struct {
	site    *site.Site
	found   *inventory.Project
	options Options
	findings
	dockerfile site.Source
	parsed     *dockerfile.File
	scripts    []*script        // what a container starts with
	chosen     map[int][]string // by stage: what later FROMs with variables say that may mean it, as code
}

// script is a shell script of the project that a container starts.
type script struct {
	site.Source
	language string // for the fence
	word     string // how the Dockerfile names it; empty where it does not
}

// findings are what is wrong with a project.
type findings struct{ problems site.Problems }

// fail reports what no page is drafted with, and is false.
func (f *findings) fail(problem site.Problem) bool {
	problem.Severity = site.Error
	f.problems = append(f.problems, problem)
	return false
}

func (f *findings) warn(file string, line int, message, hint string) {
	f.problems = append(f.problems, site.Problem{File: file, Line: line, Severity: site.Warning, Message: message, Hint: hint})
}

// readDockerfile reads a Dockerfile, and reports false when it cannot be quoted.
func (p *project) readDockerfile(name string) bool {
	if !quotable(name) {
		return p.fail(site.Problem{Message: fmt.Sprintf("%q cannot be quoted: its path has a blank or a quotation mark", name), Hint: "rename it"})
	}
	text, err := site.ReadQuoted(p.site.FS, name)
	if err != nil {
		return p.fail(site.Problem{Message: fmt.Sprintf("Dockerfile %q: %v", name, err), Hint: "the path is relative to the project"})
	}
	p.dockerfile = site.Source{Name: name, Text: text}
	return true
}

// quotable reports whether a path can stand behind "file=".
func quotable(name string) bool {
	return !strings.ContainsAny(name, " `\"'") && !strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) })
}

// maxInstructions is how many instructions of a Dockerfile are explained at most:
// many times as many as the longest of official images has. What is to be said of
// one depends on the others, and takes time quadratic in their number.
const maxInstructions = 3000

// parse takes the Dockerfile apart, and reports false when it cannot be built.
func (p *project) parse() bool {
	df, err := dockerfile.Parse(p.dockerfile.Text)
	var refusal *dockerfile.Refusal
	switch {
	case errors.As(err, &refusal):
		return p.refuse(refusal.Line, refusal.Reason, "")
	case err != nil:
		return p.refuse(0, err.Error(), "")
	case len(df.Early) > 0:
		line := df.Early[0].Lines.First
		return p.refuse(line, fmt.Sprintf("%q stands where FROM opens the first stage", p.keyword(line)), "a Dockerfile begins with the image that it starts from")
	case len(df.Stages) == 0:
		return p.refuse(0, "there is no FROM", "a Dockerfile begins with the image that it starts from")
	}
	p.parsed = df
	if n := instructions(df); n > maxInstructions {
		return p.refuse(0, fmt.Sprintf("it has %d instructions; at most %d are explained", n, maxInstructions), "")
	}
	for _, in := range df.All() {
		if !dockerfile.IsKeyword(in.Keyword) {
			p.refuse(in.Lines.First, dockerfile.NoKeyword(p.keyword(in.Lines.First)), "")
		}
	}
	if p.problems.Failed() {
		return false
	}
	if code := code.Read("dockerfile", p.dockerfile.Text); code.Warning != "" {
		p.warn(p.dockerfile.Name, 0, code.Warning, "docsite build warns of it too")
	}
	return true
}

// instructions is how many instructions a Dockerfile has.
func instructions(df *dockerfile.File) int {
	n := len(df.Args)
	for i := range df.Stages {
		n += len(df.Stages[i].Instructions)
	}
	return n
}

// keyword is the first word of a line, as it is written.
func (p *project) keyword(line int) string {
	starts := site.LineStarts(p.dockerfile.Text)
	words := strings.Fields(string(p.dockerfile.Text[starts[line-1]:]))
	return words[0]
}

func (p *project) refuse(line int, message, hint string) bool {
	problem := site.Problem{File: p.dockerfile.Name, Line: line, Message: message, Hint: hint}
	if line > 0 {
		problem.Col = 1
	}
	return p.fail(problem)
}

// findScripts looks for the shell scripts that the image's ENTRYPOINT and CMD
// start, or takes those that were named. One that the Dockerfile starts and that
// is not found is told of.
func (p *project) findScripts() {
	named := slices.Clone(p.options.Scripts)
	for _, start := range p.found.Starts(p.dockerfile.Name, p.parsed) {
		i := slices.IndexFunc(named, func(file string) bool {
			return file == start.File || start.File == "" && path.Base(file) == path.Base(start.Word)
		})
		switch {
		case i >= 0:
			p.addScript(named[i], start.Word)
			named = slices.Delete(named, i, i+1)
		case start.File != "":
			p.addScript(start.File, start.Word)
		default:
			p.missing(start)
		}
	}
	for _, file := range named {
		p.addScript(file, "")
	}
}

// addScript reads a script that a container starts with. One that is none of a
// shell is left out.
func (p *project) addScript(name, word string) {
	if slices.ContainsFunc(p.scripts, func(s *script) bool { return s.Name == name }) {
		return
	}
	text, err := site.ReadQuoted(p.site.FS, name)
	if err != nil {
		p.warn(name, 0, "the script is left out: "+err.Error(), "")
		return
	}
	language := shellOf(name, text)
	if language == "" {
		return
	}
	if !quotable(name) {
		p.warn(name, 0, "the script is left out: its path has a blank or a quotation mark", "rename it")
		return
	}
	if code := code.Read(language, text); code.Warning != "" {
		p.warn(name, 0, "the script is left out: "+code.Warning, "")
		return
	}
	p.scripts = append(p.scripts, &script{Source: site.Source{Name: name, Text: text}, language: language, word: word})
}

// shellOf is the language of a script; empty when it is none of a shell.
func shellOf(name string, text []byte) string {
	switch program, script := code.Interpreter(text); {
	case code.Canonical(program) == "sh":
		return program
	case !script && path.Ext(name) == ".sh":
		return "sh"
	}
	return ""
}

// maxCandidates is how many files of one name a warning lists.
const maxCandidates = 4

// missing tells of a script that the Dockerfile starts and that nothing leads to.
func (p *project) missing(start inventory.Start) {
	if len(start.Candidates) == 0 {
		p.warn(p.dockerfile.Name, start.Lines.First, fmt.Sprintf("no file of the project is called as the script %q is; the page is drafted without it", start.Word), "it may come from the base image, or from a step of the build")
		return
	}
	names := start.Candidates[:min(len(start.Candidates), maxCandidates)]
	p.warn(p.dockerfile.Name, start.Lines.First, fmt.Sprintf("the script %q may be any of %d files; the page is drafted without it", start.Word, len(start.Candidates)),
		"name it: --script "+strings.Join(names, ", or --script "))
}
