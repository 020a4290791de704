package render

import "strings"

// words are docsite's own words on a page.
type words struct {
	Skip, Search, Pages, OnThisPage, Previous, Next, Home, Copy, Copied, Raw  string
	Line, Lines, Notes, See, Note, Section, NotFound, NotFoundText, Stages    string
	Layers, Base, Total, Markdown, All, Moved, Problems, NotMeasured, Results string
	NoResults, Alerts, OnDisk, Download, Layer, NotInImage                    string
}

// wordsOf gives the words in a language; English for one that is not there.
func wordsOf(lang string) words {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if w, ok := languages[base]; ok {
		return w
	}
	return languages["en"]
}

var languages = map[string]words{
	"en": {
		Skip: "Skip to content", Search: "Search", Pages: "Pages", OnThisPage: "On this page",
		Previous: "Previous", Next: "Next", Home: "Home", Copy: "Copy", Copied: "Copied", Raw: "Raw file",
		Line: "Line", Lines: "Lines", Notes: "Notes", See: "See", Note: "note", Section: "Link to this section",
		NotFound: "There is no such page", NotFoundText: "The page may have moved. The search and the list of pages know all that there is.",
		Stages: "Stages", Layers: "Layers", Base: "base image", Total: "total", Markdown: "Markdown", All: "All pages",
		Moved: "This page has moved to", Problems: "Problems on this page", NotMeasured: "not attributed",
		Results: "results", NoResults: "Nothing found", Alerts: "Note,Tip,Important,Warning,Caution",
		OnDisk: "on disk", Download: "to download", Layer: "layer", NotInImage: "not in the final image",
	},
}
