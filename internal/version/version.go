// Package version finds versions, digests and release names in the words of
// code: what changes when somebody updates an image and the explanation stays
// true.
//
// Start from [Mask], which replaces them, and [Same], which compares two words
// but for them. A port and an address are no versions.
package version

import (
	"slices"
	"strconv"
	"strings"
)

// Same reports whether two words differ only in version numbers and
// digests, of which both have at least one.
func Same(x, y string) bool {
	if x == "" || y == "" || x[0] != y[0] && !(isDigitByte(x[0]) && isDigitByte(y[0])) {
		return false
	}
	i, j, differs := 0, 0, false
	for i < len(x) && j < len(y) {
		m, n := version(x, i), version(y, j)
		if m > 0 && n > 0 {
			differs = differs || x[i:i+m] != y[j:j+n]
			i, j = i+m, j+n
			continue
		}
		if x[i] != y[j] {
			return false
		}
		i, j = i+1, j+1
	}
	return differs && i == len(x) && j == len(y)
}

// version is the length of the version or digest at i: "3.12", "v2", ":18",
// a sha256; 0 for none. A port is no version, an address neither.
func version(s string, i int) int {
	n, dots := 0, 0
	if i == 0 || !isHexByte(s[i-1]) {
		for i+n < len(s) && isHexByte(s[i+n]) {
			n++
		}
		if n >= 32 {
			return n
		}
		n = 0
	}
	if i > 0 && (isDigitByte(s[i-1]) || s[i-1] == '.') {
		return 0 // inside a run
	}
	for i+n < len(s) && (isDigitByte(s[i+n]) || s[i+n] == '.' && n > 0 && i+n+1 < len(s) && isDigitByte(s[i+n+1])) {
		if s[i+n] == '.' {
			dots++
		}
		n++
	}
	if n == 0 || dots >= 3 {
		return 0
	}
	if dots > 0 {
		return n
	}
	if i > 0 && strings.IndexByte(":@-_", s[i-1]) >= 0 && !isPort(s, i) {
		return n
	}
	if i > 0 && s[i-1] == 'v' && (i == 1 || strings.IndexByte(":@-_/", s[i-2]) >= 0) {
		return n
	}
	return 0
}

// isPort reports whether the number at i follows a host or another number:
// "0.0.0.0:8000", "localhost:80", "8080:80", "db:5432".
func isPort(s string, i int) bool {
	if s[i-1] != ':' {
		return false
	}
	host := s[:i-1]
	return host == "" || isDigitByte(host[len(host)-1]) || strings.HasSuffix(host, "localhost") || strings.Contains(host, "//") ||
		!strings.Contains(host, "/") && isHighPort(s[i:])
}

// isHighPort reports whether a text begins with a number as servers have for ports and
// images do not for tags, which are years and the like: all of it, or what is before a path.
func isHighPort(s string) bool {
	n := 0
	for n < len(s) && isDigitByte(s[n]) {
		n++
	}
	if n < 4 || n > 5 || n < len(s) && s[n] != '/' {
		return false
	}
	port, _ := strconv.Atoi(s[:n])
	return port > 1023 && port < 1700 || port > 2100 && port < 1<<16
}

// versionNames are the endings of the names that hold a version, a digest or
// a commit: PG_VERSION, GOLANG_COMMIT.
var versionNames = [...]string{"VERSION", "MAJOR", "MINOR", "PATCH", "RELEASE", "REVISION", "COMMIT", "SHA256", "SHA512", "SHA1", "SHA", "DIGEST", "CHECKSUM", "KEY", "HASH", "MD5", "BUILD", "TAG"}

// IsName reports whether a word is the name of something that holds a version,
// a digest or a commit: PG_VERSION, GOLANG_COMMIT.
func IsName(s string) bool {
	s = strings.ToUpper(strings.TrimLeft(s, "-"))
	for _, name := range versionNames {
		if rest, ok := strings.CutSuffix(s, name); ok && (rest == "" || strings.HasSuffix(rest, "_") || strings.HasSuffix(rest, "-") || name == "VERSION") {
			return true
		}
	}
	return false
}

// amounts are the endings of the names that hold how much or how long, also where that is
// written like a version: "cpus: 1.5", "sleep 0.5".
var amounts = [...]string{"cpu", "cpus", "memory", "mem", "sleep", "timeout", "interval", "delay", "period", "ratio", "factor", "percent", "limit", "rate", "size", "seconds"}

// IsAmount reports whether a word is the name of something that holds an amount: --cpus,
// mem_limit, READ_TIMEOUT.
func IsAmount(s string) bool {
	s = strings.ToLower(s)
	return slices.Contains(amounts[:], s[strings.LastIndexAny(s, "-_.")+1:])
}

// codenames are the names that Debian and Ubuntu give to their versions.
var codenames = [...]string{"stretch", "buster", "bullseye", "bookworm", "trixie", "forky", "xenial", "bionic", "focal", "jammy", "noble"}

// Mask replaces what a new version of the same thing changes in a word: the
// numbers of a word that holds a version, digests, a release's name. Ports and
// addresses stay.
func Mask(word string) string {
	if !strings.ContainsAny(word, "0123456789") && Codename(word) == "" {
		return word
	}
	var b strings.Builder
	b.Grow(len(word))
	versioned := hasVersion(word)
	for i := 0; i < len(word); {
		if n := hexRun(word, i); n > 0 {
			b.WriteByte('#')
			i += n
			continue
		}
		if name := codename(word[i:]); name != "" {
			b.WriteByte('#')
			i += len(name)
			continue
		}
		if versioned && isDigitByte(word[i]) {
			for i < len(word) && (isDigitByte(word[i]) || word[i] == '.' && i+1 < len(word) && isDigitByte(word[i+1])) {
				i++
			}
			b.WriteByte('#')
			continue
		}
		b.WriteByte(word[i])
		i++
	}
	return b.String()
}

// hasVersion reports whether a word holds a version, not only an address and
// a port.
func hasVersion(word string) bool {
	for i := range len(word) {
		if version(word, i) > 0 {
			return true
		}
	}
	return false
}

// hexRun is the length of a run of at least 32 hexadecimal digits at i: a
// digest, the fingerprint of a key.
func hexRun(s string, i int) int {
	if i > 0 && isHexAny(s[i-1]) {
		return 0
	}
	n := 0
	for i+n < len(s) && isHexAny(s[i+n]) {
		n++
	}
	if n < 32 {
		return 0
	}
	return n
}

func isHexAny(c byte) bool { return isHexByte(c) || c >= 'A' && c <= 'F' }

func codename(s string) string {
	for _, name := range codenames {
		if strings.HasPrefix(s, name) {
			return name
		}
	}
	return ""
}

// Codename is the first name of a release of Debian or Ubuntu in a word: "bookworm" of
// "bookworm-slim"; empty for none.
func Codename(word string) string {
	for i := range word {
		if name := codename(word[i:]); name != "" {
			return name
		}
	}
	return ""
}

func isDigitByte(c byte) bool { return c >= '0' && c <= '9' }

func isHexByte(c byte) bool { return isDigitByte(c) || c >= 'a' && c <= 'f' }
