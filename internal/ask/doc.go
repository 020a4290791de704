// Package ask asks registries about the images of a project: what became of each
// since docsite.lock was written.
//
// Start from [Images], which gives an [Answer] an image. A registry that is silent
// keeps those of others from nothing: what is known meanwhile is told early.
//
// It never writes a file, and never takes a registry's fault for news of an image.
package ask
