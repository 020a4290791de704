package draft

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"docsite/internal/code"
)

// call is a command with its words sorted: what a sentence about it can use.
type call struct {
	program *program
	name    string   // of the program, without its folder
	args    []string // what is neither a flag nor the value of one
	sure    bool     // all flags are known, so that the arguments are certain
	facts   facts    // flags with their values, variables set for it, redirections
}

// program is what the catalogue knows of a command.
type program struct {
	names string // all of them, between blanks
	// flags are those that are known, between blanks: "-y" takes no value,
	// "-o=" the next word or what follows "=", "-j?" a value that is a number
	// or a variable, "-D*" is all that begins so. "NAME=" says that variables
	// may stand among the arguments, "+" that flags end at the first of these.
	flags string
	says  []entry // the first that fits
	more  []entry // of these, all that fit
	plain bool    // it is better named without its flags
}

// readCall sorts the words of a command; nil for one that no catalogue knows.
func readCall(words []code.Word) *call {
	c := &call{sure: true, facts: facts{}}
	var rest []string
	for _, w := range words {
		if strings.HasPrefix(w.Raw, "#") {
			break // in lines that no shell's parser took, a comment is a word
		}
		switch {
		case c.redirect(w):
		case len(rest) == 0 && isAssignment(w.Raw):
			name, value, _ := strings.Cut(w.Text, "=")
			c.facts[name] = append(c.facts[name], value)
		default:
			rest = append(rest, w.Text)
		}
	}
	if rest = unwrap(rest); len(rest) == 0 {
		return nil
	}
	c.name = path.Base(rest[0])
	if c.program = programs[c.name]; c.program == nil {
		return nil
	}
	if bundled.MatchString(strings.Join(rest[:min(2, len(rest))], " ")) {
		rest[1] = "-" + rest[1]
	}
	c.read(rest[1:])
	return c
}

// bundled is tar with its flags as one word without a hyphen.
var bundled = regexp.MustCompile(`^tar [cxtzjJvpfh]+$`)

// unwrap takes off what only leads to the program: "python -m pip",
// "python manage.py", "bundle exec rails", "sudo".
func unwrap(words []string) []string {
	if len(words) < 2 {
		return words
	}
	first, second := path.Base(words[0]), path.Base(words[1])
	switch {
	case first == "sudo":
		return unwrap(words[1:])
	case isPython(first) && second == "-m" && len(words) > 2 && programs[words[2]] != nil,
		first == "bundle" && second == "exec" && len(words) > 2 && programs[words[2]] != nil:
		return words[2:]
	case isPython(first) && second == "manage.py", first == "php" && second == "artisan",
		first == "npx" && programs[second] != nil:
		return words[1:]
	}
	return words
}

func isPython(name string) bool { return name == "python" || name == "python3" }

// isAssignment reports whether a word sets a variable for the command behind.
func isAssignment(word string) bool {
	name, _, ok := strings.Cut(word, "=")
	return ok && isName(name)
}

// isName reports whether a text is the name of a variable.
func isName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c != '_' && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

// redirect takes in a redirection and reports whether the word is one.
func (c *call) redirect(w code.Word) bool {
	raw := strings.TrimLeft(w.Raw, "0123456789&")
	if raw == "" || raw[0] != '>' && raw[0] != '<' || strings.HasPrefix(w.Raw, "<(") || strings.HasPrefix(w.Raw, ">(") {
		return false
	}
	sign := raw[:len(raw)-len(strings.TrimLeft(raw, "<>|"))]
	target := strings.TrimLeft(w.Text, "0123456789&<>|-")
	output := raw == w.Raw || w.Raw[0] == '1'
	if strings.HasPrefix(sign, "<<") {
		target = ""
	}
	if target != "/dev/null" && !strings.HasPrefix(strings.TrimLeft(raw, "<>|"), "&") && (output || sign[0] == '<') {
		c.facts[sign] = append(c.facts[sign], nonEmpty(target)...)
	}
	return true
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// read sorts the words behind the program's name.
func (c *call) read(words []string) {
	known := strings.Fields(c.program.flags)
	stops, sets := slices.Contains(known, "+"), slices.Contains(known, "NAME=")
	for i := 0; i < len(words); i++ {
		w := words[i]
		switch {
		case w == "--" && (!stops || len(c.args) == 0):
			c.facts["--"] = nil
			c.args = append(c.args, words[i+1:]...)
			return
		case sets && isAssignment(w):
			name, value, _ := strings.Cut(w, "=")
			c.set(name, value)
		case len(w) < 2 || w[0] != '-' || stops && len(c.args) > 0:
			c.args = append(c.args, w)
		default:
			next := ""
			if i+1 < len(words) {
				next = words[i+1]
			}
			if c.flag(known, w, next) {
				i++
			}
		}
	}
}

// flag takes in a flag and reports whether it takes the next word too.
func (c *call) flag(known []string, w, next string) (takes bool) {
	name, value, inline := strings.Cut(w, "=")
	switch kind, ok := flagKind(known, name); {
	case ok && inline:
		c.set(name, value)
		return false
	case ok:
		return c.take(name, kind, next)
	case strings.HasPrefix(w, "--"):
		c.set(name, value)
		c.sure = false
		return false
	}
	return c.cluster(known, w, next)
}

// cluster reads short flags that stand together: "-rf", "-fsSLo file".
func (c *call) cluster(known []string, w, next string) (takes bool) {
	for i := 1; i < len(w); i++ {
		name := "-" + w[i:i+1]
		kind, ok := flagKind(known, name)
		switch {
		case !ok:
			c.sure = false
			c.set(name, "")
		case kind != 0 && i+1 < len(w):
			c.set(name, w[i+1:])
			return false
		case c.take(name, kind, next):
			return true
		}
	}
	return false
}

// take keeps a flag, with the next word when it takes one.
func (c *call) take(name string, kind byte, next string) bool {
	if next == "" || kind == 0 || kind == '?' && strings.TrimLeft(next, "0123456789$") == next {
		c.set(name, "")
		return false
	}
	c.set(name, next)
	return true
}

func (c *call) set(name, value string) {
	c.facts[name] = append(c.facts[name], nonEmpty(value)...)
}

// flagKind finds a flag among the known ones: '=' when it takes a value, '?'
// when it may, 0 when it does not.
func flagKind(known []string, name string) (kind byte, ok bool) {
	for _, k := range known {
		base, last := k, k[len(k)-1]
		if strings.IndexByte("=?*", last) < 0 {
			last = 0
		} else {
			base = k[:len(k)-1]
		}
		switch {
		case last == '*' && strings.HasPrefix(name, base):
			return 0, true
		case base == name:
			return last, true
		}
	}
	return 0, false
}
