package measure

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/name"
	serve "github.com/google/go-containerregistry/pkg/registry"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	oci "github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"docsite/internal/measure/layer"
	"docsite/internal/measure/source"
	"docsite/internal/registrytest"
	"docsite/internal/site"
)

// library builds an image of two layers with go-containerregistry's own means.
func library(t *testing.T, arch string) v1.Image {
	t.Helper()
	img, err := mutate.ConfigFile(empty.Image, &v1.ConfigFile{OS: "linux", Architecture: arch, RootFS: v1.RootFS{Type: "layers"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, items := range [][]registrytest.Entry{{{Name: "etc/passwd", Size: 100}, {Name: "bin/sh", Size: 9000}}, {{Name: "etc/passwd", Size: 120}}} {
		raw := registrytest.Tar(t, items...)
		layer, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(string(raw))), nil })
		if err != nil {
			t.Fatal(err)
		}
		if img, err = mutate.Append(img, mutate.Addendum{Layer: layer, History: v1.History{CreatedBy: "RUN /bin/sh -c true # buildkit", Comment: "buildkit.dockerfile.v0"}}); err != nil {
			t.Fatal(err)
		}
	}
	return img
}

// checkLibrary holds the figures of that image: 2 roots, 3 implied folders,
// files of 100, 9,000 and 120 bytes.
func checkLibrary(t *testing.T, img *site.Image, built v1.Image) {
	t.Helper()
	m, err := built.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	download := m.Config.Size
	for _, l := range m.Layers {
		download += l.Size
	}
	disk := int64(2*4096 + 3*4096 + 4096 + 3*4096 + 4096)
	if img.Download != nil {
		wantSize(t, "download", img.Download, download)
		wantSize(t, "usage", img.Usage, download+disk)
	}
	wantSize(t, "unpacked", img.Unpacked, 9220)
	wantSize(t, "disk", img.Disk, disk)
	wantSize(t, "wasted", img.Wasted, 100)
	if len(img.Layers) != 2 || img.Layers[0].Files != 2 || img.Layers[1].Files != 1 {
		t.Errorf("layers are %+v", img.Layers)
	}
}

func TestImageOfRegistry(t *testing.T) {
	server := httptest.NewServer(serve.New(serve.Logger(log.New(io.Discard, "", 0))))
	defer server.Close()
	built := library(t, "amd64")
	index := mutate.AppendManifests(empty.Index,
		mutate.IndexAddendum{Add: built, Descriptor: v1.Descriptor{Platform: &v1.Platform{OS: "linux", Architecture: "amd64"}}},
		mutate.IndexAddendum{Add: library(t, "arm64"), Descriptor: v1.Descriptor{Platform: &v1.Platform{OS: "linux", Architecture: "arm64", Variant: "v8"}}})
	text := strings.TrimPrefix(server.URL, "http://") + "/shop/app:1"
	ref, err := name.ParseReference(text)
	if err != nil {
		t.Fatal(err)
	}
	if err := remote.WriteIndex(ref, index); err != nil {
		t.Fatal(err)
	}
	c := client(t, Options{})
	img, got, err := c.Image(context.Background(), text, "", nil, "")
	if err != nil {
		t.Fatal(err)
	}
	checkLibrary(t, img, built)
	want, _ := index.Digest()
	digest, _ := built.Digest()
	if got != want.String() || img.Digest != digest.String() || img.Platform != "linux/amd64" {
		t.Errorf("index %s, digest %s, platform %s", got, img.Digest, img.Platform)
	}
	if head, err := c.Digest(context.Background(), text); err != nil || head != want.String() {
		t.Errorf("Digest is %s, %v; want %s", head, err, want)
	}
	all, err := c.Platforms(context.Background(), text)
	if err != nil || strings.Join(all, " ") != "linux/amd64 linux/arm64" {
		t.Errorf("platforms are %v, %v", all, err)
	}
	if _, _, err := c.Image(context.Background(), text, "windows/amd64", nil, ""); !errors.Is(err, source.ErrPlatform) || !strings.Contains(err.Error(), "linux/arm64") {
		t.Errorf("a platform that is not there gives %v", err)
	}
}

func TestImageOfFolderAndArchives(t *testing.T) {
	built := library(t, "amd64")
	dir := t.TempDir()
	folder := filepath.Join(dir, "layout")
	l, err := oci.Write(folder, empty.Index)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.AppendImage(built); err != nil {
		t.Fatal(err)
	}
	saved := filepath.Join(dir, "saved.tar")
	tag, _ := name.NewTag("shop/app:1")
	if err := tarball.WriteToFile(saved, tag, built); err != nil {
		t.Fatal(err)
	}
	archive := filepath.Join(dir, "oci.tar")
	tarFolder(t, folder, archive)
	for _, ref := range []string{"oci:" + folder, "oci-archive:" + archive, "docker-archive:" + saved, "docker-archive:" + saved + ":shop/app:1"} {
		t.Run(strings.SplitN(ref, ":", 2)[0], func(t *testing.T) {
			checkLibrary(t, imageOf(t, client(t, Options{}), ref, nil), built)
		})
	}
	index := filepath.Join(dir, "layout", "index.json")
	for ref, want := range map[string]string{
		"oci:" + dir:                "it has no file index.json (hint: oci: reads the folder of an OCI layout, oci-archive: its tar,",
		"oci:" + dir + "/nowhere":   "there is no such folder or file",
		"oci:" + archive:            "it is a file and no folder (hint: oci-archive: reads the tar",
		"oci-archive:" + index:      "it is no tar",
		"docker-archive:" + archive: "it has no file manifest.json (hint: ",
		"oci:" + folder + ":other":  `index.json names no image "other"`,
	} {
		if _, _, err := client(t, Options{}).Image(t.Context(), ref, "", nil, ""); !errors.Is(err, source.ErrSource) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s gives %v", ref, err)
		}
	}
	blobs := filepath.Join(folder, "blobs", "sha256")
	if err := os.RemoveAll(blobs); err != nil {
		t.Fatal(err)
	}
	if _, _, err := client(t, Options{}).Image(t.Context(), "oci:"+folder, "", nil, ""); err == nil || !strings.Contains(err.Error(), "it has no file blobs/sha256/") {
		t.Errorf("without its blobs a layout gives %v", err)
	}
}

// Entries of one digest are one image, as docker save writes one of two tags. Of several
// without platforms one is to be named.
func TestArchiveOfSeveralTags(t *testing.T) {
	built := library(t, "arm64")
	folder := filepath.Join(t.TempDir(), "layout")
	l, err := oci.Write(folder, empty.Index)
	if err != nil {
		t.Fatal(err)
	}
	add := func(img v1.Image, tag string) {
		if err := l.AppendImage(img, oci.WithAnnotations(map[string]string{"org.opencontainers.image.ref.name": tag})); err != nil {
			t.Fatal(err)
		}
		index := filepath.Join(folder, "index.json")
		text, err := os.ReadFile(index)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(text, []byte(`"platform"`)) {
			t.Fatalf("it says the platform:\n%s", text)
		}
	}
	add(built, "1.0")
	add(built, "latest")
	if img := imageOf(t, client(t, Options{}), "oci:"+folder, nil); img.Platform != "linux/arm64" {
		t.Errorf("its platform is %q", img.Platform)
	}
	if found := present(t.Context(), bare{}, []candidate{{platform: "a"}, {platform: "b"}}); len(found) != 2 {
		t.Errorf("present are %v", found) // and none is read: there may be a thousand, of 4 MiB each
	}
	if _, _, err := client(t, Options{}).Image(t.Context(), "oci:"+folder, "linux/amd64", nil, ""); !errors.Is(err, source.ErrPlatform) || !strings.Contains(err.Error(), "there is linux/arm64") {
		t.Errorf("another platform gives %v", err)
	}
	add(library(t, "amd64"), "2.0")
	if _, _, err := client(t, Options{}).Image(t.Context(), "oci:"+folder, "", nil, ""); !errors.Is(err, source.ErrPlatform) || !strings.Contains(err.Error(), "(hint: name one by its tag: 1.0, latest, 2.0)") {
		t.Errorf("two images give %v", err)
	}

	saved := filepath.Join(t.TempDir(), "saved.tar")
	writeTar(t, saved, map[string][]byte{"c": []byte("{}"), "manifest.json": []byte(`[{"Config":"c","RepoTags":["web:1.0"]},{"Config":"c","RepoTags":["web:latest"]}]`)})
	if _, _, err := client(t, Options{}).Image(t.Context(), "docker-archive:"+saved, "", nil, ""); err != nil {
		t.Error(err)
	}
	for ref, want := range map[string]string{
		"oci:" + folder + ":3.0":             `index.json names no image "3.0" (hint: name one by its tag: 1.0, latest, 2.0)`,
		"docker-archive:" + saved + ":x:3.0": `manifest.json names no image "x:3.0" (hint: name one by its tag: web:1.0, web:latest)`,
	} {
		if _, _, err := client(t, Options{}).Image(t.Context(), ref, "", nil, ""); !errors.Is(err, source.ErrSource) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s gives %v", ref, err)
		}
	}
}

// An archive of docker save has the index of all platforms, and the blobs of those that were
// pulled: only these are there.
func TestArchiveOfSomePlatforms(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "layout")
	l, err := oci.Write(folder, empty.Index)
	if err != nil {
		t.Fatal(err)
	}
	for _, arch := range []string{"amd64", "arm64"} {
		built := library(t, arch)
		if err := l.AppendImage(built, oci.WithPlatform(v1.Platform{OS: "linux", Architecture: arch})); err != nil {
			t.Fatal(err)
		}
		if digest, _ := built.Digest(); arch == "amd64" {
			if err := os.Remove(filepath.Join(folder, "blobs", "sha256", digest.Hex)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if img := imageOf(t, client(t, Options{}), "oci:"+folder, nil); img.Platform != "linux/arm64" {
		t.Errorf("its platform is %q", img.Platform)
	}
	if all, err := client(t, Options{}).Platforms(t.Context(), "oci:"+folder); err != nil || fmt.Sprint(all) != "[linux/arm64]" {
		t.Errorf("its platforms are %q, %v", all, err)
	}
	if _, _, err := client(t, Options{}).Image(t.Context(), "oci:"+folder, "linux/amd64", nil, ""); !errors.Is(err, source.ErrPlatform) || !strings.Contains(err.Error(), "there is linux/arm64") {
		t.Errorf("another platform gives %v", err)
	}
}

// bare has blobs that nobody may read.
type bare struct{ source.Source }

func (bare) Blob(context.Context, string, int64) (io.ReadCloser, error) {
	return io.NopCloser(nil), nil
}

// tarFolder packs an OCI layout as skopeo does.
func tarFolder(t *testing.T, dir, to string) {
	t.Helper()
	contents := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		contents[filepath.ToSlash(rel)] = text
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	writeTar(t, to, contents)
}

func TestOneHeadForAnImageThatIsTheSame(t *testing.T) {
	h := registrytest.New(t)
	const images = 300
	for i := range images {
		h.Image(fmt.Sprintf("t%d", i), nil, registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: fmt.Sprint("f", i), Size: i})))
	}
	c := client(t, Options{})
	for i := range images {
		if _, err := c.Digest(context.Background(), h.Ref(fmt.Sprintf("t%d", i))); err != nil {
			t.Fatal(err)
		}
	}
	if heads, all := h.Count("HEAD "), h.Count(""); heads != images || all != images+1 || h.Count("GET /v2/") != 1 {
		t.Errorf("%d HEADs among %d requests; want %d and one ping", heads, all, images)
	}
}

func TestALayerIsReadOnce(t *testing.T) {
	h := registrytest.New(t)
	shared := registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "base", Size: 10_000}))
	h.Image("one", nil, shared, registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 1})))
	h.Image("two", nil, shared, shared, registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "base", Size: 2})))
	dir := t.TempDir()
	first := client(t, Options{Cache: NewCache(dir)})
	done := make(chan *site.Image, 2)
	for _, tag := range []string{"one", "two"} {
		go func() {
			img, _, err := first.Image(context.Background(), h.Ref(tag), "", nil, "")
			if err != nil {
				t.Error(err)
			}
			done <- img
		}()
	}
	<-done
	<-done
	if n := h.CountHas(source.Digest(shared.Blob)); n != 1 {
		t.Errorf("the shared layer was asked for %d times", n)
	}
	h.Log = nil
	again := imageOf(t, client(t, Options{Cache: NewCache(dir)}), h.Ref("two"), nil)
	if n := h.CountHas("/blobs/"); n != 1 { // the config
		t.Errorf("a second run reads %d blobs, want the config alone", n)
	}
	wantSize(t, "wasted", again.Wasted, 20_000)

	// docsite.lock alone has the figures, but not the names.
	h.Log = nil
	locked := imageOf(t, client(t, Options{Blobs: first.blobs}), h.Ref("two"), nil)
	if n := h.CountHas("/blobs/"); n != 1 {
		t.Errorf("a run with a lock reads %d blobs, want the config alone", n)
	}
	wantSize(t, "unpacked", locked.Unpacked, 20_002)
	if locked.Wasted != nil || locked.Missing == "" {
		t.Errorf("wasted is %v, reason %q", locked.Wasted, locked.Missing)
	}
}

func TestCacheFileThatIsDamaged(t *testing.T) {
	dir := t.TempDir()
	c := NewCache(dir)
	digest := source.Digest([]byte("x"))
	c.put(digest, &layer.Contents{Unpacked: 1, Disk: 4096, Files: 1, Method: site.ByStream, Names: []byte{}})
	got := NewCache(dir).get(digest)
	if got == nil || got.Unpacked != 1 || got.Names == nil {
		t.Fatalf("the cache gives %+v", got)
	}
	name := NewCache(dir).file(digest)
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for at := range text {
		bad := append([]byte{}, text...)
		bad[at] ^= 0x55
		if err := os.WriteFile(name, bad[:len(bad)-at%3], 0o600); err != nil {
			t.Fatal(err)
		}
		if got := NewCache(dir).get(digest); got != nil && got.Unpacked != 1 {
			t.Fatalf("byte %d changed: the cache gives %+v", at, got)
		}
	}
}

func TestReferences(t *testing.T) {
	for _, ref := range []string{"", "UPPER/Case:1", "a b", "repo@sha256:short", "http://x/y", "x/y:tag:tag", "docker://alpine", "docker-daemon:alpine:3", "containers-storage:alpine", "dir:/tmp", "./dir", "../a/b", strings.Repeat("a", 300) + "/b"} {
		for _, err := range []error{second(client(t, Options{}).Digest(context.Background(), ref)), third(client(t, Options{}).Image(context.Background(), ref, "", nil, ""))} {
			if !errors.Is(err, source.ErrReference) {
				t.Errorf("%q gives %v", ref, err)
			}
		}
	}
}

func second(_ string, err error) error               { return err }
func third(_ *site.Image, _ string, err error) error { return err }

func TestPlatforms(t *testing.T) {
	for _, c := range []struct {
		want string
		have []string
		at   int
	}{
		{"linux/amd64", []string{"linux/arm64", "linux/amd64"}, 1},
		{"linux/arm64/v8", []string{"linux/arm64"}, 0},
		{"linux/arm", []string{"linux/arm/v6", "linux/arm/v7"}, 1},
		{"linux/arm/v7", []string{"linux/arm/v6", "linux/arm/v5"}, 0},
		{"linux/arm/v6", []string{"linux/arm/v7"}, -1},
		{"linux/amd64/v3", []string{"linux/amd64/v4", "linux/amd64", "linux/amd64/v2"}, 2},
		{"linux/amd64/v2", []string{"linux/arm64", "linux/amd64"}, 1},
		{"linux/arm64/v9", []string{"linux/arm64"}, 0},
		{"linux/arm/v99999999999", []string{"linux/arm/v7"}, -1},
		{"linux/amd64", []string{"unknown/unknown"}, -1},
	} {
		want, err := parsePlatform(c.want)
		if err != nil {
			t.Fatal(err)
		}
		if got := choose(want, c.have); got != c.at {
			t.Errorf("%s of %v is %d, want %d", c.want, c.have, got, c.at)
		}
	}
	for _, text := range []string{"linux", "", "a/b/c/d", "/amd64"} {
		if got, err := parsePlatform(text); err == nil {
			t.Errorf("%q reads as %q", text, got)
		}
	}
}

func TestSchemaOne(t *testing.T) {
	h := registrytest.New(t)
	h.Doc("old", types.DockerManifestSchema1Signed, map[string]any{"schemaVersion": 1, "fsLayers": []any{}})
	if _, _, err := client(t, Options{}).Image(context.Background(), h.Ref("old"), "", nil, ""); !errors.Is(err, source.ErrUnavailable) {
		t.Errorf("schema 1 gives %v", err)
	}
}

// What is no image says what it is; what only lacks a media type is one.
func TestArtifacts(t *testing.T) {
	const config, layer = string(types.OCIConfigJSON), string(types.OCILayer)
	for name, c := range map[string]struct {
		artifact, config string
		layers           []string
		want             string // empty: an image
	}{
		"Helm":          {"", "application/vnd.cncf.helm.config.v1+json", []string{"application/vnd.cncf.helm.chart.content.v1.tar+gzip"}, "this is a Helm chart (application/vnd.cncf.helm.config.v1+json), not a container image"},
		"cosign":        {"", config, []string{"application/vnd.dev.cosign.simplesigning.v1+json"}, "this is a cosign signature"},
		"wasm":          {"", "application/vnd.wasm.config.v0+json", []string{"application/wasm"}, "this is a WebAssembly module"},
		"SIF":           {"", "application/vnd.sylabs.sif.config.v1+json", []string{"application/vnd.sylabs.sif.layer.v1.sif"}, "this is a Singularity image"},
		"SPDX":          {"application/spdx+json", string(types.OCIEmptyJSON), []string{"application/spdx+json"}, "this is an SBOM"},
		"CycloneDX":     {"", "application/vnd.unknown.config.v1+json", []string{"application/vnd.cyclonedx+json"}, "this is an SBOM"},
		"attestation":   {"", config, []string{"application/vnd.in-toto+json"}, "this is an attestation"},
		"plugin":        {"", "application/vnd.docker.plugin.v1+json", []string{string(types.DockerLayer)}, "this is a Docker plugin"},
		"ours":          {figuresType, string(types.OCIEmptyJSON), []string{figuresType}, "docsite's own figures"},
		"something":     {"application/vnd.acme.thing", string(types.OCIEmptyJSON), []string{"application/octet-stream"}, "this is an artifact (application/vnd.acme.thing)"},
		"an old thing":  {"", "application/vnd.acme.config", []string{"application/octet-stream"}, "this is an artifact (application/vnd.acme.config)"},
		"an image":      {"", config, []string{layer}, ""},
		"without types": {"", "", []string{""}, ""},
		"an odd config": {"", "application/octet-stream", []string{layer}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			h := registrytest.New(t)
			desc := h.Image("", nil, registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 5})))
			m, err := v1.ParseManifest(bytes.NewReader(h.Manifests[desc.Digest.String()]))
			if err != nil {
				t.Fatal(err)
			}
			m.ArtifactType, m.Config.MediaType = c.artifact, types.MediaType(c.config)
			for i := range c.layers {
				m.Layers[i].MediaType = types.MediaType(c.layers[i])
			}
			h.Doc("x", types.OCIManifestSchema1, m)
			img, _, err := client(t, Options{}).Image(t.Context(), h.Ref("x"), "", nil, "")
			switch {
			case c.want == "" && err == nil:
				wantSize(t, "unpacked", img.Unpacked, 5)
			case c.want == "" || !errors.Is(err, source.ErrNoImage) || !strings.Contains(err.Error(), h.Ref("x")) || !strings.Contains(err.Error(), c.want):
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestWindowsHasNoDisk(t *testing.T) {
	h := registrytest.New(t)
	layer := registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "Files/a", Size: 5}))
	config, err := json.Marshal(&v1.ConfigFile{OS: "windows", Architecture: "amd64", RootFS: v1.RootFS{DiffIDs: []v1.Hash{registrytest.Hash(layer.Raw)}}})
	if err != nil {
		t.Fatal(err)
	}
	h.Doc("x", types.OCIManifestSchema1, v1.Manifest{SchemaVersion: 2, Config: h.Blob(config), Layers: []v1.Descriptor{h.Blob(layer.Blob)}})
	img := imageOf(t, client(t, Options{}), h.Ref("x"), nil)
	wantSize(t, "unpacked", img.Unpacked, 5)
	if img.Disk != nil || img.Usage != nil || img.Layers[0].Disk != nil || img.Download == nil || !strings.Contains(img.Missing, "NTFS") {
		text, _ := json.Marshal(img)
		t.Errorf("got %s", text)
	}
}

func TestRepository(t *testing.T) {
	for ref, want := range map[string]string{
		"debian":                      "library/debian",
		"localhost:5000/team/app:1.2": "team/app",
		"ghcr.io/a/b/c@sha256:" + strings.Repeat("a", 64): "a/b/c",
		"oci:dir":         "",
		"not a reference": "",
	} {
		got, err := Repository(ref)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("Repository(%q) = %q, %v; want %q", ref, got, err, want)
		}
	}
}
