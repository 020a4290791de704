// Package code takes listings apart with real parsers: a [site.Listing] becomes
// a [Code], with groups for the rows of a page, tokens for its colours, and
// parts that notes can name.
//
// Start from [Read], which takes apart a listing in any language and never fails.
//
// It never reads a file, never knows Markdown or HTML, never runs or evaluates
// a listing, and never changes a byte of one.
package code
