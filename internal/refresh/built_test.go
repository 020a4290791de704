package refresh

import (
	"archive/tar"
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"docsite/internal/registrytest"
)

// archive writes an OCI archive of an image with a layer for each RUN of a
// Dockerfile "FROM scratch", of so many bytes.
func archive(t *testing.T, sizes ...int) string {
	t.Helper()
	config := &v1.ConfigFile{OS: "linux", Architecture: "amd64"}
	files := map[string][]byte{"oci-layout": []byte(`{"imageLayoutVersion":"1.0.0"}`)}
	put := func(b []byte) v1.Descriptor {
		d := v1.Descriptor{Digest: registrytest.Hash(b), Size: int64(len(b)), MediaType: types.OCILayer}
		files["blobs/"+strings.Replace(d.Digest.String(), ":", "/", 1)] = b
		return d
	}
	encode := func(v any) []byte {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	m := v1.Manifest{SchemaVersion: 2, MediaType: types.OCIManifestSchema1}
	for i, size := range sizes {
		layer := registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: string(rune('a' + i)), Size: size}))
		m.Layers = append(m.Layers, put(layer.Blob))
		config.RootFS.DiffIDs = append(config.RootFS.DiffIDs, registrytest.Hash(layer.Raw))
		config.History = append(config.History, v1.History{CreatedBy: "COPY " + string(rune('a'+i)) + " / # buildkit", Comment: "buildkit.dockerfile.v0"})
	}
	m.Config = put(encode(config))
	m.Config.MediaType = types.OCIConfigJSON
	manifest := put(encode(m))
	manifest.MediaType = types.OCIManifestSchema1
	files["index.json"] = encode(v1.IndexManifest{SchemaVersion: 2, Manifests: []v1.Descriptor{manifest}})
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for name, text := range files {
		if err := w.WriteHeader(&tar.Header{Name: name, Size: int64(len(text)), Mode: 0o644}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// What a pull request has just built is held against the lock: the places that it
// makes wrong, and the lines that made it grow. Nothing is written.
func TestBuiltImage(t *testing.T) {
	p := newProject(t, map[string]string{
		"docsite.yaml":  "images:\n  web: {ref: 'oci-archive:build/app.tar', dockerfile: Dockerfile}\n  other: {ref: 'nowhere.invalid/other'}\n",
		"Dockerfile":    "FROM scratch\nCOPY a /\nCOPY b /\n",
		"content/a.md":  "# A\n\nIt is <!-- ds:web.unpacked -->?<!-- /ds -->.\n",
		"build/app.tar": archive(t, 5000, 7000),
		"build/new.tar": archive(t, 5000, 900_000, 10),
	})
	p.expect(Unavailable, Options{})
	if page := p.read("content/a.md"); !strings.Contains(page, "12 kB") {
		t.Fatalf("an archive of the project is not measured:\n%s", page)
	}
	p.expect(Fine, Options{Check: true, Built: map[string]string{"web": "oci-archive:" + filepath.Join(p.dir, "build/app.tar")}})

	before := p.all()
	report := p.expect(Drift, Options{Check: true, Built: map[string]string{"web": "oci-archive:" + filepath.Join(p.dir, "build/new.tar")}})
	for _, want := range []string{`web.unpacked is not current: "12 kB" → "905 kB"`, "web: line 3, COPY: 12.3 kB → 905 kB (+893 kB", "web: layer 3: 8.19 kB that were not there"} {
		if !strings.Contains(report.Text(), want) {
			t.Errorf("it does not say %q:\n%s", want, report.Text())
		}
	}
	if len(report.Images) != 1 {
		t.Errorf("others are asked for: %+v", report.Images)
	}
	after := p.all()
	for name, text := range before {
		if after[name] != text {
			t.Errorf("%s is written", name)
		}
	}
	report = p.expect(Wrong, Options{Check: true, Built: map[string]string{"wev": "oci:x"}})
	if text := report.Problems[0].String(); !strings.Contains(text, `there is no image "wev" with a ref`) {
		t.Error(text)
	}

	// A file that was said to be there is no registry that is silent.
	p.write("build/odd.tar", "no tar")
	for name, want := range map[string]string{"none.tar": "there is no such folder or file", "odd.tar": "it is no tar"} {
		ref := "oci-archive:" + filepath.Join(p.dir, "build", name)
		report = p.expect(Wrong, Options{Check: true, Built: map[string]string{"web": ref}})
		if text := report.Problems[0].String(); !strings.Contains(text, "--image web="+ref+": "+want) {
			t.Error(text)
		}
	}
}

// A reference to a file stays in the project.
func TestReferencesThatLeaveTheProject(t *testing.T) {
	for _, ref := range []string{"oci:../x", "oci-archive:/etc/passwd", "docker-archive:a/../../b"} {
		p := newProject(t, map[string]string{"docsite.yaml": "images: {web: {ref: '" + ref + "'}}\n", "content/a.md": "# A\n"})
		report := p.expect(Wrong, Options{})
		if text := report.Problems[0].String(); !strings.Contains(text, "docsite.yaml:1:21: ref ") || !strings.Contains(text, "is not inside the project") {
			t.Errorf("%s gives %s", ref, text)
		}
	}
}
