package measure

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/static"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"docsite/internal/measure/source"
	"docsite/internal/registrytest"
	"docsite/internal/site"
)

// TestHostileRecords: each is ignored with its reason, and the layers are
// read as if there were none.
func TestHostileRecords(t *testing.T) {
	const good = `{"unpacked":1,"disk":4096,"files":1,"method":"stream"}`
	other := source.Digest([]byte("other"))
	with := func(blob string) string { return `{"version":1,"blobs":{"DIGEST":` + blob + `}}` }
	for name, c := range map[string]struct{ record, reason string }{
		"another digest":   {`{"version":1,"blobs":{"` + other + `":` + good + `}}`, "is of another layer"},
		"no digest":        {`{"version":1,"blobs":{"DIGEST":` + good + `,"sha256:../x\u001b[31m":` + good + `}}`, "which is no digest"},
		"sha512":           {`{"version":1,"blobs":{"sha512:` + strings.Repeat("a", 128) + `":` + good + `}}`, "which is no digest"},
		"negative":         {with(`{"unpacked":-1,"disk":4096,"files":1,"method":"stream"}`), "figures that no layer has"},
		"huge":             {with(fmt.Sprintf(`{"unpacked":1,"disk":%d,"files":1,"method":"stream"}`, math.MaxInt64/4096*4096)), "figures that no layer has"},
		"files":            {with(`{"unpacked":1,"disk":4096,"files":10000001,"method":"stream"}`), "figures that no layer has"},
		"broken block":     {with(`{"unpacked":1,"disk":4097,"files":1,"method":"stream"}`), "figures that no layer has"},
		"no int64":         {with(`{"unpacked":1e300,"disk":4096,"files":1,"method":"stream"}`), "is not readable"},
		"text for a size":  {with(`{"unpacked":"1","disk":4096,"files":1,"method":"stream"}`), "is not readable"},
		"another method":   {with(`{"unpacked":1,"disk":4096,"files":1,"method":"trailer"}`), "is not of a whole pass"},
		"unknown field":    {with(`{"unpacked":1,"disk":4096,"files":1,"method":"stream","html":"<script>"}`), "is not readable"},
		"another version":  {`{"version":2,"blobs":{}}`, "version 2"},
		"not JSON":         {"<html>", "is not readable"},
		"a second value":   {with(good) + "{}", "goes on after its end"},
		"nested":           {strings.Repeat("[", 100_000), "is not readable"},
		"too long":         {with(good) + strings.Repeat(" ", source.MaxDocument), "1 to 4194304 are read"},
		"empty":            {"", "1 to 4194304 are read"},
		"nothing about it": {`{"version":1,"blobs":{}}`, "is of another layer"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newCounted(t, false)
			ref, source := r.library(t, "1")
			m, err := source.Manifest()
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range m.Layers {
				r.record(t, "team/figures", "sha256-"+l.Digest.Hex, strings.ReplaceAll(c.record, "DIGEST", l.Digest.String()))
			}
			cl := client(t, Options{Shared: sharedAt(t, "oci://"+r.host+"/team/figures")})
			checkLibrary(t, imageOf(t, cl, ref, nil), source)
			if said := cl.Ignored(); len(said) != 2 || !strings.Contains(said[0], c.reason) || strings.ContainsRune(said[0], '\x1b') {
				t.Errorf("ignored: %q, want %q", said, c.reason)
			}
		})
	}
}

// record puts an artifact whose layer is any text.
func (c *counted) record(t *testing.T, repo, tag, text string) {
	t.Helper()
	at, err := name.NewTag(c.host + "/" + repo + ":" + tag)
	if err != nil {
		t.Fatal(err)
	}
	a, err := newArtifact(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	m, err := v1.ParseManifest(bytes.NewReader(a.manifest))
	if err != nil {
		t.Fatal(err)
	}
	a.blobs[1] = static.NewLayer([]byte(text), figuresType)
	m.Layers[0].Size, m.Layers[0].Digest = int64(len(text)), registrytest.Hash([]byte(text))
	if a.manifest, err = json.Marshal(m); err != nil {
		t.Fatal(err)
	}
	for _, blob := range a.blobs {
		if err := remote.WriteLayer(at.Context(), blob); err != nil {
			t.Fatal(err)
		}
	}
	if err := remote.Put(at, a); err != nil {
		t.Fatal(err)
	}
}

// TestHostileArtifacts: what stands under the tag or in the list of referrers
// is not what it should be.
func TestHostileArtifacts(t *testing.T) {
	good, err := newArtifact(map[string]Blob{source.Digest([]byte("x")): {Disk: 4096, Method: site.ByStream}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		manifest string
		reason   string
	}{
		"not JSON":        {"<html>", "is not readable"},
		"another type":    {strings.Replace(string(good.manifest), `"artifactType":"`+figuresType, `"artifactType":"x`, 1), "is something else"},
		"too long":        {strings.Repeat(" ", 4<<20+1), "is longer than"},
		"a lie of size":   {strings.Replace(string(good.manifest), `"size":`, `"size":9`, -1), "does not have the"},
		"a size of years": {strings.Replace(string(good.manifest), `"size":`, `"size":99999999`, -1), "1 to 4194304 are read"},
		"no layer":        {`{"schemaVersion":2,"artifactType":"` + figuresType + `","layers":[]}`, "is something else"},
	} {
		t.Run(name, func(t *testing.T) {
			h := registrytest.New(t)
			l := registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 5}))
			h.Image("x", nil, l)
			raw, _ := good.blobs[1].Compressed()
			var text bytes.Buffer
			text.ReadFrom(raw)
			h.Blob(text.Bytes())
			h.Doc(source.TagOf(source.Digest(l.Blob)), types.OCIManifestSchema1, []byte(c.manifest))
			cl := client(t, Options{Shared: sharedAt(t, "oci://"+strings.TrimPrefix(h.URL, "http://")+"/team/figures")})
			wantSize(t, "unpacked", imageOf(t, cl, h.Ref("x"), nil).Unpacked, 5)
			if said := cl.Ignored(); len(said) != 1 || !strings.Contains(said[0], c.reason) {
				t.Errorf("ignored: %q, want %q", said, c.reason)
			}
		})
	}
}

// Two records of one layer that differ: one of them is wrong.
func TestReferrersThatDiffer(t *testing.T) {
	r := newCounted(t, true)
	ref, source := r.library(t, "1")
	for more := range int64(2) {
		c := client(t, Options{Shared: sharedAt(t, "referrers"), Push: true})
		c.opts.Shared.beside = false // it does not ask
		img := imageOf(t, c, ref, nil)
		c.opts.Shared.beside = true
		digest := img.Layers[0].Digest
		blob := c.blobs[digest]
		blob.Unpacked += more
		c.blobs[digest] = blob
		if _, err := c.Push(t.Context(), img); err != nil {
			t.Fatal(err)
		}
	}
	r.since()
	cl := client(t, Options{Shared: sharedAt(t, "referrers")})
	img := imageOf(t, cl, ref, nil)
	wantSize(t, "unpacked", img.Unpacked, 9220)
	if reads := layerReads(t, r.since(), source); len(reads) != 1 || reads[0] != img.Layers[0].Digest {
		t.Errorf("read are %v", reads)
	}
	if said := cl.Ignored(); len(said) != 1 || !strings.Contains(said[0], "differs") {
		t.Errorf("ignored: %q", said)
	}
}

// A list of referrers may name anything: what belongs to another manifest is
// no result of this one.
func TestReferrerOfAnother(t *testing.T) {
	h := registrytest.New(t)
	l := registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 5}))
	subject := h.Image("x", nil, l)
	wrong := map[string]Blob{source.Digest(l.Blob): {Unpacked: 7, Disk: 4096, Files: 1, Method: site.ByStream}}
	for name, c := range map[string]struct {
		subject  *v1.Descriptor
		unpacked int64
	}{
		"this":    {&subject, 7},
		"another": {&v1.Descriptor{Digest: registrytest.Hash([]byte("y")), Size: 1, MediaType: types.OCIManifestSchema1}, 5},
		"none":    {nil, 5},
	} {
		t.Run(name, func(t *testing.T) {
			a, err := newArtifact(wrong, c.subject)
			if err != nil {
				t.Fatal(err)
			}
			for _, blob := range a.blobs {
				body, _ := blob.Compressed()
				var text bytes.Buffer
				text.ReadFrom(body)
				h.Blob(text.Bytes())
			}
			named := h.Doc("", types.OCIManifestSchema1, a.manifest)
			named.ArtifactType = figuresType
			h.Doc(source.TagOf(subject.Digest.String()), types.OCIImageIndex, v1.IndexManifest{SchemaVersion: 2, MediaType: types.OCIImageIndex, Manifests: []v1.Descriptor{named}})
			cl := client(t, Options{Shared: sharedAt(t, "referrers")})
			wantSize(t, "unpacked", imageOf(t, cl, h.Ref("x"), nil).Unpacked, c.unpacked)
			if said := strings.Join(cl.Ignored(), " "); (c.unpacked == 5) != strings.Contains(said, "refers to another manifest") {
				t.Errorf("ignored: %q", said)
			}
		})
	}
}
