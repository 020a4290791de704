package measure

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"

	"docsite/internal/measure/layer"
	"docsite/internal/publish"
	"docsite/internal/regular"
)

// Cache keeps what the passes over layers told, by blob digest: in a folder,
// or in memory where none is given. A file that cannot be read or written is
// as good as none: the layer is read again.
type Cache struct {
	dir string

	mu    sync.Mutex
	known map[string]*layer.Contents
}

// NewCache makes a cache in a folder; with an empty name, in memory only.
func NewCache(dir string) *Cache {
	return &Cache{dir: dir, known: map[string]*layer.Contents{}}
}

// UserCache is the cache in the user's cache folder.
func UserCache() *Cache {
	dir, err := os.UserCacheDir()
	if err != nil {
		return NewCache("")
	}
	return NewCache(filepath.Join(dir, "docsite", "blobs", "v2"))
}

// file names the file of a digest, "sha256:ab…" → DIR/sha256/ab/….
func (c *Cache) file(digest string) string {
	algorithm, hex, ok := strings.Cut(digest, ":")
	if c.dir == "" || !ok || len(hex) < 64 || strings.ContainsAny(digest, `/\.`) {
		return ""
	}
	return filepath.Join(c.dir, algorithm, hex[:2], hex+".gz")
}

func (c *Cache) get(digest string) *layer.Contents {
	c.mu.Lock()
	defer c.mu.Unlock()
	if got := c.known[digest]; got != nil {
		return got
	}
	name := c.file(digest)
	if name == "" {
		return nil
	}
	packed, err := regular.ReadPath(name, 2*layer.MaxListing)
	if err != nil {
		return nil
	}
	return decodeContents(packed)
}

func (c *Cache) put(digest string, got *layer.Contents) {
	name := c.file(digest)
	if name == "" {
		c.mu.Lock()
		c.known[digest] = got
		c.mu.Unlock()
		return
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return
	}
	// No fsync: a file that a crash cut short fails its checksum and is
	// measured again.
	_ = publish.WriteCache(name, encodeContents(got))
}

// encodeContents writes the figures as a line of JSON, then the names; gzip
// gives it a checksum.
func encodeContents(got *layer.Contents) []byte {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		panic(err) // the level is a constant
	}
	head, err := json.Marshal(struct {
		*layer.Contents
		HasNames bool `json:"names"`
	}{got, got.Names != nil})
	if err != nil {
		panic(err) // layer.Contents holds nothing that JSON cannot
	}
	z.Write(append(head, '\n'))
	z.Write(got.Names)
	z.Close()
	return b.Bytes()
}

// decodeContents reads that back; nil when it is damaged.
func decodeContents(packed []byte) *layer.Contents {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil
	}
	text, err := io.ReadAll(io.LimitReader(z, 2*layer.MaxListing))
	if err != nil {
		return nil
	}
	head, names, ok := bytes.Cut(text, []byte("\n"))
	var file struct {
		layer.Contents
		HasNames bool `json:"names"`
	}
	if !ok || json.Unmarshal(head, &file) != nil || file.Method == "" || file.Disk < layer.Block || file.Unpacked < 0 {
		return nil
	}
	got := file.Contents
	if file.HasNames {
		got.Names = append([]byte{}, names...)
	}
	return &got
}
