package render

import (
	"strconv"
	"time"

	"docsite/internal/figures"
	"docsite/internal/site"
	"docsite/render/pictures"
)

// maxPoints is how much of an image's history is shown.
const maxPoints = 50

// history prints how an image's size went over time: a line, and the table
// with the numbers, folded.
func (p *printer) history(id string) {
	points := p.site.site.Lock.History[id]
	points = points[max(len(points)-maxPoints, 0):]
	if len(points) < 2 {
		return
	}
	w, msg := &p.out, &p.site.msg.Image
	first, last := points[0], points[len(points)-1]
	w.html(`<details class="over"><summary>`)
	w.text(msg.OverTime)
	w.html("</summary>\n")
	w.b = pictures.AppendHistory(w.b, pictures.Caption{ID: "Over-" + id + "-", Title: msg.OverTime + ": " + id,
		Text: first.Since + ": " + figures.Size(first.Download) + ", " + last.Since + ": " + figures.Size(last.Download)}, pointsOf(points))
	w.html("\n")
	p.historyTable(points)
	w.html("</details>\n")
}

// pointsOf are the points of the picture of a history.
func pointsOf(sizes []site.LockedSize) []pictures.Point {
	days := daysOf(sizes)
	points := make([]pictures.Point, len(sizes))
	for i, size := range sizes {
		points[i] = pictures.Point{Day: days[i], Bytes: size.Download}
	}
	return points
}

// daysOf counts the days from the first point to each; their numbers where the
// lock says no days.
func daysOf(points []site.LockedSize) []int {
	days := make([]int, len(points))
	first, err := time.Parse(time.DateOnly, points[0].Since)
	for i, point := range points {
		at, wrong := time.Parse(time.DateOnly, point.Since)
		if err != nil || wrong != nil || i > 0 && at.Before(first.AddDate(0, 0, days[i-1])) {
			for i := range days {
				days[i] = i
			}
			return days
		}
		days[i] = int(at.Sub(first).Hours() / 24)
	}
	return days
}

func (p *printer) historyTable(points []site.LockedSize) {
	w, msg := &p.out, &p.site.msg.Image
	w.html(`<div class="table" tabindex="0"><table><thead><tr><th scope="col">`)
	w.text(msg.Day)
	w.html(`</th><th scope="col" class="right">`)
	w.text(msg.Download)
	w.html(`</th><th scope="col" class="right">`)
	w.text(msg.Change)
	w.html("</th></tr></thead>\n<tbody>\n")
	for i := len(points) - 1; i >= 0; i-- {
		w.html("<tr><td>")
		w.text(points[i].Since)
		w.html(`</td><td class="right"><data value="` + strconv.FormatInt(points[i].Download, 10) + `">`)
		w.text(figures.Size(points[i].Download))
		w.html(`</data></td><td class="right">`)
		if i > 0 {
			w.text(figures.Difference(points[i].Download - points[i-1].Download))
		}
		w.html("</td></tr>\n")
	}
	w.html("</tbody></table></div>\n")
}
