package draft

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"docsite/internal/code"
	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

// findScript looks for the shell script that the image's ENTRYPOINT or CMD
// starts. One that is named but not there is told of.
func (p *project) findScript() {
	refs := dockerfile.ProjectFiles(p.parsed, p.dockerfile.Name, p.isFile)
	for _, keyword := range []string{"ENTRYPOINT", "CMD"} {
		stage, in := p.lastOf(keyword)
		if in == nil {
			continue
		}
		i := slices.IndexFunc(refs, func(r dockerfile.FileRef) bool { return r.Lines == in.Lines })
		if i < 0 {
			p.missing(stage, in)
		} else if p.script = p.readScript(refs[i].File, in); p.script != nil {
			return
		}
	}
}

// lastOf is the instruction of a name that counts for the image: the last of
// its stage, or of the stage that this one goes on from.
func (p *project) lastOf(keyword string) (*dockerfile.Stage, *dockerfile.Instruction) {
	for i := len(p.parsed.Stages) - 1; i >= 0; i = p.parsed.Stages[i].FromStage {
		stage := &p.parsed.Stages[i]
		for n := len(stage.Instructions) - 1; n >= 0; n-- {
			if in := &stage.Instructions[n]; in.Keyword == keyword {
				return stage, in
			}
		}
	}
	return nil, nil
}

// readScript reads a script that an instruction starts; nil when it is none
// of a shell.
func (p *project) readScript(name string, in *dockerfile.Instruction) *script {
	text, err := p.read(name)
	if err != nil {
		p.warn(name, 0, "the script is left out: "+err.Error(), "")
		return nil
	}
	language := shellOf(name, text)
	if language == "" {
		return nil
	}
	if !quotable(name) {
		p.warn(name, 0, "the script is left out: its path has a blank or a quotation mark", "rename it")
		return nil
	}
	if code := code.Read(language, text); code.Warning != "" {
		p.warn(name, 0, "the script is left out: "+code.Warning, "")
		return nil
	}
	s := &script{Source: site.Source{Name: name, Text: text}, language: language}
	for _, word := range words(in) {
		if path.Base(word) == path.Base(name) || s.word == "" {
			s.word = word
		}
	}
	return s
}

func words(in *dockerfile.Instruction) []string {
	if in.Exec != nil {
		return in.Exec
	}
	return strings.Fields(in.Args)
}

// shellOf is the language of a script; empty when it is none of a shell.
func shellOf(name string, text []byte) string {
	first, _, _ := bytes.Cut(text, []byte("\n"))
	line, ok := strings.CutPrefix(string(first), "#!")
	if !ok {
		if path.Ext(name) == ".sh" {
			return "sh"
		}
		return ""
	}
	fields := strings.Fields(line)
	for i, field := range fields {
		if shell := path.Base(field); i < 3 && code.Canonical(shell) == "sh" {
			return shell
		}
	}
	return ""
}

// missing tells of a script that the Dockerfile starts and the project does
// not have, where that can be seen.
func (p *project) missing(stage *dockerfile.Stage, in *dockerfile.Instruction) {
	for i, word := range words(in) {
		word = strings.Trim(word, `"'`)
		base := path.Base(word)
		if strings.ContainsAny(word, "$*{}()&|;<>") || path.Ext(base) != ".sh" && (i > 0 || !strings.Contains(base, "entrypoint")) || writes(stage, base) {
			continue
		}
		p.warn(p.dockerfile.Name, in.Lines.First, fmt.Sprintf("the script %q was not found in the project; the page is drafted without it", word), "")
		return
	}
}

// writes reports whether a stage writes a file of that name itself, from a
// heredoc.
func writes(stage *dockerfile.Stage, base string) bool {
	for i := range stage.Instructions {
		in := &stage.Instructions[i]
		if len(in.Heredocs) > 0 && strings.Contains(in.Args, base) {
			return true
		}
	}
	return false
}
