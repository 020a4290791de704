// Package search makes the index of a site's search: files that the script of
// the search loads few of.
//
// Start from [New], which gives the [Index] of a site. What a page can be found
// by is collected into a [Page] of entries, each with the words of its code and
// of its prose, and goes into the index with [Index.Add]; [Index.File] gives the
// files when every page is in. tokens.go says what a word is, for the index and, through
// [Script], for what somebody looks for.
//
// It never looks at a page or a listing itself, and never writes HTML.
package search
