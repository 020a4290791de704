// Command images makes the images of this repository without Docker, the same
// bytes each time: the one that the guide explains, and docsite's own.
//
// It runs at the top of the repository.
package main

import (
	"bytes"
	"debug/buildinfo"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"docsite/internal/builder"
	"docsite/internal/examples"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "images:", err)
		os.Exit(2)
	}
}

// errUsage says how the command is called.
var errUsage = errors.New("usage: go run ./cmd/images lantern, or go run ./cmd/images docsite FOLDER|FILE.tar")

func run(args []string) error {
	switch {
	case len(args) == 1 && args[0] == "lantern":
		return lantern("content/lantern")
	case len(args) == 2 && args[0] == "docsite":
		return docsite(args[1])
	}
	return errUsage
}

// lantern writes the archive that docsite.yaml names.
func lantern(dir string) error {
	store, err := examples.Lantern(os.DirFS(dir))
	if err != nil {
		return err
	}
	return archive(store, dir+"/lantern.tar")
}

func archive(store *builder.Store, name string) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(store.WriteArchive(f), f.Close())
}

// architectures are those of docsite's image, all of them for Linux.
var architectures = []string{"amd64", "arm64"}

// docsite builds the program for each architecture, and writes the image as an
// OCI layout: into a folder, or into an archive where the name ends in .tar. Its day is
// that of the commit, or SOURCE_DATE_EPOCH.
func docsite(to string) error {
	created, err := day()
	if err != nil {
		return err
	}
	text, err := os.ReadFile("Dockerfile")
	if err != nil {
		return err
	}
	programs := map[string][]byte{}
	for _, arch := range architectures {
		if programs[arch], err = compile(arch); err != nil {
			return err
		}
	}
	store, err := image(text, programs, created)
	if err != nil {
		return err
	}
	if strings.HasSuffix(to, ".tar") {
		return archive(store, to)
	}
	return store.WriteLayout(to)
}

// day is when the image was made: the same for the same source.
func day() (time.Time, error) {
	text := os.Getenv("SOURCE_DATE_EPOCH")
	if text == "" {
		out, err := exec.Command("git", "log", "-1", "--format=%ct").Output()
		if err != nil {
			return time.Time{}, fmt.Errorf("git does not tell the day of the commit (%w); set SOURCE_DATE_EPOCH", err)
		}
		text = strings.TrimSpace(string(out))
	}
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH %q is no number of seconds", text)
	}
	return time.Unix(seconds, 0).UTC(), nil
}

// compile is the command of the Dockerfile's build stage.
func compile(arch string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "docsite-image-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	program := filepath.Join(dir, "docsite")
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=auto", "-tags", "roots", "-ldflags=-s -w", "-o", program, "./cmd/docsite")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=linux", "GOARCH="+arch)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("the program for %s: %w", arch, err)
	}
	return os.ReadFile(program)
}

// image makes docsite's image of its Dockerfile and of the programs, by
// architecture.
func image(dockerfile []byte, programs map[string][]byte, created time.Time) (*builder.Store, error) {
	var images []*builder.Image
	bills := map[*builder.Image]any{}
	for _, arch := range architectures {
		build := &builder.Build{
			Dockerfile: dockerfile, Created: created, Platform: v1.Platform{OS: "linux", Architecture: arch},
			Args:    map[string]string{"TARGETOS": "linux", "TARGETARCH": arch},
			Context: []builder.File{{Path: "go.mod", Mode: 0o644}, {Path: "go.sum", Mode: 0o644}},
			Base:    func(string) (*builder.Image, error) { return builder.Base(created, v1.Config{}, nil) },
			Run:     func(_, command string) ([]builder.File, []string, error) { return built(command, programs[arch]) },
		}
		image, err := build.Image("")
		if err != nil {
			return nil, err
		}
		images = append(images, image)
		bills[image] = materials(programs[arch], created)
	}
	store := &builder.Store{}
	return store, store.Add("docsite", images, func(i *builder.Image) []builder.Attestation {
		return []builder.Attestation{{Type: "https://spdx.dev/Document", Predicate: bills[i]}}
	})
}

// built is what the commands of the build stage leave behind.
func built(command string, program []byte) ([]builder.File, []string, error) {
	switch {
	case command == "go mod download":
		return nil, nil, nil
	case strings.Contains(command, "go build"):
		return []builder.File{{Path: "out/docsite", Text: program, Mode: 0o755}}, nil, nil
	case strings.HasPrefix(command, "mkdir -m 1777"):
		return []builder.File{{Path: "out/tmp", Mode: 0o1777, Folder: true}}, nil, nil
	}
	return nil, nil, fmt.Errorf("what %q leaves behind is not known", command)
}

// materials is a bill of materials in SPDX's form: the modules that a program says
// it was built of.
func materials(program []byte, created time.Time) any {
	type object = map[string]any
	packages := []any{object{"SPDXID": "SPDXRef-docsite", "name": "docsite", "downloadLocation": "NOASSERTION", "filesAnalyzed": false}}
	relations := []any{object{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-docsite"}}
	if info, err := buildinfo.Read(bytes.NewReader(program)); err == nil {
		add := func(name, version string) {
			id := fmt.Sprintf("SPDXRef-Package-%d", len(packages))
			packages = append(packages, object{"SPDXID": id, "name": name, "versionInfo": version, "downloadLocation": "NOASSERTION", "filesAnalyzed": false,
				"externalRefs": []any{object{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": "pkg:golang/" + name + "@" + version}}})
			relations = append(relations, object{"spdxElementId": "SPDXRef-docsite", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": id})
		}
		add("stdlib", strings.TrimPrefix(info.GoVersion, "go"))
		for _, m := range info.Deps {
			add(m.Path, m.Version)
		}
	}
	return object{
		"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": "docsite", "documentNamespace": "https://docsite.invalid/spdx/" + created.Format("20060102150405"),
		"creationInfo": object{"created": created.Format("2006-01-02T15:04:05Z"), "creators": []any{"Tool: docsite-images"}},
		"packages":     packages, "relationships": relations,
	}
}
