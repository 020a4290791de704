package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
)

// Manifest is the list of docsite's own files in an output folder.
const Manifest = ownPrefix + "manifest.json"

// journalName lists what may be docsite's while files are replaced: what was,
// and what will be. It is gone once the manifest is right again.
const journalName = stageName + "/journal.json"

// The two of them while they are written.
const (
	stagedManifest = stageName + "/manifest"
	stagedJournal  = stageName + "/journal"
)

// maxManifest is the largest manifest that is read, in bytes: about a million
// files.
const maxManifest = 128 << 20

// manifest holds, for each file that docsite wrote, by its slash path, the
// SHA-256 hashes that it may have: one, or several after a build was stopped
// while it replaced files.
type manifest map[string][]string

// manifestJSON is a manifest as it stands in its file.
type manifestJSON struct {
	Docsite int               `json:"docsite"` // version of the format
	Files   map[string]string `json:"files"`   // hashes in hexadecimal, with spaces between
}

func hash(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// with gives the files of both, each with its hashes from both.
func (m manifest) with(other manifest) manifest {
	both := maps.Clone(m)
	for name, hashes := range other {
		if have := both[name]; have != nil {
			hashes = slices.Compact(slices.Sorted(slices.Values(slices.Concat(have, hashes))))
		}
		both[name] = hashes
	}
	return both
}

// encode writes a manifest, sorted.
func (m manifest) encode() []byte {
	files := make(map[string]string, len(m))
	for name, hashes := range m {
		files[name] = strings.Join(hashes, " ")
	}
	text, err := json.MarshalIndent(manifestJSON{1, files}, "", " ")
	if err != nil {
		panic(err) // strings only
	}
	return append(text, '\n')
}

// readManifests reads the manifest of an output folder and the journal that a
// stopped build left. last is the former's text, nil where there is none.
func readManifests(root *os.Root) (m manifest, last []byte, err error) {
	m, last, err = readManifest(root, Manifest)
	if err != nil {
		return nil, nil, err
	}
	journal, _, err := readManifest(root, journalName)
	return m.with(journal), last, err
}

// readManifest reads one of them, with its text; where it is not there both
// are empty.
func readManifest(root *os.Root, name string) (manifest, []byte, error) {
	m := manifest{}
	info, err := root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	foreign := fmt.Errorf("%s in the output folder is not a list that docsite wrote", name)
	if !info.Mode().IsRegular() || info.Size() > maxManifest {
		return nil, nil, foreign
	}
	text, err := root.ReadFile(name)
	if err != nil {
		return nil, nil, err
	}
	var file manifestJSON
	if err := json.Unmarshal(text, &file); err != nil || file.Docsite != 1 {
		return nil, nil, foreign
	}
	for _, file := range slices.Sorted(maps.Keys(file.Files)) {
		if !fs.ValidPath(file) || file == "." || strings.HasPrefix(file, ownPrefix) {
			return nil, nil, fmt.Errorf("%s in the output folder lists %q, which is no file of a site", name, file)
		}
	}
	for name, hashes := range file.Files {
		m[name] = strings.Fields(hashes)
	}
	return m, text, nil
}
