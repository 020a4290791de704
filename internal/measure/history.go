package measure

import (
	"path"
	"regexp"
	"strings"
	"unicode"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"docsite/internal/site"
)

const mostText = 64 << 10 // bytes of one history entry that are looked at

// entry is an entry of the config's history, taken apart.
type entry struct {
	keyword string // "RUN"; empty when the builder does not say
	args    string
	layer   bool // the entry stands for a layer
	at      int  // of that layer
	builder builder
	buildah bool // the comment names an image, as buildah writes it
}

// builder is who wrote a history entry; each has its own form.
type builder int

const (
	otherBuilder builder = iota
	buildkit
	classic // docker build before BuildKit, and buildah, which writes the same
	kaniko
)

// keywords of instructions.
var keywords = map[string]bool{
	"ADD": true, "ARG": true, "CMD": true, "COPY": true, "ENTRYPOINT": true, "ENV": true, "EXPOSE": true,
	"HEALTHCHECK": true, "LABEL": true, "MAINTAINER": true, "ONBUILD": true, "RUN": true, "SHELL": true,
	"STOPSIGNAL": true, "USER": true, "VOLUME": true, "WORKDIR": true,
}

// entries takes a history apart and gives each layer its position.
func entries(history []v1.History) []entry {
	out := make([]entry, len(history))
	layer := 0
	for i, h := range history {
		e := parseEntry(h)
		e.buildah = strings.HasPrefix(h.Comment, "FROM ")
		if e.layer = !h.EmptyLayer; e.layer {
			e.at = layer
			layer++
		}
		out[i] = e
	}
	return out
}

func layerCount(have []entry) int {
	n := 0
	for _, e := range have {
		if e.layer {
			n++
		}
	}
	return n
}

func makesLayers(keyword string) bool {
	return keyword == "RUN" || keyword == "COPY" || keyword == "ADD" || keyword == "WORKDIR"
}

// squashed reports that the image's own layers were made in one. docker build
// --squash leaves the entries of the steps without layers and adds one that
// says nothing; buildah without --layers gives the layer to the last
// instruction, whichever that is.
func squashed(have []entry, first int) bool {
	silent, hollow, buildah := false, false, false
	for _, e := range have[min(first, len(have)):] {
		switch {
		case e.layer && e.builder != otherBuilder && !makesLayers(e.keyword):
			return true
		case !e.layer && (e.keyword == "COPY" || e.keyword == "ADD"):
			return true
		}
		silent = silent || e.layer && e.keyword == "" && e.args == ""
		hollow = hollow || !e.layer && e.keyword == "RUN" // the classic builder has that where nothing changed
		buildah = buildah || e.buildah
	}
	return hollow && (silent || buildah)
}

// parseEntry knows the forms of BuildKit ("RUN /bin/sh -c true # buildkit"),
// of the classic builder and buildah ("/bin/sh -c #(nop) CMD …" and, for RUN,
// the bare command), and of kaniko (the instruction as written).
func parseEntry(h v1.History) entry {
	text := strings.TrimSpace(h.CreatedBy[:min(len(h.CreatedBy), mostText)])
	if _, rest, ok := strings.Cut(text, "#(nop)"); ok && len(text)-len(rest) < 200 {
		keyword, args := cutWord(rest)
		return entry{keyword: keyword, args: args, builder: classic}
	}
	keyword, args := cutWord(text)
	switch {
	case strings.HasSuffix(text, "# buildkit") || strings.HasPrefix(h.Comment, "buildkit."):
		return entry{keyword: keyword, args: strings.TrimSpace(strings.TrimSuffix(args, "# buildkit")), builder: buildkit}
	case keywords[keyword]:
		return entry{keyword: keyword, args: args, builder: kaniko}
	case text == "":
		return entry{}
	case strings.HasPrefix(text, "|") || strings.HasPrefix(text, "/bin/") || strings.Contains(text, " -c "):
		return entry{keyword: "RUN", args: text, builder: classic}
	}
	return entry{args: text}
}

func cutWord(text string) (word, rest string) {
	text = strings.TrimLeftFunc(text, unicode.IsSpace)
	at := strings.IndexFunc(text, unicode.IsSpace)
	if at < 0 {
		return strings.ToUpper(text), ""
	}
	return strings.ToUpper(text[:at]), strings.TrimSpace(text[at:])
}

// matcher decides whether a history entry is an instruction's. What it needs
// of the instruction is worked out once.
type matcher struct {
	in      site.Instruction
	keyword string
	tight   []string       // RUN: forms of the command without white space
	whole   *regexp.Regexp // the arguments, variables as wildcards
	dest    *regexp.Regexp // COPY, ADD: the destination alone
}

func newMatcher(in site.Instruction) *matcher {
	m := &matcher{in: in, keyword: in.Keyword}
	if len(in.Args) > mostText {
		return m
	}
	words := in.Exec
	if words == nil {
		words = strings.Fields(firstLine(in.Args))
	}
	switch in.Keyword {
	case "RUN":
		m.tight = runForms(in)
	case "COPY", "ADD":
		m.whole = wildcards(strings.Join(words, " "), "")
		if len(words) > 0 {
			m.dest = wildcards(words[len(words)-1], "(.*/)?")
		}
	case "WORKDIR":
		m.whole = wildcards(strings.TrimSuffix(strings.TrimSpace(in.Args), "/"), "(.*/)?")
	}
	return m
}

// runForms are the forms in which builders write a RUN command into the
// history: as written, the body of a heredoc alone, heredocs without their
// dash and quotes, a script with its own interpreter by the name of its file.
func runForms(in site.Instruction) []string {
	if in.Exec != nil {
		return []string{tight(strings.Join(in.Exec, " "))}
	}
	forms := []string{tight(in.Args)}
	head := firstLine(in.Args)
	for _, body := range in.Heredocs {
		forms = append(forms, tight(body))
		if strings.HasPrefix(body, "#!") {
			forms = append(forms, tight("/dev/pipes/"+strings.Trim(strings.TrimLeft(strings.TrimSpace(head), "<-"), `"'`)))
		}
	}
	if len(in.Heredocs) > 0 {
		plainHead := heredocMark.ReplaceAllString(head, "<<$1")
		forms = append(forms, tight(plainHead+strings.Join(in.Heredocs, "")), tight(plainHead))
		whole := plainHead
		marks := heredocMark.FindAllStringSubmatch(head, -1)
		for i, body := range in.Heredocs {
			if i < len(marks) {
				whole += body + marks[i][1]
			}
		}
		forms = append(forms, tight(whole))
	}
	return forms
}

var heredocMark = regexp.MustCompile(`<<-?["']?([\w.-]+)["']?`)

// firstLine is the instruction without the bodies of its heredocs.
func firstLine(args string) string {
	if strings.Contains(args, "<<") {
		args, _, _ = strings.Cut(args, "\n")
	}
	return args
}

// tight leaves white space out: builders join continuation lines differently.
func tight(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

var variable = regexp.MustCompile(`\$(\{[^}]*\}|\w+)`)

// wildcards makes an expression of arguments in which builders have put
// values in the place of variables, or have not.
func wildcards(args, before string) *regexp.Regexp {
	args = strings.NewReplacer(`"`, "", `'`, "").Replace(strings.Join(strings.Fields(heredocMark.ReplaceAllString(args, "<<$1")), " "))
	var b strings.Builder
	b.WriteString(`(?s)\A` + before)
	last := 0
	for _, at := range variable.FindAllStringIndex(args, -1) {
		b.WriteString(regexp.QuoteMeta(args[last:at[0]]) + ".*")
		last = at[1]
	}
	b.WriteString(regexp.QuoteMeta(args[last:]) + `/?\z`)
	re, err := regexp.Compile(b.String())
	if err != nil {
		return nil // longer than the package allows
	}
	return re
}

// confirms reports whether the entry's arguments are the instruction's. The
// keyword alone proves nothing for an instruction that makes a layer.
func (m *matcher) confirms(e entry) bool {
	if m.keyword != e.keyword {
		return false
	}
	switch m.keyword {
	case "RUN":
		return m.confirmsRun(tight(e.args))
	case "COPY", "ADD":
		return m.confirmsCopy(e)
	case "WORKDIR":
		return m.whole != nil && m.whole.MatchString(strings.TrimSuffix(strings.Trim(e.args, `"`), "/"))
	}
	return true
}

// confirmsRun wants the command whole, behind nothing but build arguments,
// flags and a shell.
func (m *matcher) confirmsRun(have string) bool {
	for _, form := range m.tight {
		before, ok := strings.CutSuffix(have, form)
		if !ok || form == "" {
			continue
		}
		switch {
		case before == "", before[0] == '|', before[0] == '/', before[0] == '-', before[0] == '[',
			strings.HasSuffix(before, "-c"), strings.HasSuffix(before, "/S/C"), strings.HasSuffix(before, "-Command"):
			return true
		}
	}
	return false
}

// checksums is what the classic builder and buildah write for the sources,
// and, before " in ", an address where ADD had one.
var checksums = regexp.MustCompile(`\A((file|dir|multi):[0-9a-f]+ |\w+://\S+ )+in `)

func (m *matcher) confirmsCopy(e entry) bool {
	args := e.args
	for strings.HasPrefix(args, "--") {
		_, rest, ok := strings.Cut(args, " ")
		if !ok {
			return false
		}
		args = strings.TrimSpace(rest)
	}
	args = strings.Join(strings.Fields(args), " ")
	if where := checksums.FindStringIndex(args); where != nil {
		dest := args[where[1]:]
		return m.dest != nil && (m.dest.MatchString(dest) || m.relative(dest))
	}
	if strings.HasPrefix(args, "[") {
		args = strings.NewReplacer("[", "", "]", "", `"`, "", ",", " ").Replace(args)
		args = strings.Join(strings.Fields(args), " ")
	}
	return m.whole != nil && m.whole.MatchString(strings.NewReplacer(`"`, "", `'`, "").Replace(args))
}

// relative reports that a destination was written from the working directory
// ("."), which some builders write out.
func (m *matcher) relative(dest string) bool {
	words := strings.Fields(firstLine(m.in.Args))
	if m.in.Exec != nil {
		words = m.in.Exec
	}
	if len(words) == 0 {
		return false
	}
	written := path.Clean(words[len(words)-1])
	return written == "." && dest != ""
}
