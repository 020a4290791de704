// Package preview shows a site in a browser while its author writes. It takes
// a function that reads the project and gives the site as an fs.FS, serves
// that by exact path on the loopback interface, watches the project's folder,
// and tells the browsers when there is something new to see.
//
// Start from [New], which takes [Options] and gives a [Server], and from
// [Server.Serve], which works until its context ends.
//
// It never opens a file of the project: it looks at names and times only, and
// everything that it sends comes from the site. It writes no HTML: the words
// for a problem come from a function of its caller.
package preview
