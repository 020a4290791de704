package retake

import (
	"fmt"
	"strings"

	"docsite/internal/shots"
)

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
