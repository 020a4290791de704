package site

import (
	"fmt"
	"strconv"
)

// Image is what is known of one platform of a container image. All sizes are
// bytes; the definitions and their evidence:
//
//   - Download: the compressed config and layers, from the manifest.
//   - Unpacked: regular files and the lengths of symlink targets, hard links
//     once a layer, summed over the layers: SIZE of docker images on overlay2.
//   - Disk: blocks of 4 KiB that the unpacked layers take on ext4.
//   - Usage: Download + Disk, which Docker 29 prints as DISK USAGE.
//   - Wasted: regular files that a later layer deletes or writes again.
//
// A size that is not known is nil, and Missing says why.
type Image struct {
	Ref      string `json:"ref"`
	Digest   string `json:"digest,omitempty"`   // of the platform's manifest
	Platform string `json:"platform,omitempty"` // "linux/amd64", "linux/arm/v7"
	Created  string `json:"created,omitempty"`  // RFC 3339, as the config has it

	Download *int64 `json:"download"`
	Unpacked *int64 `json:"unpacked"`
	Disk     *int64 `json:"disk"`
	Usage    *int64 `json:"usage"`
	Wasted   *int64 `json:"wasted"`

	Method  Method     `json:"method,omitempty"`  // how the weakest of the figures was had
	Missing string     `json:"missing,omitempty"` // why a figure is absent
	Layers  []Layer    `json:"layers"`
	Waste   []Waste    `json:"waste,omitempty"`   // the ten largest files and folders that are wasted
	Tree    []PathSize `json:"tree,omitempty"`    // sizes by path, where they are asked for; not in the lock
	Differs []string   `json:"differs,omitempty"` // how the file that it was built from differs from the documented one: lines of a diff
}

// PathSize is the sum of the regular files below a path, or of several that are one
// row: "usr/…".
type PathSize struct {
	Path  string `json:"path"`
	Bytes int64  `json:"bytes"`
	Files int    `json:"files"`
}

// Waste is a file that the image carries and nobody can see, or a folder with all
// such files of one layer in it that one other layer takes away.
type Waste struct {
	Path  string `json:"path"`
	Bytes int64  `json:"bytes"`
	Files int    `json:"files,omitempty"` // of a folder
	Layer int    `json:"layer"`           // position of the layer that carries it, from 0
	By    int    `json:"by"`              // position of the layer that deletes or replaces it
}

// Method says how a figure was had, from the surest to the least sure.
type Method string

const (
	ByManifest Method = "manifest" // the registry's manifest states it
	ByStream   Method = "stream"   // the layer was read to its end, its digests verified
	ByTrailer  Method = "trailer"  // the gzip trailer or the zstd header states it
	ByTOC      Method = "toc"      // an eStargz or zstd:chunked table of contents states it
	Recorded   Method = "recorded" // a person wrote it into docsite.yaml
)

// Layer is one layer of an image, in the manifest's order. Its position is
// its identity: digests repeat.
type Layer struct {
	Digest     string `json:"digest"`
	Compressed int64  `json:"compressed"`
	Unpacked   *int64 `json:"unpacked"`
	Disk       *int64 `json:"disk"`
	Files      int    `json:"files"`
	Wasted     *int64 `json:"wasted"`
	Base       bool   `json:"base"` // a layer of the base image

	Stage       string      `json:"stage,omitempty"`       // name of the stage in lower case, or its number
	Lines       *[2]int     `json:"lines"`                 // of the Dockerfile; nil when not attributed
	Instruction string      `json:"instruction,omitempty"` // its keyword
	Step        string      `json:"step,omitempty"`        // hash of the words of what made it, which finds the layer of the same step in another build
	History     string      `json:"history,omitempty"`     // how its builder says in the config that it was made; not in the lock
	Attribution Attribution `json:"attribution"`
	Method      Method      `json:"method,omitempty"`
	Missing     string      `json:"missing,omitempty"`
}

// LinesText is where in the Dockerfile the layer comes from: "12", "12-14";
// empty where that is not known.
func (l *Layer) LinesText() string {
	switch {
	case l.Lines == nil:
		return ""
	case l.Lines[0] == l.Lines[1]:
		return strconv.Itoa(l.Lines[0])
	}
	return fmt.Sprintf("%d-%d", l.Lines[0], l.Lines[1])
}

// LayerChange is a layer that two builds of an image do not have alike. Sizes
// are bytes on disk, -1 where a build has no such layer or its size is not known.
type LayerChange struct {
	Layer       int    `json:"layer,omitempty"` // its number, from 1, in the build that has it
	Lines       string `json:"lines,omitempty"` // of the Dockerfile: "12", "12-14"
	Instruction string `json:"instruction,omitempty"`
	Base        bool   `json:"base,omitempty"` // all layers of the base image together
	Was         int64  `json:"was"`
	Now         int64  `json:"now"`
}

// Attribution says what tied a layer to its lines.
type Attribution string

const (
	ByProvenance Attribution = "provenance" // BuildKit's own record
	ByHistory    Attribution = "history"    // the config's history, aligned and confirmed
	NotKnown     Attribution = "none"
)

// ImageOf is the id of the image whose figures and target are shown at a
// Dockerfile of the project; empty where no image names the file. Of several it
// is the first, by id, that has measured layers, else the first.
func (s *Site) ImageOf(dockerfile string) string {
	first, measured := "", false
	for id, spec := range s.Config.Images {
		if spec.Dockerfile != dockerfile || dockerfile == "" {
			continue
		}
		has := len(s.Lock.Images[id].Layers) > 0
		if first == "" || has && !measured || has == measured && id < first {
			first, measured = id, has
		}
	}
	return first
}
