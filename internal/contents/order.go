package contents

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Compare is the order of names where no table gives one: as [strings.Compare], but by
// the numbers in them, 2.setup before 10.deploy.
func Compare(a, b string) int {
	c, x, y := compareOpenings(a, b)
	return cmp.Or(c, strings.Compare(x, y), strings.Compare(a, b))
}

// compareOpenings compares two names by their numbers and letters as far as the shorter of
// them goes, and gives what is left of both where they are alike so far.
func compareOpenings(a, b string) (c int, restA, restB string) {
	for a != "" && b != "" {
		n, m := digits(a), digits(b)
		switch {
		case n > 0 && m > 0:
			x, y := strings.TrimLeft(a[:n], "0"), strings.TrimLeft(b[:m], "0")
			if c = cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(x, y)); c != 0 {
				return c, a, b
			}
			a, b = a[n:], b[m:]
		case a[0] != b[0]:
			return cmp.Compare(a[0], b[0]), a, b
		default:
			a, b = a[1:], b[1:]
		}
	}
	return 0, a, b
}

// CompareVersions orders tags and other names of versions: 1.9 before 1.10, 1.2-rc1 before 1.2.
func CompareVersions(a, b string) int {
	c, a, b := compareOpenings(a, b)
	switch {
	case c != 0:
		return c
	case strings.HasPrefix(a, "-"):
		return -1
	case strings.HasPrefix(b, "-"):
		return 1
	}
	return cmp.Compare(len(a), len(b))
}

// digits is how many digits a text opens with.
func digits(text string) int { return len(text) - len(strings.TrimLeft(text, "0123456789")) }

// Name is the name of a page or a folder without the number by which Nuxt orders it:
// 2.setup is setup.
func Name(name string) string {
	if n := digits(name); n > 0 && n+1 < len(name) && name[n] == '.' && (name[n+1] > '9' || name[n+1] == ' ') {
		return strings.TrimLeft(name[n+1:], " ")
	}
	return name
}

// Address is a path without the numbers by which any generator orders its elements, and
// without capitals: 1.Guide/02-intro is guide/intro.
func Address(name string) string {
	elements := strings.Split(strings.ToLower(name), "/")
	for i, e := range elements {
		rest := e[digits(e):]
		word := strings.TrimLeft(rest, ".-_ ")
		if first, _ := utf8.DecodeRuneInString(word); len(rest) < len(e) && len(word) < len(rest) && unicode.IsLetter(first) {
			elements[i] = word
		}
	}
	return strings.Join(elements, "/")
}
