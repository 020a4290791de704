// Package publish puts files onto the disk so that nobody, at no moment, finds
// half of one.
//
// Start from [Write], which makes a folder hold a site.
//
// It never deletes or replaces a file that docsite did not write, and never
// knows what the files say.
package publish
