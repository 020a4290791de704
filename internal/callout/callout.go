// Package callout reads the numbers in circles with which documents point at lines of code,
// and lines at what is said of them.
package callout

import (
	"unicode"
	"unicode/utf8"
)

// circles are the runs of Unicode in which numbers stand in circles, with the first
// number of each.
var circles = [...]struct{ first, last rune }{
	{'①', '⑳'}, {'⓵', '⓾'}, {'❶', '❿'}, {'➀', '➉'}, {'➊', '➓'},
}

// Number is the number in a circle with which a text opens, and its size in bytes; 0
// where it opens otherwise.
func Number(text string) (number, size int) {
	if text == "" || text[0] < utf8.RuneSelf {
		return 0, 0
	}
	r, size := utf8.DecodeRuneInString(text)
	for _, c := range circles {
		if r >= c.first && r <= c.last {
			return int(r-c.first) + 1, size
		}
	}
	return 0, 0
}

// AtEnd are the numbers in circles with which a line ends, with nothing but blanks
// between them, and the line before them.
func AtEnd(line string) (numbers []int, before string) {
	for before = line; ; {
		for before != "" {
			r, size := utf8.DecodeLastRuneInString(before)
			if !unicode.IsSpace(r) {
				break
			}
			before = before[:len(before)-size]
		}
		r, size := utf8.DecodeLastRuneInString(before)
		n, _ := Number(string(r))
		if n == 0 {
			return numbers, before
		}
		numbers, before = append(numbers, n), before[:len(before)-size]
	}
}
