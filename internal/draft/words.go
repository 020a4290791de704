package draft

import (
	"docsite/internal/lazy"
	"strconv"
	"strings"
	"unicode"
)

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
	return strings.TrimSpace(signs().ReplaceAllString(printable(text), `\$0`))
}

// signs are those that Markdown may have a meaning for.
var signs = lazy.Pattern("[\\\\`*_{}\\[\\]<>()#+!|~&]")

// printable is a text without the characters that cannot be printed.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, text)
}
