package measure

import (
	"bytes"
	"crypto/sha512"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"docsite/internal/measure/source"
	"docsite/internal/registrytest"
)

// imageFor puts an image for an architecture, whose layer has so many bytes.
func imageFor(t *testing.T, h *registrytest.Host, arch string, bytes int) v1.Descriptor {
	t.Helper()
	l := registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: arch, Size: bytes}))
	config := v1.ConfigFile{OS: "linux", Architecture: arch, RootFS: v1.RootFS{Type: "layers", DiffIDs: []v1.Hash{registrytest.Hash(l.Raw)}}}
	if arch == unknown {
		config.OS = unknown
	}
	raw, err := json.Marshal(config)
	if err != nil {
		t.Fatal(err)
	}
	m := v1.Manifest{SchemaVersion: 2, MediaType: types.OCIManifestSchema1, Config: h.Blob(raw), Layers: []v1.Descriptor{h.Blob(l.Blob)}}
	m.Config.MediaType = types.OCIConfigJSON
	return h.Doc("", types.OCIManifestSchema1, m)
}

// Which image of an index is measured, whatever else is in it and whatever it leaves unsaid.
func TestIndexes(t *testing.T) {
	h := registrytest.New(t)
	said := func(d v1.Descriptor, os, arch string) v1.Descriptor {
		d.Platform = &v1.Platform{OS: os, Architecture: arch}
		return d
	}
	amd, arm, none := imageFor(t, h, "amd64", 7), imageFor(t, h, "arm64", 8), imageFor(t, h, unknown, 1)
	sbom := h.Doc("", types.OCIManifestSchema1, v1.Manifest{SchemaVersion: 2, ArtifactType: "application/spdx+json",
		Config: v1.Descriptor{MediaType: types.OCIEmptyJSON, Digest: h.Blob([]byte("{}")).Digest, Size: 2}, Layers: []v1.Descriptor{h.Blob([]byte("sbom"))}})
	other := imageFor(t, h, "amd64", 9)
	for name, c := range map[string]struct {
		index []v1.Descriptor
		asked string
		size  int64  // 0: refused
		want  string // the reason, or all platforms
	}{
		"an attestation without its mark": {[]v1.Descriptor{said(none, unknown, unknown), said(arm, "linux", "arm64")}, "", 8, "linux/arm64"},
		"... that claims to be an image":  {[]v1.Descriptor{said(amd, unknown, unknown), said(arm, "linux", "arm64")}, "", 8, "linux/arm64"},
		"... is not offered":              {[]v1.Descriptor{said(none, unknown, unknown), said(arm, "linux", "arm64")}, "linux/s390x", 0, "there is linux/arm64)"},
		"an artifact":                     {[]v1.Descriptor{sbom, amd}, "", 7, "linux/amd64"},
		"images without platforms":        {[]v1.Descriptor{arm, amd}, "", 7, "linux/arm64 linux/amd64"},
		"... asked for":                   {[]v1.Descriptor{arm, amd}, "linux/arm64", 8, "linux/arm64 linux/amd64"},
		"... that is not there":           {[]v1.Descriptor{arm, amd}, "linux/s390x", 0, "there is linux/amd64, linux/arm64"},
		"several of one platform":         {[]v1.Descriptor{amd, other}, "", 0, "it has several images for linux/amd64"},
		"one for nothing":                 {[]v1.Descriptor{said(amd, unknown, unknown)}, "", 7, "linux/amd64"},
		"one that never says":             {[]v1.Descriptor{sbom, sbom, none}, "linux/arm64", 1, ""},
	} {
		t.Run(name, func(t *testing.T) {
			h.Doc("x", types.OCIImageIndex, v1.IndexManifest{SchemaVersion: 2, MediaType: types.OCIImageIndex, Manifests: c.index})
			cl := client(t, Options{})
			img, _, err := cl.Image(t.Context(), h.Ref("x"), c.asked, nil, "")
			if c.size == 0 {
				if !errors.Is(err, source.ErrPlatform) || !strings.Contains(err.Error(), c.want) {
					t.Errorf("got %v, want %q", err, c.want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			wantSize(t, "unpacked", img.Unpacked, c.size)
			if all, err := cl.Platforms(t.Context(), h.Ref("x")); err != nil || strings.Join(all, " ") != c.want {
				t.Errorf("%q, %v, want %q", all, err, c.want)
			}
		})
	}
}

// Attestations and inner indexes that did not come along when an image was copied are
// missed by nobody; a registry that falls silent about them is.
func TestPartsOfAnIndexThatAreGone(t *testing.T) {
	h := registrytest.New(t)
	amd := imageFor(t, h, "amd64", 7)
	amd.Platform = &v1.Platform{OS: "linux", Architecture: "amd64"}
	statement := h.Blob([]byte(`{"predicateType":"https://slsa.dev/provenance/v1"}`))
	statement.Annotations = map[string]string{"in-toto.io/predicate-type": "https://slsa.dev/provenance/v1"}
	attested := h.Doc("", types.OCIManifestSchema1, v1.Manifest{SchemaVersion: 2, Config: h.Blob([]byte("{}")), Layers: []v1.Descriptor{statement}})
	attested.Annotations = map[string]string{"vnd.docker.reference.type": "attestation-manifest", "vnd.docker.reference.digest": amd.Digest.String()}
	inner := h.Doc("", types.OCIImageIndex, v1.IndexManifest{SchemaVersion: 2, Manifests: []v1.Descriptor{}})
	h.Doc("x", types.OCIImageIndex, v1.IndexManifest{SchemaVersion: 2, MediaType: types.OCIImageIndex, Manifests: []v1.Descriptor{inner, amd, attested}})
	for _, part := range []v1.Hash{statement.Digest, attested.Digest, inner.Digest} {
		for status, there := range map[int]bool{403: true, 404: true, 410: true, 500: false, 502: false} {
			h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
				if strings.HasSuffix(r.URL.Path, part.String()) {
					w.WriteHeader(status)
					return true
				}
				return false
			}
			img, _, err := client(t, Options{sleep: (&registrytest.Naps{}).Sleep}).Image(t.Context(), h.Ref("x"), "", nil, "")
			if (err == nil) != there || !there && !errors.Is(err, source.ErrUnavailable) {
				t.Errorf("%d: %v", status, err)
			} else if there {
				wantSize(t, "unpacked", img.Unpacked, 7)
			}
		}
	}
}

// What a document is stands in it, and not in the header of the answer.
func TestDocumentsOfOtherMediaTypes(t *testing.T) {
	h := registrytest.New(t)
	amd := imageFor(t, h, "amd64", 7)
	amd.Platform = &v1.Platform{OS: "linux", Architecture: "amd64"}
	index, err := json.Marshal(v1.IndexManifest{SchemaVersion: 2, Manifests: []v1.Descriptor{amd}})
	if err != nil {
		t.Fatal(err)
	}
	for _, media := range []types.MediaType{"", "application/json", "text/html; charset=utf-8", types.OCIManifestSchema1, types.OCIImageIndex, types.DockerManifestList} {
		for _, raw := range [][]byte{index, h.Manifests[amd.Digest.String()]} {
			h.Doc("x", media, bytes.Clone(raw))
			wantSize(t, "unpacked", imageOf(t, client(t, Options{}), h.Ref("x"), nil).Unpacked, 7)
		}
	}
}

// Of a config what is asked for counts, whatever form the rest has.
func TestConfigsOfOtherForms(t *testing.T) {
	l := registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 7}))
	for _, rest := range []string{
		`"created":"yesterday"`, `"created":"99999-01-01T00:00:00Z"`, `"created":7`, `"config":{"ExposedPorts":["80/tcp"],"Env":"A=b"}`, `"config":[]`,
		`"config":{"Healthcheck":{"Test":["CMD","x"],"Interval":"30s"}}`, `"history":{}`, `"history":[{"created":"now"},7,null]`, `"variant":8`,
	} {
		h := registrytest.New(t)
		config := h.Blob([]byte(`{"os":"linux","architecture":"amd64",` + rest + `,"rootfs":{"diff_ids":["` + registrytest.Hash(l.Raw).String() + `"]}}`))
		h.Doc("x", types.OCIManifestSchema1, v1.Manifest{SchemaVersion: 2, Config: config, Layers: []v1.Descriptor{h.Blob(l.Blob)}})
		img := imageOf(t, client(t, Options{}), h.Ref("x"), nil)
		if img.Unpacked == nil || *img.Unpacked != 7 || img.Created != "" || img.Platform != "linux/amd64" {
			t.Errorf("%s: %+v", rest, img)
		}
	}
	for _, text := range []string{"{", "hello", `{"rootfs":{"diff_ids":[7]}}`, `{"rootfs":{"diff_ids":["sha256:xyz"]}}`} {
		if parseConfig([]byte(text)) != nil {
			t.Errorf("%s is a config", text)
		}
	}
}

// Digests of the other kind that images may have are verified as well.
func TestDigestsOfAnotherKind(t *testing.T) {
	sum := func(b []byte) v1.Hash { return v1.Hash{Algorithm: "sha512", Hex: fmt.Sprintf("%x", sha512.Sum512(b))} }
	l := registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 7}))
	config := []byte(`{"os":"linux","architecture":"amd64","rootfs":{"diff_ids":["` + sum(l.Raw).String() + `"]}}`)
	raw, err := json.Marshal(v1.Manifest{SchemaVersion: 2, MediaType: types.OCIManifestSchema1, Config: v1.Descriptor{Digest: sum(config), Size: int64(len(config))},
		Layers: []v1.Descriptor{{Digest: sum(l.Blob), Size: int64(len(l.Blob)), MediaType: types.OCILayer}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, spoilt := range []string{"", "manifests", "config", "layer"} {
		h := registrytest.New(t)
		h.Blobs[sum(config).String()], h.Blobs[sum(l.Blob).String()], h.Manifests[sum(raw).String()] = config, l.Blob, raw
		h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
			digest := map[string]v1.Hash{"manifests": sum(raw), "config": sum(config), "layer": sum(l.Blob)}[spoilt].String()
			if spoilt != "" && strings.HasSuffix(r.URL.Path, digest) {
				fmt.Fprint(w, "other")
				return true
			}
			return false
		}
		ref := strings.TrimSuffix(h.Ref(""), ":") + "@" + sum(raw).String()
		img, _, err := client(t, Options{}).Image(t.Context(), ref, "", nil, "")
		if spoilt != "" {
			if !errors.Is(err, source.ErrUnavailable) || !strings.Contains(err.Error(), "for sha512:") {
				t.Errorf("%s: %v", spoilt, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		wantSize(t, "unpacked", img.Unpacked, 7)
	}
}
