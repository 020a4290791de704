// Package listings reads the listings of a page and puts the page's notes beside
// their lines: a listing is cut into rows, an instruction or a statement each,
// and a row has the notes that explain it.
//
// Start at [NewReader] and [Reader.Read]. The package prints nothing; problems of
// a page are reported to the functions of [Options].
package listings

import (
	"path"
	"strconv"

	"docsite/internal/code"
	"docsite/internal/markdown"
	"docsite/render/costs"
	"docsite/render/tokens"
)

// Listing is a listing as the page shows it.
type Listing struct {
	*markdown.Listing
	Parsed    *code.Code
	Text      bool // its columns matter, its language does not: a drawing, what a program printed
	Tokens    []tokens.Token
	First     int // number of the first line: that of the quoted file
	Numbered  bool
	Prefix    string       // of the ids of its lines
	Raw       string       // output of the quoted file
	File      string       // its path in the project
	Rows      []Row        // with notes beside them; nil when no note is bound to the listing
	Left      map[int]int  // lines whose comments are notes → where they end in Code; -1 for lines left out
	lineLinks []*LineLink  // from notes in the text to its lines
	Costs     *costs.Costs // of its lines, where the image was measured
}

// prose are info strings of text that is no code.
var prose = map[string]bool{"text": true, "txt": true, "plain": true, "plaintext": true, "output": true, "markdown": true, "md": true, "mermaid": true}

// IsProse reports whether a language, in lower case, is none of code: its listings
// have no numbers and no colours.
func IsProse(language string) bool { return prose[language] }

// LineID is the id of a line, or of several.
func (l *Listing) LineID(first, last int) string {
	var buf [64]byte
	return string(l.AppendLineID(buf[:0], first, last))
}

// AppendLineID is [Listing.LineID] behind what is in b.
func (l *Listing) AppendLineID(b []byte, first, last int) []byte {
	b = append(append(b, l.Prefix...), 'L')
	b = strconv.AppendInt(b, int64(l.First+first-1), 10)
	if last > first {
		b = strconv.AppendInt(append(b, "-L"...), int64(l.First+last-1), 10)
	}
	return b
}

// Name is what a person calls a listing: by the name of its file, or else by its language.
func (l *Listing) Name() (file, language string) {
	if l.File != "" {
		return path.Base(l.File), ""
	}
	if code.IsDockerfile(l.Language) {
		return "", "Dockerfile"
	}
	return "", code.LanguageName(l.Language)
}
