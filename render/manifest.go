package render

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
)

// manifestName is the list of docsite's own files in an output folder.
const manifestName = ".docsite-manifest.json"

// nextManifest is the list that a build is about to make true. It stands in
// the folder while files are replaced and becomes the manifest at the end.
const nextManifest = stageName + "/manifest.json"

// maxManifest is the largest manifest that is read, in bytes: about a million
// files.
const maxManifest = 128 << 20

// manifest holds, for each file that docsite wrote, by its slash path, the
// SHA-256 hashes that it may have: one, or two after a build was stopped
// while it replaced files.
type manifest map[string][]string

// manifestJSON is a manifest as it stands in its file.
type manifestJSON struct {
	Docsite int               `json:"docsite"` // version of the format
	Files   map[string]string `json:"files"`
}

func hash(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// encode writes a manifest, sorted, with the first hash of each file.
func (m manifest) encode() []byte {
	files := make(map[string]string, len(m))
	for name, hashes := range m {
		files[name] = hashes[0]
	}
	text, err := json.MarshalIndent(manifestJSON{1, files}, "", " ")
	if err != nil {
		panic(err) // strings only
	}
	return append(text, '\n')
}

// readManifests reads the manifest of an output folder and the one that a
// stopped build left. last is the former's text, nil where there is none.
func readManifests(root *os.Root) (m manifest, last []byte, err error) {
	m = manifest{}
	last, err = readManifest(root, manifestName, m)
	if err != nil {
		return nil, nil, err
	}
	if _, err := readManifest(root, nextManifest, m); err != nil {
		// It was being written when the build was stopped, so that no file
		// had been replaced yet.
		return m, last, nil
	}
	return m, last, nil
}

// readManifest adds a manifest's files to m.
func readManifest(root *os.Root, name string, m manifest) ([]byte, error) {
	info, err := root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxManifest {
		return nil, fmt.Errorf("%s in the output folder is not a list that docsite wrote", name)
	}
	text, err := root.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var file manifestJSON
	if err := json.Unmarshal(text, &file); err != nil || file.Docsite != 1 {
		return nil, fmt.Errorf("%s in the output folder is not a list that docsite wrote", name)
	}
	for _, file := range slices.Sorted(maps.Keys(file.Files)) {
		if !fs.ValidPath(file) || file == "." || strings.HasPrefix(file, ownPrefix) {
			return nil, fmt.Errorf("%s in the output folder lists %q, which is no file of a site", name, file)
		}
	}
	for name, sum := range file.Files {
		m[path.Clean(name)] = append(m[name], sum)
	}
	return text, nil
}
