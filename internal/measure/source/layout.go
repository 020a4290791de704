package source

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"syscall"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"docsite/internal/site"
)

// Local splits "oci:DIR", "oci-archive:FILE" and "docker-archive:FILE", as
// skopeo writes them, from references to registries.
func Local(ref string) (kind, path string, ok bool) {
	if !site.InFile(ref) {
		return "", "", false
	}
	kind, path, _ = strings.Cut(ref, ":")
	return kind, path, path != "" && !strings.HasPrefix(path, "//")
}

// OpenLocal opens a folder or an archive. "PATH:TAG" names one image of
// several.
func OpenLocal(ref, kind, path string) (Source, error) {
	path, tag := splitTag(path)
	src, err := openKind(ref, kind, path, tag)
	if err != nil {
		return nil, sourceFault(ref, err)
	}
	return src, nil
}

// splitTag parts a path from the tag behind it. A path that is there as it
// stands has none.
func splitTag(text string) (path, tag string) {
	if _, err := os.Stat(text); err == nil {
		return text, ""
	}
	for at := range len(text) {
		if text[at] != ':' {
			continue
		}
		if _, err := os.Stat(text[:at]); err == nil {
			return text[:at], text[at+1:]
		}
	}
	return text, ""
}

func openKind(ref, kind, path, tag string) (Source, error) {
	if kind == "oci" {
		if info, err := os.Stat(path); err == nil && !info.IsDir() {
			return nil, syscall.ENOTDIR
		}
		root, err := os.OpenRoot(path)
		if err != nil {
			return nil, err
		}
		return &layout{local{rootFiles{root}, ref, blobPath}, tag}, nil
	}
	files, err := openTar(path)
	if err != nil {
		return nil, err
	}
	if kind == "docker-archive" {
		return newDockerArchive(files, tag, ref)
	}
	return &layout{local{files, ref, blobPath}, tag}, nil
}

func sourceFault(ref string, err error) error {
	if _, ok := errors.AsType[*Fault](err); ok {
		return err
	}
	fault := &Fault{Ref: ref, Reason: Plain(Innermost(err).Error()), Kind: ErrSource}
	var lacks *missing
	switch {
	case errors.As(err, &lacks):
		fault.Reason = lacks.Error()
		if lacks.name == "index.json" || lacks.name == "manifest.json" {
			fault.Hint = "oci: reads the folder of an OCI layout, oci-archive: its tar, docker-archive: what docker save writes"
		}
	case errors.Is(err, fs.ErrNotExist):
		fault.Reason = "there is no such folder or file"
	case errors.Is(err, syscall.ENOTDIR):
		fault.Reason, fault.Hint = "it is a file and no folder", "oci-archive: reads the tar of an OCI layout, docker-archive: what docker save writes"
	}
	return fault
}

// missing is that a folder or an archive has no file of a name.
type missing struct{ name string }

func (m *missing) Error() string { return "it has no file " + Plain(m.name) }

// files is a folder, or an archive read as one. Names are slash paths.
type files interface {
	open(name string) (file, error)
	Close() error
}

// file is a part of a folder or an archive that can be read from any place.
type file struct {
	io.ReaderAt
	size int64
	io.Closer
}

// rootFiles is a folder; nothing outside it can be named, links included.
type rootFiles struct{ root *os.Root }

func (r rootFiles) Close() error { return r.root.Close() }

func (r rootFiles) open(name string) (file, error) {
	info, err := r.root.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return file{}, &missing{name}
	}
	if err != nil {
		return file{}, err
	}
	if !info.Mode().IsRegular() {
		return file{}, fmt.Errorf("%q is no file", name) // a pipe would be waited for
	}
	f, err := r.root.Open(name)
	if err != nil {
		return file{}, err
	}
	return file{f, info.Size(), f}, nil
}

// local is what a folder and an archive have in common: they give the same bytes again.
type local struct {
	files files
	text  string // the reference
	blob  func(digest string) (name string)
}

func (l local) Close() error { return l.files.Close() }
func (l local) Renew()       {}

func (l local) Fault(ctx context.Context, err error) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return ctx.Err()
	}
	return sourceFault(l.text, err)
}

// layout is an OCI image layout.
type layout struct {
	local
	tag string
}

// Root is the one thing that index.json names; where it names several, index.json
// itself is the index.
func (l *layout) Root(ctx context.Context) (*Document, error) {
	raw, err := readFile(l.files, "index.json")
	if err != nil {
		return nil, err
	}
	index, err := v1.ParseIndexManifest(bytes.NewReader(raw))
	if err != nil {
		return nil, errors.New("index.json is not readable")
	}
	list := index.Manifests
	if l.tag != "" {
		list = nil
		var tags []string
		for _, d := range index.Manifests {
			tag := d.Annotations["org.opencontainers.image.ref.name"]
			if tag == l.tag || d.Annotations["io.containerd.image.name"] == l.tag || d.Digest.String() == l.tag {
				list = append(list, d)
			}
			tags = append(tags, tag)
		}
		if list == nil {
			return nil, noTag(l.text, "index.json", l.tag, tags)
		}
	}
	switch {
	case len(list) == 0:
		return nil, errors.New("index.json names no image")
	case len(list) == 1:
		return l.Manifest(ctx, list[0].Digest.String())
	}
	return &Document{Digest: Digest(raw), Media: types.OCIImageIndex, Raw: raw}, nil
}

// noTag is that a folder or an archive has no image of a tag; an empty tag is for one that
// has several images.
func noTag(ref, file, tag string, tags []string) error {
	fault := &Fault{Ref: ref, Kind: ErrSource, Reason: Plain(fmt.Sprintf("%s names several images", file))}
	if tag != "" {
		fault.Reason = Plain(fmt.Sprintf("%s names no image %q", file, tag))
	}
	if tags = slices.DeleteFunc(tags, func(tag string) bool { return tag == "" }); len(tags) > 0 {
		fault.Hint = Plain("name one by its tag: " + strings.Join(tags, ", "))
	}
	return fault
}

func (l *layout) Manifest(_ context.Context, digest string) (*Document, error) {
	raw, err := readFile(l.files, blobPath(digest))
	if err != nil {
		return nil, err
	}
	if !HasDigest(raw, digest) {
		return nil, fmt.Errorf("%s does not have its digest", digest)
	}
	var shape struct {
		MediaType types.MediaType `json:"mediaType"`
	}
	_ = json.Unmarshal(raw, &shape) // the media type is optional; the parser after this reports bad JSON
	return &Document{Digest: digest, Media: shape.MediaType, Raw: raw}, nil
}

func blobPath(digest string) string { return "blobs/" + strings.Replace(digest, ":", "/", 1) }

// Blob gives a reader over a blob from an offset on.
func (l local) Blob(_ context.Context, digest string, offset int64) (io.ReadCloser, error) {
	f, err := l.files.open(l.blob(digest))
	if err != nil {
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{io.NewSectionReader(f, offset, f.size-offset), f}, nil
}

func (l local) Part(_ context.Context, digest string, offset, n int64) ([]byte, error) {
	f, err := l.files.open(l.blob(digest))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.NewSectionReader(f, offset, n))
}

func readFile(fs files, name string) ([]byte, error) {
	f, err := fs.open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if f.size > MaxDocument {
		return nil, fmt.Errorf("%s has %d bytes; at most %d are read", Plain(name), f.size, MaxDocument)
	}
	return io.ReadAll(io.NewSectionReader(f, 0, f.size))
}
