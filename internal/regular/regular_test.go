package regular

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// A file is read up to its limit, also through a link where that is wanted; a folder and a device
// are no files.
func TestRead(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a"), []byte("text"), 0o666); err != nil {
		t.Fatal(err)
	}
	for name, to := range map[string]string{"link": "a", "device": os.DevNull, "gone": "none"} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Skip(err)
		}
	}
	fsys := os.DirFS(dir)
	for _, tt := range []struct {
		name         string
		limit        int64
		read, noLink bool
	}{
		{"a", 4, true, true}, {"a", 3, false, false}, {"link", NoLimit, true, false}, {"gone", NoLimit, false, false},
		{"device", NoLimit, false, false}, {".", NoLimit, false, false},
	} {
		text, err := Read(fsys, tt.name, tt.limit)
		if read := err == nil && string(text) == "text"; read != tt.read {
			t.Errorf("%s up to %d: %q, %v", tt.name, tt.limit, text, err)
		}
		text, _, err = ReadNoLink(fsys, tt.name, tt.limit)
		if read := err == nil && string(text) == "text"; read != tt.noLink {
			t.Errorf("%s up to %d, no link: %q, %v", tt.name, tt.limit, text, err)
		}
		_, err = fs.Stat(fsys, tt.name)
		if is := Is(fsys, tt.name); is != (tt.name == "a" || tt.name == "link") {
			t.Errorf("%s: a file: %t, %v", tt.name, is, err)
		}
	}
	if text, err := ReadPath(filepath.Join(dir, "link"), 4); err != nil || string(text) != "text" {
		t.Errorf("%q, %v", text, err)
	}
}
