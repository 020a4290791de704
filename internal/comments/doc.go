// Package comments finds the comments of a listing that can be read as notes, and
// the lines of comments that are code which is switched off.
//
// Start from [Find] and [Off].
//
// It never prints anything, and never says which listing's comments are notes: an
// author asks for that.
package comments
