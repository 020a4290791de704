package inventory

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"docsite/internal/dockerfile"
)

// project is a project in memory: names of files with their text.
func project(files map[string]string) fstest.MapFS {
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

func TestDockerfiles(t *testing.T) {
	const df = "FROM scratch\nCMD [\"x\"]\n"
	files := project(map[string]string{
		"Dockerfile": df, "web/Containerfile": df, "web/Dockerfile.dev": "arg A\nfrom a\n", "build/app.dockerfile": df,
		"docker/base": "# A base.\nFROM scratch\n", "docker/notes": "FROM now on we write notes\n", "docker/Dockerfile.md": df,
		"Dockerfile.template": "FROM {{ .Base }}\n", "b/Dockerfile": "FROM %%BASE%%\n", "c/Dockerfile": "FROM a\nNOPE\n", "d/Dockerfile": "{{ x }}\n",
		"untracked/Dockerfile": df, ".devcontainer/Dockerfile": df, "node_modules/x/Dockerfile": df,
	})
	files["lib/vendor/modules.txt"], files["lib/vendor/x/Dockerfile"] = &fstest.MapFile{}, &fstest.MapFile{Data: []byte(df)}
	files["sub/.git"] = &fstest.MapFile{Data: []byte("gitdir: ../.git/modules/sub\n")}
	files["sub/a/Dockerfile"] = &fstest.MapFile{Data: []byte(df)}
	files["linked/Dockerfile"] = &fstest.MapFile{Data: []byte("../Dockerfile"), Mode: fs.ModeSymlink}
	tracked := map[string]bool{}
	for name := range files {
		tracked[name] = name != "Dockerfile" && !strings.HasPrefix(name, "untracked") && !strings.HasPrefix(name, "node_modules")
		if !tracked[name] {
			delete(tracked, name)
		}
	}
	p := Read(files, tracked)
	want := ".devcontainer/Dockerfile Dockerfile build/app.dockerfile docker/base web/Containerfile web/Dockerfile.dev"
	if got := strings.Join(p.Dockerfiles(), " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := strings.Join(p.Templates(), " "); got != "Dockerfile.template" || p.Main() != "Dockerfile" {
		t.Errorf("templates %s, main %s", got, p.Main())
	}
	if got := strings.Join(Read(files, nil).Dockerfiles(), " "); got != "Dockerfile build/app.dockerfile docker/base untracked/Dockerfile web/Containerfile web/Dockerfile.dev" {
		t.Errorf("without git: %s", got)
	}
}

func TestServices(t *testing.T) {
	files := project(map[string]string{
		"compose.yaml":           "services:\n  web:\n    build: ./web\n  api:\n    build:\n      context: .\n      dockerfile: api/Dockerfile\n  db:\n    image: postgres\n",
		"ops/docker-compose.yml": "services:\n  worker:\n    build:\n      context: ..\n      dockerfile: ${FILE}\n",
		"web/Dockerfile":         "FROM a\n",
		"api/Dockerfile":         "FROM a\nCOPY run.sh /run.sh\nCMD [\"/run.sh\"]\n",
		"run.sh":                 "#!/bin/sh\n",
		"api/run.sh":             "#!/bin/sh\n",
	})
	p := Read(files, nil)
	got := ""
	for _, of := range []string{"web/Dockerfile", "api/Dockerfile", "Dockerfile"} {
		for _, s := range p.Services(of) {
			got += fmt.Sprintf("%s %s in %s; ", s.File, s.Name, s.Context)
		}
	}
	if want := "compose.yaml web in web; compose.yaml api in .; "; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	df, err := dockerfile.Parse([]byte(files["api/Dockerfile"].Data))
	if err != nil {
		t.Fatal(err)
	}
	if starts := p.Starts("api/Dockerfile", df); len(starts) != 1 || starts[0].File != "run.sh" {
		t.Errorf("the compose file builds it at the top: %v", starts)
	}
}

// TestStarts has the scripts of real Dockerfiles, made small.
func TestStarts(t *testing.T) {
	cases := "../../../shared/cases"
	if _, err := os.Stat(cases); err != nil {
		t.Skip("the cases are not there")
	}
	for _, tt := range []struct{ folder, dockerfile, want string }{
		{"init-two-scripts", "Dockerfile", "scripts/start.sh"},
		{"init-glob-script", "Dockerfile", "entrypoint.sh"},
		{"init-same-script-twice", "1.2/alpine/Dockerfile", "1.2/alpine/docker-entrypoint.sh"},
	} {
		fsys := os.DirFS(path.Join(cases, tt.folder))
		text, err := fs.ReadFile(fsys, tt.dockerfile)
		if err != nil {
			t.Fatal(err)
		}
		df, err := dockerfile.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, s := range Read(fsys, nil).Starts(tt.dockerfile, df) {
			got += s.File
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.folder, got, tt.want)
		}
	}
}

func TestStartsByName(t *testing.T) {
	for _, tt := range []struct{ dockerfile, files, want string }{
		{"ENTRYPOINT [\"/entry.sh\"]\nCMD [\"/run.sh\"]", "a/entry.sh b/entry.sh run.sh", "/entry.sh?a/entry.sh b/entry.sh; /run.sh=run.sh"},
		{"ENTRYPOINT [\"/entry.sh\"]", "docker/entry.sh", "/entry.sh=docker/entry.sh"},
		{"ENTRYPOINT [\"docker-php-entrypoint\"]", "x.sh", "docker-php-entrypoint?"},
		{"RUN <<EOF cat > /entry.sh\nx\nEOF\nENTRYPOINT /entry.sh", "x.sh", ""},
		{"COPY a.sh b.sh /\nCMD [\"sh\", \"-c\", \"/a.sh && /b.sh\"]", "a.sh b.sh", "/a.sh=a.sh; /b.sh=b.sh"},
		{"CMD [\"nginx\"]", "nginx.sh", ""},
		{"CMD C:\\x\\docker-entrypoint.ps1 a", "docker-entrypoint.ps1", ""},
	} {
		files := map[string]string{}
		for name := range strings.FieldsSeq(tt.files) {
			files[name] = "#!/bin/sh\n"
		}
		df, err := dockerfile.Parse([]byte("FROM scratch\n" + tt.dockerfile + "\n"))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range Read(project(files), nil).Starts("Dockerfile", df) {
			if s.File != "" {
				got = append(got, s.Word+"="+s.File)
			} else {
				got = append(got, s.Word+"?"+strings.Join(s.Candidates, " "))
			}
		}
		if text := strings.Join(got, "; "); text != tt.want {
			t.Errorf("%s: %s, want %s", tt.dockerfile, text, tt.want)
		}
	}
}
