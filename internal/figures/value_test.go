package figures

import (
	"errors"
	"strings"
	"testing"

	"docsite/internal/site"
)

func figureSite() *site.Site {
	download, usage := int64(62_600_000), int64(284_000_000)
	return &site.Site{
		Config: site.Config{Images: map[string]site.ImageSpec{
			"web":    {Ref: "r.example/web", Recorded: site.RecordedSpec{"download": "9 MB", "disk": "7MB", "on": "2026-01-02"}},
			"single": {Recorded: site.RecordedSpec{"usage": "800MB", "on": "2026-11-23"}},
			"new":    {Ref: "r.example/new"},
		}},
		Lock: &site.Lock{Images: map[string]site.LockedImage{
			"web": {Since: "2026-03-04", Image: site.Image{Platform: "linux/arm64", Digest: "sha256:aa", Created: "2026-02-01T03:04:05Z",
				Download: &download, Usage: &usage, Method: site.ByStream, Layers: make([]site.Layer, 3)}},
			"single": {Image: site.Image{Download: &download}}, // left over: the image has no reference any more
		}},
	}
}

func TestFigure(t *testing.T) {
	s := figureSite()
	for id, want := range map[string]Value{
		"web.download": {Text: "62.6 MB", Bytes: 62_600_000, Since: "2026-03-04", Platform: "linux/arm64", Digest: "sha256:aa", Method: site.ByManifest},
		"web.usage":    {Text: "284 MB", Bytes: 284_000_000, Since: "2026-03-04", Platform: "linux/arm64", Digest: "sha256:aa", Method: site.ByStream},
		"web.layers":   {Text: "3", Bytes: -1, Since: "2026-03-04", Platform: "linux/arm64", Digest: "sha256:aa", Method: site.ByStream},
		"web.created":  {Text: "2026-02-01", Bytes: -1, Since: "2026-03-04", Platform: "linux/arm64", Digest: "sha256:aa", Method: site.ByStream},
		"web.disk":     {Text: "7 MB", Bytes: 7_000_000, Recorded: true, Since: "2026-01-02", Method: site.Recorded},
		"single.usage": {Text: "800 MB", Bytes: 800_000_000, Recorded: true, Since: "2026-11-23", Method: site.Recorded},
		"single.since": {Text: "2026-11-23", Bytes: -1, Recorded: true, Since: "2026-11-23", Method: site.Recorded},
		"web.platform": {Text: "linux/arm64", Bytes: -1, Since: "2026-03-04", Platform: "linux/arm64", Digest: "sha256:aa", Method: site.ByStream},
	} {
		if got, err := Find(s, id); err != nil || got != want {
			t.Errorf("%s: %+v, %v\nwant %+v", id, got, err, want)
		}
	}
}

func TestNoFigure(t *testing.T) {
	s := figureSite()
	var unknown *Unknown
	var absent *Absent
	for _, id := range []string{"other.download", "web.size", "web", ""} {
		if _, err := Find(s, id); !errors.As(err, &unknown) {
			t.Errorf("%q: %v is not Unknown", id, err)
		}
	}
	for id, want := range map[string]string{
		"single.download": "records no download", "new.download": "not been measured", "web.unpacked": "no unpacked",
	} {
		if _, err := Find(s, id); !errors.As(err, &absent) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", id, err, want)
		}
	}
}
