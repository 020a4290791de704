package code

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"docsite/internal/phrases"
)

// maxTitle is the length of a title, in characters.
const maxTitle = 60

// titler makes the titles of rows from their parts.
type titler struct{ *builder }

// title is what a person would call the part at an index, which is the first
// of its row: "RUN: install gcc and libpq-dev".
func (r titler) title(part int) string {
	p := &r.code.Parts[part]
	switch p.Kind {
	case InstructionPart:
		return shorten(r.instructionTitle(part))
	case FunctionPart:
		return shorten("function " + p.Name)
	case BlockPart:
		if len(p.Words) == 0 {
			text, _, _ := strings.Cut(r.text[p.Span.Start:p.Span.End], "\n")
			return shorten(text)
		}
		return shorten(raw(p.Words))
	case AssignmentPart:
		return shorten("set " + p.Name)
	default:
		return shorten(r.commandTitle(p, r.saidOf(p)))
	}
}

// saidOf is what the catalogue calls a command. Long is a command that says in
// its own words what it does, unless it is too long for these.
func (r titler) saidOf(p *Part) phrases.Title {
	t, known := r.scratch.titles.Of(p.Words)
	if !known {
		return phrases.Title{Idle: p.Name == "", Long: true}
	}
	t.Long = t.Long || t.Words == ""
	return t
}

// commandTitle is the title of a command that the catalogue gives, or the
// command itself: where that fits, and where no words do.
func (r titler) commandTitle(p *Part, t phrases.Title) string {
	if !t.Long {
		return t.Words
	}
	own := r.asCommand(p)
	if t.Words == "" || !tooLong("RUN: "+own) || tooLong("RUN: "+t.Words) {
		return own
	}
	return t.Words
}

func (r titler) instructionTitle(part int) string {
	p := &r.code.Parts[part]
	about := ""
	switch p.Name {
	case "FROM":
		return "FROM " + raw(AfterFlags(p.Words))
	case "RUN":
		about = r.runs(part)
	case "COPY", "ADD":
		return p.Name + copies(p.Words)
	case "ENV", "ARG", "LABEL":
		about = r.assigned(part)
	case "EXPOSE", "VOLUME":
		about = phrases.Names(Texts(p.Words))
	case "ONBUILD":
		if part+1 < len(r.code.Parts) && r.code.Parts[part+1].Kind == InstructionPart {
			return "ONBUILD " + r.instructionTitle(part+1)
		}
	case "HEALTHCHECK":
		words := AfterFlags(p.Words)
		about = strings.TrimPrefix(raw(words), "CMD ")
		if n := len(words); n > 1 && strings.HasPrefix(strings.TrimSpace(r.text[words[n-1].Span.End:p.Span.End]), "]") {
			about = strings.Join(Texts(words[1:]), " ")
		}
	case "CMD", "ENTRYPOINT", "SHELL":
		about = strings.Join(Texts(p.Words), " ")
	default:
		about = strings.Join(Texts(AfterFlags(p.Words)), " ")
	}
	if about == "" {
		return p.Name
	}
	return p.Name + ": " + about
}

// runs says what a RUN does: what is known of its commands, the housekeeping
// left out; else its first command as it stands.
func (r titler) runs(part int) string {
	var known []string
	var first, aside, housekeeping string
	whole := false // what depends on something is told with it, or not at all
	for i := part + 1; i < len(r.code.Parts); i++ {
		p := &r.code.Parts[i]
		if p.Kind != CommandPart || p.Parent >= 0 && (r.code.Parts[p.Parent].Kind == CommandPart || r.code.Parts[p.Parent].Kind == AssignmentPart) {
			continue
		}
		if r.code.depends(i) {
			whole = true
			continue
		}
		switch t := r.saidOf(p); {
		case t.Idle && t.Words != "":
			aside = cmp.Or(aside, r.commandTitle(p, t))
		case t.Idle:
			if housekeeping == "" {
				housekeeping = r.commandTitle(p, t)
			}
		case t.Long && first == "":
			first = r.commandTitle(p, t)
		case t.Long:
		case len(known) < 2 && !slices.Contains(known, t.Words):
			known = append(known, t.Words)
		}
	}
	if len(known) == 2 && utf8.RuneCountInString(known[0]+known[1]) > maxTitle-len("RUN: , ") {
		known = known[:1]
	}
	if len(known) > 0 {
		return strings.Join(known, ", ")
	}
	if words := AfterFlags(r.code.Parts[part].Words); whole && len(words) > 0 {
		start := words[0].Span.Start
		return r.text[start:min(r.code.Parts[part].Span.End, start+4*maxTitle)]
	}
	return cmp.Or(first, r.heredocTitle(part), aside, housekeeping, raw(AfterFlags(r.code.Parts[part].Words)))
}

// heredocTitle names the program that a heredoc is for by its "#!" line.
func (r titler) heredocTitle(part int) string {
	for _, p := range r.code.Parts[part+1:] {
		if p.Kind != HeredocPart {
			continue
		}
		if name, _ := Interpreter([]byte(r.text[p.Span.Start:p.Span.End])); name != "" {
			return "a script for " + name
		}
	}
	return ""
}

// copies says what COPY and ADD take and where it goes.
func copies(words []Word) string {
	from := ""
	for _, w := range words {
		if v, ok := strings.CutPrefix(w.Text, "--from="); ok {
			from = " from " + v
		}
	}
	args := Texts(AfterFlags(words))
	if len(args) == 0 {
		return from
	}
	target := args[len(args)-1]
	sources := args[:len(args)-1]
	for i, s := range sources {
		if name, ok := strings.CutPrefix(s, "<<"); ok {
			sources[i] = "a file"
			if strings.HasSuffix(target, "/") { // the heredoc's name is that of the file
				sources[i] = strings.TrimPrefix(name, "-")
			}
		}
		if s == "." && from == "" {
			sources[i] = "the build context"
			if target == "." {
				return ": " + phrases.Names(sources)
			}
		}
	}
	what := phrases.Names(sources)
	if len(sources) == 1 && (sources[0] == target || from != "") {
		return from + ": " + what
	}
	return from + ": " + what + " to " + target
}

// asCommand is a command as one would type it, that of a JSON array too.
func (r titler) asCommand(p *Part) string {
	if r.text[p.Span.Start] == '[' && len(p.Words) > 0 && p.Words[0].Raw[0] == '"' {
		return strings.Join(Texts(p.Words), " ")
	}
	return raw(p.Words)
}

// assigned names what is assigned below a part, with its value when it is
// the only one.
func (r titler) assigned(part int) string {
	var names []string
	only := ""
	for _, p := range r.code.Parts[part+1:] {
		if p.Kind == AssignmentPart {
			names = append(names, p.Name)
			only = p.Words[0].Text
		}
	}
	if len(names) == 1 {
		return only
	}
	return phrases.Names(names)
}

// AfterFlags are the words behind the leading flags; what is quoted, as in an array, is none.
func AfterFlags(words []Word) []Word {
	for len(words) > 0 && strings.HasPrefix(words[0].Raw, "--") {
		words = words[1:]
	}
	return words
}

// Texts are what words say.
func Texts(words []Word) []string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = w.Text
	}
	return all
}

// raw joins words as they were written.
func raw(words []Word) string {
	var b strings.Builder
	if n := len(words); n > 0 {
		b.Grow(max(0, min(words[n-1].Span.End-words[0].Span.Start, 5*maxTitle)))
	}
	for i, w := range words {
		if b.Len() > 4*maxTitle {
			break
		}
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.Raw)
	}
	return b.String()
}

// tooLong reports whether a text is longer than a title.
func tooLong(text string) bool {
	return len(text) > maxTitle && utf8.RuneCountInString(text) > maxTitle
}

// shorten makes one short line of text.
func shorten(text string) string {
	if tooLong(text) || strings.ContainsAny(text, "\n\t\\") || strings.Contains(text, "  ") {
		text = strings.Join(strings.Fields(strings.ReplaceAll(text, "\\\n", " ")), " ")
	}
	if !tooLong(text) {
		return text
	}
	runes := []rune(text)[:maxTitle-1]
	return strings.TrimRight(string(runes), " ,;&|") + "…"
}
