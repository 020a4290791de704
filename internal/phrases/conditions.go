package phrases

import (
	"regexp"
	"sync"
)

// tests are the patterns of the entries for conditions, by their index.
var tests = sync.OnceValue(func() (all []*regexp.Regexp) {
	for _, e := range sentences()["condition"] {
		all = append(all, regexp.MustCompile(`^\[{1,2} `+e.when+` \]{1,2}$`))
	}
	return all
})

// Condition is what a test of a script asks, as words behind "only when"; empty for one
// that no entry knows.
func Condition(test string) string {
	for i, e := range sentences()["condition"] {
		m := tests()[i].FindStringSubmatch(test)
		if m == nil {
			continue
		}
		f := Facts{}
		for i, group := range m[1:] {
			f[string(rune('1'+i))] = []string{group}
		}
		if say, ok := sentence(f, e.say); ok {
			return say
		}
	}
	return ""
}
