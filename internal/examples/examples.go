// Package examples makes the images that the guide measures and explains.
//
// Start from [Lantern]. What stands in its files is made up, so that the images are
// small and anybody can make them again: nothing in them runs. Their layers, and
// all that is measured of them, are real.
package examples

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"docsite/internal/builder"
)

// created is the day of the images.
var created = time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)

// Lantern makes the images of content/lantern, which holds their Dockerfiles: one
// stage, and two.
func Lantern(dir fs.FS) (*builder.Store, error) {
	store := &builder.Store{}
	for _, of := range []struct{ name, file string }{{"two-stages", "Dockerfile"}, {"one-stage", "one-stage.Dockerfile"}} {
		text, err := fs.ReadFile(dir, of.file)
		if err != nil {
			return nil, err
		}
		if err := Add(store, of.name, dir, text); err != nil {
			return nil, fmt.Errorf("%s: %w", of.file, err)
		}
	}
	return store, nil
}

// Add makes an image of a Dockerfile, with what else stands in the folder of Lantern,
// and puts it into a store.
func Add(store *builder.Store, name string, dir fs.FS, dockerfile []byte) error {
	base, err := builder.Base(created, v1.Config{Env: []string{"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}, Cmd: []string{"/bin/sh"}}, rootfs())
	if err != nil {
		return err
	}
	entrypoint, err := fs.ReadFile(dir, "entrypoint.sh")
	if err != nil {
		return err
	}
	build := &builder.Build{
		Dockerfile: dockerfile, Created: created, Platform: v1.Platform{OS: "linux", Architecture: "amd64"},
		Context: append(source("src/"), builder.File{Path: "entrypoint.sh", Text: entrypoint, Mode: 0o755}),
		Base:    func(string) (*builder.Image, error) { return base, nil },
		Run:     run,
	}
	image, err := build.Image("")
	if err != nil {
		return err
	}
	return store.Add(name, []*builder.Image{image}, nil)
}

// run is what the commands of the two Dockerfiles, and of their earlier versions,
// leave behind.
func run(_, command string) (added []builder.File, gone []string, err error) {
	for part := range strings.SplitSeq(command, " && ") {
		switch {
		case part == "apk update":
			added = append(added, lists()...)
		case strings.HasPrefix(part, "apk add"):
			added = append(added, tools()...)
		case strings.HasPrefix(part, "make install"):
			added = append(added, installed(strings.TrimPrefix(strings.TrimPrefix(part, "make install"), " DESTDIR=/"))...)
		case part == "make", part == "make all":
			added = append(added, filled("src/lantern", 41_000, 0o755), filled("src/main.o", 22_000, 0o644), filled("src/http.o", 12_000, 0o644))
		case part == "chmod -R a+rX /usr":
			added = append(added, installed("")...)
		case strings.HasPrefix(part, "apk del"):
			for _, f := range tools() {
				gone = append(gone, f.Path)
			}
		case strings.HasPrefix(part, "rm -rf"):
			gone = append(gone, "src", "var/cache/apk/APKINDEX.main", "var/cache/apk/APKINDEX.community")
		case strings.HasPrefix(part, "adduser"):
			added = append(added, text("etc/passwd", "root:x:0:0:root:/root:/bin/sh\nlantern:x:10001:10001::/home/lantern:/bin/sh\n"), text("etc/group", "root:x:0:\nlantern:x:10001:\n"))
		default:
			return nil, nil, fmt.Errorf("what %q leaves behind is not known", part)
		}
	}
	return added, gone, nil
}

// filled is a file of so many bytes, which pack to about half as programs do.
func filled(name string, size int, mode int64) builder.File {
	const signs = "0123456789abcdef"
	seed := [32]byte{}
	copy(seed[:], name)
	r := rand.New(rand.NewChaCha8(seed))
	b := make([]byte, size)
	for i := range b {
		b[i] = signs[r.IntN(len(signs))]
	}
	return builder.File{Path: name, Text: b, Mode: mode}
}

func text(name, content string) builder.File {
	return builder.File{Path: name, Text: []byte(content), Mode: 0o644}
}

// rootfs are the files of the base image.
func rootfs() []builder.File {
	files := []builder.File{
		filled("bin/busybox", 92_000, 0o755), filled("lib/ld-libc.so.1", 38_000, 0o755), filled("sbin/apk", 27_000, 0o755), filled("etc/ssl/cert.pem", 14_000, 0o644),
		text("etc/os-release", "ID=base\nNAME=\"Base\"\nVERSION_ID=3\n"), text("etc/passwd", "root:x:0:0:root:/root:/bin/sh\n"), text("etc/group", "root:x:0:\n"),
	}
	for _, name := range []string{"adduser", "cat", "cp", "ls", "mkdir", "mv", "rm", "sh"} {
		files = append(files, builder.File{Path: "bin/" + name, Link: "/bin/busybox", Mode: 0o777})
	}
	return files
}

func lists() []builder.File {
	return []builder.File{filled("var/cache/apk/APKINDEX.main", 19_000, 0o644), filled("var/cache/apk/APKINDEX.community", 26_000, 0o644)}
}

// tools are a compiler and what belongs to it.
func tools() []builder.File {
	files := []builder.File{filled("usr/bin/cc", 118_000, 0o755), filled("usr/bin/ld", 46_000, 0o755), filled("usr/bin/make", 31_000, 0o755), filled("usr/lib/libc.a", 52_000, 0o644)}
	for _, name := range []string{"ctype", "errno", "fcntl", "poll", "signal", "stdint", "stdio", "stdlib", "string", "time", "unistd"} {
		files = append(files, filled("usr/include/"+name+".h", 2_100, 0o644))
	}
	return files
}

// source is the program's own, below a folder.
func source(folder string) []builder.File {
	return []builder.File{
		text(folder+"Makefile", "lantern: main.o http.o\n"), filled(folder+"main.c", 9_400, 0o644), filled(folder+"http.c", 6_200, 0o644),
		text(folder+"status.json", "{\"services\": []}\n"), filled(folder+"page.html", 5_300, 0o644),
	}
}

// installed is what make install puts below a folder.
func installed(folder string) []builder.File {
	files := []builder.File{filled("usr/local/bin/lantern", 41_000, 0o755), filled("usr/share/lantern/page.html", 5_300, 0o644), text("usr/share/lantern/status.json", "{\"services\": []}\n")}
	if folder == "" {
		return files
	}
	for i := range files {
		files[i].Path = folder + "/" + files[i].Path
	}
	return slices.Clip(files)
}
