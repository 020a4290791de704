package refresh

import (
	"fmt"
	"strings"

	"docsite/internal/figures"
	"docsite/internal/lazy"
	"docsite/internal/measure/source"
	"docsite/internal/site"
)

// planCaption brings the caption of an image up to date: a sentence in
// italics, since GitHub has no element for captions.
func (r *run) planCaption(p *page, m site.Marker) {
	item := p.item("caption", m.ID, m.Open.Start)
	item.Was = strings.Join(p.inside(m), " ")
	now, same, err := r.caption(m.ID, item.Was)
	if err != nil {
		p.missing(item, err, r.unasked[m.ID])
		return
	}
	item.Now = now
	item.Cells = captionCells(item.Was, now)
	// A caption whose figures all stand keeps its day too: a rebuild that
	// changes nothing a reader sees is no reason to write.
	if item.Was == now || same {
		p.current++
		return
	}
	p.change(item, over(m.Body(), p.block(m, []string{now})))
}

// caption is the sentence; same reports whether was differs from it in
// nothing but the day and sizes within the tolerance.
func (r *run) caption(id, was string) (now string, same bool, err error) {
	var parts []string
	var measured figures.Value
	for _, f := range figures.Captioned() {
		v, err := figures.Find(r.site, id+"."+f.Name)
		old := sizeBefore(was, f.Phrase)
		if _, none := figures.ParseSize(old); err != nil && none == nil {
			return "", false, err // the caption has it
		}
		if err != nil {
			continue
		}
		text := v.Text
		if r.tolerance.holds(old, v) {
			text = old
		}
		text += " " + f.Phrase
		if v.Recorded {
			text += " (recorded on " + v.Since + ")"
		} else {
			measured = v
		}
		parts = append(parts, text)
	}
	if len(parts) == 0 {
		_, err := figures.Find(r.site, id+".download")
		return "", false, err
	}
	head := "_" + r.name(id)
	if measured.Text == "" {
		return head + ": " + strings.Join(parts, ", ") + "._", false, nil
	}
	head += fmt.Sprintf(" (%s): %s; as of ", measured.Platform, strings.Join(parts, ", "))
	return head + measured.Since + "._", strings.HasPrefix(was, head) && len(was) == len(head)+len("2006-01-02._"), nil
}

// captionCells are the sizes of two captions that differ.
func captionCells(was, now string) (cells []Cell) {
	for _, f := range figures.Captioned() {
		before, after := sizeBefore(was, f.Phrase), sizeBefore(now, f.Phrase)
		if before != after {
			cells = append(cells, Cell{Column: f.Phrase, Was: before, Now: after})
		}
	}
	return cells
}

// name is what a caption calls an image: by its reference, which tells a reader
// nothing where it is a file of the project, then by its label, else by its id.
func (r *run) name(id string) string {
	image := r.site.Config.Images[id]
	if measured := r.site.Lock.Images[id].Ref; image.Ref != "" && measured != "" && r.opts.Built[id] == "" {
		image.Ref = measured // until the one that docsite.yaml names is measured, the figures are not its own
	}
	_, _, local := source.Local(image.Ref)
	switch {
	case image.Ref == "", strings.ContainsAny(image.Ref, "`\n"):
		return "`" + id + "`"
	case !local:
		return "`" + image.Ref + "`"
	case plainLabel().MatchString(image.Label):
		return image.Label
	}
	return "`" + id + "`"
}

// plainLabel matches a label that means the same between the signs of emphasis.
var plainLabel = lazy.Pattern(`^[\pL\pN][\pL\pN ,.:()/-]*$`)

// sizeBefore is the size that stands before words in a sentence.
func sizeBefore(sentence, words string) string {
	head, _, found := strings.Cut(sentence, " "+words)
	if !found {
		return ""
	}
	parts := strings.Fields(head)
	return strings.Join(parts[max(0, len(parts)-2):], " ")
}
