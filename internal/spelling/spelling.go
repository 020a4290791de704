// Package spelling finds the name that somebody most likely meant who wrote
// another one.
//
// Start from [Nearest]. It never guesses between two names that are equally
// near, and never offers one that is far.
package spelling

import (
	"reflect"
	"slices"
	"strings"
)

// Nearest is the one of the names that differs least from a word, in letters
// that are other, missing, added or swapped: at most one in three of the word.
// It is empty where none is so near, and where two are equally near.
func Nearest(word string, names []string) string {
	limit := 1 + len(word)/3
	best, nearest := limit+1, ""
	for _, name := range names {
		if len(name) > 200 || len(word) > 200 || name == word {
			continue
		}
		switch d := distance(strings.ToLower(word), strings.ToLower(name), best); {
		case d < best:
			best, nearest = d, name
		case d == best && name != nearest:
			nearest = ""
		}
	}
	if best > limit {
		return ""
	}
	return nearest
}

// Hint asks whether the nearest of the names was meant; otherwise is the hint
// where none is near.
func Hint(word string, names []string, otherwise string) string {
	if name := Nearest(word, names); name != "" {
		return "did you mean " + name + "?"
	}
	return otherwise
}

// Slip is the first of the names that a word is but for one letter, or for capitals. Names
// that begin otherwise are left out: other words are as near.
func Slip(word string, names []string) string {
	for _, name := range names {
		if a, b := strings.ToLower(word), strings.ToLower(name); len(a) > 0 && a[0] == b[0] && distance(a, b, 1) <= 1 {
			return name
		}
	}
	return ""
}

// distance counts the letters that are other, missing, added or swapped with
// their neighbour, up to a limit; what is past the limit is limit+1.
func distance(a, b string, limit int) int {
	if d := len(a) - len(b); d > limit || -d > limit {
		return limit + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(a) {
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit+1)
}

// Keys lists the YAML keys of a type, on all levels.
func Keys(t reflect.Type) (keys []string) {
	var add func(t reflect.Type)
	add = func(t reflect.Type) {
		for t.Kind() == reflect.Map || t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct {
			return
		}
		for f := range t.Fields() {
			key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
			if f.Anonymous {
				add(f.Type) // its keys stand among those of the struct
			} else if key != "" && key != "-" {
				if !slices.Contains(keys, key) {
					keys = append(keys, key)
				}
				add(f.Type)
			}
		}
	}
	add(t)
	return keys
}
