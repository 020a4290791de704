// Package glob has the patterns by which docsite.yaml names files, and knows names that
// some file systems cannot have, or take for one.
//
// Start from [Match], [Odd] and [Table]. It reads no folder.
package glob

import (
	"path"
	"strings"
)

// Several reports whether a pattern may name several files.
func Several(pattern string) bool { return strings.ContainsAny(pattern, "*?[") }

// Folder is the folder that all files of a pattern are below.
func Folder(pattern string) string {
	folder := "."
	for part := range strings.SplitSeq(path.Dir(pattern), "/") {
		if Several(part) {
			break
		}
		folder = path.Join(folder, part)
	}
	return folder
}

// Match reports whether a path fits a pattern, in which ** stands for any
// number of folders.
func Match(pattern, name string) bool {
	return matchParts(strings.Split(pattern, "/"), strings.Split(name, "/"))
}

func matchParts(pattern, name []string) bool {
	for len(pattern) > 0 && pattern[0] != "**" {
		if len(name) == 0 {
			return false
		}
		if ok, _ := path.Match(pattern[0], name[0]); !ok {
			return false
		}
		pattern, name = pattern[1:], name[1:]
	}
	if len(pattern) == 0 {
		return len(name) == 0
	}
	for from := range len(name) + 1 {
		if matchParts(pattern[1:], name[from:]) {
			return true
		}
	}
	return false
}
