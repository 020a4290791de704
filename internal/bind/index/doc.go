// Package index reads the listings of a page for comparison with its notes: an
// [Index] says in which places of the code a word stands. Start from [Index.Read].
//
// A listing is cut into terms (terms.go) and into a tree of scopes (scope.go): the
// listing, stages, instructions, commands, entries with all below them, functions.
// A term has posts (index.go) under several keys: as it is, but for its numbers, and
// by its pieces, so that what a note quotes is found by a hash. What is known of a
// whole listing - its lines, numbers that it prints, markers in its comments - is
// with the [Listing] (listing.go).
//
// The package never looks at a note, and never decides what agrees with what.
package index
