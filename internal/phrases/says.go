package phrases

import (
	"iter"
	"path"
	"slices"
	"strings"
)

// Title is what a row calls a command.
type Title struct {
	Words string // empty where the catalogue has none: the command is its own title
	Idle  bool   // housekeeping, which the title of a RUN leaves out
	Long  bool   // the words are for a command that is too long to be its own title
}

// Says is what the catalogue says of a command, sentence by sentence; nothing
// where it knows none.
func (c *Command) Says() (says []string) {
	for e := range c.fitting("") {
		if say, ok := sentence(c, e.say); ok {
			says = append(says, say)
			break
		}
	}
	for e := range c.fitting("& ") {
		if say, ok := sentence(c, e.say); ok && len(says) > 0 && len(says) <= maxMore {
			says = append(says, say)
		}
	}
	return says
}

// Title is the command's title.
func (c *Command) Title() Title {
	for e := range c.fitting("") {
		w := filler{facts: c, list: func(values []string) (string, bool) { return Names(values), len(values) > 0 }, text: c.text[:0]}
		filled := e.title == "" || w.fill(strings.TrimLeft(e.title, "-~"))
		if c.text = w.text; filled {
			return Title{string(w.text), c.program.idle || strings.HasPrefix(e.title, "-"), strings.HasPrefix(e.title, "~")}
		}
	}
	return Title{Idle: c.program.idle}
}

// Plain are the words of a command without its flags, where these are enough
// to know it by; else none.
func (c *Command) Plain() []string {
	if !c.program.plain || c.doubtEnd > 0 || len(c.args) == 0 || len(c.args) == 1 && !strings.Contains(c.program.names, "add") {
		return nil
	}
	return append([]string{c.Name}, c.args...)
}

// fitting are the entries whose pattern a command fits, of those whose pattern
// begins with a sign.
func (c *Command) fitting(sign string) iter.Seq[*entry] {
	return func(yield func(*entry) bool) {
		for _, list := range [...][]entry{c.program.says, c.program.also} {
			for i := range list {
				when, signed := strings.CutPrefix(list[i].when, "& ")
				if signed == (sign != "") && !c.quiet && c.matches(when) && !yield(&list[i]) {
					return
				}
			}
		}
	}
}

// matches lays a pattern over a command, and keeps how many arguments the
// pattern names.
func (c *Command) matches(when string) bool {
	c.taken = 0
	for word, rest := "", when; rest != ""; {
		switch word, rest, _ = strings.Cut(rest, " "); {
		case isCondition(word):
			if !holds(c, word) {
				return false
			}
		case word == "$":
			if c.taken < len(c.args) {
				return false
			}
		case c.taken == len(c.args) || !isArgument(c.args[c.taken], word):
			return false
		default:
			c.taken++
		}
	}
	return true
}

// isCondition reports whether a word of a pattern asks for a fact.
func isCondition(word string) bool {
	switch word[0] {
	case '<', '>':
		return true
	case '-', '!', ':':
		return len(word) > 1
	}
	for i := range len(word) {
		if word[i] == '=' || word[i] == '~' {
			return i > 0
		}
	}
	return false
}

// isArgument reports whether an argument is one of those that a pattern names.
// A file may be named with its folder.
func isArgument(arg, word string) bool {
	for one, more := "", true; more; {
		if one, word, more = strings.Cut(word, "|"); arg == one || len(one) > 2 && strings.Contains(one, ".") && path.Base(arg) == one {
			return true
		}
	}
	return false
}

// neutralTests are the words of an expression of find that neither choose files
// nor do something with them.
var neutralTests = []string{"-a", "-and", "-depth", "-d", "-xdev", "-mount", "-follow", "-noleaf", "-print", "-print0", "-ignore_readdir_race", "-true"}

// runningTests are the words of an expression of find that run a command.
var runningTests = []string{"-exec", "-execdir", "-ok", "-okdir"}

// foundNames are what the types of find are called. Words stand before what the
// files have in common.
var foundNames = map[string]string{"f": "the files", "d": "the folders", "l": "the links"}

// readFind sorts the words behind find: folders stay arguments, and of the
// expression behind them are kept what is found, as words of a sentence, and what
// is done with it. An expression that is more than one name and one type is not
// told: its tests may be joined in any way.
func (c *Command) readFind() {
	at := slices.IndexFunc(c.args, func(arg string) bool { return isFlag(arg) || arg == "(" || arg == "!" })
	if at < 1 || c.doubtEnd > 0 {
		return
	}
	expression := c.args[at:]
	c.args = c.args[:at]
	name, kind, simple := "", "", true
	var done []string
	for i := 0; i < len(expression); i++ {
		value := ""
		if i+1 < len(expression) {
			value = expression[i+1]
		}
		switch word := expression[i]; {
		case word == "-name" && name == "":
			name, i = value, i+1
		case word == "-type" && kind == "":
			kind, i = value, i+1
		case word == "-delete":
			done = append(done, "Deletes `{}`")
		case slices.Contains(runningTests, word):
			n := slices.IndexFunc(expression[i+1:], func(s string) bool { return s == ";" || s == `\;` || s == "+" })
			if n < 1 {
				return
			}
			done, i = append(done, execSays(expression[i+1:i+1+n])), i+1+n
		case !slices.Contains(neutralTests, word):
			simple = false
		}
	}
	if len(done) != 1 || done[0] == "" {
		return
	}
	if found := foundFiles(c.args, name, kind, simple); found != "" {
		c.set(":done", strings.ReplaceAll(done[0], "`{}`", found))
	}
}

// foundFiles are what find finds below folders, as words of a sentence; empty for
// what no sentence can hold.
func foundFiles(folders []string, name, kind string, simple bool) string {
	below, ok := List(folders)
	if !ok {
		return ""
	}
	what := "all"
	if words := foundNames[kind]; simple && words != "" {
		what = words
	}
	named, ok := Code(name)
	switch {
	case !simple || name != "" && !ok || kind != "" && foundNames[kind] == "":
		return what + " below " + below + " that the tests of `find` choose"
	case name != "" && what == "all":
		return "all that is named " + named + " below " + below
	case name != "":
		return what + " named " + named + " below " + below
	}
	return what + " below " + below
}

// execSays says what a command does that find runs on "{}".
func execSays(words []string) string {
	list := make([]Word, len(words))
	for i, w := range words {
		list[i] = Word{Text: w, Raw: w}
	}
	c := new(Command)
	if c.Read(list) {
		if says := c.Says(); len(says) > 0 && strings.Count(says[0], "`{}`") == 1 {
			return says[0]
		}
	}
	if name, ok := Code(base(words[0])); ok {
		return "Runs " + name + " on `{}`"
	}
	return ""
}
