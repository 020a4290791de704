package main

import (
	"errors"
	"strings"
	"testing"

	"docsite/internal/measure/source"
	"docsite/internal/site"
)

// A limit that is exceeded weighs more than a registry that was silent, and less than a
// question that makes no sense.
func TestMeasureExit(t *testing.T) {
	silent, wrong, over := &source.Fault{Kind: source.ErrUnavailable}, &source.Fault{Kind: source.ErrReference}, errors.New("over")
	for code, c := range map[int]struct{ failed, over []error }{
		exitUnavailable: {[]error{silent}, nil}, exitDrift: {[]error{silent}, []error{over}}, exitUsage: {[]error{silent, wrong}, []error{over}},
	} {
		if got, ok := errors.AsType[exitCode](measureExit(c.failed, c.over)); !ok || int(got) != code {
			t.Errorf("%v, want %d", got, code)
		}
	}
	if err := measureExit(nil, nil); err != nil {
		t.Error(err)
	}
}

// What a registry says of an image means nothing in a table that goes into a comment.
func TestMeasureMarkdownOfHostileImages(t *testing.T) {
	var b strings.Builder
	hostile := "x ![a](http://evil.example/x.png) @team #1 `$a$` | <b> [y](http://evil.example)"
	r := &measureReport{w: &b, width: 1 << 20}
	r.markdown([]*site.Image{{Ref: hostile, Platform: hostile, Layers: []site.Layer{{History: hostile}}, Tree: []site.PathSize{{Path: hostile}}}})
	for _, line := range strings.Split(b.String(), "\n") {
		for i, part := range strings.Split(line, "`") { // what is between two signs is code
			if i%2 == 0 && (strings.Contains(part, "](") && !strings.Contains(part, "\\](") || strings.Contains(part, "@team") || strings.Contains(part, "<b>")) {
				t.Errorf("%q means something in %s", part, line)
			}
		}
		if n := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|"); n != 0 && n != 8 && n != 6 && n != 4 {
			t.Errorf("%d bars in %s", n, line)
		}
	}
}
