// Package outdated finds the notes of a page that name another version than the
// lines that they explain: after a bot has raised one, or since their label quotes an
// older one.
//
// Start from [New]. [Notes.Copies] gives the places in which a note repeats the old
// version in code, to be rewritten; [Notes.Take] and [Notes.Rest] say what remains
// for a person, since it stands in words.
//
// It changes nothing, and is silent where a number may be of something else.
package outdated
