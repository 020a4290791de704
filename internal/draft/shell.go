package draft

import (
	"regexp"
	"strings"

	"docsite/internal/code"
)

// builtins are the commands of the shell itself, and those that hand over to
// another.
var builtins = []program{
	{names: "set", flags: "-e -u -x -v -m -f -a -E -T -o=", says: []entry{
		{"+x", "Ends the printing of commands"},
		{"+e", "Goes on after a command that fails"},
		{"-- last=$@", "Puts {init} in front of the arguments"},
		{"--", ""},
		{"-e", "Stops at the first command that fails"},
		{"-o=errexit", "Stops at the first command that fails"},
		{"-o=pipefail", "Lets a pipe fail when any of its commands does"},
		{"-x", "Prints every command before it is run"},
		{"-u", "Takes a variable that is not set for a mistake"},
		{"-a", "Hands every variable that is set from here on to the commands that are run"},
	}, more: []entry{
		{"-u -e", "A variable that is not set is a mistake too"},
		{"-o=pipefail -e", "A pipe fails when any of its commands does"},
		{"-o=pipefail -o=errexit", "A pipe fails when any of its commands does"},
		{"-x -e", "Every command is printed before it is run"},
	}},
	{names: "exec", flags: "+ -a= -c -l", says: []entry{
		{"$@ $", "The shell makes way for the command in the script's arguments, which then gets the signals itself"},
		{"gosu|su-exec 2=$@", "The shell makes way for the command in the script's arguments, as the user {1}"},
		{"gosu|su-exec 2=$0|$BASH_SOURCE|${BASH_SOURCE[0]}", "Runs this script again, as the user {1}"},
		{"gosu|su-exec", "The shell makes way for {2}, as the user {1}"},
		{"tini|dumb-init|/sbin/tini|/usr/bin/tini|/usr/bin/dumb-init", "The shell makes way for {1}, which passes signals on to the command behind it"},
		{"", "The shell makes way for {1}, which then gets the signals itself"},
	}},
	{names: "gosu su-exec", flags: "+", says: []entry{
		{"", "Runs {2} as the user {1}"},
	}},
	{names: "trap", flags: "+ -", says: []entry{
		{"-", ""},
		{"last=EXIT|0", "Runs {1} when the script ends"},
		{"last~", "Runs {1} when the script gets {rest}"},
	}},
	{names: ". source", flags: "+", says: []entry{{"", "Reads {1}: what it sets holds here too"}}},
	{names: "bash sh ash dash", flags: "+ -e -x -u -l -i -c= -o=", says: []entry{{"-c", "A shell runs {-c}"}, {"!-c", "Runs the script {1}"}}},
	{names: "wait", flags: "-n", says: []entry{{"$", "Waits for what runs in the background"}, {"", "Waits for {args}"}}},
	{names: "ulimit", flags: "-n= -c= -s= -u= -l=", says: []entry{{"-n", "Lets a process have at most {-n} files open"}}},
	{names: "umask", says: []entry{{"", "New files get a mode without {1}"}}},
	{names: "kill", flags: "-s= -TERM -QUIT -KILL -HUP -INT -USR1 -15 -9 -2", says: []entry{{"", "Sends a signal to {args}"}}},
}

// conditions are tests with what they ask, as words behind "Only when". What
// stands in groups is filled in.
var conditions = []struct {
	test *regexp.Regexp
	say  string
}{
	{regexp.MustCompile(`^\[{1,2} ["']?\$\{1#-\}["']? != ["']?\$1["']? \]{1,2}$`), "the first argument begins with `-`"},
	{regexp.MustCompile(`^\[{1,2} ["']?\$\{1:0:1\}["']? ==? ["']?-["']? \]{1,2}$`), "the first argument begins with `-`"},
	{regexp.MustCompile(`^\[{1,2} ["']?\$\(id -u\)["']? (?:==?|-eq) ["']?0["']? \]{1,2}$`), "the script runs as root"},
	{regexp.MustCompile(`^\[{1,2} ["']?\$\(id -u\)["']? (?:!=|-ne) ["']?0["']? \]{1,2}$`), "the script does not run as root"},
	{regexp.MustCompile(`^\[{1,2} ["']?\$#["']? (?:==?|-eq) ["']?0["']? \]{1,2}$`), "there are no arguments"},
	{regexp.MustCompile(`^\[{1,2} ["']?\$#["']? (?:-gt|-ne) ["']?0["']? \]{1,2}$`), "there are arguments"},
	{regexp.MustCompile(`^\[{1,2} ["']?\$1["']? ==? ["']?([\w./-]+)["']? \]{1,2}$`), "the first argument is {1}"},
	{regexp.MustCompile(`^\[{1,2} ["']?\$1["']? != ["']?([\w./-]+)["']? \]{1,2}$`), "the first argument is not {1}"},
	{regexp.MustCompile(`^\[{1,2} -f ["']?([^"' ]+)["']? \]{1,2}$`), "there is a file {1}"},
	{regexp.MustCompile(`^\[{1,2} ! -f ["']?([^"' ]+)["']? \]{1,2}$`), "there is no file {1}"},
	{regexp.MustCompile(`^\[{1,2} -d ["']?([^"' ]+)["']? \]{1,2}$`), "there is a folder {1}"},
	{regexp.MustCompile(`^\[{1,2} ! -d ["']?([^"' ]+)["']? \]{1,2}$`), "there is no folder {1}"},
	{regexp.MustCompile(`^\[{1,2} -e ["']?([^"' ]+)["']? \]{1,2}$`), "{1} exists"},
	{regexp.MustCompile(`^\[{1,2} ! -e ["']?([^"' ]+)["']? \]{1,2}$`), "{1} does not exist"},
	{regexp.MustCompile(`^\[{1,2} -s ["']?([^"' ]+)["']? \]{1,2}$`), "{1} is there and not empty"},
	{regexp.MustCompile(`^\[{1,2} -x ["']?([^"' ]+)["']? \]{1,2}$`), "{1} can be run"},
	{regexp.MustCompile(`^\[{1,2} -z ["']?\$\{?(\w+)(?::?-)?\}?["']? \]{1,2}$`), "{1} is empty or not set"},
	{regexp.MustCompile(`^\[{1,2} -n ["']?\$\{?(\w+)(?::?-)?\}?["']? \]{1,2}$`), "{1} is set and not empty"},
	{regexp.MustCompile(`^\[{1,2} ["']?\$\{?(\w+)(?::?-)?\}?["']? ==? ["']?([\w./-]+)["']? \]{1,2}$`), "{1} is {2}"},
	{regexp.MustCompile(`^\[{1,2} ["']?\$\{?(\w+)(?::?-)?\}?["']? != ["']?([\w./-]+)["']? \]{1,2}$`), "{1} is not {2}"},
}

// condition is what a test asks; empty for one that no entry knows.
func condition(test string) string {
	for _, c := range conditions {
		m := c.test.FindStringSubmatch(test)
		if m == nil {
			continue
		}
		f := facts{}
		for i, group := range m[1:] {
			f[string(rune('1'+i))] = []string{group}
		}
		if say, ok := f.fill(c.say); ok {
			return say
		}
	}
	return ""
}

// defaultValue is NAME=${OTHER:-value}, in quotes or without.
var defaultValue = regexp.MustCompile(`^(\w+)=["']?\$\{(\w+):?[-=]([^{}]*)\}["']?$`)

// ensured is ": ${NAME:=value}".
var ensured = regexp.MustCompile(`^: ["']?\$\{(\w+):?([=?])([^{}]*)\}["']?$`)

var assignments = []entry{
	{"same value", "{name} is what the environment says, or {value} where it says nothing"},
	{"same", "{name} is what the environment says, or empty where it says nothing"},
	{"value", "{name} is what {other} says, or {value} where that says nothing"},
	{"", "{name} is what {other} says"},
}

var ensurances = []entry{
	{"must", "Without {name} in the environment the script ends here"},
	{"value", "{name} is {value} where the environment does not say otherwise"},
	{"", "{name} is empty where the environment does not say otherwise"},
}

// assigned says what an assignment in a script does; empty for one that takes
// nothing from the environment.
func assigned(raw string) string {
	m := defaultValue.FindStringSubmatch(raw)
	if m == nil {
		return ""
	}
	f := facts{"name": {m[1]}, "other": {m[2]}}
	if m[1] == m[2] {
		f["same"] = nil
	}
	if value := strings.Trim(m[3], `"'`); value != "" {
		f["value"] = []string{value}
	}
	return f.first(assignments)
}

// ensures says what the command ":" is there for.
func ensures(raw string) string {
	m := ensured.FindStringSubmatch(raw)
	if m == nil {
		return ""
	}
	f := facts{"name": {m[1]}}
	if m[2] == "?" {
		f["must"] = nil
	} else if value := strings.Trim(m[3], `"'`); value != "" {
		f["value"] = []string{value}
	}
	return f.first(ensurances)
}

// blocks say what a compound command does, by its facts.
var blocks = map[string][]entry{
	"if":    {{"", "What follows is done only when {:condition}"}},
	"until": {{"sleep", "Tries {command} again every {sleep} seconds until it succeeds"}, {"", "Goes on until {command} succeeds"}},
	"while": {
		{"forever", "Goes on for ever"},
		{"lines", "Goes through what it reads, line by line"},
		{"not sleep", "Tries {command} again every {sleep} seconds until it succeeds"},
		{"not", "Goes on until {command} succeeds"},
	},
	"for": {
		{"args", "Goes through the arguments"},
		{"", "Goes through {words}"},
	},
	"case": {
		{"argument", "What follows depends on the first argument"},
		{"", "What follows depends on {word}"},
	},
}

// block says what a compound command does; empty when no entry fits.
func block(c *code.Code, at int) string {
	p := &c.Parts[at]
	words := rawWords(p.Words)
	if len(words) == 0 {
		return ""
	}
	f := facts{}
	switch p.Name {
	case "if":
		f.condition(words)
	case "until", "while":
		f.loop(words)
		f.sleep(c, at)
	case "for":
		f.each(words)
	case "case":
		f.word(words)
	}
	return f.first(blocks[p.Name])
}

func rawWords(words []code.Word) []string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = w.Raw
	}
	return all
}

// condition adds what an "if" asks.
func (f facts) condition(words []string) {
	if say := condition(strings.Join(words[1:], " ")); say != "" {
		f[":condition"] = []string{say}
	}
}

func (f facts) loop(words []string) {
	test := words[1:]
	if len(test) > 0 && test[0] == "!" {
		f["not"], test = nil, test[1:]
	}
	switch text := strings.Join(test, " "); {
	case text == "true" || text == ":":
		f["forever"] = nil
	case len(test) > 0 && (test[0] == "read" || strings.HasPrefix(test[0], "IFS=")):
		f["lines"] = nil
	case text != "" && text[0] != '[':
		f["command"] = []string{strings.TrimSpace(cutRedirections(text))}
	}
}

// cutRedirections takes off what a command does with its output.
func cutRedirections(text string) string {
	for _, sign := range []string{" >", " 2>", " 1>", " &>"} {
		text, _, _ = strings.Cut(text, sign)
	}
	return text
}

// sleep looks for a pause inside a loop.
func (f facts) sleep(c *code.Code, at int) {
	for i := at + 1; i < len(c.Parts) && c.Parts[i].Span.End <= c.Parts[at].Span.End; i++ {
		p := &c.Parts[i]
		if p.Name == "sleep" && len(p.Words) == 2 && seconds.MatchString(p.Words[1].Text) {
			f["sleep"] = []string{p.Words[1].Text}
		}
	}
}

// seconds is a pause of which one would say "every 5 seconds".
var seconds = regexp.MustCompile(`^([2-9]|[1-9]\d+|0\.\d+)$`)

func (f facts) each(words []string) {
	switch {
	case len(words) == 2 || len(words) == 4 && strings.Trim(words[3], `"`) == "$@":
		f["args"] = nil
	case len(words) > 3:
		f["words"] = words[3:]
	}
}

func (f facts) word(words []string) {
	if len(words) < 2 {
		return
	}
	word := strings.Trim(words[1], `"`)
	f.when("argument", word == "$1" || word == "${1}" || word == "${1-}" || word == "${1:-}")
	f["word"] = []string{word}
}
