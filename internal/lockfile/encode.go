// Package lockfile writes docsite.lock, with line breaks that are made for its diff.
//
// Start from [Encode]; [site.ReadLock] reads what it gives. It touches no file.
package lockfile

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"docsite/internal/site"
)

// lockLines are the keys of an image in docsite.lock, a line each: first what a
// reviewer looks at, last the layers. An image of another digest costs few lines of
// a diff, however many layers it has.
var lockLines = [][]string{
	{"ref", "platform", "asked"},
	{"since", "digest", "index", "created"},
	{"download", "unpacked", "disk", "usage", "wasted", "method", "missing", "judged"},
	{"from"},
	{"differs"},
	{"waste"},
	{"layers"},
}

// Encode is the lock as it stands in the file: its images, a point of history, a
// quotation and a note each on a line of its own.
func Encode(l *site.Lock) []byte {
	w := lockWriter{}
	w.line(0, "{")
	w.line(1, `"version": `+string(compact(l.Version)))
	section(&w, "images", l.Images, (*lockWriter).image)
	section(&w, "history", l.History, list)
	section(&w, "quotes", l.Quotes, value)
	section(&w, "notes", l.Notes, list)
	section(&w, "pictures", l.Pictures, value)
	section(&w, "shots", l.Shots, value)
	if len(l.Held) > 0 {
		w.more(",")
		w.line(1, `"held": `+string(compact(l.Held)))
	}
	w.line(0, "}")
	w.more("\n")
	return w.b.Bytes()
}

// lockWriter writes JSON with line breaks where a diff is to have them.
type lockWriter struct{ b bytes.Buffer }

// line begins a line at a depth.
func (w *lockWriter) line(depth int, text string) {
	if w.b.Len() > 0 {
		w.b.WriteString("\n")
	}
	w.b.WriteString(strings.Repeat("  ", depth) + text)
}

// more goes on with the line.
func (w *lockWriter) more(text string) { w.b.WriteString(text) }

// section writes a key of the lock with its entries; nothing where there are none.
func section[T any](w *lockWriter, name string, entries map[string]T, write func(*lockWriter, T)) {
	if len(entries) == 0 {
		return
	}
	w.more(",")
	w.line(1, `"`+name+`": {`)
	for i, key := range slices.Sorted(maps.Keys(entries)) {
		if i > 0 {
			w.more(",")
		}
		w.line(2, string(compact(key))+": ")
		write(w, entries[key])
	}
	w.line(1, "}")
}

// value writes a value on the line.
func value[T any](w *lockWriter, v T) { w.more(string(compact(v))) }

// list writes a list, an item a line.
func list[T any](w *lockWriter, items []T) {
	w.more("[")
	for i, item := range items {
		if i > 0 {
			w.more(",")
		}
		w.line(3, string(compact(item)))
	}
	w.line(2, "]")
}

func (w *lockWriter) image(img site.LockedImage) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(compact(img), &fields); err != nil {
		panic(err) // it was just written
	}
	groups := slices.Clone(lockLines)
	for key := range fields {
		if !slices.ContainsFunc(lockLines, func(line []string) bool { return slices.Contains(line, key) }) {
			groups = append(groups, []string{key}) // a test keeps this from happening
		}
	}
	w.more("{")
	first := true
	for _, group := range groups {
		var parts []string
		for _, key := range group {
			if value, ok := fields[key]; ok {
				parts = append(parts, `"`+key+`": `+string(value))
			}
		}
		if len(parts) == 0 {
			continue
		}
		if !first {
			w.more(",")
		}
		first = false
		w.line(3, strings.Join(parts, ", "))
	}
	w.line(2, "}")
}

// compact is a value as JSON on one line, with HTML's characters as they are.
func compact(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // a Lock holds nothing that JSON cannot
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
