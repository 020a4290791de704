// Package refresh brings a project up to date: what [measure.Client] finds in
// a registry goes into the [site.Lock], and figures, tables, captions and
// quotations go back into the author's Markdown, between its [site.Marker]s.
//
// Start from [Run], which gives a [Report]; [Options] say whether registries
// are asked and whether anything is written. A page is planned as a list of
// edits before a byte of any file is touched.
//
// It never writes outside markers and quotations, never writes anything when
// one page has an error, and never lets a registry that is down take a figure
// away.
package refresh
