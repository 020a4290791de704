package dockerfile

import (
	"maps"
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/shell"
)

// maxDefault is the longest value of an ARG that is followed, in bytes: values
// made of other values could double with every line.
const maxDefault = 1 << 10

// defaults are the values that the ARG instructions above the first FROM give,
// as docker build without --build-arg takes them.
type defaults map[string]string

// Get implements shell.EnvGetter.
func (d defaults) Get(name string) (string, bool) { v, ok := d[name]; return v, ok }

// Keys implements shell.EnvGetter.
func (d defaults) Keys() []string { return slices.Collect(maps.Keys(d)) }

// defaultsOf reads the ARG instructions in their order: each may use those
// above it. What is known of the values comes before what the file says.
func defaultsOf(args []Instruction, known map[string]string) defaults {
	d := defaults{}
	maps.Copy(d, known)
	for i := range args {
		for word := range strings.FieldsSeq(args[i].Args) {
			name, value, given := strings.Cut(word, "=")
			if _, told := known[name]; !given || told {
				continue // its value comes from outside
			}
			if value, ok := d.expand(value); ok {
				d[name] = value
			} else {
				delete(d, name)
			}
		}
	}
	return d
}

// expand puts values in the place of variables, in docker's own way. It
// reports false when one of them has no value that the file tells.
func (d defaults) expand(word string) (string, bool) {
	if !strings.ContainsAny(word, `$"'\`) {
		return word, true
	}
	value, missing, err := shell.NewLex('\\').ProcessWord(word, d)
	return value, err == nil && len(missing) == 0 && len(value) <= maxDefault
}

// resolved is an image's reference with the defaults of its variables; ref
// itself when it has none, or when not all of them are known.
func (d defaults) resolved(ref string) string {
	if !strings.Contains(ref, "$") {
		return ref
	}
	if value, ok := d.expand(ref); ok && value != "" {
		return value
	}
	return ref
}
