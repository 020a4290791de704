// Package inline reads what other generators write within a line of text: marked and
// inserted words, keys, emoji and icons by their names, abbreviations, tags with expressions; and addresses.
//
// Start from [Parsers]. What it cannot be sure of stays the text that it is to GitHub.
// The package knows no page.
package inline
