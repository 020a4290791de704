package preview

import (
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
)

// disk is a site with a large file of the project, which must not be read whole.
type disk struct {
	fs.FS
	t      *testing.T
	folder string
}

func (d disk) OpenFile(name string) (fs.File, error) { return os.DirFS(d.folder).Open(name) }

func (d disk) Open(name string) (fs.File, error) {
	if name == "large.png" {
		d.t.Error("the large file is read whole")
	}
	return d.FS.Open(name)
}

// TestLargeFilesAreStreamed asks for a part of a large file, and for it once more.
func TestLargeFilesAreStreamed(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "large.png"), make([]byte, maxWhole+100), 0o666); err != nil {
		t.Fatal(err)
	}
	addr, _ := start(t, options(t, disk{fstest.MapFS{"index.html": {Data: []byte("x")}}, t, folder}))
	if status, body := get(t, addr, "/large.png"); status != 200 || len(body) != maxWhole+100 {
		t.Errorf("%d, %d bytes", status, len(body))
	}
	if status, body := get(t, addr, "/"); status != 200 || body == "" {
		t.Errorf("the page: %d %q", status, body)
	}
	etag := ""
	for _, want := range []int{206, 304} {
		req, err := http.NewRequest(http.MethodGet, "http://"+addr+"/large.png", nil)
		if err != nil {
			t.Fatal(err)
		}
		if req.Header.Set("Range", "bytes=5-9"); etag != "" {
			req.Header.Set("If-None-Match", etag)
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if etag = resp.Header.Get("ETag"); resp.StatusCode != want || etag == "" || want == 206 && resp.Header.Get("Content-Type") != "image/png" {
			t.Errorf("status %d, want %d: %v", resp.StatusCode, want, resp.Header)
		}
	}
}
