// Package render makes a [site.Site] into the files of a finished site: pages
// whose listings have their notes beside them, the navigation around them, the
// style sheet and what search engines ask for.
//
// Start from [New], which gives a [Site]: a file system in which opening a
// page renders it. The build copies it into a folder; the preview serves it.
//
// It never writes text into HTML but through package markup, never passes a tag
// of an author on that internal/sanitize does not give it, never asks the
// network, and gives the same bytes for the same project.
package render
