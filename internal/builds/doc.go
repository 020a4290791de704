// Package builds keeps what a build has asked its project, so that the next can tell
// that nothing has changed since.
//
// Start from [NewTrace], which gives the project's folder as a file system that
// remembers each question and its answer, and from [Open], which gives the
// [Cache] of the builds of one project. [Cache.Again] asks the questions again. The
// cache is private, may be deleted at any time and decides nothing but what is
// done again: one that is broken, another version's or another user's is none.
//
// It renders nothing, and never writes into a project or an output folder.
package builds
