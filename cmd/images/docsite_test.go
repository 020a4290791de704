package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestImage makes docsite's image of its Dockerfile, with a few bytes for the
// program: no user is root, /tmp is anybody's, and the same comes out twice.
func TestImage(t *testing.T) {
	text, err := os.ReadFile("../../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	var archives [2]bytes.Buffer
	for i := range archives {
		store, err := image(text, map[string][]byte{"amd64": []byte("a"), "arm64": []byte("b")}, time.Unix(1764374400, 0).UTC())
		if err != nil {
			t.Fatal(err)
		}
		if err := store.WriteArchive(&archives[i]); err != nil {
			t.Fatal(err)
		}
		if err := store.WriteLayout(filepath.Join(t.TempDir(), "image")); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(archives[0].Bytes(), archives[1].Bytes()) {
		t.Error("two runs differ")
	}
	for _, want := range []string{`"User":"65532:65532"`, `"Entrypoint":["/docsite"]`, `"WorkingDir":"/site"`, `"architecture":"arm64"`, "https://spdx.dev/Document", "https://slsa.dev/provenance/v0.2", `"org.opencontainers.image.title":"docsite"`} {
		if !bytes.Contains(archives[0].Bytes(), []byte(want)) {
			t.Errorf("there is no %s", want)
		}
	}
}

func TestBuilt(t *testing.T) {
	files, _, err := built("mkdir -m 1777 /out/tmp", nil)
	if err != nil || files[0].Mode != 0o1777 {
		t.Errorf("%v %v", files, err)
	}
	if _, _, err := built("reboot", nil); err == nil {
		t.Error("nothing is said of an unknown command")
	}
}

// TestMaterials: the bill of this test's own program names the modules that it is
// built of.
func TestMaterials(t *testing.T) {
	program, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	text, _ := json.Marshal(materials(program, time.Unix(0, 0).UTC()))
	for _, want := range []string{`"pkg:golang/github.com/google/go-containerregistry@`, `"name":"stdlib"`, `"SPDX-2.3"`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("there is no %s in %.300s", want, text)
		}
	}
}

func TestUsage(t *testing.T) {
	if err := run(nil); !errors.Is(err, errUsage) {
		t.Error(err)
	}
}
