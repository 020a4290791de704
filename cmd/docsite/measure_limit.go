package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"docsite/internal/figures"
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

// exceeded is the error that names every limit that an image does not keep.
func exceeded(limits []figures.Limit, images []*site.Image) error {
	var over []error
	for _, img := range images {
		for _, limit := range limits {
			if excess := limit.Check(img, nil); excess != nil {
				over = append(over, exitError{exitDrift, fmt.Sprintf("image %q (%s): %s", img.Ref, img.Platform, excess.Reason)})
			}
		}
	}
	return errors.Join(over...)
}
