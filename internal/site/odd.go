package site

import (
	"bytes"
	"fmt"
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

// oddName says what is wrong with the last part of a path: bytes that are no
// UTF-8, or names that Windows cannot have.
func oddName(file string) (why, hint string) {
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

// oddPath is oddName for the first part of a path that has such a name.
func oddPath(file string) (why, hint string) {
	for part := range strings.SplitSeq(file, "/") {
		if why, hint = oddName(part); why != "" {
			return why, hint
		}
	}
	return "", ""
}

// isNamed reports whether somebody has named a route otherwise than by a file of the
// content folder.
func (s *Site) isNamed(r *Route) bool {
	switch r.Kind {
	case FileRoute:
		_, inside := strings.CutPrefix(r.File, s.contentPrefix())
		return !inside
	case AliasRoute, ThemeRoute, FigureRoute:
		return true
	}
	return false
}

// checkText reports a text that is not UTF-8, or holds what no text does.
func checkText(src *Source) Problems {
	text := src.Text
	if utf8.Valid(text) && bytes.IndexByte(text, 0) < 0 {
		return nil
	}
	if bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff")) {
		return Problems{{File: src.Name, Severity: Warning, Message: "the page is UTF-16", Hint: "save it as UTF-8"}}
	}
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 || r == 0 {
			return Problems{src.Problem(Warning, at, fmt.Sprintf("the byte 0x%02X is not UTF-8: a replacement sign is shown", text[at]), "save the page as UTF-8")}
		}
		at += size
	}
	return nil
}
