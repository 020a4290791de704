package phrases

import (
	"slices"
	"strings"
)

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
