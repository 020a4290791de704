package measure

import (
	"docsite/internal/measure/layer"
	"docsite/internal/site"
)

// Blob is what one pass over a layer's tar told. Sizes are bytes.
type Blob struct {
	Unpacked int64       `json:"unpacked"`
	Disk     int64       `json:"disk"`
	Files    int         `json:"files"`
	Method   site.Method `json:"method"`
}

func (b Blob) contents() *layer.Contents {
	return &layer.Contents{Unpacked: b.Unpacked, Disk: b.Disk, Files: b.Files, Method: b.Method}
}

// Locked are the blobs of the layers of all images in docsite.lock, by digest: a blob
// is streamed once, ever.
func Locked(l *site.Lock) map[string]Blob {
	blobs := map[string]Blob{}
	for _, img := range l.Images {
		for _, layer := range img.Layers {
			if layer.Unpacked != nil && layer.Disk != nil && layer.Method != "" {
				blobs[layer.Digest] = Blob{*layer.Unpacked, *layer.Disk, layer.Files, layer.Method}
			}
		}
	}
	return blobs
}
