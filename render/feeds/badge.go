package feeds

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"docsite/internal/figures"
	"docsite/internal/site"
	"docsite/render/pictures"
)

// File is a file that other tools read of the images.
type File struct {
	Output string // slash path in the site
	Text   []byte
}

// figuresOutput is the file with the figures of all images.
const figuresOutput = "figures.json"

// Data are the files that other tools read of the images: for each a badge as a
// picture and as shields.io reads it, and the figures of all. A site without
// images has none. The same lock gives the same bytes.
func Data(s *site.Site) []File {
	if len(s.Config.Images) == 0 {
		return nil
	}
	var files []File
	for _, id := range slices.Sorted(maps.Keys(s.Config.Images)) {
		if s.Config.Images[id].TagOf != "" {
			continue
		}
		b := badgeOf(s, id)
		files = append(files, File{"badges/" + id + ".json", encode(b.endpoint)},
			File{"badges/" + id + ".svg", pictures.DrawBadge(pictures.Badge{Title: b.title, Label: b.Label, Value: b.Message, Tone: b.tone})})
	}
	return append(files, File{figuresOutput, encode(newFigures(s))})
}

// endpoint is what shields.io's endpoint badge reads.
type endpoint struct {
	SchemaVersion int    `json:"schemaVersion"`
	Label         string `json:"label"`
	Message       string `json:"message"`
	Color         string `json:"color"`
	IsError       bool   `json:"isError,omitempty"`
}

type badge struct {
	endpoint
	title string
	tone  pictures.Tone
}

// badgeOf is the badge of an image: the size that docsite.yaml chooses, else the
// first that is known.
func badgeOf(s *site.Site, id string) badge {
	spec := s.Config.Images[id]
	name := cmp.Or(spec.Label, id)
	column, chosen := figures.ColumnOf(spec.Badge)
	for i, sizes := 0, append(figures.Captioned(), figures.Sizes()...); !chosen && i < len(sizes); i++ {
		if _, err := figures.Find(s, id+"."+sizes[i].Name); err == nil || column == nil {
			column, chosen = &sizes[i], err == nil
		}
	}
	b := badge{endpoint: endpoint{SchemaVersion: 1, Label: name + " " + column.Brand(), Message: "not measured", Color: "lightgrey", IsError: true}}
	b.title, b.tone = name+": not measured", pictures.Grey
	if v, err := figures.Find(s, id+"."+column.Name); err == nil {
		b.Message, b.Color, b.IsError, b.tone = v.Text, "blue", false, pictures.Blue
		b.title = fmt.Sprintf("%s: %s %s", name, v.Text, column.Phrase)
		if v.Recorded {
			b.title += " (recorded on " + v.Since + ")"
		} else {
			b.title += fmt.Sprintf(" (%s, %s)", v.Platform, v.Since)
		}
	}
	img, measured := s.Lock.Images[id]
	if measured && slices.ContainsFunc(figures.LimitsOf(spec), func(l figures.Limit) bool { return l.Check(&img.Image, nil) != nil }) {
		b.Color, b.tone, b.title = "red", pictures.Red, b.title+", over its limit"
	}
	return b
}

// figuresFile is figures.json. Sizes are bytes; one that is not known is null.
type figuresFile struct {
	Version int                    `json:"version"`
	Images  map[string]imageFigure `json:"images"` // by id
}

type imageFigure struct {
	Label      string            `json:"label"`
	Ref        string            `json:"ref,omitempty"`
	Dockerfile string            `json:"dockerfile,omitempty"`
	Platform   string            `json:"platform,omitempty"`
	Digest     string            `json:"digest,omitempty"` // of the platform's manifest
	Index      string            `json:"index,omitempty"`  // that the tag resolved to
	Created    string            `json:"created,omitempty"`
	Since      string            `json:"since,omitempty"`
	Recorded   bool              `json:"recorded,omitempty"`
	Sizes      map[string]*int64 `json:"sizes"`
	Layers     int               `json:"layers"`
	Missing    string            `json:"missing,omitempty"` // why a size is not known
	History    []historyPoint    `json:"history,omitempty"` // oldest first
}

type historyPoint struct {
	Since    string `json:"since"`
	Digest   string `json:"digest"`
	Download int64  `json:"download"`
	Usage    int64  `json:"usage,omitempty"`
}

func newFigures(s *site.Site) figuresFile {
	file := figuresFile{Version: 1, Images: map[string]imageFigure{}}
	for id, spec := range s.Config.Images {
		f := imageFigure{Label: cmp.Or(spec.Label, id), Ref: spec.Ref, Dockerfile: spec.Dockerfile, Sizes: map[string]*int64{}}
		locked, measured := s.Lock.Images[id]
		if measured = measured && spec.Ref != ""; measured {
			f.Platform, f.Digest, f.Index, f.Created, f.Since = locked.Platform, locked.Digest, locked.Index, locked.Created, locked.Since
			f.Layers, f.Missing = len(locked.Layers), locked.Missing
		}
		for _, size := range figures.Sizes() {
			f.Sizes[size.Name] = nil
			if measured {
				f.Sizes[size.Name] = size.Of(&locked.Image)
			} else if v, err := figures.Find(s, id+"."+size.Name); err == nil && v.Recorded {
				f.Sizes[size.Name], f.Recorded, f.Since = &v.Bytes, true, v.Since
			}
		}
		for _, p := range s.Lock.History[id] {
			f.History = append(f.History, historyPoint{p.Since, p.Digest, p.Download, p.Usage})
		}
		file.Images[id] = f
	}
	return file
}

func encode(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		panic(err) // it holds nothing that JSON cannot
	}
	return b.Bytes()
}
