package markup

import "strings"

// Escape writes an output as an address has it: the signs that end a path or
// escape others are percent-encoded. What no address can hold is left to whoever
// prints it.
func Escape(output string) string {
	if !strings.ContainsAny(output, "%#?") {
		return output // nearly all
	}
	return pathSigns.Replace(output)
}

var pathSigns = strings.NewReplacer("%", "%25", "#", "%23", "?", "%3F")

// Relative is the address of one output from another, escaped as by [Escape].
func Relative(from, to string) string {
	for {
		i := strings.IndexByte(from, '/')
		if i < 0 || !strings.HasPrefix(to, from[:i+1]) {
			break
		}
		from, to = from[i+1:], to[i+1:]
	}
	up := strings.Count(from, "/")
	to = Escape(to)
	if up == 0 {
		if i := strings.IndexByte(to, ':'); i >= 0 {
			return "./" + to
		}
		return to
	}
	return strings.Repeat("../", up) + to
}
