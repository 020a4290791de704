package dockerfile

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/shell"

	"docsite/internal/lazy"
)

// Base is what the FROM of a stage may name.
type Base struct {
	Stage int  // the index of the stage; -1 for an image
	Told  bool // the values of the variables say that it is this one
	Sure  bool // of an image: a stage of this file is not meant in its place
}

// variables matches what docker puts a value in the place of.
var variables = lazy.Pattern(`\$\{[^}]*\}|\$\w+`)

// Bases are what the FROM of a stage may name, the likeliest first: with the
// values that are known of arguments, which come before the file's own defaults;
// then each stage above whose name fits, whatever the values are; then an image.
// Without variables there is one.
func (f *File) Bases(s *Stage, values map[string]string) []Base {
	if !strings.Contains(s.From, "$") {
		return []Base{{s.FromStage, true, true}}
	}
	known := defaultsOf(f.Args, values)
	ref, told := known.expand(s.From)
	fits := stagePattern(s.From)
	var bases []Base
	named := false
	for i := s.Index - 1; i >= 0; i-- { // the last stage of a name is meant
		switch name := f.Stages[i].Name; {
		case name == "" || !fits.MatchString(name):
		case told && name == strings.ToLower(ref) && !named:
			bases, named = append([]Base{{i, true, false}}, bases...), true
		default:
			bases = append(bases, Base{Stage: i})
		}
	}
	// A FROM that is nothing but a variable fits every stage, and mostly names an
	// image.
	bare := variables().ReplaceAllString(s.From, "") == ""
	return append(bases, Base{-1, told && !named, len(bases) == 0 || bare && !named})
}

// maxChoices is how many stages are looked through for those that a variable may
// mean.
const maxChoices = 200

// MayContinue are the indexes of the stages that a stage may go on from, the
// likeliest first: the one that its FROM names, or that the defaults of the
// variables in it tell, else all whose names fit. It is empty for an image, and
// where more than [maxChoices] stages stand above a variable.
func (f *File) MayContinue(s *Stage) (stages []int) {
	if s.FromStage >= 0 {
		return []int{s.FromStage}
	}
	if !strings.Contains(s.From, "$") || s.Index > maxChoices {
		return nil
	}
	bases := f.Bases(s, nil)
	if bases[len(bases)-1].Sure {
		return nil
	}
	if bases[0].Told {
		bases = bases[:1]
	}
	for _, b := range bases {
		if b.Stage >= 0 {
			stages = append(stages, b.Stage)
		}
	}
	return stages
}

// Choices are the indexes of all stages that the FROM of a stage may name by one
// value or another of its variables, the likeliest first. It is empty where
// [File.MayContinue] is.
func (f *File) Choices(s *Stage) (stages []int) {
	if len(f.MayContinue(s)) == 0 || s.FromStage >= 0 {
		return f.MayContinue(s)
	}
	for _, b := range f.Bases(s, nil) {
		if b.Stage >= 0 {
			stages = append(stages, b.Stage)
		}
	}
	return stages
}

// Last is the instruction of a keyword that counts for the image, with its stage: the last one
// of the last stage, or of a stage that this goes on from; nil for none.
func (f *File) Last(keyword string) (*Stage, *Instruction) {
	at := []int{len(f.Stages) - 1}
	for seen := map[int]bool{}; len(at) > 0; at = at[1:] {
		stage := &f.Stages[at[0]]
		for n, in := range slices.Backward(stage.Instructions) {
			if in.Keyword == keyword {
				return stage, &stage.Instructions[n]
			}
		}
		seen[stage.Index] = true
		for _, i := range f.MayContinue(stage) {
			if !seen[i] {
				at = append(at, i)
			}
		}
	}
	return nil, nil
}

// stagePattern matches the names of stages that a FROM with variables may name.
func stagePattern(from string) *regexp.Regexp {
	parts := variables().Split(strings.ToLower(strings.Trim(from, `"'`)), -1)
	for i := range parts {
		parts[i] = regexp.QuoteMeta(parts[i])
	}
	return regexp.MustCompile("^" + strings.Join(parts, ".*") + "$")
}

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
