package draft

import (
	"net/url"
	"path"
	"slices"
	"strings"
)

// says is what the catalogue says of a command, sentence by sentence; nothing
// where it knows none.
func (c *call) says() []string {
	if _, asked := c.facts["--version"]; asked && len(c.args) == 0 && len(c.facts) == 1 {
		say, _ := facts{"program": {c.name}}.fill("Prints the version of {program}")
		return nonEmpty(say)
	}
	for _, e := range c.program.says {
		f, ok := c.matches(e.when)
		if !ok {
			continue
		}
		if say, ok := f.fill(e.say); ok {
			return append([]string{say}, f.more(c.program.more)...)
		}
	}
	return nil
}

// matches lays a pattern over a command: its words that are no facts are
// arguments in their order. What is left of the arguments are facts.
func (c *call) matches(when string) (facts, bool) {
	args, end := c.args, false
	var conditions []string
	for word := range strings.FieldsSeq(when) {
		switch {
		case word == "$":
			end = true
		case isCondition(word):
			conditions = append(conditions, word)
		case len(args) == 0 || !isArgument(args[0], word):
			return nil, false
		default:
			args = args[1:]
		}
	}
	if end && (len(args) > 0 || !c.sure) {
		return nil, false
	}
	f := c.with(args)
	return f, f.fits(strings.Join(conditions, " "))
}

// isCondition reports whether a word of a pattern asks for a fact.
func isCondition(word string) bool {
	return len(word) > 1 && strings.IndexByte("-!", word[0]) >= 0 || strings.IndexByte("<>", word[0]) >= 0 || strings.ContainsAny(word, "=~")
}

// isArgument reports whether an argument is one of those that a pattern names.
// A file may be named with its folder.
func isArgument(arg, word string) bool {
	for one := range strings.SplitSeq(word, "|") {
		if arg == one || len(one) > 2 && strings.Contains(one, ".") && path.Base(arg) == one {
			return true
		}
	}
	return false
}

// with are the facts of a command with its remaining arguments.
func (c *call) with(args []string) facts {
	f := facts{}
	for name, values := range c.facts {
		f[name] = values
	}
	f["program"] = []string{c.name}
	if !c.sure || len(args) == 0 {
		return f
	}
	n := len(args)
	f["args"], f["1"], f["last"] = args, args[:1], args[n-1:]
	if n > 1 {
		f["init"], f["rest"], f["2"] = args[:n-1], args[1:], args[1:2]
	}
	if n > 2 {
		f["3"] = args[2:3]
	}
	if isFolder(args[n-1]) {
		f["into"] = []string{"yes"}
	}
	f.address(args)
	return f
}

// isFolder reports whether a path is that of a folder, by its form or because
// every image has it.
func isFolder(name string) bool {
	return strings.HasSuffix(name, "/") || name == "." || name == ".." ||
		slices.Contains([]string{"/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/usr/lib", "/usr/local/lib", "/etc", "/opt", "/tmp", "/var"}, name)
}

// address adds what is known of the first argument that is an address.
func (f facts) address(args []string) {
	for _, arg := range args {
		u, err := url.Parse(arg)
		if err != nil || u.Host == "" {
			continue
		}
		f["url"] = []string{arg}
		if base := path.Base(u.Path); len(base) > 1 {
			f["file"] = []string{base}
		}
		return
	}
}
