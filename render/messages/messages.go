// Package messages has docsite's own words on a page, a file for each language.
//
// Start from [In]. A language is a file LANG.json beside this one, with every
// message of [Messages]; a test finds those that are left out. No message holds
// markup: who prints it escapes it.
package messages

import (
	"bytes"
	"embed"
	"encoding/json"
	"strings"
)

//go:embed *.json
var files embed.FS

// Messages are the words of one language.
type Messages struct {
	Page    Page
	Prose   Prose
	Listing Listing
	Image   Image
}

// Page has what stands around a page's text, and on pages that docsite makes.
type Page struct {
	Skip         string // to the page's text, past what stands before it
	Search       string
	Results      string // behind their number
	NoResults    string
	MoreResults  string
	Without      string // before words that a result has not
	Pages        string // the list of pages
	All          string // of a folder's pages
	OnThisPage   string
	Section      string // the link to a section at its heading
	Scheme       string // the switch between light and dark
	Previous     string
	Next         string
	Edit         string
	LastChanged  string // before a day
	Moved        string // before a link to where
	NotFound     string
	NotFoundText string
}

// Prose has what stands in a page's text.
type Prose struct {
	AsText     string    // behind the name of a language of pictures and a colon
	Alerts     [5]string // note, tip, important, warning, caution
	ToDo, Done string    // of a task
	Outdated   string    // of a screenshot
}

// Listing has what stands at code and its notes.
type Listing struct {
	Copy            string
	Copied          string
	Range           string // what a line's number does
	Raw             string // the file of a listing
	Line            string // before a number
	Lines           string // before numbers
	See             string // before lines
	Note            string // before a number
	LookAgain       string
	LookAgainWhy    string
	OtherVersion    string
	OtherVersionWhy string
	ExplainedIn     string // before a link to a page
	UsedIn          string // before a link to a page
}

// Image has what is said of images and their figures.
type Image struct {
	Stages       string
	Layers       string
	Layer        string // before a size
	Base         string // the base image
	Total        string // behind a size
	OnDisk       string
	Download     string
	Wasted       string // behind a size
	NotBuilt     string
	Stale        string
	NotMeasured  string
	NotInImage   string
	OverTime     string
	Day          string // the day from which a size holds
	Change       string
	ImageChanges string
}

// In gives the messages of a language, such as "de" or "pt-BR"; those in
// English for one that there is no file for.
func In(lang string) *Messages {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	text, err := files.ReadFile(base + ".json")
	if err != nil {
		text, _ = files.ReadFile("en.json")
	}
	m, err := parse(text)
	if err != nil {
		panic(err) // a test reads them all
	}
	return m
}

// parse reads the messages of a language.
func parse(text []byte) (*Messages, error) {
	var m Messages
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	err := d.Decode(&m)
	return &m, err
}
