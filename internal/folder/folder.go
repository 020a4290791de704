// Package folder finds the folder of the project that a verb is about.
//
// Start from [Open]. It reads nothing of what a project holds.
package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"docsite/internal/cause"
	"docsite/internal/site"
)

// Open opens the folder of a project. The error says in words what is wrong with
// it.
func Open(dir string) (*os.Root, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no folder %q", dir)
	case err == nil && !info.IsDir():
		return nil, fmt.Errorf("%q is a file (hint: name the folder of the project)", dir)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("%q cannot be opened: %v", dir, cause.Of(err))
	}
	return root, nil
}

// maxAbove is how many folders up a project is looked for.
const maxAbove = 20

// Above is the way up from a folder to the nearest one with a docsite.yaml, up to
// the top of a git repository: "../.."; empty where there is one in the folder, or
// none.
func Above(dir string) string {
	way := "."
	for range maxAbove {
		switch {
		case has(filepath.Join(dir, way), site.ConfigName) && way == ".":
			return ""
		case has(filepath.Join(dir, way), site.ConfigName):
			return way
		case has(filepath.Join(dir, way), ".git"):
			return ""
		}
		way = filepath.Join("..", way)
	}
	return ""
}

// IsPart reports whether a folder has nothing that makes it look like a project of
// its own.
func IsPart(dir string) bool {
	signs := []string{site.ConfigName, "content", "docs", ".git", "Dockerfile", "Containerfile", "README.md"}
	return !slices.ContainsFunc(signs, func(name string) bool { return has(dir, name) })
}

func has(dir, name string) bool {
	_, err := os.Stat(filepath.Join(dir, name))
	return err == nil
}

// Way says how far up a folder is: "one folder".
func Way(up string) string {
	if n := strings.Count(filepath.ToSlash(up), "/") + 1; n > 1 {
		return fmt.Sprintf("%d folders", n)
	}
	return "one folder"
}

// Of opens the project that a file belongs to, and gives the file's path in
// it: the folder above that has a docsite.yaml, else the top of the repository,
// else the current folder where the file lies below it, else the file's own folder.
func Of(name string) (*os.Root, string, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return nil, "", err
	}
	switch info, err := os.Stat(abs); {
	case err != nil:
		return nil, "", fmt.Errorf("%s: there is no such file", name)
	case !info.Mode().IsRegular():
		return nil, "", fmt.Errorf("%s: it is no regular file", name)
	}
	top := filepath.Dir(abs)
	if here, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(here, abs); err == nil && filepath.IsLocal(rel) {
			top = here
		}
	}
	for _, sign := range []string{site.ConfigName, ".git"} {
		for dir := filepath.Dir(abs); ; dir = filepath.Dir(dir) {
			if _, err := os.Lstat(filepath.Join(dir, sign)); err == nil {
				return opened(dir, abs)
			}
			if dir == filepath.Dir(dir) {
				break
			}
		}
	}
	return opened(top, abs)
}

func opened(dir, file string) (*os.Root, string, error) {
	rel, err := Rel(dir, file)
	if err != nil {
		return nil, "", err
	}
	root, err := Open(dir)
	return root, rel, err
}

// Rel is the slash path of a file in a folder; either may be named from here.
func Rel(dir, file string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if file, err = filepath.Abs(file); err != nil {
		return "", err
	}
	rel, err := filepath.Rel(dir, file)
	return filepath.ToSlash(rel), err
}

// Short is a path as a person would name it from here.
func Short(path string) string {
	if rel, err := Rel(".", path); err == nil && filepath.IsLocal(rel) {
		return filepath.FromSlash(rel)
	}
	return path
}
