package diagrams

import (
	"time"

	"docsite/internal/figures"
	"docsite/internal/site"
	"docsite/render/pictures"
	"docsite/render/sizes"
)

// maxPoints is how much of an image's history is shown.
const maxPoints = 50

// history prints how an image's size went over time: a line, and the table
// with the numbers, folded.
func (p *Printer) history(id string) {
	points := p.site.Lock.History[id]
	points = points[max(len(points)-maxPoints, 0):]
	if len(points) < 2 {
		return
	}
	w, msg := p.out, &p.msg.Image
	days, drawn := daysOf(points), make([]pictures.Point, len(points))
	for i, point := range points {
		drawn[i] = pictures.Point{Day: days[i], Bytes: point.Download}
	}
	first, last := points[0], points[len(points)-1]
	w.Around(`<details class="over"><summary>`, msg.OverTime, "</summary>\n")
	w.B = pictures.AppendHistory(w.B, pictures.Caption{ID: "Over-" + id + "-", Title: msg.OverTime + ": " + id,
		Text: first.Since + ": " + figures.Size(first.Download) + ", " + last.Since + ": " + figures.Size(last.Download)}, drawn)
	w.HTML("\n")
	p.historyTable(points)
	w.HTML("</details>\n")
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

func (p *Printer) historyTable(points []site.LockedSize) {
	w, msg := p.out, &p.msg.Image
	w.Around(`<div class="table" tabindex="0"><table><thead><tr><th scope="col">`, msg.Day, `</th><th scope="col" class="right">`)
	w.Text(msg.Download)
	w.Around(`</th><th scope="col" class="right">`, msg.Change, "</th></tr></thead>\n<tbody>\n")
	for i := len(points) - 1; i >= 0; i-- {
		w.Around("<tr><td>", points[i].Since, `</td><td class="right">`)
		sizes.Print(w, points[i].Download)
		w.HTML(`</td><td class="right">`)
		if i > 0 {
			w.Text(figures.Difference(points[i].Download - points[i-1].Download))
		}
		w.HTML("</td></tr>\n")
	}
	w.HTML("</tbody></table></div>\n")
}
