// Package theme holds what every page of a site looks like:
// its style sheet, its script and its pictures. It is a set of files and
// knows no Go of docsite's; package render puts a page's text into the frame.
//
// Start from [Files]: style.css and script.js are sent as they stand, under
// names that change with their bytes.
//
// Nothing in it is inline: no style attribute, no script in a page, no request
// to another host, so that a Content-Security-Policy can forbid all of them.
package theme

import "embed"

// Files are the theme's files by their names.
//
//go:embed style.css script.js search.js live.css icon.svg
var Files embed.FS
