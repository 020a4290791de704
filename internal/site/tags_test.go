package site

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestRepository(t *testing.T) {
	for ref, want := range map[string]string{"a": "a", "a:1": "a", "r.example:5000/a": "r.example:5000/a", "r.example:5000/a/b:1@sha256:x": "r.example:5000/a/b"} {
		if got := Repository(ref); got != want {
			t.Errorf("%s: %s", ref, got)
		}
	}
}

// Tags of the lock are images, the highest first; tables over tags have them.
func TestLockedTags(t *testing.T) {
	load := func(config string) (*Site, Problems) {
		return Load(fstest.MapFS{
			"docsite.yaml": {Data: []byte(config)},
			"docsite.lock": {Data: []byte(`{"version":1,"images":{"web":{},"web:1.9":{},"web:1.10":{},"web:2.0":{},"other:1.3":{}}}`)},
			"content/a.md": {Data: []byte("# A\n")},
		}, Options{})
	}
	s, ps := load("images: {web: {ref: 'r.example:5000/web:latest', tags: '1.*', platform: linux/arm64}}\ntables: {all: {images: [web], tags: web, columns: [download]}}\n")
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	if got := strings.Join(s.Config.Tables["all"].Images, " "); got != "web web:1.10 web:1.9" {
		t.Errorf("rows %s", got)
	}
	if got := s.Config.Images["web:1.10"]; got.Ref != "r.example:5000/web:1.10" || got.Platform != "linux/arm64" || got.Label != "1.10" || got.TagOf != "web" {
		t.Errorf("%+v", got)
	}
	for config, want := range map[string]string{
		"images: {web: {ref: a, tags: '[1'}}\n":                                      `tags "[1" is no pattern`,
		"images: {web: {ref: 'oci:a', tags: '1.*'}}\n":                               "tags are of a registry",
		"images: {web: {ref: a}}\ntables: {all: {tags: web, columns: [download]}}\n": `image "web" has no tags`,
	} {
		if _, ps := load(config); len(ps) == 0 || !strings.Contains(ps[0].Message, want) {
			t.Errorf("%s: %v", config, ps)
		}
	}
}
