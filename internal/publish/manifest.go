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
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// Manifest is the list of docsite's own files in an output folder.
const Manifest = ownPrefix + "manifest.json"

// journalName lists what files may be while they are replaced, beside what the manifest
// says: what they were, and what they will be. It is gone once the manifest is right
// again.
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
	if len(other) == 0 {
		return m
	}
	both := maps.Clone(m)
	for name, hashes := range other {
		both[name] = union(both[name], hashes)
	}
	return both
}

// union are the hashes of two lists, each once.
func union(a, b []string) []string {
	if len(a) == 0 || slices.Equal(a, b) {
		return b
	}
	return slices.Compact(slices.Sorted(slices.Values(slices.Concat(a, b))))
}

// encode writes a manifest, sorted. It is JSON as encoding/json writes it, which would
// take ten times as long.
func (m manifest) encode() []byte {
	b := make([]byte, 0, 64+len(m)*(sha256.Size*2+48))
	b = append(b, "{\n \"docsite\": 1,\n \"files\": {"...)
	for i, name := range slices.Sorted(maps.Keys(m)) {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendQuoted(append(b, "\n  "...), name)
		b = append(b, `: "`...)
		for i, hash := range m[name] {
			if i > 0 {
				b = append(b, ' ')
			}
			b = append(b, hash...)
		}
		b = append(b, '"')
	}
	if len(m) > 0 {
		b = append(b, "\n "...)
	}
	return append(b, "}\n}\n"...)
}

func appendQuoted(b []byte, name string) []byte {
	if isAllPlain(name) {
		return append(append(append(b, '"'), name...), '"')
	}
	quoted, err := json.Marshal(name)
	if err != nil {
		panic(err) // a string
	}
	return append(b, quoted...)
}

// isPlain reports whether a byte means itself in JSON, for whoever reads or writes it.
func isPlain(c byte) bool {
	return c >= ' ' && c < utf8.RuneSelf-1 && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&'
}

// readManifest reads the manifest of an output folder or its journal, with its text;
// where it is not there both are empty.
func readManifest(root *os.Root, name string) (manifest, []byte, error) {
	m := manifest{}
	info, err := root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	foreign := fmt.Errorf("%s is not a list that docsite wrote; if the folder is docsite's, delete it", filepath.Join(root.Name(), filepath.FromSlash(name)))
	if !info.Mode().IsRegular() || info.Size() > maxManifest {
		return nil, nil, foreign
	}
	text, err := root.ReadFile(name)
	if err != nil {
		return nil, nil, err
	}
	m, ok := scanManifest(string(text))
	if !ok {
		var file manifestJSON
		if err := json.Unmarshal(text, &file); err != nil || file.Docsite != 1 {
			return nil, nil, foreign
		}
		for name, hashes := range file.Files {
			m[name] = strings.Fields(hashes)
		}
	}
	var wrong []string
	for name := range m {
		if !fs.ValidPath(name) || name == "." || strings.HasPrefix(name, ownPrefix) {
			wrong = append(wrong, name)
		}
	}
	if len(wrong) > 0 {
		return nil, nil, fmt.Errorf("%s lists %q, which is no file of a site; if the folder is docsite's, delete it", filepath.Join(root.Name(), filepath.FromSlash(name)), slices.Min(wrong))
	}
	return m, text, nil
}

// scanManifest reads a manifest as [manifest.encode] writes it, of files whose names need
// no escapes. It gives an empty one, and false, for any other.
func scanManifest(text string) (manifest, bool) {
	rest, ok := strings.CutPrefix(text, "{\n \"docsite\": 1,\n \"files\": {\n")
	if !ok {
		return manifest{}, false
	}
	lines := strings.Count(rest, "\n")
	m, hashes := make(manifest, lines), make([]string, 0, lines)
	for more := true; more; {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		line, more = strings.CutSuffix(line, ",")
		line, ok = strings.CutPrefix(line, `  "`)
		line, is := strings.CutSuffix(line, `"`)
		name, hash, both := strings.Cut(line, `": "`)
		if !ok || !is || !both || !isAllPlain(name) || !isAllPlain(hash) {
			return manifest{}, false
		}
		if strings.Contains(hash, " ") {
			m[name] = strings.Fields(hash)
			continue
		}
		hashes = append(hashes, hash)
		m[name] = hashes[len(hashes)-1:][:1:1]
	}
	if rest != " }\n}\n" {
		return manifest{}, false
	}
	return m, true
}

func isAllPlain(text string) bool {
	for i := range len(text) {
		if !isPlain(text[i]) {
			return false
		}
	}
	return true
}
