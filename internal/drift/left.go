package drift

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"docsite/internal/code"
	"docsite/internal/lazy"
	"docsite/internal/prose"
	"docsite/internal/version"
)

// Lines are lines of a listing by their numbers, from 1.
func Lines(c *code.Code, numbers []int) []string {
	return (&listings{codes: []*code.Code{c}}).pick(0, numbers)
}

// Left finds the first place in a text that has a number, or a release's name, of the
// old version that is in none of the lines as they are now, whatever name stands before
// it: "Go 1.22", "Node.js 20", "Debian Bookworm". It gives the place as written; "" for
// none. A number without a point counts behind a name, "v" or a word such as "version"
// alone.
func (b Bump) Left(text string, lines []string) string {
	_, old, _ := b.words()
	if old == "" || checksum().MatchString(old) {
		return ""
	}
	now := strings.Join(lines, "\n")
	if name := version.Codename(old); name != "" && !strings.Contains(strings.ToLower(now), name) {
		pattern := regexp.MustCompile(`(?i)\b` + name + `\b`)
		for _, loc := range pattern.FindAllStringIndex(text, -1) {
			if !Past(text[:loc[0]]) && !partOfWord(text[:loc[0]], true) {
				return text[loc[0]:loc[1]]
			}
		}
	}
	was, are := numbers().FindAllString(old, -1), numbers().FindAllString(now, -1)
	if !versionFirst().MatchString(old) {
		was = slices.DeleteFunc(was, func(n string) bool { return !strings.Contains(n, ".") })
	}
	for _, loc := range numbers().FindAllStringIndex(text, -1) {
		n := text[loc[0]:loc[1]]
		of := func(v string) bool { return opens(v, n) }
		at := slices.IndexFunc(was, of)
		if at < 0 || slices.ContainsFunc(are, of) || n == "0" {
			continue
		}
		if whole := strings.Contains(n, "."); !whole && at > 0 {
			continue // 3 of "-r3"
		}
		if from := namedFrom(text, loc[0], loc[1]); from >= 0 {
			return text[from:loc[1]]
		}
	}
	return ""
}

var (
	checksum     = lazy.Pattern(`^[0-9a-fA-F]{7,}$`)
	versionFirst = lazy.Pattern(`^[vV]?\d`)
	nameBefore   = lazy.Pattern(`(\.?[\pL][\pL\pN.+#_]*)[*_]*\p{Zs}+$`)
	capitalised  = lazy.Pattern(`^\p{Lu}\p{Ll}+$`)
	wordBehind   = lazy.Pattern(`^[\p{Zs}-]+(\p{Ll}+)`)
	orNewer      = prose.Behind(prose.Words{Apart: `\(?(?:or|and|und|oder|et|ou|y|o|e|и|или)\p{Zs}+(?:newer|later|higher|above|up|older|lower|earlier|below|neuer|älter|höher|plus récent|ultérieur|supérieur|superior|posterior|mais recente|successiv|più recent|новее|выше)\pL*`, Signs: `[–+<>≤≥]|以上|及以上|以后`})
	unit         = lazy.Pattern(`(?i)^[\p{Zs}-]*(?:[kmgt]i?b|[kmgt]?bits?|bytes?|m?s|min|seconds?|minutes?|hours?|days?|weeks?|months?|years?|times|percent|ghz|mhz|cores?|cpus?)\b`)
	sentenceEnds = lazy.Pattern("(?:^|[.!?:;|\n])[\\s*_`\"'(«“]*$")
)

// namedFrom gives where the name of a number in a text begins, or the number, where the
// number is a word of its own that may be a version; -1 otherwise.
func namedFrom(text string, from, to int) int {
	before, behind := text[:from], text[to:]
	letter := strings.HasSuffix(before, "v") || strings.HasSuffix(before, "V")
	if letter {
		before = before[:len(before)-1]
	}
	if !parted(before, true) || !parted(behind, false) || unit().MatchString(behind) || orNewer().MatchString(behind) || Past(before) {
		return -1
	}
	point, at, name := strings.Contains(text[from:to], "."), len(before), ""
	if m := nameBefore().FindStringSubmatchIndex(before); m != nil {
		name = before[m[2]:m[3]]
		if Past(before[:m[2]]) || slices.Contains(counted[:], strings.ToLower(name)) {
			return -1
		}
		if upper := strings.ToLower(name) != name; upper || slices.Contains(versionWords[:], name) {
			at = m[2]
		}
	}
	switch {
	case point || letter || at < len(before) && slices.Contains(versionWords[:], strings.ToLower(name)):
		return at
	case at == len(before), slices.Contains(openers[:], strings.ToLower(name)):
		return -1
	}
	if m := wordBehind().FindStringSubmatch(behind); m != nil && sentenceEnds().MatchString(before[:at]) && capitalised().MatchString(name) {
		// "Runs 16 workers" counts, "Java 17 runs" does not.
		if next := m[1]; !slices.Contains(small[:], next) && (strings.HasSuffix(next, "s") || strings.HasSuffix(name, "s")) {
			return -1
		}
	}
	return at
}

// versionWords stand before a number that is a version.
var versionWords = [...]string{"version", "release", "tag", "versión", "versão", "versione", "версия", "версии", "wersja", "sürüm", "版本", "バージョン"}

// counted are words before a number that is no version, or not one of what a line
// builds on.
var counted = [...]string{"step", "line", "lines", "port", "ports", "chapter", "section", "table", "figure", "stage", "layer", "page", "example", "part",
	"rfc", "utf", "iso", "option", "level", "exit", "code", "uid", "gid", "user", "day", "tls", "ssl", "http", "oauth", "api", "arm", "license", "licence", "gpl",
	"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
	"zeile", "schritt", "seite", "kapitel", "ligne", "étape", "línea", "paso"}

// openers are words that begin a sentence with a capital letter and are no names.
var openers = [...]string{"the", "a", "in", "on", "of", "at", "all", "these", "only", "about", "over", "under", "with", "for", "by", "from", "every", "first", "last", "next", "max", "min",
	"run", "use", "keep", "wait", "allow", "set", "start", "take"}

// small are words behind a name and its version at the beginning of a sentence.
var small = [...]string{"is", "was", "has", "as", "runs", "comes", "needs", "supports", "lets", "uses", "means", "gets"}

// parted reports whether what stands before or behind a number parts it from other words.
func parted(around string, before bool) bool {
	if around == "" {
		return true
	}
	r, size := utf8.DecodeRuneInString(around)
	if before {
		r, _ = utf8.DecodeLastRuneInString(around)
	}
	if unicode.IsSpace(r) || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || strings.ContainsRune("`\"'*“”‘’«»„", r) {
		return true
	}
	if before {
		return r == '(' || r == '['
	}
	next, _ := utf8.DecodeRuneInString(around[size:])
	word := unicode.IsLetter(next) || unicode.IsDigit(next)
	return strings.ContainsRune("),]!?;", r) || (r == '.' || r == ':') && !word || r == '-' && unicode.IsLetter(next)
}
