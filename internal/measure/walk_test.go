package measure

import (
	"archive/tar"
	"errors"
	"strings"
	"testing"
)

// The sizes are worked out by hand from the definition: 4,096 for the root, a
// directory, and each begun block; nothing for links in the inode.
func TestFigures(t *testing.T) {
	long, short := strings.Repeat("l", 60), strings.Repeat("s", 59)
	for _, c := range []struct {
		name           string
		items          []item
		unpacked, disk int64
		files          int
	}{
		{"empty", nil, 0, 4096, 0},
		{"root has an entry", []item{{name: "./", kind: tar.TypeDir}}, 0, 4096, 0},
		{"one byte", []item{{name: "a", size: 1}}, 1, 8192, 1},
		{"a whole block", []item{{name: "a", size: 4096}}, 4096, 8192, 1},
		{"a block and a byte", []item{{name: "a", size: 4097}}, 4097, 4096 + 8192, 1},
		{"empty file", []item{{name: "a"}}, 0, 4096, 1},
		{"directory", []item{{name: "d/", kind: tar.TypeDir}}, 0, 8192, 0},
		{"parents without entries", []item{{name: "a/b/c", size: 1}}, 1, 4096 + 2*4096 + 4096, 1},
		{"symlink in the inode", []item{{name: "l", kind: tar.TypeSymlink, link: short}}, 59, 4096, 1},
		{"symlink in a block", []item{{name: "l", kind: tar.TypeSymlink, link: long}}, 60, 8192, 1},
		{"hard link", []item{{name: "a", size: 5000}, {name: "b", kind: tar.TypeLink, link: "a"}}, 5000, 4096 + 8192, 2},
		{"fifo and device", []item{{name: "f", kind: tar.TypeFifo}, {name: "c", kind: tar.TypeChar}}, 0, 4096, 2},
		{"whiteout", []item{{name: "d/.wh.gone", size: 0}}, 0, 8192, 0},
		{"opaque", []item{{name: "d/", kind: tar.TypeDir}, {name: "d/.wh..wh..opq"}}, 0, 8192, 0},
		{"the last entry of a name counts", []item{{name: "a", size: 9000}, {name: "./a", size: 10}}, 10, 8192, 1},
		{"a directory in place of a file", []item{{name: "a", size: 10}, {name: "a/", kind: tar.TypeDir}}, 0, 8192, 0},
		{"a global header", []item{{name: "pax_global_header", kind: tar.TypeXGlobalHeader}, {name: "a", size: 1}}, 1, 8192, 1},
		{"names that climb", []item{{name: "../../etc/x", size: 1}, {name: "/etc/y", size: 1}}, 2, 4096 + 4096 + 8192, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			raw := tarOf(t, c.items...)
			w := walker{tree: newTree()}
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
			var bad *badBlob
			if err := entries(&walker{tree: newTree()}); !errors.As(err, &bad) {
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
	if err := eachEntry(l.data, func(k kind, name, target string, size int64) { got = append(got, row{k, name, target, size}) }); err != nil {
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
