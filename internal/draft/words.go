package draft

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxValue = 60 // characters of a value in a sentence
	maxNamed = 6  // values that are named before the rest is counted
)

// inCode puts a value into a code span, as it can stand in a cell of a table.
// It reports false for what cannot be told in a sentence.
func inCode(value string) (string, bool) {
	if value == "" || utf8.RuneCountInString(value) > maxValue {
		return "", false
	}
	return span(value)
}

// span makes a code span. A backslash before a bar has no form in a table that
// every reader of Markdown takes in the same way.
func span(value string) (string, bool) {
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
	if edge(text[0]) || edge(text[len(text)-1]) {
		text = " " + text + " "
	}
	return ticks + text + ticks, true
}

// edge reports whether a byte at the edge of a code span needs a blank.
func edge(b byte) bool { return b == '`' || b == ' ' }

func unprintable(r rune) bool { return !unicode.IsPrint(r) }

// list joins values as people do, and counts those past the sixth.
func list(values []string) (string, bool) {
	named := values
	if len(values) > maxNamed {
		named = values[:maxNamed-2]
	}
	texts := make([]string, len(named))
	for i, v := range named {
		text, ok := inCode(v)
		if !ok {
			return "", false
		}
		texts[i] = text
	}
	if more := len(values) - len(named); more > 0 {
		texts = append(texts, strconv.Itoa(more)+" more")
	}
	return enumerate(texts), true
}

// enumerate joins texts with commas, and the last with "and".
func enumerate(texts []string) string {
	n := len(texts)
	if n < 2 {
		return strings.Join(texts, "")
	}
	return strings.Join(texts[:n-1], ", ") + " and " + texts[n-1]
}

// numbers are those that a sentence spells out.
var numbers = [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}

func number(n int) string {
	if n < len(numbers) {
		return numbers[n]
	}
	return strconv.Itoa(n)
}

// ordinals name stages that have no name.
var ordinals = [...]string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}

// ordinal is the place in a row, from 0.
func ordinal(i int) string {
	if i < len(ordinals) {
		return ordinals[i]
	}
	return strconv.Itoa(i+1) + "th"
}

// escape makes plain text of a value where no code span can stand: in a
// heading, whose words name a section.
func escape(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case unprintable(r):
			continue
		case strings.ContainsRune("\\`*_{}[]<>()#+!|~&", r):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return strings.TrimSpace(b.String())
}
