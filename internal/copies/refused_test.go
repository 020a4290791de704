package copies

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"docsite/internal/site"
)

const svg = `<svg xmlns="http://www.w3.org/2000/svg"/>`

// project is a project of one page with copies of pictures, by their keys.
func project(t *testing.T, kept map[string]string) Options {
	t.Helper()
	dir := t.TempDir()
	lock := &site.Lock{Pictures: map[string]string{}}
	files := map[string]string{"content/index.md": "# A\n"}
	for key, text := range kept {
		lock.Pictures[key] = site.PictureName([]byte(text), ".svg")
		files["content/pictures/"+lock.Pictures[key]] = text
	}
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	s, ps := site.Load(root.FS(), site.Options{})
	if s == nil {
		t.Fatal(ps)
	}
	return Options{Root: root, Site: s, Lock: lock}
}

func remote(address string) site.Wanted { return site.Wanted{Key: address, Address: address} }

// What will always be refused is said where nobody is asked, too.
func TestRefusedWithoutAsking(t *testing.T) {
	o := project(t, map[string]string{"https://10.0.0.1/kept.svg": svg})
	o.Fetch = func(context.Context, string) ([]byte, error) { t.Error("somebody is asked"); return nil, nil }
	for address, refused := range map[string]bool{"https://a.example/b.svg": false, "http://a.example/b.svg": true, "https://10.0.0.1/a.svg": true, "https://[::1]/a.svg": true,
		"https://169.254.169.254/a.svg": true, "https://u:p@a.example/b.svg": true, "https://10.0.0.1/kept.svg": false} {
		made, err := Make(t.Context(), []site.Wanted{remote(address)}, o)
		if err != nil {
			t.Fatal(err)
		}
		if got := made.Outcomes[0].Err != nil; got != refused {
			t.Errorf("%s: %v", address, made.Outcomes[0].Err)
		}
	}
}

// A copy is written once whoever wants it, stays where its host fails, and goes when
// nobody wants it.
func TestCopiesComeAndGo(t *testing.T) {
	o := project(t, map[string]string{"https://a.example/old.svg": svg + "<!-- old -->", "https://a.example/dead.svg": svg + "<!-- dead -->"})
	o.Ask = true
	o.Fetch = func(_ context.Context, address string) ([]byte, error) {
		if address == "https://a.example/dead.svg" {
			return nil, errors.New("the host answers 404")
		}
		return []byte(svg), nil
	}
	made, err := Make(t.Context(), []site.Wanted{remote("https://a.example/1.svg"), remote("https://a.example/2.svg"), remote("https://a.example/dead.svg")}, o)
	if err != nil {
		t.Fatal(err)
	}
	defer made.Discard()
	if len(made.Edits) != 1 || len(made.Locked) != 3 {
		t.Fatalf("edits %v, lock %v", made.Edits, made.Locked)
	}
	if text, err := o.Root.ReadFile(made.Edits[0].Staged); string(text) != svg || err != nil {
		t.Errorf("%s: %v", text, err)
	}
	if dead := made.Outcomes[2]; !dead.Had || dead.New || dead.Err == nil {
		t.Errorf("%+v", dead)
	}
	if gone := made.Drop(); len(gone) != 1 || gone[0] != "content/pictures/"+o.Lock.Pictures["https://a.example/old.svg"] {
		t.Errorf("%v are removed", gone)
	}
}

// What somebody changed is no copy, and is not removed.
func TestChangedCopiesStay(t *testing.T) {
	o := project(t, map[string]string{"https://a.example/a.svg": svg})
	name := "content/pictures/" + o.Lock.Pictures["https://a.example/a.svg"]
	if err := o.Root.WriteFile(name, []byte("somebody's"), 0o666); err != nil {
		t.Fatal(err)
	}
	made, err := Make(t.Context(), []site.Wanted{remote("https://a.example/a.svg")}, o)
	if err != nil || made.Outcomes[0].Had {
		t.Errorf("%+v %v", made.Outcomes, err)
	}
	made.Locked = nil
	if gone := made.Drop(); len(gone) > 0 {
		t.Errorf("%v are removed", gone)
	}
}
