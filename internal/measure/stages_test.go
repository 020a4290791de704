package measure

import (
	"archive/tar"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"docsite/internal/dockerfile"
	"docsite/internal/registrytest"
	"docsite/internal/site"
)

// built is a layer as BuildKit makes it: its history, its files, and its place.
type built struct {
	history string // with a "-" before it: an entry without a layer
	lines   [2]int // of the Dockerfile; none for a layer of the base image
	files   []registrytest.Entry
}

func run(command string) string { return "RUN /bin/sh -c " + command + " # buildkit" }

func file(name string, size int) []registrytest.Entry {
	return []registrytest.Entry{{Name: name, Size: size}}
}

var rootfs = built{history: "ADD rootfs.tar.xz / # buildkit", files: []registrytest.Entry{
	{Name: "bin", Kind: tar.TypeDir}, {Name: "bin/sh", Size: 120_000}, {Name: "lib", Kind: tar.TypeSymlink, Link: "usr/lib"}, {Name: "usr/lib/libc.so", Size: 1_900_001}}}

const stagesFile = `ARG VARIANT=slim
FROM debian:12 AS tool-amd64
RUN fetch
RUN rm /bin/sh
FROM debian:12 AS tool-arm64
RUN fetch
FROM debian:12 AS base-slim
RUN slim
FROM tool-${TARGETARCH}
ARG TARGETARCH
WORKDIR /srv
COPY app /app
RUN for a in $TARGETARCH; do \
      touch /done; \
    done
CMD ["/app"]
`

const onbuildFile = "FROM lang:3-onbuild\nARG LEVEL=1\nRUN own\nCOPY more /more\nCMD [\"lang\"]\n"

// tool are the layers of stagesFile for a platform: its own stage has lines of its own.
func tool(arch string, fetched ...built) []built {
	return append(append([]built{rootfs, {history: `-CMD ["bash"]`}}, fetched...),
		built{history: "-ARG TARGETARCH=" + arch},
		built{history: "WORKDIR /srv", lines: [2]int{11, 11}, files: []registrytest.Entry{{Name: "srv", Kind: tar.TypeDir}}},
		built{history: "COPY app /app # buildkit", lines: [2]int{12, 12}, files: file("app", 5_000_123)},
		built{history: "RUN |1 TARGETARCH=" + arch + " /bin/sh -c for a in $TARGETARCH; do       touch /done;     done # buildkit", lines: [2]int{13, 15}, files: file("done", 0)},
		built{history: `-CMD ["/app"]`})
}

// ownImages are images of which the test knows each byte and each line.
var ownImages = map[string]struct {
	file      string
	platforms map[string][]built
}{
	"a stage by the platform": {stagesFile, map[string][]built{
		"amd64": tool("amd64", built{history: run("fetch"), lines: [2]int{3, 3}, files: file("usr/bin/tool", 700)},
			built{history: run("rm /bin/sh"), lines: [2]int{4, 4}, files: file("bin/.wh.sh", 0)}),
		"arm64": tool("arm64", built{history: run("fetch"), lines: [2]int{6, 6}, files: file("usr/bin/tool", 900)}),
	}},
	"triggers": {onbuildFile, map[string][]built{
		"amd64": {rootfs, {history: "-ONBUILD COPY . /src"}, {history: "-ONBUILD RUN make -C /src"}, {history: `-CMD ["lang"]`},
			{history: "COPY . /src # buildkit", lines: [2]int{1, 1}, files: file("src/main.c", 40_000)},
			{history: run("make -C /src"), lines: [2]int{1, 1}, files: file("src/main.o", 90_000)},
			{history: "-ARG LEVEL=1"},
			{history: "RUN |1 LEVEL=1 /bin/sh -c own # buildkit", lines: [2]int{3, 3}, files: file("own", 4096)},
			{history: "COPY more /more # buildkit", lines: [2]int{4, 4}, files: file("more", 4097)},
			{history: `-CMD ["lang"]`}},
	}},
}

// tally holds figures of a tar by the test's own count.
type tally struct {
	unpacked, disk int64
	files          int
}

func tallyOf(t *testing.T, raw []byte) (c tally) {
	t.Helper()
	folders := map[string]bool{".": true}
	for r := tar.NewReader(bytes.NewReader(raw)); ; {
		h, err := r.Next()
		if err == io.EOF {
			c.disk += int64(4096 * len(folders))
			return c
		}
		if err != nil {
			t.Fatal(err)
		}
		parts := strings.Split(strings.Trim(h.Name, "/"), "/")
		for i := 1; i < len(parts); i++ {
			folders[strings.Join(parts[:i], "/")] = true
		}
		switch {
		case h.Typeflag == tar.TypeDir:
			folders[h.Name] = true
		case strings.HasPrefix(parts[len(parts)-1], ".wh."):
		default:
			size := h.Size + int64(len(h.Linkname))
			c.unpacked, c.files = c.unpacked+size, c.files+1
			c.disk += (h.Size + 4095) / 4096 * 4096
		}
	}
}

// put pushes the image of one platform with its provenance, and gives the tars and what
// is downloaded.
func put(t *testing.T, h *registrytest.Host, arch, mode string, layers []built) (index []v1.Descriptor, raws [][]byte, download int64) {
	t.Helper()
	config := v1.ConfigFile{OS: "linux", Architecture: arch, RootFS: v1.RootFS{Type: "layers"}}
	m := v1.Manifest{SchemaVersion: 2, MediaType: types.OCIManifestSchema1}
	then := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	for _, l := range layers {
		then = then.Add(time.Second)
		by, empty := strings.CutPrefix(l.history, "-")
		config.History = append(config.History, v1.History{CreatedBy: by, EmptyLayer: empty, Comment: "buildkit.dockerfile.v0", Created: v1.Time{Time: then}})
		if empty {
			continue
		}
		raw := registrytest.Tar(t, l.files...)
		raws = append(raws, raw)
		config.RootFS.DiffIDs = append(config.RootFS.DiffIDs, registrytest.Hash(raw))
		m.Layers = append(m.Layers, h.Blob(registrytest.Gzip(raw)))
		download += m.Layers[len(m.Layers)-1].Size
	}
	m.Config = h.Blob(marshal(t, config))
	m.Config.MediaType = types.OCIConfigJSON
	desc := h.Doc("", types.OCIManifestSchema1, m)
	desc.Platform = &v1.Platform{OS: "linux", Architecture: arch}
	index, download = append(index, desc), download+m.Config.Size
	if mode == "" {
		return index, raws, download
	}
	// mode=min tells how the build was asked for, and nothing of its steps.
	statement := h.Blob(marshal(t, map[string]any{"_type": "https://in-toto.io/Statement/v0.1", "predicateType": "https://slsa.dev/provenance/v0.2",
		"predicate": map[string]any{"buildType": "https://mobyproject.org/buildkit@v1", "materials": []any{map[string]any{"uri": "pkg:docker/debian@12?platform=linux%2F" + arch}},
			"invocation": map[string]any{"configSource": map[string]any{"entryPoint": "Dockerfile"}, "parameters": map[string]any{"frontend": "dockerfile.v0", "args": map[string]any{}},
				"environment": map[string]any{"platform": "linux/" + arch}},
			"metadata": map[string]any{"buildInvocationID": "x", "reproducible": false}}}))
	statement.MediaType = "application/vnd.in-toto+json"
	statement.Annotations = map[string]string{"in-toto.io/predicate-type": "https://slsa.dev/provenance/v0.2"}
	attestation := v1.Manifest{SchemaVersion: 2, MediaType: types.OCIManifestSchema1, Config: h.Blob([]byte(`{"architecture":"unknown","os":"unknown","config":{},"rootfs":{"type":"layers","diff_ids":[]}}`)), Layers: []v1.Descriptor{statement}}
	attestation.Config.MediaType = types.OCIConfigJSON
	attested := h.Doc("", types.OCIManifestSchema1, attestation)
	attested.Platform = &v1.Platform{OS: "unknown", Architecture: "unknown"}
	attested.Annotations = map[string]string{"vnd.docker.reference.type": "attestation-manifest", "vnd.docker.reference.digest": desc.Digest.String()}
	return append(index, attested), raws, download
}

func marshal(t *testing.T, v any) []byte {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// Stages that a platform names and triggers of ONBUILD, without provenance and with
// BuildKit's least: each figure is the test's own count, no line is wrong, and 95 of a
// hundred layers have theirs.
func TestLinesOfOwnImages(t *testing.T) {
	right, wrong, unknown := 0, 0, 0
	for name, image := range ownImages {
		for _, mode := range []string{"", "min"} {
			h := registrytest.New(t)
			df, err := dockerfile.Parse([]byte(image.file))
			if err != nil {
				t.Fatal(err)
			}
			var index v1.IndexManifest
			raws, downloads := map[string][][]byte{}, map[string]int64{}
			for _, arch := range []string{"amd64", "arm64"} {
				if layers := image.platforms[arch]; layers != nil {
					var descs []v1.Descriptor
					descs, raws[arch], downloads[arch] = put(t, h, arch, mode, layers)
					index.Manifests = append(index.Manifests, descs...)
				}
			}
			index.SchemaVersion, index.MediaType = 2, types.OCIImageIndex
			h.Doc("x", types.OCIImageIndex, index)
			for arch, layers := range image.platforms {
				what := fmt.Sprintf("%s, linux/%s, provenance %q: ", name, arch, mode)
				img, _, err := client(t, Options{}).Image(t.Context(), h.Ref("x"), "linux/"+arch, df, "")
				if err != nil {
					t.Fatal(err)
				}
				wantSize(t, what+"download", img.Download, downloads[arch])
				checkCount(t, what, img, raws[arch])
				layers = slices.DeleteFunc(slices.Clone(layers), func(l built) bool { return strings.HasPrefix(l.history, "-") })
				for i, l := range layers {
					got := img.Layers[i]
					base := l.lines == [2]int{}
					switch {
					case got.Base != base && (got.Base || got.Lines != nil), !base && got.Lines != nil && *got.Lines != l.lines:
						wrong++
						t.Errorf("%slayer %d (%s) is base %v, lines %v; want %v", what, i, l.history, got.Base, got.Lines, l.lines)
					case got.Base == base && (base || got.Lines != nil):
						right++
					default:
						unknown++
					}
				}
			}
		}
	}
	t.Logf("layers right %d, wrong %d, unknown %d", right, wrong, unknown)
	if wrong > 0 || right*100 < 95*(right+unknown) {
		t.Errorf("right %d, wrong %d, unknown %d", right, wrong, unknown)
	}
}

// checkCount holds figures against the test's own count of the tars.
func checkCount(t *testing.T, what string, img *site.Image, raws [][]byte) {
	t.Helper()
	var all tally
	for i, raw := range raws {
		c := tallyOf(t, raw)
		all.unpacked, all.disk = all.unpacked+c.unpacked, all.disk+c.disk
		l := img.Layers[i]
		wantSize(t, fmt.Sprintf("%slayer %d: unpacked", what, i), l.Unpacked, c.unpacked)
		wantSize(t, fmt.Sprintf("%slayer %d: disk", what, i), l.Disk, c.disk)
		if l.Files != c.files {
			t.Errorf("%slayer %d has %d files, want %d", what, i, l.Files, c.files)
		}
	}
	wantSize(t, what+"unpacked", img.Unpacked, all.unpacked)
	wantSize(t, what+"disk", img.Disk, all.disk)
	wasted := int64(0)
	if slices.ContainsFunc(raws, func(raw []byte) bool { return bytes.Contains(raw, []byte("bin/.wh.sh")) }) {
		wasted = 120_000
	}
	wantSize(t, what+"wasted", img.Wasted, wasted)
}
