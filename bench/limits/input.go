package main

import (
	"os"
	"path/filepath"
	"strings"
)

// input is a project that is made to be slow.
type input struct {
	name  string
	files map[string]string // by slash path; a path that ends in "|" is a pipe
	large map[string]int64  // files without a text, of that many bytes
}

// page is an input with one page.
func page(name, text string) input {
	return input{name: name, files: map[string]string{"content/index.md": "# Home\n", "content/page.md": text}}
}

// listing is an input with one listing on its page, under a title.
func listing(name, language, text string) input {
	return page(name, "# Page\n\n````"+language+"\n"+text+"\n````\n")
}

// beside is an input with a page and one more file.
func beside(name, file, text string) input {
	return input{name: name, files: map[string]string{"content/index.md": "# Home\n", file: text}}
}

// and is the input with one more file.
func (in input) and(file, text string) input {
	in.files[file] = text
	return in
}

// sized is the input with one more file, of that many bytes, none of which is written.
func (in input) sized(file string, size int64) input {
	in.large = map[string]int64{file: size}
	return in
}

// tags makes the tags of HTML of the texts, in which "‹" stands for "<".
func (in input) tags() {
	for name, text := range in.files {
		in.files[name] = strings.ReplaceAll(text, "‹", "<")
	}
}

// write makes the project in a folder.
func (in input) write(dir string) error {
	for name, text := range in.files {
		file, pipe := strings.CutSuffix(filepath.Join(dir, filepath.FromSlash(name)), "|")
		err := os.MkdirAll(filepath.Dir(file), 0o777)
		if err == nil && pipe {
			err = mkfifo(file)
		} else if err == nil {
			err = os.WriteFile(file, []byte(text), 0o666)
		}
		if err != nil {
			return err
		}
	}
	for name, size := range in.large {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.WriteFile(file, nil, 0o666); err != nil {
			return err
		}
		if err := os.Truncate(file, size); err != nil {
			return err
		}
	}
	return nil
}
