package contents

import "strings"

// Compare is the order of names where no table gives one: as [strings.Compare], but by
// the numbers in them, 2.setup before 10.deploy.
func Compare(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		n, m := digits(x), digits(y)
		if n == 0 || m == 0 {
			if x[0] != y[0] {
				break
			}
			x, y = x[1:], y[1:]
			continue
		}
		first, second := strings.TrimLeft(x[:n], "0"), strings.TrimLeft(y[:m], "0")
		if len(first) != len(second) {
			return len(first) - len(second)
		}
		if first != second {
			return strings.Compare(first, second)
		}
		x, y = x[n:], y[m:]
	}
	if c := strings.Compare(x, y); c != 0 {
		return c
	}
	return strings.Compare(a, b)
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
