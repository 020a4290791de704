package draft

import (
	"strings"
	"testing"
	"testing/fstest"

	"docsite/internal/inventory"
	"docsite/internal/site"
)

// drafts is what is planned for a project: its files, each with its first line
// behind the front matter, and the problems.
func drafts(t *testing.T, files map[string]string, o Options) (names string, plan *Plan, problems string) {
	t.Helper()
	project := fstest.MapFS{}
	for name, text := range files {
		project[name] = &fstest.MapFile{Data: []byte(text)}
	}
	o.Name = "harbour"
	plan, all := New(load(t, project), inventory.Read(project, nil), o)
	if plan == nil {
		return "", nil, all[len(all)-1].String()
	}
	var list []string
	for _, f := range plan.Files {
		list = append(list, f.Name)
		project[f.Name] = &fstest.MapFile{Data: f.Text}
	}
	if s, problems := site.Load(project, site.Options{}); s == nil || len(problems) > 0 {
		t.Errorf("what was drafted cannot be read: %v", problems)
	}
	for _, problem := range all {
		problems += problem.String() + "\n"
	}
	return strings.Join(list, " "), plan, problems
}

func TestSeveral(t *testing.T) {
	const df = "FROM scratch\n"
	for _, tt := range []struct {
		name   string
		files  map[string]string
		o      Options
		want   string
		others string
	}{
		{"one at the top", map[string]string{"Dockerfile": df, "a/Dockerfile": df}, Options{}, "content/index.md docsite.yaml", "a/Dockerfile"},
		{"all of them", map[string]string{"Dockerfile": df, "a/Dockerfile": df}, Options{All: true}, "content/index.md content/dockerfile.md content/a.md docsite.yaml", ""},
		{"none at the top", map[string]string{"x/6.2/alpine/Dockerfile": df, "x/7/Dockerfile.dev": df, "x/7/Dockerfile": df}, Options{},
			"content/index.md content/6.2/alpine.md content/7.md content/7-dev.md docsite.yaml", ""},
		{"some, beside a README", map[string]string{"README.md": "# R\n", "a/Dockerfile": df, "b/Dockerfile": df, "c/Dockerfile": df},
			Options{Dockerfiles: []string{"a/Dockerfile", "./c/Dockerfile"}}, "dockerfiles/index.md dockerfiles/a.md dockerfiles/c.md docsite.yaml", ""},
		{"names that mean something", map[string]string{".search/Dockerfile": df, "Index/Dockerfile": df, "A/Dockerfile": df, "a/Dockerfile": df}, Options{Dockerfiles: []string{"A/Dockerfile", "Index/Dockerfile", "a/Dockerfile", ".search/Dockerfile"}},
			"content/index.md content/A.md content/Index-2.md content/a-2.md content/search-2.md docsite.yaml", ""},
		{"what is quoted already", map[string]string{"content/dockerfiles/a.md": "# A\n\n```dockerfile file=../../a/Dockerfile\nFROM scratch\n```\n", "a/Dockerfile": df, "b/Dockerfile": df}, Options{All: true},
			"content/dockerfiles/b.md docsite.yaml", "a/Dockerfile (content/dockerfiles/a.md quotes it)"},
		{"a folder that is taken", map[string]string{"README.md": "# R\n", "dockerfiles/README.md": "# D\n", "a/Dockerfile": df, "b/Dockerfile": df}, Options{},
			"containers/index.md containers/a.md containers/b.md docsite.yaml", ""},
	} {
		got, plan, problems := drafts(t, tt.files, tt.o)
		if got != tt.want || plan != nil && strings.Join(plan.Others, " ") != tt.others {
			t.Errorf("%s:\ngot  %s %v\nwant %s; %s", tt.name, got, plan, tt.want, problems)
		}
	}
}

func TestSeveralRefused(t *testing.T) {
	two := map[string]string{"a/Dockerfile": "FROM x\n", "b/Dockerfile": "FROM x\n"}
	for want, o := range map[string]Options{
		"--image is for one Dockerfile, and there are 2": {Image: "x", ID: "x"},
		"--out is for one Dockerfile":                    {Page: "x.md"},
		"--script is for one Dockerfile":                 {Scripts: []string{"x.sh"}},
	} {
		if _, _, problem := drafts(t, two, o); !strings.HasPrefix(problem, want) {
			t.Errorf("%q, want %q", problem, want)
		}
	}
	for files, want := range map[string]string{
		"Dockerfile.template": "there is no Dockerfile and no Containerfile in the project (hint: Dockerfile.template is a template",
		"x.md":                "there is no Dockerfile",
	} {
		if _, _, problem := drafts(t, map[string]string{files: "FROM x\n"}, Options{}); !strings.HasPrefix(problem, want) {
			t.Errorf("%s: %q, want %q", files, problem, want)
		}
	}
}

// TestOverview has what the table says of each Dockerfile.
func TestOverview(t *testing.T) {
	_, plan, _ := drafts(t, map[string]string{
		"docsite.yaml": "title: x\nimages:\n  one:\n    dockerfile: a/Dockerfile\n    recorded: {download: 12 MB, on: 2026-11-01}\n",
		"a/Dockerfile": "ARG V=3\nFROM alpine:$V AS x\nFROM x\nCOPY run.sh /\nEXPOSE 80 443\nCMD [\"/run.sh\"]\n",
		"a/run.sh":     "#!/bin/sh\nset -e\n",
		"b/Dockerfile": "ARG TARGETARCH\nFROM debian:12 AS b-amd64\nFROM alpine:3 AS b-arm64\nFROM b-$TARGETARCH\n",
		"d/Dockerfile": "FROM us-west1-docker.pkg.dev/some-workstations-images/predefined/base:1\n",
		"c/Dockerfile": "FROM scratch AS base\nENTRYPOINT [\"/server\"]\nFROM base\nCMD [\"--quiet\"]\n",
	}, Options{})
	if plan == nil {
		t.Fatal("no plan")
	}
	text := string(plan.Files[0].Text)
	for _, row := range []string{
		"title: harbour\n",
		"| [a](dockerfiles/a.md) | `alpine` | 2 | `run.sh` | `80` and `443` | <!-- ds:one.download -->12 MB<!-- /ds --> |",
		"| [b](dockerfiles/b.md) | `alpine` and `debian` | 3 | – | – |  |",
		"| [d](dockerfiles/d.md) | `us-west1-docker.pkg.dev/some-workstations-images/predefined/base` | 1 | – | – |  |",
		"| [c](dockerfiles/c.md) | `scratch` | 2 | `/server` | – |  |",
	} {
		if !strings.Contains(text, strings.ReplaceAll(row, "dockerfiles/", "")) {
			t.Errorf("there is no %s in\n%s", row, text)
		}
	}
}

// TestOverviewBesidePages: in a folder of the site the page has not the site's name.
func TestOverviewBesidePages(t *testing.T) {
	_, plan, problems := drafts(t, map[string]string{"README.md": "# R\n", "a/Dockerfile": "FROM x\n", "b/Dockerfile": "FROM x\n"}, Options{})
	if plan == nil || !strings.HasPrefix(string(plan.Files[0].Text), "---\ntitle: Dockerfiles\n") {
		t.Errorf("%v %s", plan, problems)
	}
}

// TestOutput: a folder that is the project's own is not built into, and files
// that list what is left out are told of.
func TestOutput(t *testing.T) {
	for _, tt := range []struct {
		files        map[string]string
		config, list string
	}{
		{map[string]string{"Dockerfile": "FROM x\n"}, "", ".gitignore: public/"},
		{map[string]string{"Dockerfile": "FROM x\nCOPY . .\n", "public/favicon.ico": "x"}, "output: site\n", ".gitignore: site/; .dockerignore: site/ docsite.yaml docsite.lock content/"},
		{map[string]string{"Dockerfile": "FROM x\nCOPY . .\n", "docs/guide.md": "# Guide\n"}, "", ".gitignore: public/; .dockerignore: public/ docsite.yaml docsite.lock"},
		{map[string]string{"Dockerfile": "FROM x\nCOPY . .\n", "public/x": "x", "site/x": "x", ".gitignore": "/_site\n", ".dockerignore": "*\n!src\n"}, "output: _site\n", ""},
		{map[string]string{"Dockerfile": "FROM x\n", "public/.docsite-manifest.json": "{}", ".gitignore": "public/*\n"}, "", ""},
		{map[string]string{"docker/Dockerfile": "FROM x\nCOPY . .\n", "docker/x": "", ".gitignore": "public\n"}, "", ""},
	} {
		_, plan, problems := drafts(t, tt.files, Options{})
		if plan == nil {
			t.Fatal(problems)
		}
		var list []string
		for _, i := range plan.Ignore {
			list = append(list, i.File+": "+strings.Join(i.Names, " "))
		}
		config := string(plan.Files[len(plan.Files)-1].Text)
		if got := strings.Join(list, "; "); got != tt.list || !strings.Contains(config, tt.config) || tt.config == "" && strings.Contains(config, "output:") {
			t.Errorf("%v: %q, want %q, in\n%s", tt.files, got, tt.list, config)
		}
	}
}
