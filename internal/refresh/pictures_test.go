package refresh

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"docsite/internal/site"
)

// Copies of pictures come with a refresh, are checked without a network, and go when no page
// wants them.
func TestPicturesAreKept(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("docsite.yaml", "remote_images: fetch\ndiagrams:\n  dot: [cat]\n")
	write("content/index.md", "# A\n")
	const svg = `<svg xmlns="http://www.w3.org/2000/svg"/>`
	badge, dead := svg+"<!-- 1 -->", error(nil)
	wanted := []site.Wanted{
		{Key: "https://a.example/b.svg", Address: "https://a.example/b.svg", Name: "https://a.example/b.svg", File: "content/index.md", Line: 1, Col: 1},
		{Key: "dot:1", Command: []string{"cat"}, Text: []byte(svg), Name: "drawn from dot", File: "content/index.md", Line: 2, Col: 1},
	}
	run := func(o Options, code int, states ...State) {
		t.Helper()
		root, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		o.Pictures = func(*site.Site) []site.Wanted { return wanted }
		o.Fetch = func(_ context.Context, address string) ([]byte, error) {
			if o.Check || o.Offline || address != "https://a.example/b.svg" {
				t.Errorf("%s is asked for", address)
			}
			return []byte(badge), dead
		}
		report, err := Run(context.Background(), root, o)
		if err != nil {
			t.Fatal(err)
		}
		var got []State
		for _, item := range report.Items {
			got = append(got, item.State)
		}
		if report.Code() != code || len(got) != len(states) {
			t.Fatalf("code %d, %v, want %d, %v\n%s", report.Code(), got, code, states, report.Text())
		}
		for i := range got {
			if got[i] != states[i] {
				t.Errorf("%v, want %v", got, states)
			}
		}
	}
	copies := func(want int) {
		t.Helper()
		if files, _ := filepath.Glob(filepath.Join(dir, "content/pictures/*.svg")); len(files) != want {
			t.Errorf("copies are %v, want %d", files, want)
		}
	}
	run(Options{Check: true}, Drift, Changed, Changed)
	run(Options{Offline: true}, Drift, Missing, Missing)
	copies(0)
	run(Options{}, Fine, Changed, Changed)
	copies(2)
	run(Options{}, Fine)
	run(Options{Check: true}, Fine)
	run(Options{Offline: true}, Fine)
	badge = svg + "<!-- 2 -->"
	run(Options{}, Fine, Changed)
	copies(2)
	dead = errors.New("the host answers 404 Not Found")
	run(Options{}, Fine, Held)
	copies(2)

	files, _ := filepath.Glob(filepath.Join(dir, "content/pictures/*.svg"))
	for _, file := range files {
		if err := os.WriteFile(file, []byte("<svg>somebody's</svg>"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	run(Options{Check: true}, Drift, Changed, Changed)
	run(Options{}, Drift, Missing, Changed)
	wanted = nil
	run(Options{}, Fine)
	copies(1) // which is not what docsite put there
	lock, err := os.ReadFile(filepath.Join(dir, "docsite.lock"))
	if err == nil && strings.Contains(string(lock), "pictures") {
		t.Errorf("the lock has\n%s", lock)
	}
}
