// Package bind puts notes beside the lines that they explain: a
// [site.NoteGroup] and the listings of its page become the [site.Binding]s of
// its notes.
//
// Start from [Bind]. It compares what a note quotes with the words and parts of
// the listings that its group may explain.
//
// It never reads Markdown or a file, and never decides where on the page a note
// stands.
package bind
