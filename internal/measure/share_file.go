package measure

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"docsite/internal/measure/layer"
	"docsite/internal/measure/source"
	"docsite/internal/site"
)

// maxFiles is how many files a layer is believed to have.
const maxFiles = 10_000_000

// sharedFile is the JSON of an artifact.
type sharedFile struct {
	Version int             `json:"version"`
	Blobs   map[string]Blob `json:"blobs"`
}

// decodeShared reads the JSON of an artifact and believes no number that no
// pass can give: one of them makes the whole record worthless.
func decodeShared(raw []byte) (map[string]Blob, error) {
	var file sharedFile
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&file); err != nil {
		return nil, &source.BadBlob{Reason: "is not readable"}
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, &source.BadBlob{Reason: "goes on after its end"}
	}
	if file.Version != 1 {
		return nil, &source.BadBlob{Reason: fmt.Sprintf("has version %d, which is not known", file.Version)}
	}
	if len(file.Blobs) > source.MaxLayers {
		return nil, &source.BadBlob{Reason: fmt.Sprintf("is of more than %d layers", source.MaxLayers)}
	}
	for digest, blob := range file.Blobs {
		if _, err := v1.NewHash(digest); err != nil || !strings.HasPrefix(digest, "sha256:") {
			return nil, &source.BadBlob{Reason: fmt.Sprintf("is of %q, which is no digest", source.Plain(digest))}
		}
		if blob.Method != site.ByStream {
			return nil, &source.BadBlob{Reason: "is not of a whole pass"}
		}
		if blob.Unpacked < 0 || blob.Unpacked > layer.MaxBytes || blob.Disk < layer.Block || blob.Disk > 2*layer.MaxBytes || blob.Disk%layer.Block != 0 || blob.Files < 0 || blob.Files > maxFiles {
			return nil, &source.BadBlob{Reason: "has figures that no layer has"}
		}
	}
	return file.Blobs, nil
}
