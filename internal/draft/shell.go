package draft

import (
	"regexp"
	"strings"

	"docsite/internal/code"
	"docsite/internal/lazy"
	"docsite/internal/phrases"
)

// conditions are tests with what they ask, as words behind "Only when". What
// stands in groups is filled in.
var conditions = []struct {
	test func() *regexp.Regexp
	say  string
}{
	{lazy.Pattern(`^\[{1,2} ["']?\$\{1#-\}["']? != ["']?\$1["']? \]{1,2}$`), "the first argument begins with `-`"},
	{lazy.Pattern(`^\[{1,2} ["']?\$\{1:0:1\}["']? ==? ["']?-["']? \]{1,2}$`), "the first argument begins with `-`"},
	{lazy.Pattern(`^\[{1,2} ["']?\$\(id -u\)["']? (?:==?|-eq) ["']?0["']? \]{1,2}$`), "the script runs as root"},
	{lazy.Pattern(`^\[{1,2} ["']?\$\(id -u\)["']? (?:!=|-ne) ["']?0["']? \]{1,2}$`), "the script does not run as root"},
	{lazy.Pattern(`^\[{1,2} ["']?\$#["']? (?:==?|-eq) ["']?0["']? \]{1,2}$`), "there are no arguments"},
	{lazy.Pattern(`^\[{1,2} ["']?\$#["']? (?:-gt|-ne) ["']?0["']? \]{1,2}$`), "there are arguments"},
	{lazy.Pattern(`^\[{1,2} ["']?\$1["']? ==? ["']?([\w./-]+)["']? \]{1,2}$`), "the first argument is {1}"},
	{lazy.Pattern(`^\[{1,2} ["']?\$1["']? != ["']?([\w./-]+)["']? \]{1,2}$`), "the first argument is not {1}"},
	{lazy.Pattern(`^\[{1,2} -f ["']?([^"' ]+)["']? \]{1,2}$`), "there is a file {1}"},
	{lazy.Pattern(`^\[{1,2} ! -f ["']?([^"' ]+)["']? \]{1,2}$`), "there is no file {1}"},
	{lazy.Pattern(`^\[{1,2} -d ["']?([^"' ]+)["']? \]{1,2}$`), "there is a folder {1}"},
	{lazy.Pattern(`^\[{1,2} ! -d ["']?([^"' ]+)["']? \]{1,2}$`), "there is no folder {1}"},
	{lazy.Pattern(`^\[{1,2} -e ["']?([^"' ]+)["']? \]{1,2}$`), "{1} exists"},
	{lazy.Pattern(`^\[{1,2} ! -e ["']?([^"' ]+)["']? \]{1,2}$`), "{1} does not exist"},
	{lazy.Pattern(`^\[{1,2} -s ["']?([^"' ]+)["']? \]{1,2}$`), "{1} is there and not empty"},
	{lazy.Pattern(`^\[{1,2} -x ["']?([^"' ]+)["']? \]{1,2}$`), "{1} can be run"},
	{lazy.Pattern(`^\[{1,2} -z ["']?\$\{?(\w+)(?::?-)?\}?["']? \]{1,2}$`), "{1} is empty or not set"},
	{lazy.Pattern(`^\[{1,2} -n ["']?\$\{?(\w+)(?::?-)?\}?["']? \]{1,2}$`), "{1} is set and not empty"},
	{lazy.Pattern(`^\[{1,2} ["']?\$\{?(\w+)(?::?-)?\}?["']? ==? ["']?([\w./-]+)["']? \]{1,2}$`), "{1} is {2}"},
	{lazy.Pattern(`^\[{1,2} ["']?\$\{?(\w+)(?::?-)?\}?["']? != ["']?([\w./-]+)["']? \]{1,2}$`), "{1} is not {2}"},
}

// condition is what a test asks; empty for one that no entry knows.
func condition(test string) string {
	for _, c := range conditions {
		m := c.test().FindStringSubmatch(test)
		if m == nil {
			continue
		}
		f := phrases.Facts{}
		for i, group := range m[1:] {
			f[string(rune('1'+i))] = []string{group}
		}
		if say, ok := f.Fill(c.say); ok {
			return say
		}
	}
	return ""
}

// defaultValue is NAME=${OTHER:-value}, in quotes or without.
var defaultValue = lazy.Pattern(`^(\w+)=["']?\$\{(\w+):?[-=]([^{}]*)\}["']?$`)

// ensured is ": ${NAME:=value}".
var ensured = lazy.Pattern(`^: ["']?\$\{(\w+):?([=?])([^{}]*)\}["']?$`)

// assigned says what an assignment in a script does; empty for one that takes
// nothing from the environment.
func assigned(raw string) string {
	m := defaultValue().FindStringSubmatch(raw)
	if m == nil {
		return ""
	}
	f := phrases.Facts{"name": {m[1]}, "other": {m[2]}}
	f.When("same", m[1] == m[2])
	if value := strings.Trim(m[3], `"'`); value != "" {
		f["value"] = []string{value}
	}
	return f.First(phrases.Assignments)
}

// ensures says what the command ":" is there for.
func ensures(raw string) string {
	m := ensured().FindStringSubmatch(raw)
	if m == nil {
		return ""
	}
	f := phrases.Facts{"name": {m[1]}}
	if m[2] == "?" {
		f["must"] = nil
	} else if value := strings.Trim(m[3], `"'`); value != "" {
		f["value"] = []string{value}
	}
	return f.First(phrases.Defaults)
}

// block says what a compound command does; empty when no entry fits.
func block(c *code.Code, at int) string {
	p := &c.Parts[at]
	words := rawWords(p.Words)
	if len(words) == 0 {
		return ""
	}
	f := phrases.Facts{}
	switch p.Name {
	case "if":
		conditionFacts(f, words)
	case "until", "while":
		loopFacts(f, words)
		sleepFacts(f, c, at)
	case "for":
		eachFacts(f, words)
	case "case":
		wordFacts(f, words)
	}
	return f.First(phrases.Blocks[p.Name])
}

func rawWords(words []code.Word) []string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = w.Raw
	}
	return all
}

// conditionFacts adds what an "if" asks.
func conditionFacts(f phrases.Facts, words []string) {
	if say := condition(strings.Join(words[1:], " ")); say != "" {
		f[":condition"] = []string{say}
	}
}

func loopFacts(f phrases.Facts, words []string) {
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

// sleepFacts looks for a pause inside a loop.
func sleepFacts(f phrases.Facts, c *code.Code, at int) {
	for i := at + 1; i < len(c.Parts) && c.Parts[i].Span.End <= c.Parts[at].Span.End; i++ {
		p := &c.Parts[i]
		if p.Name == "sleep" && len(p.Words) == 2 && seconds().MatchString(p.Words[1].Text) {
			f["sleep"] = []string{p.Words[1].Text}
		}
	}
}

// seconds is a pause of which one would say "every 5 seconds".
var seconds = lazy.Pattern(`^([2-9]|[1-9]\d+|0\.\d+)$`)

func eachFacts(f phrases.Facts, words []string) {
	switch {
	case len(words) == 2 || len(words) == 4 && strings.Trim(words[3], `"`) == "$@":
		f["args"] = nil
	case len(words) > 3 && strings.ContainsAny(strings.Join(words[3:], " "), "`("):
		f["printed"] = nil
	case len(words) > 3:
		f["words"] = words[3:]
	}
}

func wordFacts(f phrases.Facts, words []string) {
	if len(words) < 2 {
		return
	}
	word := strings.Trim(words[1], `"`)
	f.When("argument", word == "$1" || word == "${1}" || word == "${1-}" || word == "${1:-}")
	f["word"] = []string{word}
}
