package glob

import (
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// windowsNames are names that Windows keeps for devices, whatever follows the
// first dot, and spaces before it.
var windowsNames = regexp.MustCompile(`^(?i:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\.|$)`)

// Odd says what is wrong with the last part of a path: bytes that are no
// UTF-8, or names that Windows cannot have.
func Odd(file string) (why, hint string) {
	name := path.Base(file)
	switch {
	case !utf8.ValidString(file):
		return "it is left out: its name is not UTF-8", "rename it"
	case name == "." || name == "..":
		return "", ""
	case windowsNames.MatchString(name), strings.HasSuffix(name, "."), strings.HasSuffix(name, " "), strings.ContainsAny(name, `<>:"|?*\`), strings.ContainsFunc(name, unicode.IsControl):
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
