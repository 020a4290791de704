package comments

import (
	"slices"
	"strings"

	"docsite/internal/code"
	"docsite/internal/lazy"
)

// isYAML reports whether the first of some lines is a key with its value, or an item
// of a list. The line above is empty where it is no code; prose tells that people
// speak there.
func (o *offReader) isYAML(lines []commentLine, above commentLine, prose bool) bool {
	l := lines[0]
	text := l.text
	if at := code.CommentStart(text); at > 0 {
		text = strings.TrimSpace(text[:at])
	}
	item, listed := text, false
	for strings.HasPrefix(item, "- ") {
		item, listed = strings.TrimSpace(item[2:]), true
	}
	if item == "" {
		return false
	}
	if m := entry().FindStringSubmatch(item); m != nil {
		key, value := m[1], strings.TrimSpace(m[2])
		if value == "" && prose && above.text == "" { // the end of a sentence, or the key of what follows
			n := 1
			for n < len(lines) && strings.HasPrefix(lines[n].text, "#") {
				n++
			}
			return n < len(lines) && lines[n].indent >= l.indent && o.isYAML(lines[n:], l, false)
		}
		return o.isEntry(key, value, above.text != "", listed)
	}
	words := strings.Fields(item)
	switch {
	case strings.HasPrefix(item, "http") && strings.Contains(item, "://"):
		return false
	case !listed:
		return len(words) == 1 && setting().MatchString(item)
	case len(words) == 1:
		return above.text != "" || l.indent == 0 || o.listed || hasSyntax(item)
	case assigned().MatchString(item), item[0] == '{' && item[len(item)-1] == '}', isQuoted(item):
		return true
	}
	return isName(words[0]) && !isProse(words) && (above.text != "" || hasSyntax(words[0]) || strings.Contains(item, " -"))
}

// isEntry reports whether a key and its value are an entry, and no remark: "note: not
// for production". inside tells that other entries stand above, listed that the entry
// opens an item.
func (o *offReader) isEntry(key, value string, inside, listed bool) bool {
	known := inside || o.isKey(key)
	words := strings.Fields(value)
	isCapital := key[0] >= 'A' && key[0] <= 'Z' && strings.ToUpper(key) != key
	switch {
	case remarks()[strings.ToLower(key)] && (!known || key != strings.ToLower(key)), isCapital && !known:
		return false
	case len(words) == 0, isQuoted(value), strings.ContainsRune("[{&*|>!$", rune(value[0])), listed && o.isKey("- "+key):
		return true
	case len(words) == 1:
		return known || !strings.Contains(value, "://") && (value == "." || !strings.ContainsAny(value[len(value)-1:], ".,;"))
	}
	return !slices.ContainsFunc(words, func(w string) bool { return joining()[w] }) && !listed && (known || hasSyntax(value))
}

// isKey reports whether a key stands in the listing outside comments; behind "- ",
// whether one opens an item.
func (o *offReader) isKey(key string) bool {
	if o.keys == nil {
		o.keys = map[string]bool{}
		for i := range o.code.Parts {
			switch p := &o.code.Parts[i]; p.Kind {
			case code.KeyPart:
				o.keys[p.Name[strings.LastIndexByte(p.Name, '.')+1:]] = true
			case code.LinePart:
				if len(p.Words) > 1 && p.Words[0].Raw == "-" {
					o.keys["- "+p.Words[1].Text] = true
				}
			}
		}
	}
	return o.keys[key]
}

// remarks open remarks of people where a key might stand.
var remarks = lazy.Words("note notes nb todo fixme xxx hack see ref refs reference references docs doc documentation source link url " +
	"warning warn caution important attention tip hint info example examples usage default defaults optional required ps update reason why")

// hasSyntax reports whether a value has signs that words of sentences do not have.
func hasSyntax(value string) bool { return valueSigns().MatchString(value) }

var valueSigns = lazy.Pattern(`[$={}\[\]"']|\w[/:.]\w|^[./~]+\w|\*|(?:^|\s)-`)

// entry matches a key, of letters and digits, and its value.
var entry = lazy.Pattern(`^["']?([\w./-]+)["']?:(?:[ \t]+(.*))?$`)

// blockScalar matches a key whose value are the lines below.
var blockScalar = lazy.Pattern(`^(?:- )*["']?[\w./-]+["']?: [|>][-+0-9]*$`)

// assigned matches NAME=value.
var assigned = lazy.Pattern(`^[A-Za-z_][\w.]*=`)

func isQuoted(value string) bool {
	n := len(value)
	return n > 1 && (value[0] == '"' || value[0] == '\'') && value[n-1] == value[0]
}
