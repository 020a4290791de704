package explain

import "strings"

// versionNames are the endings of the names that hold a version, a digest or
// a commit: PG_VERSION, GOLANG_COMMIT.
var versionNames = [...]string{"VERSION", "MAJOR", "MINOR", "PATCH", "RELEASE", "REVISION", "COMMIT", "SHA256", "SHA512", "SHA1", "SHA", "DIGEST", "CHECKSUM", "KEY", "HASH", "MD5", "BUILD", "TAG"}

// isVersionName reports whether a word is such a name.
func isVersionName(s string) bool {
	s = strings.ToUpper(strings.TrimLeft(s, "-"))
	for _, name := range versionNames {
		if rest, ok := strings.CutSuffix(s, name); ok && (rest == "" || strings.HasSuffix(rest, "_") || strings.HasSuffix(rest, "-") || name == "VERSION") {
			return true
		}
	}
	return false
}

// codenames are the names that Debian and Ubuntu give to their versions.
var codenames = [...]string{"stretch", "buster", "bullseye", "bookworm", "trixie", "forky", "xenial", "bionic", "focal", "jammy", "noble"}

// mask replaces what a new version of the same thing changes in a word: the
// numbers of a word that holds a version, digests, a release's name. Ports and
// addresses stay.
func mask(word string) string {
	if !strings.ContainsAny(word, "0123456789") && !hasCodename(word) {
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
		if versioned && isDigit(word[i]) {
			for i < len(word) && (isDigit(word[i]) || word[i] == '.' && i+1 < len(word) && isDigit(word[i+1])) {
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

func isHexAny(c byte) bool { return isHex(c) || c >= 'A' && c <= 'F' }

func codename(s string) string {
	for _, name := range codenames {
		if strings.HasPrefix(s, name) {
			return name
		}
	}
	return ""
}

func hasCodename(s string) bool {
	for _, name := range codenames {
		if strings.Contains(s, name) {
			return true
		}
	}
	return false
}
