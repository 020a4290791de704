package front

import (
	"fmt"
	"strconv"
	"strings"

	"docsite/internal/lazy"
)

// isKey has the keys of front matter that docsite knows.
var isKey = map[string]bool{"title": true, "description": true, "lang": true, "weight": true, "draft": true, "aliases": true, "comments": true, "annotate": true}

// isForeign has the keys of other generators that say where a page stands.
var isForeign = map[string]bool{"slug": true, "url": true, "permalink": true, "sidebar_position": true, "nav_order": true}

// setForeign sets what a key of another generator says, where no key of docsite does.
func (f *Matter) setForeign(key, text string) {
	switch key {
	case "slug", "url", "permalink":
		if f.Address == "" && key == "slug" || strings.HasPrefix(text, "/") {
			f.Address = text
		}
	case "sidebar_position", "nav_order":
		if n, err := strconv.ParseFloat(text, 64); err == nil && n >= 0 && n < 1e6 && f.Weight == 0 {
			f.Weight = int(100*n) + 1 // Docusaurus begins at 0, and has places between
		}
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

// truth reads true or false, as older YAML writes them too.
func truth(key, text string) (value bool, why string) {
	switch strings.ToLower(text) {
	case "true", "yes", "on", "y":
		return true, ""
	case "false", "no", "off", "n":
		return false, ""
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
