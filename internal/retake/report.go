// Package retake brings the screenshots of a project up to date that it has of its
// own pages.
//
// Start from [Run], which takes again those that no longer show their pages; [Add] says
// in the report of a refresh which ones do not. It never writes outside the files of shots: and docsite.lock.
package retake

import (
	"context"
	"os"

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
		report.Items = append(report.Items, refresh.Item{Kind: "screenshot", ID: v.File, File: at.File, Line: at.Line, Col: at.Col,
			State: refresh.Look, WasBytes: -1, NowBytes: -1, Reason: v.Reason, Hint: v.Hint})
	}
}

// load reads the project as it is published: without drafts.
func load(ctx context.Context, root *os.Root) (*site.Site, site.Problems) {
	s, problems := site.Load(root.FS(), site.Options{Title: markdown.Title, Check: refresh.Checks(root.FS())})
	if s != nil {
		git.Tell(ctx, s, root.Name())
	}
	return s, problems
}
