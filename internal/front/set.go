package front

import (
	"fmt"
	"strconv"
	"strings"
)

// isKey has the keys of front matter that docsite knows.
var isKey = map[string]bool{"title": true, "description": true, "lang": true, "weight": true, "draft": true, "aliases": true, "comments": true, "annotate": true}

// set sets a key to a text, or to a list where that is not nil, and says what is
// wrong with it. What can be read in one way alone is read so.
func (f *Matter) set(key, text string, list []string) (why string) {
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
		f.Lang = text
	case "comments":
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
