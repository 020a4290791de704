package console

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"unicode/utf8"

	"docsite/internal/cause"
	"docsite/internal/lazy"
)

// What the library of the flags says of arguments and of flags.
var (
	tooMany  = lazy.Pattern(`^accepts (?:at most )?(\d+) arg\(s\), received (\d+)$`)
	together = lazy.Pattern(`^if any flags in the group .*; \[(.*)\] were all set$`)
	tooFew   = lazy.Pattern(`^requires at least (\d+) arg\(s\), only received (\d+)$`)
)

// InWords is an error as a person would say it.
func InWords(err error) string {
	text := cause.Text(err)
	if m := tooMany().FindStringSubmatch(text); m != nil && m[2] == "0" {
		return "an argument is missing (hint: --help shows which)"
	} else if m != nil {
		return fmt.Sprintf("%s arguments are more than the %s that there can be (hint: --help shows them)", m[2], m[1])
	}
	if m := tooFew().FindStringSubmatch(text); m != nil {
		return "an argument is missing (hint: --help shows which)"
	}
	if name, ok := strings.CutPrefix(text, "flag needs an argument: "); ok {
		if _, short, ok := strings.Cut(name, "' in "); ok {
			name = short
		}
		return "a value is missing behind " + name
	}
	if m := together().FindStringSubmatch(text); m != nil {
		return "--" + strings.ReplaceAll(m[1], " ", " and --") + " do not go together"
	}
	return text
}

// Files are the files that the process prints to.
func Files() (files []fs.FileInfo) {
	for _, f := range []*os.File{os.Stdout, os.Stderr} {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			files = append(files, info)
		}
	}
	return files
}

// Wrap breaks text at blanks into lines of at most so many columns; a longer
// word is cut.
func Wrap(text string, width int) []string {
	width = max(width, 10)
	var lines []string
	for {
		cut, blank, used := 0, -1, 0
		for cut < len(text) {
			r, size := utf8.DecodeRuneInString(text[cut:])
			if used += columnsOf(r); used > width {
				break
			}
			if r == ' ' && cut > 0 {
				blank = cut
			}
			cut += size
		}
		if cut == len(text) {
			return append(lines, text)
		}
		if blank > 0 && strings.TrimSpace(text[:blank]) != "" {
			cut = blank
		}
		lines = append(lines, strings.TrimRight(text[:cut], " "))
		text = strings.TrimLeft(text[cut:], " ")
	}
}

// Cut is a text on one line of at most so many columns, as [Line] has it; "…"
// stands for what was cut off.
func Cut(text string, width int) string {
	text = strings.TrimRight(Line(text), " ")
	if Columns(text) <= width {
		return text
	}
	used := 0
	for i, r := range text {
		if used += columnsOf(r); used > width-1 {
			return text[:i] + "…"
		}
	}
	return text
}

// Columns is how many columns of a terminal a text takes.
func Columns(s string) int {
	n := 0
	for _, r := range s {
		n += columnsOf(r)
	}
	return n
}

// columnsOf is 2 for the wide characters of East Asia and emoji, 0 for marks
// that stand on the letter before. Source: Unicode's EastAsianWidth, coarsely.
func columnsOf(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case r < 0x370, r == 0x200d, r >= 0xfe00 && r <= 0xfe0f:
		return 0
	case r >= 0x1100 && r <= 0x115f, r >= 0x2e80 && r <= 0xa4cf, r >= 0xac00 && r <= 0xd7a3,
		r >= 0xf900 && r <= 0xfaff, r >= 0xfe30 && r <= 0xfe6f, r >= 0xff00 && r <= 0xff60,
		r >= 0xffe0 && r <= 0xffe6, r >= 0x1f300 && r <= 0x1faff, r >= 0x20000 && r <= 0x3fffd:
		return 2
	}
	return 1
}
