package site

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"slices"
	"strings"

	"docsite/internal/lazy"
)

// What remote_images: may be: whether pages show pictures of other hosts, as
// GitHub does, have links in their place, or show copies that the project keeps.
const (
	ShowImages  = "show"
	LinkImages  = "link"
	FetchImages = "fetch"
)

// Wanted is a picture of a page that the project keeps a copy of: one of another
// host, or one that a program draws from text.
type Wanted struct {
	Key       string   // by which the lock names the copy
	Address   string   // https; empty for a drawing
	Command   []string // that draws it, with its arguments
	Text      []byte   // of a drawing
	Name      string   // for people: the address, or "mermaid drawing"
	File      string   // of the page, relative to the project
	Line, Col int
}

// PictureFolder is the folder of the project that holds the copies.
func (c *Config) PictureFolder() string { return path.Join(c.Content, "pictures") }

// pictureName is a copy's name: by the hash of what is in it.
var pictureName = lazy.Pattern(`^[0-9a-f]{32}\.(?:png|jpg|gif|webp|avif|svg)$`)

// PictureName is the name of a copy, from its bytes and the ending of their kind.
func PictureName(picture []byte, end string) string {
	sum := sha256.Sum256(picture)
	return hex.EncodeToString(sum[:16]) + end
}

// Picture is the file of the copy that the lock has under a key, relative to the
// project; empty for none.
func (s *Site) Picture(key string) string {
	name := s.Lock.Picture(key)
	if name == "" {
		return ""
	}
	return path.Join(s.Config.PictureFolder(), name)
}

// Picture is the name of the copy under a key; empty for none.
func (l *Lock) Picture(key string) string {
	if l == nil || !pictureName().MatchString(l.Pictures[key]) {
		return ""
	}
	return l.Pictures[key]
}

// DrawingKey is the key of a drawing: its language, and the hash of its text and of
// the command that draws it.
func (c *Config) DrawingKey(language string, text []byte) string {
	sum := sha256.Sum256([]byte(strings.Join(c.Diagrams[language], "\x00") + "\x00\x00" + string(text)))
	return language + ":" + hex.EncodeToString(sum[:16])
}

func (c *Config) checkPictures() (ps Problems) {
	if !slices.Contains([]string{"", ShowImages, LinkImages, FetchImages}, c.RemoteImages) {
		ps = append(ps, c.Problem(quoted("remote_images", c.RemoteImages)+" is not show, link or fetch", "", "remote_images"))
	}
	for language, command := range c.Diagrams {
		switch small := strings.ToLower(language); {
		case len(command) == 0 || command[0] == "":
			ps = append(ps, c.Problem(quoted("diagrams", language)+" has no command", `write a list such as [dot, -Tsvg]`, "diagrams", language))
		case small != language:
			ps = append(ps, c.Problem(quoted("diagrams", language)+" has capital letters: languages of fences are read without", "write "+small, "diagrams", language))
		}
	}
	return ps
}
