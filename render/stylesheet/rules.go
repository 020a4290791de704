package stylesheet

import (
	"slices"
	"strings"

	"docsite/internal/lazy"
)

// Rule is a part of a style sheet: a selector or a condition with what it holds.
type Rule struct {
	Head string
	Body string // declarations, or the text of rules
}

// Nests reports whether the body is the text of rules.
func (r Rule) Nests() bool { return strings.HasPrefix(r.Head, "@") }

// Rules are those of a style sheet, the outer ones. Strings in it hold no brace.
func Rules(css string) (list []Rule) {
	for {
		head, rest, found := strings.Cut(css, "{")
		if !found {
			return list
		}
		end, depth := 0, 1
		for end < len(rest) && depth > 0 {
			switch rest[end] {
			case '{':
				depth++
			case '}':
				depth--
			}
			end++
		}
		list = append(list, Rule{strings.TrimSpace(head), strings.TrimSpace(strings.TrimSuffix(rest[:end], "}"))})
		css = rest[end:]
	}
}

// Selectors are those of a list, parted at the commas that no bracket holds.
func Selectors(list string) (parts []string) {
	depth, start := 0, 0
	for i := range len(list) {
		switch list[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case ',':
			if depth == 0 {
				parts = append(parts, strings.TrimSpace(list[start:i]))
				start = i + 1
			}
		}
	}
	return append(parts, strings.TrimSpace(list[start:]))
}

var (
	classes = lazy.Pattern(`\.([a-zA-Z][\w-]*)`)
	nots    = lazy.Pattern(`:not\([^()]*(?:\([^()]*\)[^()]*)*\)`)
	choices = lazy.Pattern(`:is\(([^()]*)\)`)
)

// applies reports whether a selector may fit on a page with these classes.
func applies(selector string, used map[string]bool) bool {
	selector = nots().ReplaceAllString(selector, "")
	for _, m := range choices().FindAllStringSubmatch(selector, -1) {
		if !slices.ContainsFunc(Selectors(m[1]), func(choice string) bool { return applies(choice, used) }) {
			return false
		}
	}
	return !slices.ContainsFunc(Named(selector), func(class string) bool { return !used[class] })
}

// Named are the classes that a selector names, but for those in :not() and :is().
func Named(selector string) (list []string) {
	selector = choices().ReplaceAllString(nots().ReplaceAllString(selector, ""), "")
	for _, m := range classes().FindAllStringSubmatch(selector, -1) {
		list = append(list, m[1])
	}
	return list
}

// Prune leaves out the rules that fit nothing on a page with these classes.
func Prune(css string, used map[string]bool) string {
	var b strings.Builder
	for _, r := range Rules(css) {
		if r.Nests() {
			if inner := Prune(r.Body, used); inner != "" {
				b.WriteString(r.Head + "{\n" + inner + "}\n")
			}
			continue
		}
		var kept []string
		for _, s := range Selectors(r.Head) {
			if applies(s, used) {
				kept = append(kept, s)
			}
		}
		if len(kept) > 0 {
			b.WriteString(strings.Join(kept, ",") + "{" + r.Body + "}\n")
		}
	}
	return b.String()
}
