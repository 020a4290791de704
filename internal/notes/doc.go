// Package notes owns what a page's notes are: which tables, lists, headings and
// paragraphs may explain its listings, which lines each explains, and where it
// then stands, beside these lines or in the text.
//
// Start from [Find], which reads the notes from the shape of the Markdown.
//
// It never prints anything and never reads a file.
package notes
