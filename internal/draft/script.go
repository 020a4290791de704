package draft

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"docsite/internal/code"
	"docsite/internal/inventory"
	"docsite/internal/site"
)

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
