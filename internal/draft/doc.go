// Package draft writes the first pages of a project: its Dockerfiles and the
// scripts that these start, quoted, with a sentence beside each line that says
// what the line does.
//
// Start from [New], which gives a [Plan] of files and writes none, or from
// [Explain], which says what the lines of one file do. The package
// finds the facts of a line, and the words for a row; the sentences are those of
// internal/phrases, filled in with the facts.
//
// It never says what a line does not show, and never drafts a row that
// [notes.Read] would not put beside the right line: the page is read back,
// and what does not find its place is named otherwise or left out.
package draft
