// Package glob has the patterns by which docsite.yaml names files, and knows names that
// some file systems cannot have, or take for one.
//
// Start from [Match], [Odd] and [Table]. It reads no folder.
package glob

import (
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"docsite/internal/lazy"
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

// windowsNames are names that Windows keeps for devices, whatever follows the
// first dot, and spaces before it.
var windowsNames = lazy.Pattern(`^(?i:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\.|$)`)

// Odd says what is wrong with the last part of a path: bytes that are no
// UTF-8, or names that Windows cannot have.
func Odd(file string) (why, hint string) {
	name := path.Base(file)
	switch {
	case !utf8.ValidString(file):
		return "it is left out: its name is not UTF-8", "rename it"
	case !CanBe(file):
		return "it is left out: its name is too long", "give it a shorter one"
	case name == "." || name == "..":
		return "", ""
	case windowsNames().MatchString(name), strings.HasSuffix(name, "."), strings.HasSuffix(name, " "), strings.ContainsAny(name, `<>:"|?*\`), strings.ContainsFunc(name, unicode.IsControl):
		return "Windows cannot have a file called " + strconv.Quote(name), "rename it, if the project is to be checked out there"
	}
	return "", ""
}

// OddPath is Odd for the first part of a path that has such a name.
func OddPath(file string) (why, hint string) {
	for part := range strings.SplitSeq(file, "/") {
		if why, hint = Odd(part); why != "" {
			return why, hint
		}
	}
	return "", ""
}

// maxName is how long the name of a file may be, in bytes: common file systems take
// 255, and the name of a page's HTML is longer than that of its Markdown.
const maxName = 250

// CanBe reports whether a slash path can be that of a file, and of what is made of it:
// it is UTF-8, and no name in it is too long.
func CanBe(file string) bool {
	for part := range strings.SplitSeq(file, "/") {
		if len(part) > maxName {
			return false
		}
	}
	return utf8.ValidString(file) && strings.IndexByte(file, 0) < 0
}
