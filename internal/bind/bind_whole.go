package bind

import (
	"strings"

	"docsite/internal/code"
)

// isArgument reports whether a place is all that an instruction says.
func (x *index) isArgument(place *candidate) bool {
	at := int(place.terms[0])
	return len(place.terms) == 1 && at > 0 && x.terms[at-1].group == x.terms[at].group && x.heads[at-1] >= 0 &&
		x.Parts[x.heads[at-1]].Kind == code.InstructionPart && x.size(x.heads[at-1]) == 2
}

// fills reports whether the terms from first to last are all of their lines.
func (x *index) fills(first, last int) bool {
	return (first == 0 || x.terms[first-1].line < x.terms[first].line) && (last+1 == len(x.terms) || x.terms[last+1].line > x.terms[last].line)
}

// isWhole reports whether a place is all of its lines, of a command, or
// all that an instruction says.
func (x *index) isWhole(place *candidate) bool {
	first, last := int(place.terms[0]), int(lastTerm(place.terms))
	if place.weight >= singleWeight && last-first+1 == len(place.terms) && x.fills(first, last) {
		return true
	}
	return x.isArgument(place) || len(place.terms) > 1 && !place.partial && !place.gapped && x.heads[first] >= 0 &&
		x.Parts[x.heads[first]].Kind == code.CommandPart && len(place.terms) == x.unit(first) && last-first+1 == len(place.terms)
}

// isCalled reports whether a place is the value of an entry or of an
// instruction whose name is the label: "Image: `nginx`" for "image: nginx".
func (x *index) isCalled(label string, place *candidate) bool {
	t := &x.terms[place.terms[0]]
	label = plainName(label)
	if int(t.group) < len(x.Groups) && plainName(x.Groups[t.group].Name) == label {
		return true
	}
	for p := range x.Parts {
		part := &x.Parts[p]
		if part.Span.Start > t.span.Start {
			break
		}
		if part.Kind == code.KeyPart && part.Span.End >= t.span.End && plainName(lastKey(part.Name)) == label {
			return true
		}
	}
	return false
}

// plainName is a name as people write it: "Container name" and container_name,
// "Port" and ports become the same.
func plainName(s string) string {
	return strings.TrimSuffix(withoutSigns.Replace(strings.ToLower(s)), "s")
}

var withoutSigns = strings.NewReplacer(" ", "", "_", "", "-", "", ":", "")
