package phrases

import (
	"regexp"

	"docsite/internal/lazy"
)

// conditions are tests with what they ask, as words behind "only when". What
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
	{lazy.Pattern(`^\[{1,2} ["']?\$(?:1|\{1(?::?-)?\})["']? ==? ["']?([\w./-]+)["']? \]{1,2}$`), "the first argument is {1}"},
	{lazy.Pattern(`^\[{1,2} ["']?\$(?:1|\{1(?::?-)?\})["']? != ["']?([\w./-]+)["']? \]{1,2}$`), "the first argument is not {1}"},
	{lazy.Pattern(`^\[{1,2} -f ["']?([^"' ]+)["']? \]{1,2}$`), "there is a file {1}"},
	{lazy.Pattern(`^\[{1,2} ! -f ["']?([^"' ]+)["']? \]{1,2}$`), "there is no file {1}"},
	{lazy.Pattern(`^\[{1,2} -d ["']?([^"' ]+)["']? \]{1,2}$`), "there is a folder {1}"},
	{lazy.Pattern(`^\[{1,2} ! -d ["']?([^"' ]+)["']? \]{1,2}$`), "there is no folder {1}"},
	{lazy.Pattern(`^\[{1,2} -e ["']?([^"' ]+)["']? \]{1,2}$`), "{1} exists"},
	{lazy.Pattern(`^\[{1,2} ! -e ["']?([^"' ]+)["']? \]{1,2}$`), "{1} does not exist"},
	{lazy.Pattern(`^\[{1,2} -s ["']?([^"' ]+)["']? \]{1,2}$`), "{1} is there and not empty"},
	{lazy.Pattern(`^\[{1,2} -x ["']?([^"' ]+)["']? \]{1,2}$`), "{1} can be run"},
	{lazy.Pattern(`^\[{1,2} -z ["']?\$\{([A-Za-z_]\w*)\+\w+\}["']? \]{1,2}$`), "{1} is not set"},
	{lazy.Pattern(`^\[{1,2} -n ["']?\$\{([A-Za-z_]\w*)\+\w+\}["']? \]{1,2}$`), "{1} is set"},
	{lazy.Pattern(`^\[{1,2} -n ["']?\$\{([A-Za-z_]\w*):\+\w+\}["']? \]{1,2}$`), "{1} is set and not empty"},
	{lazy.Pattern(`^\[{1,2} -z ["']?\$\{?([A-Za-z_]\w*)(?::?-)?\}?["']? \]{1,2}$`), "{1} is empty or not set"},
	{lazy.Pattern(`^\[{1,2} -n ["']?\$\{?([A-Za-z_]\w*)(?::?-)?\}?["']? \]{1,2}$`), "{1} is set and not empty"},
	{lazy.Pattern(`^\[{1,2} ["']?\$\{?([A-Za-z_]\w*)(?::?-)?\}?["']? ==? ["']?([\w./-]+)["']? \]{1,2}$`), "{1} is {2}"},
	{lazy.Pattern(`^\[{1,2} ["']?\$\{?([A-Za-z_]\w*)(?::?-)?\}?["']? != ["']?([\w./-]+)["']? \]{1,2}$`), "{1} is not {2}"},
}

// Condition is what a test of a script asks, as words behind "only when"; empty for one
// that no entry knows.
func Condition(test string) string {
	for _, c := range conditions {
		m := c.test().FindStringSubmatch(test)
		if m == nil {
			continue
		}
		f := Facts{}
		for i, group := range m[1:] {
			f[string(rune('1'+i))] = []string{group}
		}
		if say, ok := sentence(f, c.say); ok {
			return say
		}
	}
	return ""
}
