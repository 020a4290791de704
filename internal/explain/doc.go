// Package explain takes listings apart with real parsers and puts notes
// beside the lines that they explain. A [site.Listing] becomes a [Code]: rows
// for the page, tokens for its colours, parts that notes can name; a
// [site.NoteGroup] becomes the [site.Binding]s of its notes.
//
// Start from [Read], which takes apart a listing in any language and never
// fails; from [Parse], which gives the stages and instructions of a
// Dockerfile; and from Bind, which compares what a note quotes with the parts
// of a listing.
//
// It never reads a file, never knows Markdown or HTML, never runs or
// evaluates what it reads, and never changes a byte of it.
package explain
