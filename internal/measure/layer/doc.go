// Package layer reads the layers of an image: one pass over each, from
// compressed bytes to figures and names, and the waste of several on one another.
//
// Start from [Read]; a layer that is too long to be read is asked for its table
// of contents by [ReadTOC]. [Spend] lays layers on one another.
//
// It never extracts a file, holds no more than a layer's names in memory, and
// gives no figure of bytes that do not have their digest, a trailer's and a
// table of contents' aside, which say so.
package layer
