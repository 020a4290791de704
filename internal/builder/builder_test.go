package builder

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

var day = time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)

// build is an image of a Dockerfile on a base of one file.
func build(t *testing.T, dockerfile string) (*Image, error) {
	t.Helper()
	base, err := Base(day, v1.Config{Env: []string{"PATH=/bin"}, Cmd: []string{"sh"}}, []File{{Path: "bin/sh", Text: []byte("sh"), Mode: 0o755}})
	if err != nil {
		t.Fatal(err)
	}
	b := &Build{
		Dockerfile: []byte(dockerfile), Created: day, Platform: v1.Platform{OS: "linux", Architecture: "arm64"}, Args: map[string]string{"TARGETARCH": "arm64"},
		Context: []File{{Path: "a.txt", Text: []byte("a"), Mode: 0o644}, {Path: "src/b.txt", Text: []byte("b"), Mode: 0o644}, {Path: "src/c/d.txt", Text: []byte("d"), Mode: 0o600}},
		Base:    func(ref string) (*Image, error) { return base, nil },
		Run: func(stage, command string) ([]File, []string, error) {
			if command == "fail" {
				return nil, nil, fmt.Errorf("it fails")
			}
			return []File{{Path: "made/" + stage, Text: []byte(command), Mode: 0o644}}, []string{"bin/sh"}, nil
		},
	}
	return b.Image("")
}

// tree lists what a container sees.
func tree(i *Image) string {
	var names []string
	for _, f := range i.tree {
		names = append(names, f.Path)
	}
	return strings.Join(names, " ")
}

func TestImage(t *testing.T) {
	i, err := build(t, `FROM base AS one
WORKDIR /w
COPY a.txt src/ ./
COPY --chmod=711 --chown=7 src/c/d.txt /x/
RUN make \
    it
FROM one
COPY --from=one /w /copied-$TARGETARCH
ENV A=1 PATH=/x
LABEL title="a b" other=c
USER 10001
EXPOSE 80 443
VOLUME /data
ENTRYPOINT ["/x/d.txt"]
CMD ["--port", "80"]
`)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := tree(i), "w w/a.txt w/b.txt w/c/d.txt x/d.txt made/one copied-arm64/a.txt copied-arm64/b.txt copied-arm64/c/d.txt"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	var history []string
	for _, h := range i.history {
		history = append(history, h.CreatedBy)
	}
	if got, want := strings.Join(history, "\n"), `ADD rootfs.tar.gz / # buildkit
CMD ["sh"]
WORKDIR /w
COPY a.txt src/ ./ # buildkit
COPY src/c/d.txt /x/ # buildkit
RUN /bin/sh -c make     it # buildkit
COPY /w /copied-$TARGETARCH # buildkit
ENV A=1 PATH=/x
LABEL title="a b" other=c
USER 10001
EXPOSE [80/tcp 443/tcp]
VOLUME [/data]
ENTRYPOINT ["/x/d.txt"]
CMD ["--port" "80"]`; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	config, _ := json.Marshal(i.config)
	if got, want := string(config), `{"Cmd":["--port","80"],"Entrypoint":["/x/d.txt"],"Env":["A=1","PATH=/x"],"Labels":{"other":"c","title":"a b"},"User":"10001","Volumes":{"/data":{}},"WorkingDir":"/w","ExposedPorts":{"443/tcp":{},"80/tcp":{}}}`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	f := i.tree[4]
	if f.Mode != 0o711 || f.UID != 7 {
		t.Errorf("%+v", f)
	}
}

func TestRefused(t *testing.T) {
	for dockerfile, want := range map[string]string{
		"FROM a\nCOPY nope /":            "line 2: there is no \"nope\" to copy",
		"FROM a\nCOPY --from=x / /":      "line 2: there is no stage \"x\" above",
		"FROM a\nRUN fail":               "line 2: it fails",
		"FROM a\nHEALTHCHECK NONE":       "line 2: HEALTHCHECK is not known here",
		"FROM a\nCOPY --chmod=x a.txt /": "line 2:",
	} {
		if _, err := build(t, dockerfile); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", dockerfile, err, want)
		}
	}
}

// TestStore: what is written is valid for go-containerregistry, the same twice, and
// what an earlier run left is taken away.
func TestStore(t *testing.T) {
	var archives [2]bytes.Buffer
	dir := t.TempDir()
	stray := filepath.Join(dir, "blobs", "sha256", strings.Repeat("0", 64))
	for n := range archives {
		i, err := build(t, "FROM base\nCOPY a.txt /\nRUN x\n")
		if err != nil {
			t.Fatal(err)
		}
		var s Store
		if err := s.Add("it", []*Image{i}, func(*Image) []Attestation { return []Attestation{{"https://spdx.dev/Document", object{"name": "it"}}} }); err != nil {
			t.Fatal(err)
		}
		if err := s.WriteArchive(&archives[n]); err != nil {
			t.Fatal(err)
		}
		if err := s.WriteLayout(dir); err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			if err := os.WriteFile(stray, nil, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if !bytes.Equal(archives[0].Bytes(), archives[1].Bytes()) {
		t.Error("two runs differ")
	}
	if _, err := os.Stat(stray); err == nil {
		t.Error("a blob that nothing needs is there")
	}
	checkBlobs(t, dir)
}

// checkBlobs wants each blob of a layout to be what its name says, and each that
// a manifest names to be there.
func checkBlobs(t *testing.T, dir string) {
	t.Helper()
	blobs := filepath.Join(dir, "blobs", "sha256")
	entries, err := os.ReadDir(blobs)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(blobs, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if hashOf(text).Hex != e.Name() {
			t.Errorf("%s has another digest", e.Name())
		}
		var m v1.Manifest
		if json.Unmarshal(text, &m) != nil || m.SchemaVersion != 2 {
			continue
		}
		for _, d := range append(m.Layers, m.Config) {
			if info, err := os.Stat(filepath.Join(blobs, d.Digest.Hex)); d.Digest.Hex != "" && (err != nil || info.Size() != d.Size) {
				t.Errorf("%s names %s: %v", e.Name(), d.Digest, err)
			}
		}
	}
}
