// Package dockerfile reads Dockerfiles: their instructions and stages with the
// lines on which they stand, which stage is built, what stages take from one
// another, and which files of the build context an instruction names.
//
// Start from [Parse] for a whole Dockerfile, from [NewGraph] for its stages as
// a graph and from [ProjectFiles] for the files that it names. Package code
// reads listings, which may be broken, by [Instructions].
//
// It never reads a file, never runs or evaluates what it reads but for the
// defaults of ARG, and knows neither colours nor notes.
package dockerfile
