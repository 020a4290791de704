package glob

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold makes one of paths that some file systems take for one: they tell neither
// capital letters apart, "ß" and "SS" among them, nor the ways in which one can write
// "é".
func Fold(file string) string {
	for i := range len(file) {
		if file[i] >= utf8.RuneSelf {
			return norm.NFC.String(cases.Fold().String(norm.NFD.String(file)))
		}
	}
	return strings.ToLower(file)
}

// Table has values at folded paths: see [Fold]. A file and a folder of one name are one
// path, since no folder holds both.
type Table[T any] struct {
	files   map[string]*T
	folders map[string]*T // one of the values in each
	base    *Table[T]     // more values, which no longer change; nil for none
}

// NewTable makes an empty table with room for so many values.
func NewTable[T any](size int) *Table[T] {
	return &Table[T]{files: make(map[string]*T, size), folders: map[string]*T{}}
}

// Copy gives a table with the same values, and room for so many.
func (t *Table[T]) Copy(size int) *Table[T] {
	c := NewTable[T](size)
	maps.Copy(c.files, t.files)
	maps.Copy(c.folders, t.folders)
	c.base = t.base
	return c
}

// Above gives a table with the same values, to which others can be added. The one below
// may no longer change, so nothing is copied.
func (t *Table[T]) Above() *Table[T] {
	a := NewTable[T](0)
	a.base = t
	return a
}

// Len is how many values there are.
func (t *Table[T]) Len() int {
	if t == nil {
		return 0
	}
	return len(t.files) + t.base.Len()
}

// All are the values, in no order.
func (t *Table[T]) All() (all []*T) {
	all = make([]*T, 0, t.Len())
	for ; t != nil; t = t.base {
		all = slices.AppendSeq(all, maps.Values(t.files))
	}
	return all
}

// At is the value at a folded path; nil for none.
func (t *Table[T]) At(key string) *T {
	for ; t != nil; t = t.base {
		if v := t.files[key]; v != nil {
			return v
		}
	}
	return nil
}

// folder is a value in a folded folder; nil for none.
func (t *Table[T]) folder(key string) *T {
	for ; t != nil; t = t.base {
		if v := t.folders[key]; v != nil {
			return v
		}
	}
	return nil
}

// Put enters a value at a folded path. Where that is taken, it gives the value that has the
// path, as a file or as a folder, or that has one of the folders around it as a file.
func (t *Table[T]) Put(key string, v *T) (taken *T) {
	if taken = t.taken(key); taken != nil {
		return taken
	}
	t.files[key] = v
	for dir := folderOf(key); dir != "" && t.folder(dir) == nil; dir = folderOf(dir) {
		t.folders[dir] = v
	}
	return nil
}

func (t *Table[T]) taken(key string) *T {
	if v := cmp.Or(t.At(key), t.folder(key)); v != nil {
		return v
	}
	for dir := folderOf(key); dir != "" && t.folder(dir) == nil; dir = folderOf(dir) {
		if v := t.At(dir); v != nil {
			return v
		}
	}
	return nil
}

// folderOf is the folder of a path that has nothing to clean; empty at the top.
func folderOf(key string) string { return key[:max(0, strings.LastIndexByte(key, '/'))] }
