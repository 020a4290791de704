// Package measure turns an image reference into a [site.Image]: its layers,
// its four sizes, what is wasted, and the line of the Dockerfile that made
// each layer. References name a registry, an OCI layout ("oci:DIR",
// "oci-archive:FILE") or what docker save writes ("docker-archive:FILE").
//
// Start from [New], [Client.Digest] and [Client.Image]. Below it, source has
// what a reference names, registry asks registries, layer reads layers, and
// origin finds the lines of the Dockerfile; what is here picks the platform,
// reads each layer once, and shares the results.
//
// It never extracts a layer, never writes outside its cache folder but for
// [Client.Push], and never guesses: a figure is verified, or absent with its
// reason. Where results of others are asked for ([Shared]), it takes their
// word for a layer that it need not read.
package measure
