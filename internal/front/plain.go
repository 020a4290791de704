package front

import (
	"slices"
	"strconv"
	"strings"
)

// plainFront reads front matter of the kind that most pages have, at a
// fraction of the cost: a line each for some of title, description, weight
// and draft, in ASCII and without anything that YAML has a meaning for. It
// reports false, for the YAML library to read it, at all else.
func plainFront(text string) (Matter, bool) {
	var f Matter
	var seen []string
	for line := range strings.Lines(text) {
		key, value, found := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		value = strings.TrimLeft(value, " ")
		if !found || slices.Contains(seen, key) || !f.setPlain(key, value) {
			return Matter{}, false
		}
		seen = append(seen, key)
	}
	return f, true
}

// setPlain sets the value of a key and reports whether it could.
func (f *Matter) setPlain(key, value string) bool {
	ok := false
	switch key {
	case "title":
		f.Title, ok = plainString(value)
	case "description":
		f.Description, ok = plainString(value)
	case "weight":
		n, err := strconv.Atoi(value)
		f.Weight, ok = n, err == nil && strconv.Itoa(n) == value // no "+1", no octal 01
	case "draft":
		f.Draft, ok = value == "true", value == "true" || value == "false"
	}
	return ok
}

// plainString reads a string in quotes without escapes, or words without
// quotes that can be nothing but a string.
func plainString(value string) (string, bool) {
	if n := len(value); n >= 2 && value[0] == '"' && value[n-1] == '"' {
		inner := value[1 : n-1]
		return inner, !strings.ContainsFunc(inner, func(c rune) bool { return c < ' ' || c > '~' || c == '"' || c == '\\' })
	}
	if value == "" || !isLetter(rune(value[0])) || strings.HasSuffix(value, " ") {
		return "", false
	}
	switch strings.ToLower(value) {
	case "true", "false", "null", "yes", "no", "on", "off", "nan", "inf", "y", "n":
		return "", false
	}
	return value, !strings.ContainsFunc(value, func(c rune) bool {
		return !isLetter(c) && (c < '0' || c > '9') && !strings.ContainsRune(" ,.-_/()'", c)
	})
}

func isLetter(c rune) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
