package draft

import (
	"path"
	"slices"
	"strings"

	"docsite/internal/code"
	"docsite/internal/dockerfile"
	"docsite/internal/phrases"
)

// instruction adds the rows of an instruction.
func (l *listing) instruction(at int) {
	p := &l.code.Parts[at]
	switch p.Name {
	case "RUN":
		l.run(at)
	case "ENV", "ARG":
		l.assign(at)
	default:
		f := l.facts(at)
		says := []string{f.First("instruction " + p.Name)}
		if _, idle := f["idle"]; !idle {
			says = append(says, f.More("flags "+p.Name)...)
		}
		l.add(p, p.Span, l.instructionLabels(at), says...)
	}
}

// facts are what the sentences about an instruction use.
func (l *listing) facts(at int) phrases.Facts {
	p := &l.code.Parts[at]
	f := phrases.Facts{}
	for _, i := range l.children(at, code.FlagPart) {
		name, value, _ := strings.Cut(l.code.Parts[i].Words[0].Text, "=")
		name = strings.TrimPrefix(name, "--")
		if p.Name == "HEALTHCHECK" && isZero(value) {
			continue // the default counts
		}
		f[name] = append(f[name], nonEmpty(value)...)
	}
	args := code.Texts(code.AfterFlags(p.Words))
	switch p.Name {
	case "FROM":
		l.fromFacts(f, at, args)
	case "COPY", "ADD":
		l.copyFacts(f, at, args)
	case "EXPOSE":
		f["ports"] = args
		first, _, isRange := strings.Cut(strings.Join(args, " "), "-")
		f.When("several", len(args) > 1 || isRange && !strings.Contains(first, "$"))
	case "VOLUME":
		f["paths"] = args
	case "WORKDIR":
		f["path"] = args
		f.When("last", l.built(at) && l.last(at))
	case "USER":
		l.userFacts(f, at, args)
	case "STOPSIGNAL":
		f["signal"] = args
		f.When("overridden", !l.last(at))
	case "SHELL":
		f["shell"] = []string{strings.Join(args, " ")}
	case "LABEL":
		l.labelFacts(f, at)
	case "MAINTAINER":
	default:
		l.commandFacts(f, at, args)
	}
	return f
}

// isZero reports whether a number or a duration is 0.
func isZero(value string) bool {
	return strings.Contains(value, "0") && strings.Trim(value, "0.hmsnuµ") == ""
}

func (l *listing) fromFacts(f phrases.Facts, at int, args []string) {
	if len(args) == 0 {
		return
	}
	image, version := splitImage(args[0])
	f["image"] = []string{image}
	f.When("digest", strings.Contains(args[0], "@"))
	f.When("chosen", l.isGlobal(version))
	f.When("variable", l.isGlobal(image))
	f.When("scratch", args[0] == "scratch")
	if len(args) == 3 {
		f["name"] = args[2:]
	}
	stage := l.stageAt(at)
	if s := &l.parsed.Stages[stage]; s.FromStage < 0 && len(l.parsed.MayContinue(s)) > 0 {
		f["choice"] = args[:1]
	}
	for _, e := range l.graph.Edges {
		from := &l.graph.Nodes[e.From]
		switch {
		case e.From == stage:
			f["used"] = nil
		case e.To != stage || e.Kind != dockerfile.BaseEdge:
		case from.Stage >= 0:
			f["base"] = []string{from.Name}
		}
	}
}

// splitImage parts the reference of an image from its tag or digest, which
// change so often that no sentence repeats them.
func splitImage(reference string) (name, version string) {
	name, version, _ = strings.Cut(reference, "@")
	if i := strings.LastIndexByte(name, ':'); i > strings.LastIndexByte(name, '/') && strings.Count(name[:i], "{") == strings.Count(name[:i], "}") {
		name, version = name[:i], name[i+1:]
	}
	return name, version
}

// isGlobal reports whether a text reads a variable that is set above the first
// stage.
func (l *listing) isGlobal(text string) bool {
	return slices.ContainsFunc(l.globals, func(name string) bool { return reads(text, name) })
}

func (l *listing) copyFacts(f phrases.Facts, at int, args []string) {
	if len(args) > 0 {
		f["target"] = args[len(args)-1:]
		f["sources"] = args[:len(args)-1]
	}
	sources, target := f["sources"], strings.Join(f["target"], "")
	f.When("here", target == "." || target == "./")
	f.When("several", len(sources) > 1)
	if dir := l.workdir(at); dir != "" {
		f["workdir"] = []string{dir}
	}
	from, taken := f["from"]
	switch {
	case !taken:
		f.When("context", len(sources) == 1 && (sources[0] == "." || sources[0] == "./" || sources[0] == "/"))
		f.When("first", l.comesFirst(at, sources))
	case l.stageOf(from) != "":
		f[":from"] = []string{l.stageOf(from)}
	default:
		image, _ := splitImage(strings.Join(from, ""))
		if name, ok := phrases.Code(image); ok {
			f[":from"] = []string{"the image " + name}
		}
	}
	f.When("same", len(sources) == 1 && path.Clean(sources[0]) == path.Clean(target))
	f.When("document", len(sources) > 0 && strings.HasPrefix(sources[0], "<<"))
	sourceFacts(f, sources)
}

// sourceFacts parts the sources of ADD by what it makes of them.
func sourceFacts(f phrases.Facts, sources []string) {
	kinds := map[string]bool{}
	for _, s := range sources {
		kind := "plain"
		switch {
		case strings.HasSuffix(s, ".git"), strings.HasPrefix(s, "git@"), strings.Contains(s, ".git#"):
			kind = "repository"
		case strings.Contains(s, "://"):
			kind = "address"
		case strings.HasSuffix(s, ".tar"), strings.HasSuffix(s, ".tgz"), strings.HasSuffix(s, ".tar.gz"),
			strings.HasSuffix(s, ".tar.xz"), strings.HasSuffix(s, ".tar.bz2"):
			if !slices.Contains(f["unpack"], "false") {
				kind = "archive"
			}
		}
		kinds[kind] = true
		f[kind] = append(f[kind], s)
	}
	f.When("mixed", len(kinds) > 1)
}

// stageOf is what one calls the stage that a COPY names, or counts; empty where
// it takes from an image.
func (l *listing) stageOf(from []string) string {
	if len(from) != 1 {
		return ""
	}
	i := l.parsed.StageIndex(from[0])
	if i < 0 {
		return ""
	}
	if name, ok := phrases.Code(l.parsed.Stages[i].Name); ok {
		return "the stage " + name
	}
	return "the " + ordinal(i) + " stage"
}

// manifests are files that list what a project needs. They are copied by
// themselves so that installing it again depends on them alone.
var manifests = []string{
	"package.json", "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "requirements.txt", "pyproject.toml", "poetry.lock", "uv.lock", "Pipfile", "Pipfile.lock",
	"go.mod", "go.sum", "Cargo.toml", "Cargo.lock", "Gemfile", "Gemfile.lock", "composer.json", "composer.lock", "pom.xml", "build.gradle", "mix.exs", "mix.lock",
}

// comesFirst reports whether a COPY brings lists of what a project needs, and
// a later one of the stage the project.
func (l *listing) comesFirst(at int, sources []string) bool {
	if !slices.ContainsFunc(sources, func(s string) bool { return slices.Contains(manifests, path.Base(s)) }) {
		return false
	}
	ran := false
	for i := at + 1; i < len(l.code.Parts) && l.stageAt(i) == l.stageAt(at); i++ {
		p := &l.code.Parts[i]
		if p.Kind != code.InstructionPart || p.Parent >= 0 {
			continue
		}
		switch args := code.Texts(p.Words); {
		case p.Name == "RUN":
			ran = true
		case p.Name == "COPY" && ran && len(args) == 2 && (args[0] == "." || args[0] == "./"):
			return true
		}
	}
	return false
}

func (l *listing) userFacts(f phrases.Facts, at int, args []string) {
	user, group, _ := strings.Cut(strings.Join(args, " "), ":")
	f["user"] = nonEmpty(user)
	if group != "" {
		f["group"] = []string{group}
	}
	f.When("root", user == "root" || user == "0")
	f.When("number", user != "" && strings.Trim(user, "0123456789") == "")
	f.When("last", l.built(at) && l.last(at))
}

func (l *listing) labelFacts(f phrases.Facts, at int) {
	var names []string
	for _, i := range l.children(at, code.AssignmentPart) {
		names = append(names, l.code.Parts[i].Name)
		value, _ := assignedValue(&l.code.Parts[i])
		f["value"] = nonEmpty(value)
	}
	f["names"] = names
	f.When("one", len(names) == 1)
}

// commandFacts are those of CMD, ENTRYPOINT, HEALTHCHECK and ONBUILD.
func (l *listing) commandFacts(f phrases.Facts, at int, args []string) {
	p := &l.code.Parts[at]
	if len(args) > 0 && p.Name == "HEALTHCHECK" {
		f.When("none", strings.EqualFold(args[0], "NONE"))
		args = args[1:]
	}
	overridden := p.Name != "ONBUILD" && !l.last(at)
	f.When("overridden", overridden)
	exec := len(l.children(at, code.ElementPart)) > 0 || strings.ReplaceAll(l.argument(at), " ", "") == "[]"
	f.When("exec", exec)
	f.When("empty", exec && len(l.children(at, code.ElementPart)) == 0)
	if entrypoint := l.entrypoint(at); entrypoint != nil {
		f["entrypoint"] = nil
		f.When("shelled", entrypoint.Exec == nil)
	}
	_, shelled := f["shelled"]
	f.When("idle", overridden || p.Name == "CMD" && shelled)
	text := strings.Join(args, " ")
	if !exec {
		text = l.argument(at)
	}
	f["command"] = nonEmpty(text)
	commands := l.children(at, code.CommandPart)
	if len(commands) == 0 {
		return
	}
	words := l.code.Parts[commands[0]].Words
	f["program"] = code.Texts(words[:min(1, len(words))])
	for _, word := range code.Texts(words) {
		if below := l.below[word]; below != "" {
			f[":below"] = []string{"The script is explained " + below}
			break
		}
	}
	if c := command(words); c != nil && len(commands) == 1 {
		f[":does"] = nonEmpty(strings.Join(c.Says(), ". "))
	}
}

// argument is what stands behind an instruction's name and flags, as one line.
func (l *listing) argument(at int) string {
	p := &l.code.Parts[at]
	from := p.Span.Start + len(p.Name)
	for _, i := range l.children(at, code.FlagPart) {
		from = l.code.Parts[i].Span.End
	}
	text := strings.TrimSpace(string(l.code.Text[from:p.Span.End]))
	if strings.Contains(text, "\n") {
		text = strings.Join(code.Texts(code.AfterFlags(p.Words)), " ")
	}
	if p.Name == "HEALTHCHECK" {
		text = strings.TrimSpace(strings.TrimPrefix(text, "CMD"))
	}
	return text
}
