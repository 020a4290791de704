package markdown

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"docsite/internal/lazy"
	"docsite/internal/site"
)

// markerName is what an id may be. Image references are kept out of markers
// on purpose: some hold "--", which ends a comment on GitHub.
var markerName = lazy.Pattern(`^[a-z0-9][a-z0-9._-]*$`)

// readMarker reads the text of an opening comment.
func readMarker(text string) (m site.Marker, message, hint string) {
	const forms = `the forms are "ds:ID.FIGURE", "ds:ID.FIGURE digits=1", "ds:table NAME", "ds:caption NAME" and "ds:history NAME"`
	rest, lower := strings.CutPrefix(text, "ds:")
	words := strings.Fields(rest)
	digits := ""
	if len(words) == 2 && strings.HasPrefix(words[1], digitsKey) {
		digits, words = words[1], words[:1]
	}
	if !lower || len(words) == 0 || len(words) > 2 {
		return site.Marker{Kind: "value"}, "it is not one that docsite knows", forms
	}
	m = site.Marker{Kind: "value", ID: words[len(words)-1]}
	if len(words) == 2 {
		m.Kind = words[0]
	}
	n, _ := strconv.ParseUint(strings.TrimPrefix(digits, digitsKey), 10, 8)
	m.Digits = int(n)
	switch {
	case digits != "" && m.Digits != 1 && m.Digits != 2:
		return m, fmt.Sprintf("%q is no number of digits", digits), "write digits=1 or digits=2; three is what stands there without it"
	case m.Kind != "value" && !slices.Contains(blockKinds, m.Kind):
		return m, fmt.Sprintf("%q is no kind of marker", m.Kind), forms
	case strings.Contains(m.ID, "--") || strings.Contains(m.ID, "|"):
		return m, fmt.Sprintf("%q has -- or | in it, which breaks the comment on GitHub", m.ID), "choose another id in docsite.yaml"
	case !markerName().MatchString(m.ID):
		return m, fmt.Sprintf("%q is not an id", m.ID), "ids are made of a-z, 0-9, dot, hyphen and underscore"
	case m.Kind == "value" && slices.Contains(blockKinds, m.ID):
		m.Kind = m.ID
		return m, "it lacks a name", forms
	case m.Kind == "value" && !strings.Contains(strings.Trim(m.ID, "."), "."):
		return m, fmt.Sprintf("%q does not say which figure is meant", m.ID), `write it like "ds:inkwell.download"`
	}
	return m, "", ""
}

// blockKinds are the markers that stand around blocks.
var blockKinds = []string{"table", "caption", "history"}

// digitsKey is what stands before the number of digits in a marker.
const digitsKey = "digits="

// closing is the text of the comment that closes a marker.
func closing(m site.Marker) string {
	if m.Kind == "value" {
		return "/ds"
	}
	return "/ds:" + m.Kind + " " + m.ID
}

func closer(m site.Marker) string { return "<!-- " + closing(m) + " -->" }

// Marked is text between the comments of a marker, for so many digits; 0 for those
// that docker prints.
func Marked(id string, digits int, text string) string {
	if digits > 0 {
		id += " " + digitsKey + strconv.Itoa(digits)
	}
	return "<!-- ds:" + id + " -->" + text + "<!-- /ds -->"
}
