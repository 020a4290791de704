package copies

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"docsite/internal/publish"
	"docsite/internal/site"
)

// TestNewCopiesAreStaged gets pictures, two of them alike: each is on the disk and not
// in memory, becomes a file once, and nothing is left where nothing is written.
func TestNewCopiesAreStaged(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	var wanted []site.Wanted
	for i := range 40 {
		wanted = append(wanted, site.Wanted{Key: fmt.Sprint(i), Address: fmt.Sprint("https://a.example/", i)})
	}
	o := Options{Root: root, Site: &site.Site{FS: root.FS()}, Lock: &site.Lock{}, Ask: true, Fetch: func(_ context.Context, address string) ([]byte, error) {
		if strings.HasSuffix(address, "/7") {
			return nil, errors.New("no answer")
		}
		return []byte(`<svg xmlns="http://www.w3.org/2000/svg"/><!-- ` + strings.TrimSuffix(address, "8") + " -->"), nil
	}}
	for _, written := range []bool{false, true} {
		c, err := Make(context.Background(), wanted, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range c.Edits {
			if text, err := root.ReadFile(e.Staged); len(e.New) > 0 || err != nil || !strings.HasPrefix(string(text), "<svg") {
				t.Errorf("%s: %d bytes, %v", e.Name, len(e.New), err)
			}
		}
		if written {
			if _, err := publish.Replace(root, c.Edits); err != nil {
				t.Error(err)
			}
		}
		c.Discard()
		if files, _ := filepath.Glob(filepath.Join(dir, o.Site.Config.PictureFolder(), "*.svg")); len(files) != 0 && !written || written && len(files) != len(c.Edits) {
			t.Errorf("written is %v, and there are %d files of %d", written, len(files), len(c.Edits))
		}
		if left, _ := filepath.Glob(filepath.Join(dir, o.Site.Config.PictureFolder(), ".*")); len(left) > 0 {
			t.Errorf("left are %v", left)
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Make(ctx, wanted, o); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
