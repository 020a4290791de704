package measure

import (
	"bytes"
	stdgzip "compress/gzip" // its empty stored block is part of the footer
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"
	"github.com/klauspost/compress/gzip"

	"docsite/internal/measure/source"
	"docsite/internal/registrytest"
	"docsite/internal/site"
)

// What the two formats call their table of contents.
const (
	tocOfStargz       = "containerd.io/snapshot/stargz/toc.digest"
	positionOfChunked = "io.github.containers.zstd-chunked.manifest-position"
	digestOfChunked   = "io.github.containers.zstd-chunked.manifest-checksum"
)

const tocText = `{"version":1,"entries":[{"name":"usr/","type":"dir"},{"name":"usr/a","type":"reg","size":5000},{"name":"usr/a","type":"chunk","size":5000},
{"name":"usr/b","type":"hardlink","linkName":"usr/a"},{"name":"l","type":"symlink","linkName":"usr/a"},{"name":"d/.wh.gone","type":"reg"}]}`

// stargz is a blob as eStargz lays it out: the layer, the table of contents
// as a member of its own, and a footer that says where that begins.
func stargz(t *testing.T, layer []byte, toc string) (blob []byte, annotations map[string]string) {
	t.Helper()
	front := registrytest.Gzip(layer)
	var table bytes.Buffer
	w := gzip.NewWriter(&table)
	raw := registrytest.Tar(t, registrytest.Entry{Name: "stargz.index.json", Size: len(toc)})
	copy(raw[512:], toc)
	w.Write(raw)
	w.Close()
	var foot bytes.Buffer
	f, err := stdgzip.NewWriterLevel(&foot, stdgzip.NoCompression)
	if err != nil {
		t.Fatal(err)
	}
	f.Extra = append([]byte{'S', 'G', 22, 0}, fmt.Sprintf("%016xSTARGZ", len(front))...)
	f.Close()
	footer := append([]byte{}, foot.Bytes()...)
	if len(footer) != 51 {
		t.Fatalf("the footer has %d bytes", len(footer))
	}
	return append(append(front, table.Bytes()...), footer...), map[string]string{tocOfStargz: source.Digest([]byte(toc))}
}

func TestLayersTooLongToRead(t *testing.T) {
	raw := registrytest.Tar(t, registrytest.Entry{Name: "usr/a", Size: 90_000})
	estargz, annotations := stargz(t, raw, tocText)
	packedTOC := registrytest.Zstd(t, []byte(tocText))
	chunked := append(registrytest.Zstd(t, raw), packedTOC...)
	at := len(chunked) - len(packedTOC)
	twice := append(registrytest.Gzip(raw[:1000]), registrytest.Gzip(raw[1000:])...)
	for name, c := range map[string]struct {
		blob           []byte
		annotations    map[string]string
		unpacked, disk int64
		method         site.Method
		reason         string
	}{
		"eStargz":                        {estargz, annotations, 5005, 4096*3 + 8192, site.ByTOC, ""},
		"zstd:chunked":                   {chunked, map[string]string{positionOfChunked: fmt.Sprintf("%d:%d:%d:1", at, len(packedTOC), len(tocText)), digestOfChunked: source.Digest(packedTOC)}, 5005, 4096*3 + 8192, site.ByTOC, ""},
		"eStargz with another table":     {estargz, map[string]string{tocOfStargz: source.Digest([]byte("x"))}, 0, 0, "", "does not state its length"},
		"zstd:chunked at another place":  {chunked, map[string]string{positionOfChunked: "1:99999999:2:1"}, int64(len(raw)), 0, site.ByTrailer, "only the length"},
		"zstd:chunked with wrong digest": {chunked, map[string]string{positionOfChunked: fmt.Sprintf("%d:%d:%d:1", at, len(packedTOC), len(tocText))}, int64(len(raw)), 0, site.ByTrailer, "only the length"},
		"gzip":                           {registrytest.Gzip(raw), nil, int64(len(raw)), 0, site.ByTrailer, "only the length"},
		"gzip of two members":            {twice, nil, 0, 0, "", "does not state its length"},
		"zstd with its length":           {registrytest.Zstd(t, raw), nil, int64(len(raw)), 0, site.ByTrailer, "only the length"},
		"plain":                          {raw, nil, int64(len(raw)), 0, site.ByTrailer, "only the length"},
	} {
		for _, ranges := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s, ranges %v", name, ranges), func(t *testing.T) {
				h := registrytest.New(t)
				desc := h.Image("", nil, registrytest.Layer{Raw: raw, Blob: c.blob})
				m, err := v1.ParseManifest(bytes.NewReader(h.Manifests[desc.Digest.String()]))
				if err != nil {
					t.Fatal(err)
				}
				m.Layers[0].Annotations = c.annotations
				h.Doc("x", types.OCIManifestSchema1, m)
				if !ranges {
					h.Hook = func(w http.ResponseWriter, r *http.Request) bool { r.Header.Del("Range"); return false }
				}
				img := imageOf(t, client(t, Options{MaxLayer: 1}), h.Ref("x"), nil)
				if !ranges {
					if img.Unpacked != nil || !strings.Contains(img.Missing, "does not give parts") {
						t.Errorf("unpacked %v, reason %q", img.Unpacked, img.Missing)
					}
					return
				}
				if c.unpacked > 0 {
					wantSize(t, "unpacked", img.Unpacked, c.unpacked)
				} else if img.Unpacked != nil {
					t.Errorf("unpacked is %d", *img.Unpacked)
				}
				if c.disk > 0 {
					wantSize(t, "disk", img.Disk, c.disk)
				} else if img.Disk != nil {
					t.Errorf("disk is %d", *img.Disk)
				}
				if img.Layers[0].Method != c.method || !strings.Contains(img.Missing, c.reason) {
					text, _ := json.Marshal(img)
					t.Errorf("got %s", text)
				}
			})
		}
	}
}
