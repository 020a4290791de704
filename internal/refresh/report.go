package refresh

import (
	"cmp"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"docsite/internal/ask"
	"docsite/internal/folder"
	"docsite/internal/publish"
	"docsite/internal/site"
)

// State is what became of one figure, table, caption, quotation or note.
type State string

const (
	Changed   State = "changed"   // written; under check: differs
	Tolerated State = "tolerated" // differs by less than the tolerance; kept
	Held      State = "held"      // its image could not be asked; kept
	Missing   State = "missing"   // there is no figure to write; kept
	Look      State = "look"      // only a person can decide; kept
)

// Item is one place in the Markdown.
type Item struct {
	Kind     string `json:"kind"` // value, table, caption, quotation, note, version, claim, image, limit, screenshot
	ID       string `json:"id"`   // of the figure, table, image or file; of a note its words
	File     string `json:"file"` // relative to the project
	Line     int    `json:"line"`
	Col      int    `json:"col"`
	State    State  `json:"state"`
	Platform string `json:"platform,omitempty"`
	Was      string `json:"was"`
	Now      string `json:"now"`
	WasBytes int64  `json:"wasBytes"` // of a size; -1 for what is none
	NowBytes int64  `json:"nowBytes"`
	Reason   string `json:"reason,omitempty"`
	Hint     string `json:"hint,omitempty"`
	Cells    []Cell `json:"cells,omitempty"` // of a table or a caption: what differs
}

// Cell is a figure of a table or a caption that is not as it should be.
type Cell struct {
	Row    string `json:"row"` // the table's first cell of the row; empty in a caption
	Column string `json:"column"`
	Was    string `json:"was"`
	Now    string `json:"now"`
}

// NewItem is an item of something that is no size.
func NewItem(kind, id, file string, line, col int) Item {
	return Item{Kind: kind, ID: id, File: file, Line: line, Col: col, WasBytes: -1, NowBytes: -1}
}

// Report is the outcome of a run.
type Report struct {
	Checked  bool          `json:"checked"`
	Images   []ask.Image   `json:"images"`
	Items    []Item        `json:"items"`   // what is not as it should be, or was not
	Current  int           `json:"current"` // how many figures, tables, captions and quotations are
	Written  []string      `json:"written"` // files
	Problems site.Problems `json:"-"`
	Diff     []byte        `json:"-"` // unified, of the Markdown

	Built  bool   `json:"-"` // images that were just built were measured
	Shots  bool   `json:"-"` // the project has screenshots of its pages
	folder string // of the project, as commands name it; empty for the current one
}

// Fix is the command that mends what Check found.
func (r *Report) Fix() string { return folder.Commands(fix, r.folder) }

// In is the report for people and programs to whom the project is the folder of a name:
// their commands have to say which it is.
func (r *Report) In(dir string) *Report {
	in := *r
	in.folder, in.Items, in.Problems = dir, slices.Clone(r.Items), slices.Clone(r.Problems)
	for i := range in.Items {
		in.Items[i].Hint = folder.Commands(in.Items[i].Hint, dir)
	}
	for i := range in.Problems {
		in.Problems[i].Hint = folder.Commands(in.Problems[i].Hint, dir)
	}
	return &in
}

// Exit codes of a report; [Report.Code] gives the first that applies of
// Wrong, Drift and Unavailable.
const (
	Fine        = 0
	Drift       = 1 // something differs under check, or needs a person
	Wrong       = 2 // the configuration, a marker or a file; nothing was written
	Unavailable = 3 // a registry could not be asked
)

// Code is the exit code of the run.
func (r *Report) Code() int {
	switch {
	case r.Problems.Failed():
		return Wrong
	case r.Drifted() > 0:
		return Drift
	case r.Unasked() > 0:
		return Unavailable
	}
	return Fine
}

// Drifted counts the places that are not as they should be after the run.
func (r *Report) Drifted() int {
	n := 0
	for _, item := range r.Items {
		if item.drift(r.Checked) {
			n++
		}
	}
	return n
}

func (i Item) drift(checked bool) bool {
	return i.State == Missing || i.State == Look || checked && i.State == Changed
}

// Unasked counts the images that no registry answered for.
func (r *Report) Unasked() int { return len(r.Became(ask.Unreached)) }

// image gives what became of an image; nil for one that is not among those of the run.
func (r *Report) image(id string) *ask.Image {
	if i := slices.IndexFunc(r.Images, func(a ask.Image) bool { return a.ID == id }); i >= 0 {
		return &r.Images[i]
	}
	return nil
}

func (r *Report) add(problems site.Problems) {
	r.Problems = append(r.Problems, problems...)
}

// wrote keeps the names of files that were written, each once.
func (r *Report) wrote(names []string) {
	for _, name := range names {
		if !slices.Contains(r.Written, name) {
			r.Written = append(r.Written, name)
		}
	}
}

// diff keeps what the run changes, or would change, of the Markdown.
func (r *Report) diff(files []publish.Edit) {
	for _, f := range files {
		r.Diff = append(r.Diff, diff.Diff(f.Name, f.Old, f.Name, f.New)...)
	}
}

// Finding is one thing that a run has to say, for forms that list such things.
type Finding struct {
	Rule      string // kind of the place: value, table, note, limit …; "registry", "project"
	Severity  site.Severity
	File      string // relative to the project
	Line, Col int    // from 1
	Message   string // hint included
	ID        string // what is meant, so that the finding can be known again on another line
	Mends     bool   // docsite refresh mends it
	Item      *Item  // nil where no place of the Markdown is meant
	weight    int
	bytes     int64
}

// Findings are all that is wrong, the most important first: errors, limits,
// what a person must look at, what docsite refresh mends by how much it changes,
// warnings, images that were not reached. Limits stand by the growth of the image.
func (r *Report) Findings() []Finding {
	var list []Finding
	for _, p := range r.Problems {
		f := Finding{Rule: "project", Severity: p.Severity, File: p.File, Line: p.Line, Col: p.Col, Message: p.Message + hint(p.Hint), ID: p.Message}
		if p.Severity != site.Error {
			f.weight = 4
		}
		list = append(list, f)
	}
	for i := range r.Items {
		item := &r.Items[i]
		if !item.drift(r.Checked) {
			continue
		}
		f := Finding{Rule: item.Kind, Severity: site.Error, File: item.File, Line: item.Line, Col: item.Col, Message: item.Sentence(r.Checked),
			ID: item.Kind + " " + item.ID, Item: item, weight: 2}
		switch {
		case item.State == Changed:
			f.Mends, f.weight, f.Message = true, 3, f.Message+hint(r.Fix())
			f.bytes = max(item.NowBytes-item.WasBytes, item.WasBytes-item.NowBytes)
		case item.Kind == "limit":
			f.weight = 1
			if image := r.image(imageOf(item.ID)); image != nil {
				f.bytes = image.Grown()
			}
		}
		list = append(list, f)
	}
	for _, image := range r.Became(ask.Unreached) {
		list = append(list, Finding{Rule: "registry", Severity: site.Warning, File: site.ConfigName, Line: image.Line, Col: 1,
			Message: image.ID + ": " + image.Fault + "; " + ask.Silence{Images: []*ask.Image{image}}.Kept(), ID: image.ID, weight: 5})
	}
	slices.SortStableFunc(list, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.weight, b.weight), cmp.Compare(b.bytes, a.bytes))
	})
	return list
}

// imageOf is the image that a figure or a limit is of.
func imageOf(id string) string {
	image, _, _ := strings.Cut(id, ".")
	return image
}
