// Package source is what a reference to an image names: where its documents and
// blobs come from, and what can be wrong with them. It has the folders and
// archives; registries are package registry's.
//
// Start from [Source]. [ReadBlob] reads a blob and holds it against its digest;
// a [Fault] is an error with the image, the reason in words and what to do. All
// text that comes from elsewhere passes through [Plain] before it is shown.
//
// It never asks the network, and names no file outside the folder or archive
// that a reference names.
package source
