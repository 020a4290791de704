package main

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"docsite/internal/builder"
	"docsite/internal/examples"
	"docsite/internal/site"
)

// TestLanternHistory takes the image of the guide through its earlier versions, with a
// refresh after each: the sizes over time in the lock of this repository, but for
// their days, are what these refreshes find.
func TestLanternHistory(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	now, err := os.ReadFile("../../content/lantern/Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	single, err := os.ReadFile("../../content/lantern/one-stage.Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	project := t.TempDir()
	write(t, filepath.Join(project, "docsite.yaml"), "images:\n  lantern: {ref: \"oci-archive:lantern.tar:image\", dockerfile: Dockerfile}\n")
	write(t, filepath.Join(project, "content/index.md"), "# A\n")
	for _, text := range []string{
		string(single),
		string(now),
		strings.Replace(string(now), "ENV ", "RUN chmod -R a+rX /usr\nENV ", 1),
		string(now),
	} {
		store := &builder.Store{}
		if err := examples.Add(store, "image", os.DirFS("../../content/lantern"), []byte(text)); err != nil {
			t.Fatal(err)
		}
		var archive bytes.Buffer
		if err := store.WriteArchive(&archive); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(project, "lantern.tar"), archive.String())
		write(t, filepath.Join(project, "Dockerfile"), text)
		var out bytes.Buffer
		if code := run(t.Context(), []string{"refresh", project}, nil, &out, &out); code != 0 {
			t.Fatal(code, out.String())
		}
	}
	made, ours := historyOf(t, project), historyOf(t, "../..")
	if !reflect.DeepEqual(made, ours) {
		text, _ := os.ReadFile(filepath.Join(project, "docsite.lock"))
		t.Errorf("the lock says %+v, the refreshes find %+v:\n%s", ours, made, text)
	}
}

// historyOf are the sizes of the image in a project's lock, without their days.
func historyOf(t *testing.T, dir string) []site.LockedSize {
	t.Helper()
	lock, ps := site.ReadLock(os.DirFS(dir))
	if ps != nil {
		t.Fatal(ps)
	}
	points := lock.History["lantern"]
	for i := range points {
		points[i].Since = ""
	}
	return points
}
