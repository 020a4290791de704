package front

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"docsite/internal/lazy"
)

// isKey has the keys of front matter that docsite knows.
var isKey = map[string]bool{"title": true, "description": true, "lang": true, "weight": true, "draft": true, "aliases": true, "comments": true, "annotate": true}

// isForeign has the keys of other generators that say where a page stands, and what it is called there.
var isForeign = map[string]bool{"slug": true, "url": true, "permalink": true, "sidebar_position": true, "nav_order": true,
	"sidebar": true, "sidebar_label": true, "linkTitle": true, "menu": true, "menus": true}

// setForeign sets what a key of another generator says, where no key of docsite does.
func (f *Matter) setForeign(key, text string) {
	switch key {
	case "slug", "url", "permalink":
		if f.Address == "" && key == "slug" || strings.HasPrefix(text, "/") {
			f.Address = text
		}
	case "sidebar_position", "nav_order":
		if n, err := strconv.ParseFloat(text, 64); err == nil && n >= 0 && n < 1e6 && f.Weight == 0 {
			f.Weight = Weight(n)
		}
	case "menu":
		if n, err := strconv.Atoi(text); err == nil && f.Weight == 0 { // as weight has it
			f.Weight = n
		}
	case "sidebar_label", "linkTitle":
		f.Label = text
	}
}

// set sets a key to a text, or to a list where that is not nil, and says what is
// wrong with it. What can be read in one way alone is read so.
func (f *Matter) set(key, text string, list []string) (why string) {
	if isForeign[key] {
		f.setForeign(key, text)
		return ""
	}
	if list != nil && key != "aliases" {
		if len(list) != 1 {
			return fmt.Sprintf("%s is left out: a list is no text", key)
		}
		text = list[0]
	}
	switch key {
	case "title":
		f.Title = text
	case "description":
		f.Description = text
	case "lang":
		tag, ok := Language(text)
		if f.Lang = tag; !ok {
			return fmt.Sprintf("lang is left out: %q is no language such as de or pt-BR", text)
		}
	case "comments":
		if _, other := truth(key, text); text != "notes" && other != "" { // other tools have true and false here
			return fmt.Sprintf("%q is not notes: comments is left out", text)
		}
		f.Comments = text
	case "weight":
		n, err := strconv.Atoi(strings.ReplaceAll(strings.TrimPrefix(text, "+"), "_", ""))
		if err != nil {
			return fmt.Sprintf("%q is not a whole number: weight is left out", text)
		}
		f.Weight = n
	case "aliases":
		if list == nil {
			list = []string{text}
		}
		f.Aliases = list
	case "draft":
		f.Draft, why = truth(key, text)
	case "annotate":
		value, wrong := truth(key, text)
		f.Annotate, why = &value, wrong
		if wrong != "" {
			f.Annotate = nil
		}
	}
	return why
}

// truths are the words for yes and no, of any version of YAML, in small letters.
var truths = map[string]bool{"true": true, "yes": true, "on": true, "y": true, "false": false, "no": false, "off": false, "n": false}

// truth reads true or false, as older YAML writes them too.
func truth(key, text string) (value bool, why string) {
	if value, is := truths[strings.ToLower(text)]; is {
		return value, ""
	}
	return false, fmt.Sprintf("%q is neither true nor false: %s is left out", text, key)
}

// languagePattern is a language as HTML names it (RFC 5646), by its form.
var languagePattern = lazy.Pattern(`^(?:[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*|[xX](?:-[A-Za-z0-9]{1,8})+)$`)

// Language reads the tag of a language, such as "de" or "pt-BR"; "pt_BR" is one too.
// ok is false for what is none, and the tag is then empty.
func Language(text string) (tag string, ok bool) {
	tag = strings.ReplaceAll(text, "_", "-")
	if text != "" && !languagePattern().MatchString(tag) {
		return "", false
	}
	return tag, true
}

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
	return value, !HasMeaning(value) && !strings.ContainsFunc(value, func(c rune) bool {
		return !isLetter(c) && (c < '0' || c > '9') && !strings.ContainsRune(" ,.-_/()'", c)
	})
}

// HasMeaning reports whether YAML, of any version, takes a word without quotes for
// something else than text.
func HasMeaning(word string) bool {
	word = strings.ToLower(word)
	_, is := truths[word]
	return is || slices.Contains([]string{"null", "nan", "inf"}, word)
}

func isLetter(c rune) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// Weight is a place of Docusaurus, which begins at 0 and has places between, as a weight.
func Weight(place float64) int { return int(100*place) + 1 }
