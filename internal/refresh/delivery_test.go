package refresh

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/authn"
	v1 "github.com/google/go-containerregistry/pkg/v1"

	"docsite/internal/lockfile"
	"docsite/internal/measure"
	"docsite/internal/registrytest"
	"docsite/internal/site"
)

const deliveredPage = "# A\n\nIt unpacks to <!-- ds:web.unpacked -->?<!-- /ds -->, <!-- ds:web.usage -->?<!-- /ds --> in all.\n\n<!-- ds:table t -->\n<!-- /ds:table t -->\n\n<!-- ds:caption web -->\n<!-- /ds:caption web -->\n"

// delivered is a project with one image, and its registry.
type delivered struct {
	*project
	host *registrytest.Host
}

func newDelivered(t *testing.T) *delivered {
	h := registrytest.New(t)
	return &delivered{newProject(t, map[string]string{
		"docsite.yaml": "images: {web: {ref: '" + h.Ref("x") + "'}}\ntables: {t: {images: [web], columns: [download, unpacked, disk, usage, digest]}}\n",
		"content/a.md": deliveredPage,
	}), h}
}

func (d *delivered) refresh(code int) *Report {
	d.t.Helper()
	client := measure.New(measure.Options{Keychain: authn.NewMultiKeychain(), Blobs: nil})
	return d.expect(code, Options{Client: client})
}

// push puts an image of one file under the tag.
func (d *delivered) push(size int) (manifest v1.Descriptor, config, layer string) {
	d.t.Helper()
	desc := d.host.Image("x", nil, registrytest.GzipLayer(registrytest.Tar(d.t, registrytest.Entry{Name: "a", Size: size})))
	m, err := v1.ParseManifest(bytes.NewReader(d.host.Manifests[desc.Digest.String()]))
	if err != nil {
		d.t.Fatal(err)
	}
	return desc, m.Config.Digest.String(), m.Layers[0].Digest.String()
}

// TestDeliveries answers with other bytes than were asked for. Page and lock stay
// as they were to the byte, the run says so, and the next good answer is taken.
func TestDeliveries(t *testing.T) {
	page := []byte("<!doctype html><title>502 Bad Gateway</title>")
	flip := func(b []byte) []byte {
		b = bytes.Clone(b)
		b[len(b)/2] ^= 1
		return b
	}
	same := func(b []byte) func([]byte) []byte { return func([]byte) []byte { return b } }
	for name, c := range map[string]struct {
		what string // "manifest", "config", "layer"
		came func(good []byte) []byte
		told string
	}{
		"layer: a web page":            {"layer", same(page), "a web page"},
		"layer: an empty body":         {"layer", same(nil), "nothing"},
		"layer: half of it":            {"layer", func(b []byte) []byte { return b[:len(b)/2] }, " bytes for"},
		"layer: a flipped byte":        {"layer", flip, "other bytes"},
		"layer: trailing bytes":        {"layer", func(b []byte) []byte { return append(bytes.Clone(b), "and more"...) }, "more than its"},
		"layer: another layer":         {"layer", same(registrytest.Gzip(registrytest.Tar(t, registrytest.Entry{Name: "b", Size: 9}))), "bytes for"},
		"layer: not compressed":        {"layer", func(b []byte) []byte { return bytes.Repeat([]byte("x"), len(b)) }, "other bytes"},
		"config: a web page":           {"config", same(page), "a web page"},
		"config: that of another":      {"config", flip, "other bytes"},
		"config: half of it":           {"config", func(b []byte) []byte { return b[:len(b)/2] }, " bytes for"},
		"manifest: a web page":         {"manifest", same(page), "a web page"},
		"manifest: an empty body":      {"manifest", same(nil), "nothing"},
		"manifest: that of another":    {"manifest", flip, "other bytes"},
		"manifest: an error as a page": {"manifest", same([]byte(`{"errors":[]}`)), "other bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDelivered(t)
			d.push(5000)
			d.refresh(Fine)
			page, lock := d.read("content/a.md"), d.read("docsite.lock")

			manifest, config, layer := d.push(900_000)
			bad := map[string]string{"manifest": manifest.Digest.String(), "config": config, "layer": layer}[c.what]
			d.host.Hook = func(w http.ResponseWriter, r *http.Request) bool {
				if r.Method != http.MethodGet || !strings.HasSuffix(r.URL.Path, bad) {
					return false
				}
				good := d.host.Blobs[bad]
				if c.what == "manifest" {
					good = d.host.Manifests[bad]
				}
				w.Write(c.came(good))
				return true
			}
			for range 2 {
				report := d.refresh(Unavailable)
				if fault := report.Images[0].Fault; !strings.Contains(fault, d.host.Ref("x")) || !strings.Contains(fault, c.told) || !strings.Contains(fault, "(hint: ") {
					t.Errorf("it is told: %s", fault)
				}
				if d.read("content/a.md") != page || d.read("docsite.lock") != lock {
					t.Fatalf("figures are lost:\n%s\n%s", d.read("content/a.md"), d.read("docsite.lock"))
				}
			}
			d.host.Hook = nil
			d.refresh(Fine)
			if now := d.read("content/a.md"); now == page || strings.Contains(now, "–") || strings.Count(now, "900 kB") != 3 {
				t.Errorf("the good answer is not taken:\n%s", now)
			}
		})
	}
}

// A lock that an older docsite spoilt holds no figures under the image's digest;
// the table was blanked. One good answer mends both.
func TestSpoiltLockHeals(t *testing.T) {
	for name, spoil := range map[string]func(*site.LockedImage){
		"a layer": func(i *site.LockedImage) {
			i.Unpacked, i.Disk, i.Usage, i.Missing = nil, nil, nil, "layer 1: the layer ends after 57 of 3301426 bytes"
		},
		"the config": func(i *site.LockedImage) {
			i.Download, i.Unpacked, i.Disk, i.Usage, i.Missing = nil, nil, nil, nil, "the config does not have its digest"
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDelivered(t)
			d.push(900_000)
			d.refresh(Fine)
			page, good := d.read("content/a.md"), d.read("docsite.lock")
			var lock site.Lock
			if err := json.Unmarshal([]byte(good), &lock); err != nil {
				t.Fatal(err)
			}
			img := lock.Images["web"]
			spoil(&img)
			lock.Images["web"] = img
			d.write("docsite.lock", string(lockfile.Encode(&lock)))
			d.write("content/a.md", strings.Replace(deliveredPage, "<!-- ds:table t -->\n", "<!-- ds:table t -->\n\n| Image | Download | Unpacked | On disk | Docker disk usage | Digest |\n| :-- | --: | --: | --: | --: | :-- |\n| web | – | – | – | – | "+img.Digest+" |\n\n", 1))
			d.refresh(Fine)
			if d.read("content/a.md") != page || d.read("docsite.lock") != good {
				t.Errorf("not healed:\n%s\n%s", d.read("content/a.md"), d.read("docsite.lock"))
			}
		})
	}
}

// A layer that has its digest and cannot be read leaves figures absent for good.
// Table, caption and sentence keep what they have and say the reason; the image is
// not asked for again.
func TestFigureThatIsAbsent(t *testing.T) {
	d := newDelivered(t)
	d.push(5000)
	d.refresh(Fine)
	page := d.read("content/a.md")
	d.host.Image("x", nil, registrytest.Layer{Raw: []byte("no tar"), Blob: []byte("no tar at all, and it has its digest")})
	report := d.refresh(Drift)
	if d.read("content/a.md") != page {
		t.Errorf("the page is\n%s", d.read("content/a.md"))
	}
	const reason = "layer 1: the layer ends in the middle of its tar"
	for _, want := range []string{"web.unpacked is kept: " + reason, "web.usage is kept: " + reason, "table t is kept: web.unpacked: " + reason, "caption web is kept: web.usage: " + reason} {
		if !strings.Contains(report.Text(), want) {
			t.Errorf("it does not say %q:\n%s", want, report.Text())
		}
	}
	lock, asked := d.read("docsite.lock"), d.host.Count("GET")
	if !strings.Contains(lock, reason) || !strings.Contains(lock, `"judged": true`) {
		t.Errorf("the lock is\n%s", lock)
	}
	d.refresh(Drift)
	if d.read("docsite.lock") != lock || d.host.CountHas("/blobs/") == 0 || d.host.Count("GET")-asked > 1 {
		t.Errorf("%d requests more", d.host.Count("GET")-asked)
	}
	if offline := d.expect(Drift, Options{Check: true}); strings.Count(offline.Text(), "is kept: ") != 4 {
		t.Errorf("--check says\n%s", offline.Text())
	}
	fmt.Fprintln(t.Output(), report.Text())
}
