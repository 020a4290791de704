package refresh

import (
	"slices"

	"docsite/internal/ask"
	"docsite/internal/figures"
	"docsite/internal/site"
)

// take puts the answers into the lock.
func (r *run) take(answers []ask.Answer) {
	r.unasked, r.before = map[string]bool{}, map[string]site.LockedImage{}
	images := map[string]site.LockedImage{}
	history := map[string][]site.LockedSize{}
	for _, a := range answers {
		id := a.Image.ID
		was, known := r.was.Images[id]
		r.report.add(a.Problems)
		if !a.Unasked && len(a.Problems) == 0 {
			r.report.Images = append(r.report.Images, a.Image)
		}
		r.unasked[id] = a.Image.Fault != ""
		if points := r.was.History[id]; len(points) > 0 {
			history[id] = points
		}
		switch {
		case a.Image.Fault != "" || len(a.Problems) > 0 || a.Kept:
			if known {
				images[id] = was
			}
		default:
			images[id] = a.Locked
			if known {
				r.before[id] = was
			}
			if point, ok := historyPoint(a.Locked); ok && (!known || was.Digest != a.Locked.Digest) {
				if len(a.Image.Grew) > 0 && figures.Growth(a.Image.Grew[0]) > 0 {
					point.Grew = &a.Image.Grew[0]
				}
				history[id] = append(slices.Clip(history[id]), point)
			}
		}
	}
	r.lock = *r.was
	r.lock.Images, r.lock.History = images, history
	r.site.Lock = &r.lock
}

func historyPoint(img site.LockedImage) (site.LockedSize, bool) {
	if img.Download == nil {
		return site.LockedSize{}, false
	}
	point := site.LockedSize{Since: img.Since, Digest: img.Digest, Download: *img.Download}
	if img.Usage != nil {
		point.Usage = *img.Usage
	}
	return point, true
}
