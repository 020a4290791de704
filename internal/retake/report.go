// Package retake brings the screenshots of a project up to date that it has of its
// own pages.
//
// Start from [Run], which takes again those that no longer show their pages; [Add] says
// in the report of a refresh which ones do not. It never writes outside the files of shots: and docsite.lock.
package retake

import (
	"context"
	"fmt"
	"os"
	"strings"

	"docsite/internal/git"
	"docsite/internal/markdown"
	"docsite/internal/refresh"
	"docsite/internal/shots"
	"docsite/internal/site"
	"docsite/render"
)

// Add adds to the report of a refresh what is to be said of screenshots, after what
// the run wrote. A refresh takes none: that needs a browser.
func Add(ctx context.Context, root *os.Root, report *refresh.Report) {
	if !report.Shots || report.Problems.Failed() {
		return
	}
	s, problems := load(ctx, root)
	if s == nil || problems.Failed() {
		return
	}
	for _, v := range shots.Judge(s, render.ForShots(s).Shots()) {
		if v.State == shots.Current {
			report.Current++
			continue
		}
		at := shots.At(&s.Config, v.File, v.Key, "", "")
		item := refresh.NewItem("screenshot", v.File, at.File, at.Line, at.Col)
		item.State, item.Reason, item.Hint = refresh.Look, v.Reason, v.Hint
		report.Items = append(report.Items, item)
	}
}

// load reads the project as it is published: without drafts.
func load(ctx context.Context, root *os.Root) (*site.Site, site.Problems) {
	return site.Load(root.FS(), site.Options{Title: markdown.Title, Check: refresh.Checks(root.FS()),
		Git: git.Tell(ctx, root.Name())})
}

// Line says what became of a screenshot; nothing of one that is current.
func (o *Outcome) Line() string {
	switch o.Done {
	case Taken:
		return o.File + ": taken"
	case Same:
		return o.File + ": looks as before; the file stays as it is"
	case Accepted:
		return o.File + ": accepted as it is"
	}
	if o.State == shots.Current {
		return ""
	}
	line := o.File + ": " + o.Reason
	if o.Hint != "" {
		line += " (hint: " + o.Hint + ")"
	}
	return line
}

// Tally counts what became of screenshots, each by the last that was said of it.
type Tally map[string]Outcome

// Left counts those that are not current after the run; lost are those of them that no
// run can take.
func (t Tally) Left() (left, lost int) {
	for _, o := range t {
		if o.Done == Nothing && o.State != shots.Current {
			left++
		}
		if o.State == shots.Lost {
			lost++
		}
	}
	return left, lost
}

// Summary is what the run comes to, in a line.
func (t Tally) Summary() string {
	counts := map[Done]int{}
	for _, o := range t {
		counts[o.Done]++
	}
	left, _ := t.Left()
	var parts []string
	for _, part := range []struct {
		n    int
		text string
	}{
		{counts[Taken], "taken"}, {counts[Same], "looking as before"}, {counts[Accepted], "accepted"},
		{left, "not current"}, {counts[Nothing] - left, "current"},
	} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.n, part.text))
		}
	}
	return "Pictures: " + strings.Join(parts, ", ") + "."
}
