// Package places knows which Markdown of a project docsite looks at, and what a
// person may call it and its lines.
//
// Start from [Of], which gives the [Files] of a site; [Files.Find] reads a name,
// [Files.Missing] says what may have been meant by one that is none, and
// [Files.Strays] looks for markers in Markdown that nobody looks at.
//
// It writes nothing.
package places
