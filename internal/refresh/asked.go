package refresh

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"docsite/internal/figures"
	"docsite/internal/site"
)

// Became is what became of an image since it was last measured.
type Became string

const (
	Grew      Became = "grew"
	Shrank    Became = "shrank"
	Rebuilt   Became = "rebuilt" // another digest, the sizes as before or not known
	New       Became = "new"     // measured for the first time
	Unchanged Became = "unchanged"
	Unreached Became = "unreached"
)

// Asked is what became of an image that a registry was asked about.
type Asked struct {
	ID       string             `json:"id"`
	Ref      string             `json:"ref"`
	Line     int                `json:"line,omitempty"` // of docsite.yaml, of one that was not reached
	Platform string             `json:"platform,omitempty"`
	Became   Became             `json:"became"`
	Was      string             `json:"was,omitempty"`   // digest in the lock
	Now      string             `json:"now,omitempty"`   // digest of the registry
	Sizes    map[string]Change  `json:"sizes,omitempty"` // by name
	Grew     []site.LayerChange `json:"grew,omitempty"`  // layers that are not as before, the largest growth first
	Over     []string           `json:"over,omitempty"`  // names of the limits that the image does not keep
	Fault    string             `json:"fault,omitempty"` // why it was not reached
}

// Change is a size in bytes before and now; nil is not known.
type Change struct {
	Was *int64 `json:"was"`
	Now *int64 `json:"now"`
}

// known reports whether both sizes are.
func (c Change) known() bool { return c.Was != nil && c.Now != nil }

// Bytes is by how much the size grew; 0 where that is not known.
func (c Change) Bytes() int64 {
	if !c.known() {
		return 0
	}
	return *c.Now - *c.Was
}

// Text is both sizes: "72.1 MB → 80 MB"; one where nothing was before.
func (c Change) Text() string {
	text := func(n *int64) string {
		if n == nil {
			return "–"
		}
		return figures.Size(*n)
	}
	if c.Was == nil || c.known() && *c.Was == *c.Now {
		return text(c.Now)
	}
	return text(c.Was) + " → " + text(c.Now)
}

// Delta is the difference of both sizes: "+7.9 MB, +11.0 %"; empty where one is not
// known.
func (c Change) Delta() string {
	switch {
	case !c.known():
		return ""
	case *c.Was == *c.Now:
		return "0"
	}
	return figures.Change(*c.Was, *c.Now)
}

// measured fills in what became of an image: was is nil for one that was never
// measured.
func (a *Asked) measured(was, now *site.Image) {
	a.Platform, a.Now, a.Sizes, a.Became = now.Platform, now.Digest, map[string]Change{}, New
	for _, size := range figures.Sizes() {
		change := Change{Now: size.Of(now)}
		if was != nil {
			change.Was = size.Of(was)
		}
		if change.Was != nil || change.Now != nil {
			a.Sizes[size.Name] = change
		}
	}
	if was == nil {
		return
	}
	a.Was = was.Digest
	switch grown := a.Grown(); {
	case was.Digest == now.Digest:
		a.Became = Unchanged
		return
	case grown > 0:
		a.Became = Grew
	case grown < 0:
		a.Became = Shrank
	default:
		a.Became = Rebuilt
	}
	a.Grew = figures.LayerChanges(was.Layers, now.Layers)
}

// Grown is by how many bytes an image grew: to download, else on disk.
func (a *Asked) Grown() int64 {
	return cmp.Or(a.Sizes["download"].Bytes(), a.Sizes["disk"].Bytes(), a.Sizes["unpacked"].Bytes())
}

// GrewMost says which layer grew most: "line 12, RUN: +8.1 MB"; of an image that
// shrank, which shrank most; empty where no layer tells.
func (a *Asked) GrewMost() string {
	if len(a.Grew) == 0 {
		return ""
	}
	most := a.Grew[0]
	if a.Grown() < 0 {
		most = a.Grew[len(a.Grew)-1]
	}
	if figures.Growth(most) == 0 {
		return ""
	}
	return figures.LayerName(most) + ": " + figures.Difference(figures.Growth(most))
}

// Became gives the images that became one of these, the largest growth first.
func (r *Report) Became(kinds ...Became) []*Asked {
	var list []*Asked
	for i := range r.Images {
		if slices.Contains(kinds, r.Images[i].Became) {
			list = append(list, &r.Images[i])
		}
	}
	slices.SortStableFunc(list, func(a, b *Asked) int { return cmp.Compare(b.Grown(), a.Grown()) })
	return list
}

// Totals says what became of all images in one sentence; empty where fewer than
// two were asked about.
func (r *Report) Totals() string {
	if len(r.Images) < 2 {
		return ""
	}
	var parts []string
	for _, kind := range []struct {
		became Became
		words  string
	}{{Grew, "grew"}, {Shrank, "shrank"}, {Rebuilt, "rebuilt at the same size"}, {New, "measured for the first time"}, {Unchanged, "unchanged"}, {Unreached, "not reached"}} {
		if n := len(r.Became(kind.became)); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, kind.words))
		}
	}
	var sum Change
	over := 0
	for i := range r.Images {
		if c := r.Images[i].Sizes["download"]; c.known() {
			sum.add(c)
		}
		if len(r.Images[i].Over) > 0 {
			over++
		}
	}
	text := plural(len(r.Images), "image") + ": " + strings.Join(parts, ", ")
	if sum.Bytes() != 0 {
		text += fmt.Sprintf("; together %s to download (%s)", sum.Text(), sum.Delta())
	}
	if over > 0 {
		text += fmt.Sprintf("; %d over a limit", over)
	}
	return text + "."
}

func (c *Change) add(other Change) {
	if c.Was == nil {
		c.Was, c.Now = new(int64), new(int64)
	}
	*c.Was += *other.Was
	*c.Now += *other.Now
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
