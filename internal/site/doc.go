// Package site holds the nouns of docsite: what an author wrote, what a
// registry said of an image, and what is known of both. It reads a project's
// folder into them.
//
// Start from [Load], which gives a [Site] of [Page]s. A page's text is a
// [Source]; a [Listing] is code in it, a [Note] explains part of a listing, a
// [Marker] holds a figure, an [Image] has the figures. Whatever is wrong is a
// [Problem] with its place.
//
// The packages above are verbs on these types. This one imports none of them,
// parses no Markdown, and reads nothing outside the file system that it is
// given. A position is a byte offset into a source; lines and columns are
// worked out at the last moment, for people.
package site
