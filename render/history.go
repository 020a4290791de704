package render

import (
	"strconv"

	"docsite/internal/measure"
	"docsite/internal/site"
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
	w, words := &p.out, p.site.words
	first, last := points[0], points[len(points)-1]
	w.html(`<details class="over"><summary>`)
	w.text(words.OverTime)
	w.html("</summary>\n" + `<svg viewBox="0 0 300 64" preserveAspectRatio="none" role="img"`)
	w.attr("aria-labelledby", "Over-"+id+"-t Over-"+id+"-d")
	w.html("><title")
	w.attr("id", "Over-"+id+"-t")
	w.html(">")
	w.text(words.OverTime + ": " + id)
	w.html("</title><desc")
	w.attr("id", "Over-"+id+"-d")
	w.html(">")
	w.text(first.Since + ": " + measure.Size(first.Download) + ", " + last.Since + ": " + measure.Size(last.Download))
	w.html(`</desc><g aria-hidden="true"><path d="M`)
	w.line(points)
	w.html(`"/></g></svg>` + "\n")
	p.historyTable(points)
	w.html("</details>\n")
}

// line prints the points of a drawing 300 wide and 64 high, from 0 up.
func (w *buffer) line(points []site.LockedSize) {
	var most int64 = 1
	for _, point := range points {
		most = max(most, point.Download)
	}
	for i, point := range points {
		if i > 0 {
			w.html("L")
		}
		w.point(i*300/(len(points)-1), 62-int(point.Download*60/most))
	}
}

func (p *printer) historyTable(points []site.LockedSize) {
	w, words := &p.out, p.site.words
	w.html(`<div class="table" tabindex="0"><table><thead><tr><th scope="col">`)
	w.text(words.Day)
	w.html(`</th><th scope="col" class="right">`)
	w.text(words.Download)
	w.html(`</th><th scope="col" class="right">`)
	w.text(words.Change)
	w.html("</th></tr></thead>\n<tbody>\n")
	for i := len(points) - 1; i >= 0; i-- {
		w.html("<tr><td>")
		w.text(points[i].Since)
		w.html(`</td><td class="right"><data value="` + strconv.FormatInt(points[i].Download, 10) + `">`)
		w.text(measure.Size(points[i].Download))
		w.html(`</data></td><td class="right">`)
		if i > 0 {
			w.text(change(points[i].Download - points[i-1].Download))
		}
		w.html("</td></tr>\n")
	}
	w.html("</tbody></table></div>\n")
}

// change is a difference with its sign.
func change(bytes int64) string {
	switch {
	case bytes > 0:
		return "+" + measure.Size(bytes)
	case bytes < 0:
		return "−" + measure.Size(-bytes)
	}
	return "0"
}
