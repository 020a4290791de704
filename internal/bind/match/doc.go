// Package match finds the code that notes quote: each [Fragment] of a note - a code
// span, bold or plain words, whatever its typography - becomes the [Match]es of a
// page's listings. Start from [Matcher.Find].
//
// The words of a fragment are read as those of code are (fragment.go), and looked up
// in the index (look.go). Each line and each scope that may agree well enough is a unit
// (units.go), over which the fragment is laid, word by word, nearest and in order
// (align.go). The units that agree best are matches, each with numbers that say how it
// agrees (match.go). Another number may be another version, where numbers do not count
// (ordinal.go). Words of a note's prose that stand in a listing are its echoes (echo.go).
//
// Work is bounded: [Matcher.Work] steps a page, whatever it holds.
//
// The package never weighs a match against others, and never decides what a note
// explains: bind does.
package match
