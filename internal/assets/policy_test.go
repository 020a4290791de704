package assets

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"docsite/internal/site"
)

func policy(t *testing.T, config string, tracked func() (map[string]bool, error)) *Policy {
	t.Helper()
	fsys := fstest.MapFS{"docsite.yaml": {Data: []byte(config)}, "content/index.md": {Data: []byte("# A\n")}, "content/draft.md": {Data: []byte("---\ndraft: true\n---\n")}}
	for _, name := range []string{"a.txt", "b.txt", "run.svg", "shot.png", "ops/Prod.KEY", "ops/example.key", "ops/id_rsa", "ops/id_rsa.pub", "ops/prod.env", ".env", "x/.y/z", "content/.vuepress/public/v.png", "content/.vuepress/public/.env", "content/.vuepress/t.png", ".gitbook/assets/a.png", "content/.gitbook/assets/a.zip", "content/.gitbook/a.zip", ".github/logo.png", ".github/other.png", ".h.png", "content/c.txt", "content/.d/e", "content/ca.pem", "content/ca.crt", ".github/ci.yml", ".env.example", "content/credentials.json", "content/kube/kubeconfig", "content/db.secrets.yaml", "content/secrets.example.yaml", "Dockerfile.sqlite", "Containerfile.key"} {
		fsys[name] = &fstest.MapFile{Data: []byte("x")}
	}
	const certificate = "words\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
	for name, text := range map[string]string{"one": certificate, "two": certificate + certificate, "both": certificate + strings.ReplaceAll(certificate, "CERTIFICATE", "EC PRIVATE KEY"), "cut": certificate + "-----BEGIN X"} {
		fsys["content/"+name+".pem"] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, to := range map[string]string{"content/way": "../ops", "content/up": "../x/../.env", "content/b.lnk": "../b.txt", "content/abs": "/etc/passwd", "content/out": "../../x", "content/in": "c.txt"} {
		fsys[name] = &fstest.MapFile{Data: []byte(to), Mode: fs.ModeSymlink}
	}
	s, ps := site.Load(fsys, site.Options{})
	if s == nil {
		t.Fatal(ps)
	}
	s.Tracked = tracked
	return New(s)
}

func TestRefuse(t *testing.T) {
	asked := 0
	git := func() (map[string]bool, error) {
		asked++
		return map[string]bool{"a.txt": true, "ops/Prod.KEY": true, "ops/id_rsa.pub": true, "ops/example.key": true, ".env": true, "x/.y/z": true, "content/db.secrets.yaml": true, ".github/logo.png": true, ".github/ci.yml": true, ".h.png": true}, nil
	}
	without, within := policy(t, "", nil), policy(t, "", git)
	for _, c := range []struct {
		file           string
		picture        bool
		without, withn string // words of the reasons without and with git
	}{
		{"a.txt", false, "", ""},
		{"b.txt", false, "", "git does not track it"},
		{"shot.png", true, "", "git does not track it"},
		{"a.txt", true, "no picture", "no picture"},
		{"run.svg", false, "run it", "run it"},
		{"run.svg", true, "", "git does not"},
		{"ops/Prod.KEY", false, "private key", "private key"},
		{"ops/id_rsa", false, "private key", "private key"},
		{"ops/prod.env", false, "private key", "private key"},
		{"ops/example.key", false, "", ""},
		{"ops/id_rsa.pub", false, "", ""},
		{".env", false, "hidden", "hidden"},
		{"x/.y/z", false, "hidden", "hidden"},
		{"content/.vuepress/public/v.png", true, "", ""},
		{"content/.vuepress/public/.env", false, "hidden", "hidden"},
		{"content/.vuepress/t.png", true, "hidden", "hidden"},
		{".gitbook/assets/a.png", true, "", "does not track"},
		{"content/.gitbook/assets/a.zip", false, "", ""},
		{"content/.gitbook/a.zip", false, "hidden", "hidden"},
		{".github/logo.png", true, "hidden", ""},
		{".github/other.png", true, "hidden", "hidden"},
		{".github/ci.yml", false, "hidden", "hidden"},
		{".h.png", true, "hidden", "hidden"},
		{"content/c.txt", false, "", ""},
		{"content/in", false, "", ""},
		{"content/.d/e", false, "hidden", "hidden"},
		{"content/ca.pem", false, "private key", "private key"},
		{"content/ca.crt", false, "", ""},
		{"content/one.pem", false, "", ""},
		{"content/two.pem", false, "", ""},
		{"content/both.pem", false, "private key", "private key"},
		{"content/cut.pem", false, "private key", "private key"},
		{"content/credentials.json", false, "list of passwords", "list of passwords"},
		{"content/kube/kubeconfig", false, "list of passwords", "list of passwords"},
		{"content/db.secrets.yaml", false, "list of passwords", ""},
		{"content/secrets.example.yaml", false, "", ""},
		{"content/draft.md", false, "no page", "no page"},
		{"content/way/Prod.KEY", false, "private key", "private key"},
		{"content/up", false, "hidden", "hidden"},
		{"content/b.lnk", false, "", "git does not track it"},
		{"content/abs", false, "not there", "not there"},
		{"content/out", false, "not there", "not there"},
		{"content", false, "it is a folder", "it is a folder"},
		{"none", false, "not there", "not there"},
		{"", false, "not there", "not there"},
	} {
		if got := without.Refuse(c.file, c.picture); (got.Why == "") != (c.without == "") || !strings.Contains(got.Why, c.without) {
			t.Errorf("without git: %q: %q, want %q", c.file, got.Why, c.without)
		}
		if got := within.Refuse(c.file, c.picture); (got.Why == "") != (c.withn == "") || !strings.Contains(got.Why, c.withn) {
			t.Errorf("with git: %q: %q, want %q", c.file, got.Why, c.withn)
		}
	}
	if asked != 1 {
		t.Errorf("git was asked %d times", asked)
	}
}

// Where the pages' folder is the project, git decides, but for pictures.
func TestRefuseInAWholeProject(t *testing.T) {
	p := policy(t, "content: .\n", func() (map[string]bool, error) { return map[string]bool{"a.txt": true}, nil })
	for file, want := range map[string]bool{"a.txt": true, "b.txt": false, "content/c.txt": false} {
		if got := p.Refuse(file, false) == (Refusal{}); got != want {
			t.Errorf("%q is taken: %v, want %v", file, got, want)
		}
	}
	if no := p.Refuse("shot.png", true); no != (Refusal{}) {
		t.Error(no)
	}
}

// When git does not tell, nothing is published on a guess.
func TestRefuseWhenGitDoesNotTell(t *testing.T) {
	for _, err := range []error{errors.New("killed"), site.Problem{Message: "killed", Hint: "again"}} {
		p := policy(t, "", func() (map[string]bool, error) { return nil, err })
		if no := p.Refuse("a.txt", false); no.Why != "killed" {
			t.Error(no)
		}
		if no := p.Refuse("content/c.txt", false); no != (Refusal{}) {
			t.Error(no)
		}
	}
}

// TestQuotable: what git tracks may be quoted; of the rest nothing that is hidden,
// called like a secret, or ignored.
func TestQuotable(t *testing.T) {
	git := func() (map[string]bool, error) {
		return map[string]bool{"a.txt": true, ".env": true, "ops/Prod.KEY": true}, nil
	}
	broken := func() (map[string]bool, error) { return nil, errors.New("killed") }
	without, within, unsure := policy(t, "", nil), policy(t, "", git), policy(t, "", broken)
	within.site.Ignored = func(file string) bool { return file == "run.svg" }
	for _, c := range []struct{ file, without, within, broken string }{
		{"a.txt", "", "", ""},
		{"b.txt", "", "", ""}, // new, and not added yet
		{"run.svg", "", "git ignores it", ""},
		{".env", "called like a private key or a list of passwords, and no git says", "", "and git does not track it"},
		{"content/up", "called like", "", "called like"},
		{"ops/Prod.KEY", "called like", "", "called like"},
		{"ops/id_rsa", "called like", "called like", "called like"},
		{"x/.y/z", "it is hidden, and no git", "it is hidden, and git does not", "it is hidden, and git does not"},
		{".github/ci.yml", "", "it is hidden", "it is hidden"},
		{".env.example", "", "it is hidden", "it is hidden"},
		{"ops/example.key", "", "", ""},
		{"Dockerfile.sqlite", "", "", ""},
		{"Containerfile.key", "", "", ""},
		{"content/out", "it is not there", "it is not there", "it is not there"},
		{"none", "it is not there", "it is not there", "it is not there"},
		{"../x", "the path leaves", "the path leaves", "the path leaves"},
		{"", "", "", ""},
	} {
		for i, p := range []*Policy{without, within, unsure} {
			want := []string{c.without, c.within, c.broken}[i]
			if _, got := p.Quotable("a.md", &site.Quotation{File: c.file}); (got.Why == "") != (want == "") || !strings.Contains(got.Why, want) {
				t.Errorf("%d: %q: %q, want %q", i, c.file, got.Why, want)
			}
		}
	}
}

// TestMeant: what a path was to name is asked of the files that are there.
func TestMeant(t *testing.T) {
	fsys := fstest.MapFS{}
	for _, name := range []string{"Dockerfile", "content/a.md", "docker/web/start.sh", "a/twice.sh", "b/twice.sh", "public/built.sh", ".git/hidden.sh", "node_modules/x/pack.sh"} {
		fsys[name] = &fstest.MapFile{}
	}
	p := New(&site.Site{FS: fsys, Config: site.Config{Content: "content", Output: "public"}})
	for name, want := range map[string]string{
		"../Dokerfile":       "did you mean ../Dockerfile?",
		"../dockerfile":      "did you mean ../Dockerfile?",
		"/Dokerfile":         "did you mean /Dockerfile?",
		"Dockerfile":         "did you mean ../Dockerfile?",
		"../start.sh":        "did you mean ../docker/web/start.sh?",
		"../twice.sh":        "else",
		"../built.sh":        "else",
		"../hidden.sh":       "else",
		"../pack.sh":         "else",
		"../dockr":           "else", // a folder
		`..\Dockerfile`:      "write / between folders",
		"../../../etc/hosts": "else",
	} {
		if got := p.Meant("content/a.md", name, "else"); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	p.looked.Store(maxLooked)
	if got := p.Meant("content/a.md", "../Dokerfile", "else"); got != "else" {
		t.Error(got)
	}
}
