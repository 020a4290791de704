package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"docsite/internal/figures"
	"docsite/internal/site"
)

// limits are what images may have at most.
type limits struct {
	sizes  []sizeLimit
	share  float64 // of what is unpacked, that may be wasted
	wasted bool    // share is a limit
}

type sizeLimit struct {
	size  figures.Column
	bytes int64
}

// limits reads --max-size and --max-wasted.
func (f *measureFlags) limits() (limits, error) {
	var l limits
	given := slices.Clone(f.maxSize)
	if share, ok := strings.CutSuffix(f.maxWasted, "%"); ok {
		n, err := strconv.ParseFloat(strings.TrimSpace(share), 64)
		if err != nil || !(n >= 0 && n <= 100) {
			return l, exitError{exitUsage, fmt.Sprintf("--max-wasted: %q is not a share between 0%% and 100%%", f.maxWasted)}
		}
		l.share, l.wasted = n/100, true
	} else if f.maxWasted != "" {
		given = append(given, "wasted="+f.maxWasted)
	}
	sizes := figures.Sizes()
	for _, text := range given {
		name, size, _ := strings.Cut(text, "=")
		at := slices.IndexFunc(sizes, func(c figures.Column) bool { return c.Name == name })
		if at < 0 {
			var names []string
			for _, c := range sizes {
				names = append(names, c.Name)
			}
			return l, exitError{exitUsage, fmt.Sprintf("--max-size: %q names no size; write NAME=SIZE with one of %s", text, strings.Join(names, ", "))}
		}
		bytes, err := figures.ParseSize(size)
		if err != nil {
			return l, exitError{exitUsage, fmt.Sprintf("--max-size %s: %v", name, err)}
		}
		l.sizes = append(l.sizes, sizeLimit{sizes[at], bytes})
	}
	return l, nil
}

// exceeded is the error that names every limit that an image does not keep; a size
// that is not known keeps none.
func (l limits) exceeded(images []*site.Image) error {
	var over []string
	tell := func(img *site.Image, format string, args ...any) {
		over = append(over, fmt.Sprintf("image %q (%s): ", img.Ref, img.Platform)+fmt.Sprintf(format, args...))
	}
	for _, img := range images {
		for _, limit := range l.sizes {
			switch n := limit.size.Of(img); {
			case n == nil:
				tell(img, "%s is not known, so that it may be more than %s", limit.size.Name, figures.Size(limit.bytes))
			case *n > limit.bytes:
				tell(img, "%s is %s, more than %s", limit.size.Name, figures.Size(*n), figures.Size(limit.bytes))
			}
		}
		if !l.wasted {
			continue
		}
		share, known := wastedShare(img)
		if !known {
			tell(img, "what is wasted is not known")
		} else if share > l.share {
			tell(img, "%.1f %% of what is unpacked is wasted, more than %.1f %%", 100*share, 100*l.share)
		}
	}
	if len(over) == 0 {
		return nil
	}
	return exitError{exitDrift, strings.Join(over, "\n")}
}

// wastedShare is which part of the unpacked bytes nobody can see.
func wastedShare(img *site.Image) (share float64, known bool) {
	if img.Wasted == nil || img.Unpacked == nil {
		return 0, false
	}
	return float64(*img.Wasted) / float64(max(*img.Unpacked, 1)), true
}
