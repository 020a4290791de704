package render

import "strings"

// words are docsite's own words on a page.
type words struct {
	Skip, Search, Pages, OnThisPage, Previous, Next, All, Moved string
	Copy, Copied, Raw, Line, Lines, See, Note, Section          string
	NotFound, NotFoundText, Results, NoResults                  string
	Edit, LastChanged                                           string
	Stages, Layers, Layer, Base, Total, OnDisk, Download        string
	Wasted, NotBuilt, Stale                                     string
	LookAgain, LookAgainWhy, OtherVersion, OtherVersionWhy      string
	ExplainedIn, UsedIn, ImageChanges                           string
	NotMeasured, NotInImage, OverTime, Day, Change, ToDo, Done  string
	Alerts                                                      [5]string // note, tip, important, warning, caution
}

// wordsOf gives the words in a language; English for one that is not there.
func wordsOf(lang string) words {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if w, ok := languages[base]; ok {
		return w
	}
	return languages["en"]
}
