package builder

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/klauspost/compress/gzip"

	"docsite/internal/dockerfile"
)

// File is a file of a layer, or of a build context.
type File struct {
	Path   string // slash path without a slash at its beginning
	Text   []byte
	Mode   int64
	UID    int
	GID    int
	Link   string // target of a symbolic link
	Folder bool
}

// layerOf is a layer.
type layerOf struct {
	packed         []byte
	digest, diffID v1.Hash
}

func hashOf(b []byte) v1.Hash {
	return v1.Hash{Algorithm: "sha256", Hex: fmt.Sprintf("%x", sha256.Sum256(b))}
}

// newLayer packs files, those around them first, and the paths that are gone as
// OCI's whiteouts.
func newLayer(created time.Time, added []File, gone []string) (l layerOf, err error) {
	files := slices.Clone(added)
	have := map[string]bool{}
	for _, f := range files {
		have[f.Path] = true
	}
	for _, name := range gone {
		files = append(files, File{Path: path.Join(path.Dir(name), ".wh."+path.Base(name)), Mode: 0o644})
	}
	for _, f := range slices.Clone(files) {
		for dir := path.Dir(f.Path); dir != "." && !have[dir]; dir = path.Dir(dir) {
			have[dir] = true
			files = append(files, File{Path: dir, Mode: 0o755, Folder: true})
		}
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	var plain bytes.Buffer
	w := tar.NewWriter(&plain)
	for _, f := range files {
		h := &tar.Header{Name: f.Path, Mode: f.Mode, Uid: f.UID, Gid: f.GID, Size: int64(len(f.Text)), ModTime: created, Typeflag: tar.TypeReg, Format: tar.FormatPAX}
		switch {
		case f.Folder:
			h.Typeflag, h.Name = tar.TypeDir, f.Path+"/"
		case f.Link != "":
			h.Typeflag, h.Linkname = tar.TypeSymlink, f.Link
		}
		if err := w.WriteHeader(h); err != nil {
			return l, err
		}
		if _, err := w.Write(f.Text); err != nil {
			return l, err
		}
	}
	if err := w.Close(); err != nil {
		return l, err
	}
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return l, err
	}
	if _, err := z.Write(plain.Bytes()); err != nil {
		return l, err
	}
	if err := z.Close(); err != nil {
		return l, err
	}
	return layerOf{packed.Bytes(), hashOf(packed.Bytes()), hashOf(plain.Bytes())}, nil
}

// copied are the files that a COPY brings, at their places in the image.
func (b *Build) copied(in *dockerfile.Instruction, df *dockerfile.File, stages []*Image, workdir string) (files []File, err error) {
	from, mode, owner := b.Context, int64(0), -1
	for _, flag := range in.Flags {
		name, value, _ := strings.Cut(flag, "=")
		switch name {
		case "--from":
			at := df.StageIndex(value)
			if at < 0 || at >= len(stages) {
				return nil, fmt.Errorf("there is no stage %q above", value)
			}
			from = stages[at].tree
		case "--chmod":
			if _, err := fmt.Sscanf(value, "%o", &mode); err != nil {
				return nil, err
			}
		case "--chown":
			if _, err := fmt.Sscanf(value, "%d", &owner); err != nil {
				return nil, err
			}
		}
	}
	words := in.Words()
	last := b.expand(words[len(words)-1])
	target := path.Join(workdir, last)
	if path.IsAbs(last) {
		target = path.Clean(last)
	}
	for _, word := range words[:len(words)-1] {
		source := path.Clean("/" + b.expand(word))[1:]
		found := false
		for _, f := range from {
			below, inside := strings.CutPrefix(f.Path, source+"/")
			switch {
			case source == "":
				below, inside = f.Path, true
			case f.Path == source && !f.Folder:
				below, inside = "", true
				if strings.HasSuffix(last, "/") || last == "." {
					below = path.Base(source)
				}
			}
			if !inside {
				continue
			}
			found = true
			f.Path = path.Join(target, below)[1:]
			f.UID, f.GID = max(owner, 0), max(owner, 0)
			if mode != 0 && !f.Folder {
				f.Mode = mode
			}
			files = append(files, f)
		}
		if !found {
			return nil, fmt.Errorf("there is no %q to copy", word)
		}
	}
	return files, nil
}
