package phrases

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// everyEntry calls a function with all entries of the catalogue.
func everyEntry(do func(p *program, e entry)) {
	for _, p := range programs() {
		for _, e := range append(p.says, p.also...) {
			do(p, e)
		}
	}
}

var place = regexp.MustCompile("\\{[^{}]*\\}|`[^`]+`")

// TestSentences keeps the catalogue's own words as cells of a table can hold
// them: one sentence without its stop, in the catalogue's tone. A title is no
// sentence.
func TestSentences(t *testing.T) {
	small := regexp.MustCompile("^(pip|npm|uv|uWSGI|pm2|yarn) |^[A-Z`]")
	check := func(where, say string) {
		words := strings.NewReplacer("[", "", "]", "").Replace(place.ReplaceAllString(say, "`x`"))
		switch {
		case say == "":
		case strings.ContainsAny(words, "|{}*_<>\n") || strings.Count(words, "`")%2 != 0 || strings.Count(say, "[") != strings.Count(say, "]"):
			t.Errorf("%s: %q cannot stand in a cell", where, say)
		case strings.HasSuffix(words, "."):
			t.Errorf("%s: %q ends with a stop", where, say)
		case !small.MatchString(words):
			t.Errorf("%s: %q begins with a small letter", where, say)
		case len(words) > 160:
			t.Errorf("%s: %q is long", where, say)
		}
	}
	everyEntry(func(p *program, e entry) {
		check(p.names, e.say)
		if title := strings.TrimLeft(e.title, "-~"); title != "" && title[0] != '{' && (title[0] < 'a' || title[0] > 'z') {
			t.Errorf("%s: the title %q begins with no small letter", p.names, e.title)
		}
	})
	for subject, list := range sentences() {
		for _, e := range list {
			if subject != "stage" && subject != "condition" { // their sentences stand in prose
				check(subject, e.say)
			}
		}
	}
}

// TestUnreachable: an entry that always fits hides those behind it, and a
// pattern counts its arguments before it asks for facts.
func TestUnreachable(t *testing.T) {
	for name, p := range programs() {
		for i, e := range p.says {
			if e.when == "" && !strings.Contains(e.say, "{") && e.say != "" && i+1 < len(p.says) && !strings.HasPrefix(p.says[i+1].when, "& ") {
				t.Errorf("%s: nothing comes to %q", name, p.says[i+1].say)
			}
			asked := false
			for word := range strings.FieldsSeq(strings.TrimPrefix(e.when, "& ")) {
				if asked = asked || isCondition(word); asked && word != "$" && !isCondition(word) {
					t.Errorf("%s: in %q an argument stands behind a fact", name, e.when)
				}
			}
		}
	}
}

// named is the flag of which a sentence speaks.
var named = regexp.MustCompile("^`(-[^` ]+)")

// aliased reports whether a flag has another name.
func aliased(p *program, flag string) bool {
	return slices.ContainsFunc(strings.Fields(p.flags), func(names string) bool {
		list := strings.Split(strings.TrimRight(names, "=?*"), ",")
		return len(list) > 1 && slices.Contains(list, flag)
	})
}

// TestFlagsAreKnown: what patterns and texts ask for is a fact of every command
// or a flag of the program, by its first name, and no flag is there twice. What
// a sentence names is in the line, so it has no other name.
func TestFlagsAreKnown(t *testing.T) {
	always := strings.Fields("program args s 1 2 3 last init rest url file host :into :gathered :octal :local :signature :minus :vague :done barred > >> < -- $")
	check := func(p *program, name string) {
		if first, _ := p.flag(name); name != "" && first != name && !slices.Contains(always, name) && !regexp.MustCompile("^[A-Z]").MatchString(name) {
			t.Errorf("%s: %q is no fact, or no first name of a flag", p.names, name)
		}
	}
	everyEntry(func(p *program, e entry) {
		if m := named.FindStringSubmatch(e.say); m != nil && strings.HasPrefix(e.when, "& ") && aliased(p, m[1]) {
			t.Errorf("%s: %q names a flag that the line may write in another way", p.names, e.say)
		}
		for word := range strings.FieldsSeq(strings.TrimPrefix(e.when, "& ")) {
			if !isCondition(word) {
				continue
			}
			names := strings.TrimLeft(word, "!")
			if i := strings.IndexAny(names, "=~"); i > 0 {
				names = names[:i]
			}
			for name := range strings.SplitSeq(names, "|") {
				check(p, name)
			}
		}
		for _, m := range place.FindAllString(e.say+e.title, -1) {
			if names, _, _ := strings.Cut(strings.Trim(m, "{}"), "?"); m[0] == '{' {
				for name := range strings.SplitSeq(names, "|") {
					check(p, strings.TrimRight(name, "/@"))
				}
			}
		}
	})
	for _, p := range programs() {
		seen := map[string]bool{}
		for _, name := range strings.FieldsFunc(strings.TrimPrefix(p.flags, "+"), func(r rune) bool { return r == ' ' || r == ',' }) {
			if name = strings.TrimRight(name, "=?*"); seen[name] {
				t.Errorf("%s: the flag %s is there twice", p.names, name)
			}
			seen[name] = true
		}
	}
}
