// Package registry asks registries for documents and blobs, and writes to them
// where it is told to.
//
// Start from [New] and [Client.Repository]; a [Repository] with a reference is an
// [Image], which is a source. Every byte that a registry sends is hostile: the
// guard in guard.go stands under all requests, decides where they and their
// credentials may go, tries again, and bounds answers in length and in silence.
//
// It never believes that bytes have the digest they were asked by: who reads
// them verifies that.
package registry
