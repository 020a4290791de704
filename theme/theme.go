// Package theme holds what every page of a site looks like:
// its style sheet, its script and its pictures. It is a set of files and
// knows no Go of docsite's; package layout puts a page's text among them.
//
// Start from [Files]: style.css and script.js are sent as they stand, under
// names that change with their bytes. The templates are docsite's own pages; a
// project's theme folder can have others in their place.
//
// Nothing in it is inline: no style attribute, no script in a page, no request
// to another host, so that a Content-Security-Policy can forbid all of them.
package theme

import "embed"

// Files are the theme's files by their names.
//
//go:embed style.css scheme.js script.js search.js live.css icon.svg pages
var Files embed.FS
