package refresh

import (
	"context"
	"fmt"

	"docsite/internal/copies"
	"docsite/internal/site"
)

// planPictures brings the copies of pictures up to date that docsite.yaml wants.
func (r *run) planPictures(ctx context.Context) error {
	locked := r.lock
	r.lock.Pictures = nil
	var wanted []site.Wanted
	if (r.site.Config.RemoteImages == site.FetchImages || len(r.site.Config.Diagrams) > 0) && r.opts.Pictures != nil {
		wanted = r.opts.Pictures(r.site)
	}
	if len(wanted) > copies.Most {
		at := wanted[copies.Most]
		r.report.add(site.Problems{{File: at.File, Line: at.Line, Col: at.Col, Severity: site.Warning,
			Message: fmt.Sprintf("the project keeps copies of %d pictures, and of no more", copies.Most)}})
		wanted = wanted[:copies.Most]
	}
	made, err := copies.Make(ctx, wanted, copies.Options{Root: r.root, Site: r.site, Lock: &locked, Ask: r.opts.asks() && !r.opts.Check, Fetch: r.opts.Fetch})
	if err != nil {
		return err
	}
	r.copies, r.lock.Pictures = made, made.Locked
	for i := range made.Outcomes {
		r.report.picture(&made.Outcomes[i])
	}
	return nil
}

// picture reports what became of a picture.
func (r *Report) picture(o *copies.Outcome) {
	item := NewItem("picture", o.Name, o.File, o.Line, o.Col)
	item.Was, item.Now = "no copy", "a copy"
	switch {
	case o.Err != nil && o.Had:
		item.State, item.Reason = Held, o.Err.Error()
	case o.Err != nil:
		item.State, item.Reason = Missing, "there is no copy, and "+o.Err.Error()
		if o.Address != "" {
			item.Hint = "put the picture into the project, and name its file there"
		}
	case o.Had && !o.New:
		r.Current++
		return
	case o.New, r.Checked:
		item.State = Changed
	default:
		item.State, item.Reason, item.Hint = Missing, "there is no copy", fix+" gets one"
	}
	if o.Had {
		item.Was, item.Now = "the copy", "another picture"
	}
	r.Items = append(r.Items, item)
}
