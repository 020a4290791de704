// Package notes owns what a page's notes are: which tables, lists, headings and
// paragraphs may explain its listings, which lines each explains, and where it
// then stands, beside these lines or in the text.
//
// Start from [Read], which has the notes of a page found (package reader) and bound
// (package bind), and places them. Render, refresh, draft and the command ask this
// package and decide nothing again.
//
// It never prints anything and never reads a file.
package notes
