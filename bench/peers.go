package main

import (
	"context"
	"embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// hugoVersion is the peer's version: figures of different versions cannot be
// compared.
const hugoVersion = "v0.164.0"

//go:embed all:hugo
var hugoSite embed.FS

// buildDocsite builds the program as it is released.
func buildDocsite(ctx context.Context, file string) error {
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", file, "./cmd/docsite")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go build ./cmd/docsite: %w\n%s", err, out)
	}
	return nil
}

// docsiteBuild keeps its cache in dir, and nothing in the user's.
func docsiteBuild(docsite, dir string) func(ctx context.Context, project, out string) *exec.Cmd {
	return func(ctx context.Context, project, out string) *exec.Cmd {
		cmd := exec.CommandContext(ctx, docsite, "build", "--out", out, project)
		cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+filepath.Join(dir, "cache"))
		return cmd
	}
}

// hugoBuild writes Hugo's bare site beside the project's output and builds the
// project's pages with it. Hugo keeps no cache between builds then.
func hugoBuild(hugo string) func(ctx context.Context, project, out string) *exec.Cmd {
	return func(ctx context.Context, project, out string) *exec.Cmd {
		source := out + "-site"
		// A folder that cannot be written makes Hugo fail, which is reported.
		os.MkdirAll(source, 0o777)
		os.CopyFS(source, hugoSite)
		content, err := filepath.Abs(filepath.Join(project, "content"))
		if err != nil {
			content = project
		}
		return exec.CommandContext(ctx, hugo, "--source", filepath.Join(source, "hugo"), "--contentDir", content,
			"--destination", out, "--cacheDir", source+"-cache")
	}
}

// findHugo gives a Hugo of the right version: the one on the PATH, the one in
// .tools/, or one that the Go proxy has the source of.
func findHugo(ctx context.Context) (string, error) {
	bin, err := filepath.Abs(filepath.Join(".tools", "hugo-"+hugoVersion))
	if err != nil {
		return "", err
	}
	for _, name := range []string{"hugo", filepath.Join(bin, "hugo")} {
		out, err := exec.CommandContext(ctx, name, "version").Output()
		if err == nil && strings.Contains(string(out), "hugo "+hugoVersion) {
			return exec.LookPath(name)
		}
	}
	fmt.Fprintln(os.Stderr, "bench: installing Hugo", hugoVersion, "into .tools; this takes some minutes")
	install := exec.CommandContext(ctx, "go", "install", "github.com/gohugoio/hugo@"+hugoVersion)
	install.Env = append(os.Environ(), "GOBIN="+bin)
	if out, err := install.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go install: %w\n%s", err, out)
	}
	return filepath.Join(bin, "hugo"), nil
}
