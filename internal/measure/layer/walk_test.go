package layer

import (
	"archive/tar"
	"errors"
	"strings"
	"testing"

	"docsite/internal/measure/source"
	"docsite/internal/registrytest"
)

// The sizes are worked out by hand from the definition: 4,096 for the root, a
// directory, and each begun block; nothing for links in the inode.
func TestFigures(t *testing.T) {
	long, short := strings.Repeat("l", 60), strings.Repeat("s", 59)
	for _, c := range []struct {
		name           string
		items          []registrytest.Entry
		unpacked, disk int64
		files          int
	}{
		{"empty", nil, 0, 4096, 0},
		{"root has an entry", []registrytest.Entry{{Name: "./", Kind: tar.TypeDir}}, 0, 4096, 0},
		{"one byte", []registrytest.Entry{{Name: "a", Size: 1}}, 1, 8192, 1},
		{"a whole block", []registrytest.Entry{{Name: "a", Size: 4096}}, 4096, 8192, 1},
		{"a block and a byte", []registrytest.Entry{{Name: "a", Size: 4097}}, 4097, 4096 + 8192, 1},
		{"empty file", []registrytest.Entry{{Name: "a"}}, 0, 4096, 1},
		{"directory", []registrytest.Entry{{Name: "d/", Kind: tar.TypeDir}}, 0, 8192, 0},
		{"parents without entries", []registrytest.Entry{{Name: "a/b/c", Size: 1}}, 1, 4096 + 2*4096 + 4096, 1},
		{"symlink in the inode", []registrytest.Entry{{Name: "l", Kind: tar.TypeSymlink, Link: short}}, 59, 4096, 1},
		{"symlink in a block", []registrytest.Entry{{Name: "l", Kind: tar.TypeSymlink, Link: long}}, 60, 8192, 1},
		{"hard link", []registrytest.Entry{{Name: "a", Size: 5000}, {Name: "b", Kind: tar.TypeLink, Link: "a"}}, 5000, 4096 + 8192, 2},
		{"fifo and device", []registrytest.Entry{{Name: "f", Kind: tar.TypeFifo}, {Name: "c", Kind: tar.TypeChar}}, 0, 4096, 2},
		{"whiteout", []registrytest.Entry{{Name: "d/.wh.gone", Size: 0}}, 0, 8192, 0},
		{"opaque", []registrytest.Entry{{Name: "d/", Kind: tar.TypeDir}, {Name: "d/.wh..wh..opq"}}, 0, 8192, 0},
		{"the last entry of a name counts", []registrytest.Entry{{Name: "a", Size: 9000}, {Name: "./a", Size: 10}}, 10, 8192, 1},
		{"a directory in place of a file", []registrytest.Entry{{Name: "a", Size: 10}, {Name: "a/", Kind: tar.TypeDir}}, 0, 8192, 0},
		{"a file in place of a directory", []registrytest.Entry{{Name: "a/b/", Kind: tar.TypeDir}, {Name: "a/b/c", Size: 5000}, {Name: "a", Size: 10}}, 10, 8192, 1},
		{"and a directory again", []registrytest.Entry{{Name: "a/b", Size: 5000}, {Name: "a", Size: 10}, {Name: "a/", Kind: tar.TypeDir}, {Name: "a/b", Size: 1}}, 1, 4096 + 4096 + 4096, 1},
		{"a global header", []registrytest.Entry{{Name: "pax_global_header", Kind: tar.TypeXGlobalHeader}, {Name: "a", Size: 1}}, 1, 8192, 1},
		{"names that climb", []registrytest.Entry{{Name: "../../etc/x", Size: 1}, {Name: "/etc/y", Size: 1}}, 2, 4096 + 4096 + 8192, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			raw := registrytest.Tar(t, c.items...)
			w := newWalker()
			if err := w.walk(strings.NewReader(string(raw))); err != nil {
				t.Fatal(err)
			}
			unpacked, disk, files, err := w.figures()
			if err != nil || unpacked != c.unpacked || disk != c.disk || files != c.files {
				t.Errorf("unpacked %d disk %d files %d, %v; want %d %d %d", unpacked, disk, files, err, c.unpacked, c.disk, c.files)
			}
		})
	}
}

func TestWalkRefuses(t *testing.T) {
	deep := strings.Repeat("d/", 2000)
	for name, entries := range map[string]func(w *walker) error{
		"a name longer than a kernel makes": func(w *walker) error {
			return w.entry(&tar.Header{Name: strings.Repeat("a", 5000)})
		},
		"a sparse file of exabytes": func(w *walker) error {
			return w.entry(&tar.Header{Name: "s", Typeflag: tar.TypeReg, Size: 1 << 60})
		},
		"a million names": func(w *walker) error {
			for i := range 600 {
				if err := w.entry(&tar.Header{Name: deep[:3000-i%7*2] + strings.Repeat("x", i+1) + "/" + deep[:1000], Typeflag: tar.TypeReg}); err != nil {
					return err
				}
			}
			for i := range 2000 {
				name := string(rune('a'+i%26)) + strings.Repeat("y", i/26) + "/" + deep
				if err := w.entry(&tar.Header{Name: name[:min(len(name), 4000)], Typeflag: tar.TypeReg}); err != nil {
					return err
				}
			}
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			var bad *source.BadBlob
			if err := entries(newWalker()); !errors.As(err, &bad) {
				t.Errorf("got %v, want a reason", err)
			}
		})
	}
}

func TestListingComesBack(t *testing.T) {
	var l listing
	type row struct {
		k            kind
		name, target string
		size         int64
	}
	rows := []row{
		{directory, "usr", "", 0}, {regular, "usr/bin/x", "", 1 << 35}, {hardlink, "usr/bin/y", "usr/bin/x", 0},
		{whiteout, "etc/.wh.passwd", "", 0}, {symlink, "a", "", 0}, {regular, "", "", 3},
	}
	for _, r := range rows {
		l.add(r.k, r.name, r.target, r.size)
	}
	var got []row
	if err := eachEntry(l.kept(), func(k kind, name, target string, size int64) { got = append(got, row{k, name, target, size}) }); err != nil {
		t.Fatal(err)
	}
	if len(got) != len(rows) {
		t.Fatalf("%d entries come back, want %d", len(got), len(rows))
	}
	for i, r := range rows {
		if r.k != regular {
			r.size = 0
		}
		if got[i] != r {
			t.Errorf("entry %d is %+v, want %+v", i, got[i], r)
		}
	}
}
