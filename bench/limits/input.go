package main

import (
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"text/template"
)

// input is a project that is made to be slow.
type input struct {
	name  string
	files map[string]string // by slash path; behind it may stand a size in bytes, or the "|" of a pipe
}

// with is an input with a page and one more file.
func with(name, file, text string) input {
	return input{name: name, files: map[string]string{"content/index.md": "# Home\n", file: text}}
}

//go:embed inputs.txt
var listed string

// functions are those that the inputs of inputs.txt may call.
var functions = template.FuncMap{
	"repeat": func(n int, text string) string { return strings.Repeat(text, n) },
	"add":    func(a, b int) int { return a + b },
	"mod":    func(a, b int) int { return a % b },
	"letters": func(n int) string { // twelve, of which some are capital ones
		return strings.NewReplacer("0", "a", "1", "A").Replace(fmt.Sprintf("%012b", n))
	},
}

// written are the inputs of inputs.txt, which says how they are written.
func written(yield func(input) bool) {
	for _, text := range strings.Split(listed, "\n== ")[1:] {
		var b strings.Builder
		if err := template.Must(template.New("input").Delims("«", "»").Funcs(functions).Parse(text)).Execute(&b, nil); err != nil {
			panic(err)
		}
		parts := strings.Split(b.String(), "\n-- ")
		in := input{strings.TrimSpace(parts[0]), map[string]string{"content/index.md": "# Home\n"}}
		for _, part := range parts[1:] {
			name, text, _ := strings.Cut(part, "\n")
			in.files[name] = text
		}
		if !yield(in) {
			return
		}
	}
}

// write makes the project in a folder.
func (in input) write(dir string) error {
	for name, text := range in.files {
		name, size, _ := strings.Cut(name, " ")
		file, pipe := strings.CutSuffix(filepath.Join(dir, filepath.FromSlash(name)), "|")
		err := os.MkdirAll(filepath.Dir(file), 0o777)
		switch {
		case err != nil:
		case pipe:
			err = exec.Command("mkfifo", file).Run()
		default:
			err = os.WriteFile(file, []byte(text), 0o666)
		}
		if n, wrong := strconv.ParseInt(size, 10, 64); wrong == nil && err == nil {
			err = os.Truncate(file, n) // none of its bytes is written
		}
		if err != nil {
			return err
		}
	}
	return nil
}
