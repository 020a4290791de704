package main

import (
	"bufio"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"docsite/internal/console"
	"docsite/internal/draft"
	"docsite/internal/golden"
)

// TestExplain prints the Inkwell Dockerfile and its script, and a Dockerfile on
// a narrow terminal.
func TestExplain(t *testing.T) {
	var out, stderr bytes.Buffer
	t.Chdir("../../content/inkwell")
	before, _ := os.ReadDir(".")
	for _, args := range [][]string{{"explain"}, {"explain", "entrypoint.sh"}, {"explain", "-"}} {
		if code := run(t.Context(), args, strings.NewReader("FROM a AS b\nRUN\tapk add x\n"), &out, &stderr); code != 0 {
			t.Errorf("%q: %d %s", args, code, stderr.String())
		}
		out.WriteString("\n")
	}
	if after, _ := os.ReadDir("."); len(after) != len(before) {
		t.Errorf("%d files were there, and %d are", len(before), len(after))
	}
	text := []byte("FROM alpine\nRUN apk add --no-cache tini curl git bash jq openssl ca-certificates\n")
	e, _ := draft.Explain("Dockerfile", text)
	w := bufio.NewWriter(&out)
	(&explainSheet{Sheet: console.Sheet{Writer: w, Width: 60}, e: e}).print("Dockerfile", text)
	w.Flush()
	golden.Compare(t, "../../cmd/docsite/testdata/explain.txt", out.Bytes())
	for line := range strings.Lines(out.String()) {
		if console.Columns(strings.TrimSuffix(line, "\n")) > 100 {
			t.Errorf("%q is wider than the terminal", line)
		}
	}
}

func TestExplainRefused(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for name, text := range map[string]string{"Dockerfile.bad": "FROM a\nNOPE\n", "notes.txt": "words\n", "run.sh": "#!/bin/sh\nset -e\n"} {
		writeFile(t, filepath.Join(dir, name), []byte(text))
	}
	for args, want := range map[string]string{
		"":                   `docsite: there is no Dockerfile and no Containerfile in this folder (hint: name a file: docsite explain FILE)`,
		"nope":               `docsite: nope: there is no such file`,
		"Dockerfile.bad":     `Dockerfile.bad:2:1: error: "NOPE" is no instruction`,
		"notes.txt":          `notes.txt: this is neither a Dockerfile nor a script of a shell`,
		"run.sh --image x:1": `docsite: --image is for a Dockerfile: the lines of a script make no layers`,
	} {
		var out, stderr bytes.Buffer
		code := run(t.Context(), append([]string{"explain"}, strings.Fields(args)...), nil, &out, &stderr)
		got := strings.TrimSpace(strings.Replace(stderr.String(), "error: ", "", 1))
		if want = strings.Replace(want, "error: ", "", 1); code != exitUsage || !strings.HasPrefix(got, want) {
			t.Errorf("%s: %d %q, want %q", args, code, got, want)
		}
	}
}

// TestExplainTooLarge: a Dockerfile that is there and cannot be read is not missed.
func TestExplainTooLarge(t *testing.T) {
	t.Chdir(t.TempDir())
	writeFile(t, "Dockerfile", bytes.Repeat([]byte("#\n"), 1<<20))
	for _, args := range [][]string{{"explain"}, {"explain", "Dockerfile"}} {
		var out, stderr bytes.Buffer
		code := run(t.Context(), args, nil, &out, &stderr)
		if want := "docsite: Dockerfile: it has 2097152 bytes; at most 1048576 are read\n"; code != exitUsage || stderr.String() != want {
			t.Errorf("%q: %d %q, want %q", args, code, stderr.String(), want)
		}
	}
}

// TestLantern measures the image of the guide, beside the lines of its Dockerfile,
// and holds the lock against it, without a network.
func TestLantern(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Chdir("../..")
	var out, stderr bytes.Buffer
	const archive = "oci-archive:content/lantern/lantern.tar:"
	for _, args := range [][]string{
		{"explain", "--image", archive + "two-stages", "content/lantern/Dockerfile"},
		{"measure", "-f", "content/lantern/one-stage.Dockerfile", archive + "one-stage"},
	} {
		if code := run(t.Context(), args, nil, &out, &stderr); code != 0 {
			t.Errorf("%q: %d %s", args, code, stderr.String())
		}
		out.WriteString("\n")
	}
	golden.Compare(t, "cmd/docsite/testdata/lantern.txt", out.Bytes())
	out.Reset()
	run(t.Context(), []string{"refresh", "--check", "--live"}, nil, &out, &stderr) // of other pages it may have more to say
	if strings.Contains(out.String()+stderr.String(), "lantern") {
		t.Errorf("refresh: %s %s", out.String(), stderr.String())
	}
}
