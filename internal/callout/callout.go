// Package callout reads the numbers in circles with which documents point at lines of code,
// and lines at what is said of them.
package callout

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// circles are the runs of Unicode in which numbers stand in circles, with the first
// number of each.
var circles = [...]struct{ first, last rune }{
	{'①', '⑳'}, {'⓵', '⓾'}, {'❶', '❿'}, {'➀', '➉'}, {'➊', '➓'},
}

// Has reports whether a text has a number one in a circle.
func Has(text []byte) bool {
	for _, c := range circles {
		if bytes.ContainsRune(text, c.first) {
			return true
		}
	}
	return false
}

// Number is the number in a circle with which a text opens; 0 where it opens otherwise.
func Number(text string) int {
	if text == "" || text[0] < utf8.RuneSelf {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(text)
	for _, c := range circles {
		if r >= c.first && r <= c.last {
			return int(r-c.first) + 1
		}
	}
	return 0
}

// AtEnd are the numbers in circles with which a line ends, with nothing but blanks
// between them, and the line before them.
func AtEnd(line string) (numbers []int, before string) {
	for before = line; ; {
		before = strings.TrimRightFunc(before, unicode.IsSpace)
		_, size := utf8.DecodeLastRuneInString(before)
		n := Number(before[len(before)-size:])
		if n == 0 {
			return numbers, before
		}
		numbers, before = append(numbers, n), before[:len(before)-size]
	}
}
