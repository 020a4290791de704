// Package reader finds the notes of a page: the tables, lists, definition lists, headings
// and paragraphs that may explain its listings, in groups, each note with the fragments of
// it that may name code.
//
// Start from [Find], which looks at the shape of the Markdown alone: most of a page's lists
// explain nothing, and which lines a note explains the code tells (package bind).
//
// It never reads a listing and never decides where a note stands.
package reader
