package glob

import (
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"docsite/internal/lazy"
)

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
