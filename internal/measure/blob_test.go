package measure

import (
	"maps"
	"testing"

	"docsite/internal/site"
)

// A layer of which the lock does not know all is read again.
func TestLocked(t *testing.T) {
	unpacked, disk := int64(3), int64(4096)
	lock := &site.Lock{Images: map[string]site.LockedImage{
		"a": {Image: site.Image{Layers: []site.Layer{{Digest: "whole", Unpacked: &unpacked, Disk: &disk, Files: 2, Method: site.ByStream}, {Digest: "no disk", Unpacked: &unpacked, Method: site.ByStream}}}},
		"b": {Image: site.Image{Layers: []site.Layer{{Digest: "no method", Unpacked: &unpacked, Disk: &disk}}}},
	}}
	want := map[string]Blob{"whole": {Unpacked: 3, Disk: 4096, Files: 2, Method: site.ByStream}}
	if got := Locked(lock); !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
