package main

import (
	"errors"
	"testing"

	"docsite/internal/measure/source"
)

// A limit that is exceeded weighs more than a registry that was silent, and less than a
// question that makes no sense.
func TestMeasureExit(t *testing.T) {
	silent, wrong, over := &source.Fault{Kind: source.ErrUnavailable}, &source.Fault{Kind: source.ErrReference}, errors.New("over")
	for code, c := range map[int]struct{ failed, over []error }{
		exitUnavailable: {[]error{silent}, nil}, exitDrift: {[]error{silent}, []error{over}}, exitUsage: {[]error{silent, wrong}, []error{over}},
	} {
		if got, ok := errors.AsType[exitError](measureExit(c.failed, c.over)); !ok || got.code != code {
			t.Errorf("%v, want %d", got, code)
		}
	}
	if err := measureExit(nil, nil); err != nil {
		t.Error(err)
	}
}
