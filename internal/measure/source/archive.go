package source

import (
	"archive/tar"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

// maxMembers bounds what an archive of an image may hold: it has a file for
// each blob.
const maxMembers = 100_000

// tarFiles is an archive with the place of each of its files.
type tarFiles struct {
	f     *os.File
	place map[string][2]int64 // offset and size
	links map[string]string
}

// openTar reads the headers of an archive and remembers where its files stand.
func openTar(name string) (*tarFiles, error) {
	if info, err := os.Stat(name); err != nil {
		return nil, err
	} else if !info.Mode().IsRegular() {
		return nil, errors.New("the archive is no file") // a pipe would be waited for
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	t := &tarFiles{f: f, place: map[string][2]int64{}, links: map[string]string{}}
	if err := t.index(); err != nil {
		f.Close()
		return nil, err
	}
	return t, nil
}

func (t *tarFiles) index() error {
	var magic [2]byte
	if _, err := t.f.ReadAt(magic[:], 0); err == nil && magic == [2]byte{0x1f, 0x8b} {
		return errors.New("the archive is compressed; gunzip it first, because it is read in no fixed order")
	}
	r := tar.NewReader(t.f)
	for {
		h, err := r.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return unreadableTar(err, len(t.place)+len(t.links) > 0)
		}
		if len(t.place)+len(t.links) >= maxMembers {
			return fmt.Errorf("the archive holds more than %d files", maxMembers)
		}
		clean := CleanPath(h.Name)
		switch h.Typeflag {
		case tar.TypeReg:
			at, err := t.f.Seek(0, io.SeekCurrent) // archive/tar does not read ahead
			if err != nil {
				return err
			}
			t.place[clean] = [2]int64{at, h.Size}
		case tar.TypeSymlink:
			t.links[clean] = CleanPath(path.Join(path.Dir(clean), h.Linkname))
		case tar.TypeLink:
			t.links[clean] = CleanPath(h.Linkname)
		}
	}
}

// unreadableTar puts an error of archive/tar into words; begun says that a file was read.
func unreadableTar(err error, begun bool) error {
	switch cut := errors.Is(err, io.ErrUnexpectedEOF); {
	case cut && begun:
		return errors.New("it ends in the middle of its tar")
	case cut, errors.Is(err, tar.ErrHeader):
		return errors.New("it is no tar")
	}
	return fmt.Errorf("it is not readable as tar: %v", err) // not wrapped: the innermost error says less
}

func (t *tarFiles) open(name string) (file, error) {
	name = CleanPath(name)
	for range 8 {
		if at, ok := t.place[name]; ok {
			return file{io.NewSectionReader(t.f, at[0], at[1]), at[1], io.NopCloser(nil)}, nil
		}
		next, ok := t.links[name]
		if !ok {
			break
		}
		name = next
	}
	return file{}, &missing{name}
}

func (t *tarFiles) Close() error { return t.f.Close() }

// CleanPath is a name in a tar as a path from the root, without the slash.
func CleanPath(name string) string { return strings.TrimPrefix(path.Clean("/"+name), "/") }

// DockerArchive is what docker save writes: manifest.json, a config, and
// layers that are mostly not compressed. It is given the manifest that a
// registry would have, with the digests of the layers as they lie there.
type DockerArchive struct {
	local
	doc    *Document
	blobs  map[string]string // digest → name in the archive
	Packed bool              // every layer is compressed
}

// saved is an entry of manifest.json.
type saved struct {
	Config   string
	RepoTags []string
	Layers   []string
}

func newDockerArchive(files files, tag, ref string) (*DockerArchive, error) {
	raw, err := readFile(files, "manifest.json")
	if err != nil {
		return nil, err
	}
	var list []saved
	if err := json.Unmarshal(raw, &list); err != nil || len(list) == 0 {
		return nil, errors.New("manifest.json names no image")
	}
	at := 0
	var tags []string
	for _, s := range list {
		tags = append(tags, s.RepoTags...)
	}
	if tag != "" {
		at = slices.IndexFunc(list, func(s saved) bool {
			return slices.ContainsFunc(s.RepoTags, func(t string) bool { return t == tag || strings.HasSuffix(t, "/"+tag) || strings.HasSuffix(t, ":"+tag) })
		})
	}
	several := slices.ContainsFunc(list, func(s saved) bool { return s.Config != list[0].Config || !slices.Equal(s.Layers, list[0].Layers) })
	if at < 0 || several && tag == "" {
		return nil, noTag(ref, "manifest.json", tag, tags)
	}
	d := &DockerArchive{blobs: map[string]string{}, Packed: true}
	d.local = local{files, ref, func(digest string) string { return d.blobs[digest] }}
	return d, d.build(list[at])
}

// build works out the manifest. Each layer is read once for its digest.
func (d *DockerArchive) build(s saved) error {
	m := v1.Manifest{SchemaVersion: 2, MediaType: types.DockerManifestSchema2}
	var err error
	if m.Config, _, err = d.add(s.Config, types.DockerConfigJSON); err != nil {
		return err
	}
	if len(s.Layers) > MaxLayers {
		return fmt.Errorf("manifest.json names more than %d layers", MaxLayers)
	}
	for _, name := range s.Layers {
		desc, packed, err := d.add(name, types.DockerUncompressedLayer)
		if err != nil {
			return err
		}
		d.Packed = d.Packed && packed
		m.Layers = append(m.Layers, desc)
	}
	raw, err := json.Marshal(m)
	if err != nil {
		return err
	}
	d.doc = &Document{Digest: Digest(raw), Media: m.MediaType, Raw: raw}
	return nil
}

func (d *DockerArchive) add(name string, media types.MediaType) (desc v1.Descriptor, packed bool, err error) {
	f, err := d.files.open(name)
	if err != nil {
		return desc, false, err
	}
	defer f.Close()
	var magic [4]byte
	_, _ = f.ReadAt(magic[:], 0) // a shorter file is not compressed
	digest, size, err := v1.SHA256(io.NewSectionReader(f, 0, f.size))
	if err != nil {
		return desc, false, err
	}
	d.blobs[digest.String()] = name
	return v1.Descriptor{MediaType: media, Size: size, Digest: digest}, PackingOf(magic[:]) != PlainTar, nil
}

func (d *DockerArchive) Root(context.Context) (*Document, error) { return d.doc, nil }

func (d *DockerArchive) Manifest(context.Context, string) (*Document, error) {
	return nil, errors.New("a docker archive has no manifests")
}
