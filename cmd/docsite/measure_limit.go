package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"docsite/internal/figures"
	"docsite/internal/measure/source"
	"docsite/internal/site"
)

// limits reads --max-size and --max-wasted.
func (f *measureFlags) limits() (limits []figures.Limit, err error) {
	names := figures.SizeNames()
	for _, text := range f.maxSize {
		name, size, _ := strings.Cut(text, "=")
		if !slices.Contains(names, name) {
			return nil, fmt.Errorf("--max-size: %q names no size; write NAME=SIZE with one of %s", text, strings.Join(names, ", "))
		}
		limit, err := figures.ParseLimit(name, size)
		if err != nil {
			return nil, fmt.Errorf("--max-size %s: %v", name, err)
		}
		limits = append(limits, limit)
	}
	if f.maxWasted != "" {
		limit, err := figures.ParseLimit("wasted", f.maxWasted)
		if err != nil {
			return nil, fmt.Errorf("--max-wasted: %v", err)
		}
		limits = append(limits, limit)
	}
	return limits, nil
}

// exceeded names every limit that an image does not keep. What is not known of one that
// could not be measured to its end is no news.
func exceeded(limits []figures.Limit, images []*site.Image, failed []error) (over []error) {
	for _, img := range images {
		half := slices.ContainsFunc(failed, func(err error) bool {
			fault, ok := errors.AsType[*source.Fault](err)
			return ok && fault.Ref == img.Ref
		})
		for _, limit := range limits {
			if excess := limit.Check(img, nil); excess != nil && (excess.Has != "" || !half) {
				over = append(over, fmt.Errorf("image %q (%s): %s", img.Ref, img.Platform, excess.Reason))
			}
		}
	}
	return over
}
