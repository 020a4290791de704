// Package notes owns what a page's notes are: which tables, lists, headings and
// paragraphs may explain its listings, which lines each explains, and where it
// then stands, beside these lines or in the text.
//
// Start from [Read], which reads a page, binds its notes and places them; from
// [Find], which reads the notes from the shape of the Markdown. Render, refresh,
// draft and the command ask this package and decide nothing again.
//
// It never prints anything and never reads a file.
package notes
