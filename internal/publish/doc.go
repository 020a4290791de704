// Package publish puts files onto the disk so that nobody, at no moment and
// after no crash, finds half of one.
//
// Start from [Write], which makes a folder hold a site: files are staged in the
// folder, a journal says which are being replaced, and they are renamed. For
// files among those of an author there are [Replace], which edits what is
// there, and [Create], which makes what is not; both prepare every file beside
// its place before the first is moved.
//
// It never deletes or replaces a file that docsite did not write, but for the
// edits of Replace, and never looks at what a file says.
package publish
