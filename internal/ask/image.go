package ask

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

// Image is what became of an image that a registry was asked about.
type Image struct {
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
	Known    bool               `json:"-"`               // the lock has figures of it
}

// Change is a size in bytes before and now; nil is not known.
type Change struct {
	Was *int64 `json:"was"`
	Now *int64 `json:"now"`
}

// Known reports whether both sizes are.
func (c Change) Known() bool { return c.Was != nil && c.Now != nil }

// Bytes is by how much the size grew; 0 where that is not known.
func (c Change) Bytes() int64 {
	if !c.Known() {
		return 0
	}
	return *c.Now - *c.Was
}

// Text is both sizes: "72.1 MB → 80 MB"; one where nothing was before.
func (c Change) Text() string {
	if c.Was == nil || c.Known() && *c.Was == *c.Now {
		return figures.SizeOf(c.Now)
	}
	return figures.SizeOf(c.Was) + " → " + figures.SizeOf(c.Now)
}

// Delta is the difference of both sizes: "+7.9 MB, +11.0 %"; empty where one is not
// known.
func (c Change) Delta() string {
	switch {
	case !c.Known():
		return ""
	case *c.Was == *c.Now:
		return "0"
	}
	return figures.Change(*c.Was, *c.Now)
}

// Plus is the sum of two changes, of which the second is known.
func (c Change) Plus(other Change) Change {
	var was, now int64
	if c.Known() {
		was, now = *c.Was, *c.Now
	}
	was, now = was+*other.Was, now+*other.Now
	return Change{Was: &was, Now: &now}
}

// measured fills in what became of an image: was is nil for one that was never
// measured.
func (a *Image) measured(was, now *site.Image) {
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
func (a *Image) Grown() int64 {
	return cmp.Or(a.Sizes["download"].Bytes(), a.Sizes["disk"].Bytes(), a.Sizes["unpacked"].Bytes())
}

// GrewMost says which layer grew most: "line 12, RUN: +8.1 MB"; of an image that
// shrank, which shrank most; empty where no layer tells.
func (a *Image) GrewMost() string {
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

// Silence is why images were not reached, told once of all that have one reason.
type Silence struct {
	Images []*Image
	Reason string
}

// Kept says what figures are left of the images.
func (s Silence) Kept() string {
	known := slices.ContainsFunc(s.Images, func(image *Image) bool { return image.Known })
	switch one := len(s.Images) == 1; {
	case known && one:
		return "its last figures are kept"
	case known:
		return "their last figures are kept"
	case one:
		return "it has no figures yet"
	}
	return "they have no figures yet"
}

// Silences are the reasons why images were not reached, in the order of the images. Those of
// which figures are left stand apart.
func Silences(unreached []*Image) []Silence {
	type kind struct {
		reason string
		known  bool
	}
	var all []Silence
	at := map[kind]int{}
	for _, image := range unreached {
		reason := strings.TrimPrefix(image.Fault, fmt.Sprintf("image %q: ", image.Ref))
		of := kind{reason, image.Known}
		n, ok := at[of]
		if !ok {
			at[of] = len(all)
			all = append(all, Silence{[]*Image{image}, image.Fault})
			continue
		}
		all[n].Images, all[n].Reason = append(all[n].Images, image), reason
	}
	return all
}
