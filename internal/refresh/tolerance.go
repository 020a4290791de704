package refresh

import (
	"fmt"
	"html"
	"slices"
	"strings"

	"docsite/internal/figures"
	"docsite/internal/site"
)

// tolerance is how far a size may be from the published one before it is
// written anew. It is held against what stands in the page, so that slow
// drift adds up and crosses it in the end.
type tolerance struct {
	share float64 // of the published size
	bytes int64
}

// toleranceHint says what [parseTolerance] reads.
const toleranceHint = `write it like "1%" or "500 kB"`

func checkTolerance(c *site.Config) site.Problems {
	if _, err := parseTolerance(c.Tolerance); err != nil {
		return site.Problems{c.Problem("tolerance "+err.Error(), toleranceHint, "tolerance")}
	}
	return nil
}

// parseTolerance reads "1%" or a size such as "500 kB". Nothing is no
// tolerance.
func parseTolerance(text string) (tolerance, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return tolerance{}, nil
	}
	if part, share, err := figures.ParseShare(text); share {
		return tolerance{share: part}, err
	}
	if _, err := figures.ParseSize(text); err != nil {
		return tolerance{}, fmt.Errorf("%q is neither a share nor a size", text)
	}
	n, err := figures.SetSize(text)
	return tolerance{bytes: n}, err
}

// holds reports whether the published text still stands for the figure.
// Figures that are no sizes, and those that a person recorded, must be equal.
func (t tolerance) holds(published string, v figures.Value) bool {
	if v.Bytes < 0 || v.Recorded {
		return false
	}
	was, err := figures.ParseSize(published)
	if err != nil {
		return false
	}
	away := max(v.Bytes-was, was-v.Bytes)
	return away <= t.bytes || float64(away) <= t.share*float64(was)
}

// rounds reports whether the published text is the figure, or one within the
// tolerance of it, rounded to so many digits: a figure near the middle between two
// round ones does not change the page each time.
func (t tolerance) rounds(published string, v figures.Value, digits int) bool {
	if v.Recorded {
		return false
	}
	away := max(t.bytes, int64(t.share*float64(v.Bytes)))
	return shows(published, figures.Rounded(v.Bytes-away, digits, published)) || shows(published, figures.Rounded(v.Bytes+away, digits, published))
}

// shows reports whether readers see a text where the page has one with other spaces or entities.
func shows(published, text string) bool {
	return slices.Equal(strings.Fields(html.UnescapeString(published)), strings.Fields(text))
}
