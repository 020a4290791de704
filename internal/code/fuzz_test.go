package code

import (
	"testing"

	"golang.org/x/tools/txtar"

	"docsite/internal/dockerfile"
)

// addGoldens gives a fuzz target the listings of the goldens to start from.
func addGoldens(f *testing.F, language string) {
	paths, err := goldenFiles()
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		a, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range a.Files {
			if file.Name == language {
				f.Add(file.Data)
			}
		}
	}
	for _, piece := range hostile {
		f.Add([]byte(piece + piece + piece))
	}
}

func FuzzDockerfile(f *testing.F) {
	addGoldens(f, "dockerfile")
	f.Fuzz(func(t *testing.T, text []byte) {
		c := Read("dockerfile", text)
		checkCode(t, c)
		if c.Dockerfile != nil {
			dockerfile.NewGraph(c.Dockerfile, "")
		}
	})
}

func FuzzShell(f *testing.F) {
	addGoldens(f, "sh")
	addGoldens(f, "bash")
	f.Fuzz(func(t *testing.T, text []byte) { checkCode(t, Read("bash", text)) })
}

func FuzzLines(f *testing.F) {
	addGoldens(f, "yaml")
	addGoldens(f, "nginx")
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, language := range []string{"yaml", "nginx", "ini", "env", "makefile", "console", ""} {
			checkCode(t, Read(language, text))
		}
	})
}
