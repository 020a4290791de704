package folder

import (
	"strings"

	"docsite/internal/lazy"
)

// command is a command of docsite in a text for people; the verbs are those that take the
// folder of a project.
var command = lazy.Pattern(`\bdocsite (init|build|serve|refresh|shots|notes)\b`)

// plain is a word that every shell takes as it is.
var plain = lazy.Pattern(`^[\w@%+=:,./~-]+$`)

// Commands is a text with the folder behind the verb of each command, so that one which is
// pasted is about the same project. dir is the folder as a person named it, empty for the
// current one.
func Commands(text, dir string) string {
	if dir == "" || dir == "." || !strings.Contains(text, "docsite ") {
		return text
	}
	if !plain().MatchString(dir) {
		dir = "'" + strings.ReplaceAll(dir, "'", `'\''`) + "'"
	}
	return command().ReplaceAllStringFunc(text, func(verb string) string { return verb + " " + dir })
}
