package publish

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"
)

// TestManifest: a manifest is written as encoding/json does, and read as it was.
func TestManifest(t *testing.T) {
	one := manifest{"a.html": {"12"}, "b/c d.html": {"34", "56"}}
	odd := manifest{"a.html": {"12"}, `q"\.html`: {"34"}, "é&<>\u2028\x7f.html": {"56", "78"}}
	for _, m := range []manifest{{}, one, odd} {
		files := map[string]string{}
		for name, hashes := range m {
			files[name] = strings.Join(hashes, " ")
		}
		want, err := json.MarshalIndent(manifestJSON{1, files}, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		text := m.encode()
		if string(text) != string(want)+"\n" {
			t.Errorf("got %s\nwant %s", text, want)
		}
		root, err := os.OpenRoot(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		if err := root.WriteFile(Manifest, text, 0o666); err != nil {
			t.Fatal(err)
		}
		if got, _, err := readManifest(root, Manifest); err != nil || !reflect.DeepEqual(got, m) {
			t.Errorf("read as %v, %v, want %v", got, err, m)
		}
	}
	text := string(one.encode())
	if m, ok := scanManifest(text); !ok || !reflect.DeepEqual(m, one) {
		t.Errorf("scanned %v as %v", ok, m)
	}
	if _, ok := scanManifest(string(odd.encode())); ok {
		t.Error("names with escapes are scanned")
	}
	for cut := range text {
		if _, ok := scanManifest(text[:cut]); ok {
			t.Errorf("cut at %d it is taken for whole", cut)
		}
	}
}

// TestPending: manifest and journal together say what each file may be.
func TestPending(t *testing.T) {
	listed := manifest{"same": {"1"}, "changed": {"1"}, "gone": {"1"}, "stopped": {"1"}}
	own := listed.with(manifest{"stopped": {"2"}, "new before": {"2"}, "gone before": {"2"}})
	next := manifest{"same": {"1"}, "changed": {"3"}, "stopped": {"3"}, "new before": {"2"}, "new": {"3"}}
	w := &writer{own: own, listed: listed}
	pending := w.pending(next)
	if all, want := listed.with(pending), own.with(next); !reflect.DeepEqual(all, want) {
		t.Errorf("got %v, want %v", all, want)
	}
	if pending["same"] != nil || len(pending) != 5 {
		t.Errorf("pending are %v", pending)
	}
}
