package origin

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"docsite/internal/dockerfile"
	"docsite/internal/lazy"
)

// matcher decides whether a history entry is an instruction's. What it needs
// of the instruction is worked out once.
type matcher struct {
	in       dockerfile.Instruction
	words    []string       // without the bodies of heredocs
	stripped []runForm      // RUN: forms of the command
	shell    string         // RUN: the one that SHELL names, without white space
	whole    *regexp.Regexp // the arguments, variables as wildcards
	dest     *regexp.Regexp // COPY, ADD: the destination alone
}

// newMatcher takes an instruction, and the shell that a SHELL above it names.
func newMatcher(in dockerfile.Instruction, shell []string) *matcher {
	m := &matcher{in: in, shell: stripSpace(strings.Join(shell, " "))}
	if len(in.Args) > maxText {
		return m
	}
	words := in.Exec
	if words == nil {
		words = strings.Fields(firstLine(in.Args))
	}
	m.words = words
	switch in.Keyword {
	case "RUN":
		m.stripped = runForms(in)
	case "COPY", "ADD":
		m.whole = wildcards(strings.Join(heredocsLast(words), " "), "")
		if len(words) > 0 {
			m.dest = wildcards(words[len(words)-1], "(.*/)?")
		}
	case "WORKDIR":
		m.whole = wildcards(path.Clean(strings.Trim(strings.TrimSpace(in.Args), `"'`)), "(.*/)?")
	}
	return m
}

// runForm is a form in which a builder writes a RUN command into the history, without
// white space.
type runForm struct {
	text string
	bare bool // it runs without a shell
}

// runForms are the forms of a command: as written, which buildah and kaniko do with JSON too,
// the words of JSON, the body of a heredoc alone, heredocs with and without their dash and
// quotes, a script with its own interpreter by the name of its file.
func runForms(in dockerfile.Instruction) []runForm {
	var forms []runForm
	add := func(text string) { forms = append(forms, runForm{stripSpace(text), false}) }
	add(in.Args)
	if in.Exec != nil {
		return append(forms, runForm{stripSpace(strings.Join(in.Exec, " ")), true})
	}
	head := firstLine(in.Args)
	bodies := ""
	for _, doc := range in.Heredocs {
		bodies += doc.Content
		add(doc.Content)
		if strings.HasPrefix(doc.Content, "#!") {
			forms = append(forms, runForm{stripSpace("/dev/pipes/" + strings.Trim(strings.TrimLeft(strings.TrimSpace(head), "<-"), `"'`)), true})
		}
	}
	if len(in.Heredocs) > 0 {
		plainHead := heredocMark().ReplaceAllString(head, "<<$1")
		add(head + bodies)
		add(plainHead + bodies)
		add(head)
		add(plainHead)
		whole := plainHead
		marks := heredocMark().FindAllStringSubmatch(head, -1)
		for i, doc := range in.Heredocs {
			if i < len(marks) {
				whole += doc.Content + marks[i][1]
			}
		}
		add(whole)
	}
	return forms
}

// heredocsLast puts the sources of a COPY in the order of BuildKit's history:
// files, then heredocs, then the destination.
func heredocsLast(words []string) []string {
	if len(words) == 0 {
		return words
	}
	sources, dest := words[:len(words)-1], words[len(words)-1]
	var files, heredocs []string
	for _, w := range sources {
		if strings.HasPrefix(w, "<<") {
			heredocs = append(heredocs, w)
		} else {
			files = append(files, w)
		}
	}
	return append(append(files, heredocs...), dest)
}

var heredocMark = lazy.Pattern(`<<-?["']?([\w.-]+)["']?`)

// firstLine is the instruction without the bodies of its heredocs.
func firstLine(args string) string {
	if strings.Contains(args, "<<") {
		args, _, _ = strings.Cut(args, "\n")
	}
	return args
}

// stripSpace leaves white space out: builders join continuation lines differently.
func stripSpace(s string) string { return strings.Join(strings.Fields(s), "") }

var variable = lazy.Pattern(`\$(\{[^}]*\}|\w+)`)

// wildcards makes an expression of arguments in which builders have put
// values in the place of variables, or have not.
func wildcards(args, before string) *regexp.Regexp {
	args = strings.NewReplacer(`"`, "", `'`, "").Replace(strings.Join(strings.Fields(heredocMark().ReplaceAllString(args, "<<$1")), " "))
	var b strings.Builder
	b.WriteString(`(?s)\A` + before)
	last := 0
	for _, at := range variable().FindAllStringIndex(args, -1) {
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
	if m.in.Keyword != e.keyword {
		return false
	}
	switch m.in.Keyword {
	case "RUN":
		return m.confirmsRun(e.args)
	case "COPY", "ADD":
		return m.confirmsCopy(e)
	case "WORKDIR":
		return m.whole != nil && m.whole.MatchString(strings.TrimSuffix(strings.Trim(e.args, `"`), "/"))
	}
	return true
}

// confirmsRun wants the command whole, behind nothing but flags, build
// arguments and a shell.
func (m *matcher) confirmsRun(have string) bool {
	for _, form := range m.stripped {
		before, ok := beforeSuffix(have, form.text)
		if !ok {
			continue
		}
		words := strings.Fields(before)
		if len(words) == 0 {
			return true
		}
		arguments, last := strings.HasPrefix(words[0], "|"), words[len(words)-1]
		switch {
		case strings.HasPrefix(last, "--"):
			return true // kaniko keeps the flags
		case form.bare:
			if arguments {
				return true
			}
		case m.shell != "" && (strings.Join(words, "") == m.shell || arguments && strings.HasSuffix(strings.Join(words, ""), m.shell)):
			return true
		case endsShell().MatchString(last) && (arguments || !slices.ContainsFunc(words[:len(words)-1], endsShell().MatchString)):
			return true // of "su -c make" the command is more than "make"
		}
	}
	return false
}

// endsShell is the last word of a shell with its flags, as SHELL names most: "-c", "-euxc".
var endsShell = lazy.Pattern(`^(-[a-z]*c|/[cC]|-[cC]ommand)$`)

// beforeSuffix finds a text without white space at the end of another, and
// gives what stands before it. It must begin where a word begins.
func beforeSuffix(have, form string) (before string, ok bool) {
	if form == "" {
		return "", false
	}
	at, left := len(have), form
	for left != "" {
		r, size := utf8.DecodeLastRuneInString(have[:at])
		if size == 0 {
			return "", false
		}
		at -= size
		if unicode.IsSpace(r) {
			continue
		}
		want, wantSize := utf8.DecodeLastRuneInString(left)
		if r != want {
			return "", false
		}
		left = left[:len(left)-wantSize]
	}
	before = have[:at]
	return before, before == "" || unicode.IsSpace(rune(before[len(before)-1]))
}

// checksums is what the classic builder and buildah write for the sources,
// and, before " in ", an address where ADD had one.
var checksums = lazy.Pattern(`\A((file|dir|multi):[0-9a-f]+ |\w+://\S+ )+in `)

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
	if where := checksums().FindStringIndex(args); where != nil {
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
	return len(m.words) > 0 && path.Clean(m.words[len(m.words)-1]) == "." && dest != ""
}
