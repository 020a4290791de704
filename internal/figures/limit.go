package figures

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"docsite/internal/site"
)

// Limit is what an image may have at most of one thing: of a size, of layers,
// or of growth since it was last measured.
type Limit struct {
	Name  string
	share bool    // part is the limit, not bytes
	part  float64 // of the unpacked files, or of the download before
	bytes int64   // or a number of layers
	of    func(*site.Image) *int64
}

// The limits that are not on a size of [Sizes].
const (
	layers = "layers"
	growth = "growth"
)

// ParseLimit reads a limit by its name: "80 MB" or "80 MiB" of a size (see [SetSize]), of
// wasted and growth also a share, "5%", and a whole number of layers.
func ParseLimit(name, text string) (Limit, error) {
	l := Limit{Name: name}
	for _, c := range Sizes() {
		if c.Name == name {
			l.of = c.Of
		}
	}
	if name == layers {
		l.of = func(i *site.Image) *int64 { n := int64(len(i.Layers)); return &n }
		n, err := strconv.ParseUint(strings.TrimSpace(text), 10, 31)
		if l.bytes = int64(n); err != nil {
			return l, fmt.Errorf("%q is not a number of layers", text)
		}
		return l, nil
	}
	if l.of == nil && name != growth {
		return l, fmt.Errorf("%q is no limit; there are %s", name, strings.Join(append(SizeNames(), layers, growth), ", "))
	}
	var err error
	if name == growth || name == wasted {
		if l.part, l.share, err = ParseShare(text); l.share || err != nil {
			return l, err
		}
	}
	l.bytes, err = SetSize(text)
	return l, err
}

// LimitsOf are the limits of an image, by their names; those that are none, which
// [Check] reports, are left out.
func LimitsOf(spec site.ImageSpec) []Limit {
	var limits []Limit
	for _, name := range slices.Sorted(maps.Keys(spec.Max)) {
		if limit, err := ParseLimit(name, spec.Max[name]); err == nil {
			limits = append(limits, limit)
		}
	}
	return limits
}

// ParseShare reads "5%", a part of a whole. share is false where the text is none.
func ParseShare(text string) (part float64, share bool, err error) {
	number, share := strings.CutSuffix(strings.TrimSpace(text), "%")
	if !share {
		return 0, false, nil
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if err != nil || !(n >= 0 && n <= 100) {
		return 0, true, fmt.Errorf("%q is not a share between 0%% and 100%%", text)
	}
	return n / 100, true, nil
}

// Text is the limit as it is printed: "80 MB", "5.0 %", "60".
func (l Limit) Text() string {
	switch {
	case l.share:
		return percent(l.part, l.part)
	case l.Name == layers:
		return strconv.FormatInt(l.bytes, 10)
	}
	return Size(l.bytes)
}

// Excess is how an image does not keep a limit.
type Excess struct {
	Has    string // what the image has, printed; empty where that is not known
	Reason string // "download is 91.2 MB, more than 80 MB"
}

// Check gives how an image does not keep the limit; nil where it does. A size
// that is not known keeps no limit. was is the image before its last change,
// nil where there is none: then it has not grown.
func (l Limit) Check(img, was *site.Image) *Excess {
	switch {
	case l.Name == growth:
		return l.checkGrowth(img, was)
	case l.share:
		share, known := WastedShare(img)
		switch text := percent(share, l.part); {
		case !known:
			return &Excess{Reason: "what is wasted is not known"}
		case share > l.part:
			return &Excess{text, fmt.Sprintf("%s of what is unpacked is wasted, more than %s", text, l.Text())}
		}
		return nil
	}
	switch n := l.of(img); {
	case n == nil:
		return &Excess{Reason: fmt.Sprintf("%s is not known, so that it may be more than %s", l.Name, l.Text())}
	case *n <= l.bytes:
		return nil
	case l.Name == layers:
		return &Excess{strconv.FormatInt(*n, 10), fmt.Sprintf("it has %d layers, more than %s", *n, l.Text())}
	default:
		by := ""
		if Size(*n) == l.Text() { // to three digits
			by = " by " + Size(*n-l.bytes)
		}
		return &Excess{Size(*n), fmt.Sprintf("%s is %s, more than %s%s", l.Name, Size(*n), l.Text(), by)}
	}
}

// percent prints a share with one decimal, or as many as tell it from a limit that it is
// near, and a limit with those that it has.
func percent(share, limit float64) string {
	for digits := 1; ; digits++ {
		text := fmt.Sprintf("%.*f", digits, 100*share)
		near, _ := strconv.ParseFloat(text, 64)
		if digits == 6 || (near/100 > limit) == (share > limit) && (share != limit || math.Abs(near/100-share) < 1e-12) {
			return text + " %"
		}
	}
}

// checkGrowth compares the downloads, or where one is not known, as of layers that
// are kept unpacked, the sizes on disk.
func (l Limit) checkGrowth(img, was *site.Image) *Excess {
	if was == nil {
		return nil
	}
	name, old, now := download, was.Download, img.Download
	if old == nil || now == nil {
		name, old, now = disk, was.Disk, img.Disk
	}
	if old == nil || now == nil {
		return &Excess{Reason: "by how much it has grown is not known"}
	}
	grown := *now - *old
	if l.share && float64(grown) <= l.part*float64(*old) || !l.share && grown <= l.bytes {
		return nil
	}
	text := Change(*old, *now)
	return &Excess{text, fmt.Sprintf("%s has grown from %s to %s (%s), by more than %s", name, Size(*old), Size(*now), text, l.Text())}
}

// WastedShare is which part of the unpacked bytes nobody can see; known is
// false where the image's sizes do not tell.
func WastedShare(img *site.Image) (share float64, known bool) {
	if img.Wasted == nil || img.Unpacked == nil {
		return 0, false
	}
	return float64(*img.Wasted) / float64(max(*img.Unpacked, 1)), true
}
