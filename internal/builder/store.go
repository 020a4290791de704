package builder

import (
	"archive/tar"
	"encoding/json"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

// Store holds images for one OCI layout. The zero Store is ready.
type Store struct {
	blobs map[string][]byte // by the name of their file
	index []v1.Descriptor
}

// put keeps a blob.
func (s *Store) put(media types.MediaType, text []byte) v1.Descriptor {
	if s.blobs == nil {
		s.blobs = map[string][]byte{}
	}
	d := v1.Descriptor{MediaType: media, Size: int64(len(text)), Digest: hashOf(text)}
	s.blobs["blobs/"+d.Digest.Algorithm+"/"+d.Digest.Hex] = text
	return d
}

func (s *Store) putJSON(media types.MediaType, v any) (v1.Descriptor, error) {
	text, err := json.Marshal(v)
	return s.put(media, text), err
}

// Attestation is a statement about an image, besides its provenance.
type Attestation struct {
	Type      string // of the predicate
	Predicate any
}

// Add puts an image for one or several platforms under a name, each with its
// provenance as BuildKit attaches it, and with what else is said of it.
func (s *Store) Add(name string, images []*Image, more func(*Image) []Attestation) error {
	index := v1.IndexManifest{SchemaVersion: 2, MediaType: types.OCIImageIndex}
	var attestations []v1.Descriptor
	for _, i := range images {
		d, err := s.addImage(i)
		if err != nil {
			return err
		}
		index.Manifests = append(index.Manifests, d)
		said := []Attestation{{provenanceType, i.provenance()}}
		if more != nil {
			said = append(said, more(i)...)
		}
		attestation, err := s.attest(name, d, said)
		if err != nil {
			return err
		}
		attestations = append(attestations, attestation)
	}
	index.Manifests = append(index.Manifests, attestations...)
	d, err := s.putJSON(types.OCIImageIndex, index)
	d.Annotations = map[string]string{"org.opencontainers.image.ref.name": name}
	s.index = append(s.index, d)
	return err
}

func (s *Store) addImage(i *Image) (d v1.Descriptor, err error) {
	m := v1.Manifest{SchemaVersion: 2, MediaType: types.OCIManifestSchema1}
	if m.Config, err = s.putJSON(types.OCIConfigJSON, i.configFile()); err != nil {
		return d, err
	}
	for _, l := range i.layers {
		m.Layers = append(m.Layers, s.put(types.OCILayer, l.packed))
	}
	if d, err = s.putJSON(types.OCIManifestSchema1, m); err != nil {
		return d, err
	}
	platform := i.build.Platform
	d.Platform = &platform
	return d, nil
}

// attest puts statements about an image into a manifest of their own.
func (s *Store) attest(name string, of v1.Descriptor, said []Attestation) (d v1.Descriptor, err error) {
	m := v1.Manifest{SchemaVersion: 2, MediaType: types.OCIManifestSchema1}
	c := v1.ConfigFile{Architecture: "unknown", OS: "unknown", RootFS: v1.RootFS{Type: "layers", DiffIDs: []v1.Hash{}}} // statements are no layers
	for _, a := range said {
		l, err := s.putJSON("application/vnd.in-toto+json", map[string]any{
			"_type": "https://in-toto.io/Statement/v0.1", "predicateType": a.Type, "predicate": a.Predicate,
			"subject": []any{map[string]any{"name": "pkg:docker/" + name + "?platform=" + of.Platform.OS + "%2F" + of.Platform.Architecture, "digest": map[string]string{"sha256": of.Digest.Hex}}},
		})
		if err != nil {
			return d, err
		}
		l.Annotations = map[string]string{"in-toto.io/predicate-type": a.Type}
		m.Layers = append(m.Layers, l)
	}
	if m.Config, err = s.putJSON(types.OCIConfigJSON, c); err != nil {
		return d, err
	}
	if d, err = s.putJSON(types.OCIManifestSchema1, m); err != nil {
		return d, err
	}
	d.Platform = &v1.Platform{OS: "unknown", Architecture: "unknown"}
	d.Annotations = map[string]string{"vnd.docker.reference.type": "attestation-manifest", "vnd.docker.reference.digest": of.Digest.String()}
	return d, nil
}

// files are those of the layout.
func (s *Store) files() (map[string][]byte, error) {
	files := map[string][]byte{}
	maps.Copy(files, s.blobs)
	index, err := json.Marshal(v1.IndexManifest{SchemaVersion: 2, MediaType: types.OCIImageIndex, Manifests: s.index})
	files["index.json"], files["oci-layout"] = index, []byte(`{"imageLayoutVersion":"1.0.0"}`)
	return files, err
}

// WriteArchive writes the images as one file, for oci-archive: references.
func (s *Store) WriteArchive(to io.Writer) error {
	files, err := s.files()
	if err != nil {
		return err
	}
	w := tar.NewWriter(to)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(files[name])), Typeflag: tar.TypeReg, Format: tar.FormatUSTAR}); err != nil {
			return err
		}
		if _, err := w.Write(files[name]); err != nil {
			return err
		}
	}
	return w.Close()
}

// WriteLayout writes the images into a folder, for oci: references. Blobs that an
// earlier run left there and that no image needs any more are deleted.
func (s *Store) WriteLayout(dir string) error {
	files, err := s.files()
	if err != nil {
		return err
	}
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, text, 0o644); err != nil {
			return err
		}
	}
	blobs := filepath.Join(dir, "blobs", "sha256")
	entries, err := os.ReadDir(blobs)
	for _, e := range entries {
		if files["blobs/sha256/"+e.Name()] == nil && len(e.Name()) == 64 && strings.Trim(e.Name(), "0123456789abcdef") == "" {
			err = os.Remove(filepath.Join(blobs, e.Name()))
		}
	}
	return err
}
