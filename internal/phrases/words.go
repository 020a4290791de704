package phrases

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxValue = 60 // characters of a value in a sentence
	maxNamed = 6  // values that a sentence names before the rest is counted
)

// Code puts a value into a code span, as it can stand in a cell of a table. It
// reports false for what cannot be told in a sentence.
func Code(value string) (string, bool) {
	if value == "" || utf8.RuneCountInString(value) > maxValue {
		return "", false
	}
	return Span(value)
}

// Span makes a code span, of any length. A backslash before a bar has no form
// in a table that every reader of Markdown takes in the same way.
func Span(value string) (string, bool) {
	if !utf8.ValidString(value) || strings.TrimSpace(value) == "" || strings.Contains(value, `\|`) || strings.ContainsFunc(value, unprintable) {
		return "", false
	}
	longest, run := 0, 0
	for i := range len(value) {
		if run++; value[i] != '`' {
			run = 0
		}
		longest = max(longest, run)
	}
	ticks := strings.Repeat("`", longest+1)
	text := strings.ReplaceAll(value, "|", `\|`)
	if isEdge(text[0]) || isEdge(text[len(text)-1]) {
		text = " " + text + " "
	}
	return ticks + text + ticks, true
}

// isEdge reports whether a byte at the edge of a code span needs a blank.
func isEdge(b byte) bool { return b == '`' || b == ' ' }

func unprintable(r rune) bool { return !unicode.IsPrint(r) }

// List joins values as people do, as code, and counts those past the sixth. It
// reports false when one cannot be told.
func List(values []string) (string, bool) {
	named := values
	if len(values) > maxNamed {
		named = values[:maxNamed-2]
	}
	texts := make([]string, len(named), len(named)+1)
	for i, v := range named {
		text, ok := Code(v)
		if !ok {
			return "", false
		}
		texts[i] = text
	}
	if more := len(values) - len(named); more > 0 {
		texts = append(texts, strconv.Itoa(more)+" more")
	}
	return enumerate(texts), len(texts) > 0
}

// Names joins values as a title does: as they are, and counted past the third.
func Names(values []string) string {
	if n := len(values); n > 3 {
		return values[0] + ", " + values[1] + " and " + strconv.Itoa(n-2) + " more"
	}
	return enumerate(values)
}

// enumerate joins texts with commas, and the last with "and".
func enumerate(texts []string) string {
	n := len(texts)
	if n < 2 {
		return strings.Join(texts, "")
	}
	return strings.Join(texts[:n-1], ", ") + " and " + texts[n-1]
}
