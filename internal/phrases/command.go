package phrases

import (
	"path"
	"slices"
	"strings"

	"docsite/internal/site"
)

// Word is a word of code.
type Word struct {
	Text string    // without quotes and escapes; variables stay as written
	Raw  string    // as written, continuations inside it included
	Span site.Span // in the text that it is a word of
	Flag bool      // opens with "-", and is longer
}

// Command is a command with its words sorted: what a text about it can use.
// The zero Command is ready to read; its memory is used again by the next Read.
type Command struct {
	Name string // of the program, without its folder

	program *program
	words   []string
	args    []string // words that are neither a flag nor the value of one
	taken   int      // arguments that the pattern in hand has named
	facts   []fact   // flags, variables set for the command, redirections
	given   []string // values of the facts, in their order
	quiet   bool     // it does nothing of what its words say: "--help"
	text    []byte   // memory for a title
	from    *Command // feeds this one

	// Behind a flag that is not known, an argument may be the flag's value. From
	// doubt up to doubtEnd, some arguments are of this kind.
	doubt, doubtEnd int
}

// fact is a flag, a variable or a redirection.
type fact struct {
	name      string
	from, end int // of its values among the given ones
}

// Read sorts the words of a command. It reports false for a command that the
// catalogue does not know.
func (c *Command) Read(words []Word) bool {
	*c = Command{words: c.words[:0], args: c.args[:0], facts: c.facts[:0], given: c.given[:0], text: c.text}
	for _, w := range words {
		if strings.HasPrefix(w.Raw, "#") {
			break // in lines that no shell's parser took, a comment is a word
		}
		switch {
		case c.redirect(w):
		case len(c.words) == 0 && isAssignment(w.Raw):
			c.assign(w.Text)
		default:
			c.words = append(c.words, w.Text)
		}
	}
	return c.sort(c.words)
}

// sort reads a command without its redirections. One that only leads to
// another program stands for the other.
func (c *Command) sort(words []string) bool {
	for words = unwrap(words); len(words) > 0; words = unwrap(words) {
		c.Name = path.Base(words[0])
		if c.program = lookup(c.Name); c.program == nil {
			return false
		}
		c.args, c.doubt, c.doubtEnd = c.args[:0], 0, 0
		c.read(words[1:])
		if c.Name == "find" {
			c.readFind()
		}
		n := c.program.leads
		if n == 0 {
			return true
		}
		if len(c.args) < n || c.doubtEnd > 0 {
			return false
		}
		words = slices.Clone(c.args[n-1:])
		c.facts = slices.DeleteFunc(c.facts, func(f fact) bool { return f.name[0] == '-' })
	}
	return false
}

// runners run a program of the catalogue by the word that is named here, or as
// it is.
var runners = map[string]string{
	"python": "-m", "bundle": "exec", "poetry": "run", "pipenv": "run", "uv": "run", "php": "", "npx": "", "corepack": "", "busybox": "",
}

// unwrap takes off words that lead to a program which the catalogue knows:
// "python -m pip", "bundle exec rails", "python manage.py". The flags of tar
// get the hyphen that they may lack.
func unwrap(words []string) []string {
	if len(words) < 2 {
		return words
	}
	first, second := strings.TrimRight(path.Base(words[0]), "0123456789."), words[1]
	if first == "tar" && strings.Trim(second, "cxtzjJvpfhakO") == "" {
		return slices.Concat(words[:1], []string{"-" + oldStyle(second)}, words[2:])
	}
	switch verb, runs := runners[first]; {
	case !runs:
	case len(words) > 2 && second == verb && lookup(words[2]) != nil:
		return words[2:]
	case first == "uv" && second == "pip", (verb == "" || first == "python") && lookup(path.Base(second)) != nil:
		return words[1:]
	}
	return words
}

// oldStyle puts the letter that takes the next word behind the others: in tar's
// flags without a hyphen "f" may stand anywhere.
func oldStyle(letters string) string {
	if before, behind, found := strings.Cut(letters, "f"); found {
		return before + behind + "f"
	}
	return letters
}

// isAssignment reports whether a word sets a variable for the command behind.
func isAssignment(word string) bool {
	name, _, ok := strings.Cut(word, "=")
	return ok && IsName(name)
}

// IsName reports whether a text is the name of a variable.
func IsName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c != '_' && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

// redirect takes in a redirection and reports whether the word is one.
func (c *Command) redirect(w Word) bool {
	if w.Raw == "" || strings.IndexByte("0123456789&<>{", w.Raw[0]) < 0 {
		return false
	}
	if _, behind, found := strings.Cut(w.Raw, "}"); found && w.Raw[0] == '{' {
		return behind != "" && (behind[0] == '<' || behind[0] == '>') // to a descriptor that a variable holds
	}
	raw := strings.TrimLeft(w.Raw, "0123456789&")
	if raw == "" || raw[0] != '>' && raw[0] != '<' || strings.HasPrefix(w.Raw, "<(") || strings.HasPrefix(w.Raw, ">(") {
		return false
	}
	behind := strings.TrimLeft(raw, "<>|")
	sign := raw[:len(raw)-len(behind)]
	target := strings.TrimSpace(strings.TrimLeft(strings.TrimLeft(w.Text, "0123456789&"), "<>|"))
	if strings.HasPrefix(sign, "<<") {
		target = ""
	}
	if output := raw == w.Raw || w.Raw[0] == '1'; target != "/dev/null" && !strings.HasPrefix(behind, "&") && (output || sign[0] == '<') {
		c.set(sign, target)
	}
	return true
}

// read sorts the words behind the program's name.
func (c *Command) read(words []string) {
	p := c.program
	for i := 0; i < len(words); i++ {
		w, rest := words[i], words[i+1:]
		switch {
		case w == "--" && (!p.ends() || len(c.args) == 0):
			c.set("--", "")
			if p.ends() || !slices.ContainsFunc(rest, isFlag) {
				c.args = append(c.args, rest...)
			} // else they are another program's
			return
		case p.ends() && len(c.args) > 0:
			c.args = append(c.args, words[i:]...)
			return
		case p.bars && len(w) > 1 && w[0] == '!':
			c.set("barred", w[1:])
		case p.sets && isAssignment(w):
			c.assign(w)
		case holdsFlags(w):
			c.unsure(rest)
		case !isFlag(w):
			c.args = append(c.args, w)
		case c.flag(w, rest):
			i++
		}
	}
}

func isFlag(word string) bool { return len(word) > 1 && word[0] == '-' }

// holdsFlags reports whether a word is a variable that by its name holds flags.
func holdsFlags(word string) bool {
	if !strings.HasPrefix(word, "$") || strings.ContainsAny(word, " /(@") {
		return false
	}
	name, _, _ := strings.Cut(strings.ToUpper(strings.Trim(word, "${}")), ":")
	return slices.ContainsFunc([]string{"OPTS", "OPTIONS", "FLAGS", "ARGS", "OPT", "PARAMS"}, func(end string) bool { return strings.HasSuffix(name, end) })
}

// idleFlags keep a program from doing what its other words say: it tells what it
// would do, or writes down which versions it would take.
var idleFlags = []string{"--help", "--version", "--dry-run", "--simulate", "--just-print", "--recon", "--no-act", "--print-uris", "--lockfile-only", "--package-lock-only"}

// flag takes in a flag and reports whether the flag takes the next word too.
func (c *Command) flag(w string, rest []string) (takes bool) {
	name, value, inline := strings.Cut(w, "=")
	if slices.Contains(idleFlags, name) && (name != "--version" || !inline && !strings.Contains(c.program.flags, name)) {
		c.quiet = true
		return false
	}
	first, kind := c.program.flag(name)
	if first == "" && strings.HasPrefix(name, "--") {
		first, kind = c.program.flag(name[1:]) // Go and Java take both forms
	}
	switch {
	case first != "" && inline:
		c.set(first, value)
	case first != "":
		return c.take(first, kind, rest)
	case !strings.HasPrefix(w, "--"):
		return c.cluster(w, rest)
	case !inline && !strings.HasPrefix(name, "--no-"):
		c.unsure(rest)
	}
	return false
}

// cluster reads short flags that stand together: "-rf", "-fsSLo file".
func (c *Command) cluster(w string, rest []string) (takes bool) {
	for i := 1; i < len(w); i++ {
		first, kind := c.program.flag("-" + w[i:i+1])
		switch {
		case first == "":
			c.unsure(rest)
			return false
		case kind != 0 && i+1 < len(w):
			c.set(first, w[i+1:])
			return false
		case c.take(first, kind, rest):
			return true
		}
	}
	return false
}

// take keeps a flag, with the next word when the flag takes one.
func (c *Command) take(name string, kind byte, rest []string) bool {
	if len(rest) == 0 || kind != '=' && (kind != '?' || strings.TrimLeft(rest[0], "0123456789$") == rest[0]) {
		c.set(name, "")
		return false
	}
	c.set(name, rest[0])
	return true
}

// assign keeps a variable: NAME=value.
func (c *Command) assign(word string) {
	name, value, _ := strings.Cut(word, "=")
	c.set(name, value)
}

// set keeps a fact; an empty value is none.
func (c *Command) set(name, value string) {
	f := fact{name, len(c.given), len(c.given)}
	if value != "" {
		c.given = append(c.given, value)
		f.end++
	}
	c.facts = append(c.facts, f)
}

// unsure notes that the next word may be the value of a flag.
func (c *Command) unsure(rest []string) {
	if len(rest) == 0 || isFlag(rest[0]) {
		return
	}
	if c.doubtEnd == 0 {
		c.doubt = len(c.args)
	}
	c.doubtEnd = len(c.args) + 1
}
