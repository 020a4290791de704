package refresh

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"docsite/internal/measure"
	"docsite/internal/registrytest"
)

// The tags of a pattern are measured like images, a HEAD each when nothing is new;
// a table has them, the highest version first, and keeps them when the registry is
// silent.
func TestTags(t *testing.T) {
	r := newRegistry(t)
	r.push("web", 1000)
	for i, tag := range []string{"1.9", "1.10", "2.0", "latest-ci"} {
		pushImage(t, r.host+"/web:"+tag, 2000+1000*i)
	}
	p := newProject(t, map[string]string{
		"docsite.yaml": "images: {web: {ref: " + r.host + "/web, tags: '1.*'}}\ntables: {tags: {tags: web, columns: [download, layers], label: Tag}}\n",
		"content/a.md": "# A\n\n<!-- ds:table tags -->\n\n<!-- /ds:table tags -->\n",
	})
	if text := p.expect(Drift, Options{Check: true}).Text(); !strings.Contains(text, "the tags of the image have not been listed yet") {
		t.Error(text)
	}
	p.expect(Fine, Options{})
	page := p.read("content/a.md")
	if !strings.Contains(page, "| Tag  | Download | Layers |\n| :--- | -------: | -----: |\n| 1.10 |  3.46 kB |      1 |\n| 1.9  |  2.45 kB |") || strings.Contains(page, "2.0") {
		t.Errorf("page:\n%s", page)
	}
	r.requests()
	p.expect(Fine, Options{Today: "2027-01-01"})
	if seen := strings.Join(r.requests(), "\n"); strings.Count(seen, "HEAD ") != 3 || strings.Count(seen, "GET ") != 1 || !strings.Contains(seen, "/v2/web/tags/list") {
		t.Errorf("asked %s", seen)
	}
	p.expect(Fine, Options{Check: true})

	// A new tag is a new row; one that is gone has none.
	pushImage(t, r.host+"/web:1.11", 9000)
	gone, err := name.ParseReference(r.host + "/web:1.9")
	if err != nil {
		t.Fatal(err)
	}
	if err := remote.Delete(gone); err != nil {
		t.Fatal(err)
	}
	p.expect(Fine, Options{})
	if page = p.read("content/a.md"); !strings.Contains(page, "| 1.11 |") || strings.Contains(page, "1.9") {
		t.Errorf("page:\n%s", page)
	}
	before := p.all()
	r.refuse(func(*http.Request) bool { return true })
	report := p.expect(Unavailable, Options{})
	if !strings.Contains(report.Text(), "web:1.*, web, web:1.10, web:1.11: ") { // one reason, told once
		t.Error(report.Text())
	}
	kept := func() {
		t.Helper()
		for name, text := range p.all() {
			if before[name] != text {
				t.Errorf("%s has changed:\n%s", name, text)
			}
		}
	}
	kept()

	// A repository that somebody has emptied has lost its tags, and the pages have not.
	r.refuse(func(*http.Request) bool { return false })
	for _, tag := range []string{"1.10", "1.11"} {
		if gone, err = name.ParseReference(r.host + "/web:" + tag); err == nil {
			err = remote.Delete(gone)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if report = p.expect(Unavailable, Options{}); !strings.Contains(report.Text(), `lists no tag that fits "1.*"`) {
		t.Error(report.Text())
	}
	kept()
}

// A repository of versions alone has no latest, and needs none: its tags are measured, and
// a figure of the image itself says what is missing.
func TestTagsWithoutLatest(t *testing.T) {
	r := newRegistry(t)
	pushImage(t, r.host+"/web:1.1", 3000)
	p := newProject(t, map[string]string{
		"docsite.yaml": "images: {web: {ref: " + r.host + "/web, tags: '1.*'}}\ntables: {tags: {tags: web, columns: [download]}}\n",
		"content/a.md": "# A\n\n<!-- ds:table tags -->\n\n<!-- /ds:table tags -->\n",
	})
	r.refuse(func(*http.Request) bool { return true })
	p.expect(Unavailable, Options{}) // for the first time, too
	r.refuse(func(*http.Request) bool { return false })
	p.expect(Fine, Options{})
	if page := p.read("content/a.md"); !strings.Contains(page, "| 1.1 ") {
		t.Errorf("page:\n%s", page)
	}
	if again := p.expect(Fine, Options{}); len(again.Written) > 0 {
		t.Errorf("a second run wrote %q", again.Written)
	}
	p.write("content/b.md", "web has <!-- ds:web.download -->x<!-- /ds -->\n")
	if text := p.expect(Drift, Options{}).Text(); !strings.Contains(text, "there may be no latest (hint: name the tag in ref:") {
		t.Error(text)
	}

	// One that is gone, or that is named, is missed.
	pushImage(t, r.host+"/web:latest", 4000)
	p.expect(Fine, Options{})
	latest, err := name.ParseReference(r.host + "/web:latest")
	if err != nil {
		t.Fatal(err)
	}
	if err := remote.Delete(latest); err != nil {
		t.Fatal(err)
	}
	p.expect(Unavailable, Options{})
	p.write("docsite.yaml", "images: {web: {ref: '"+r.host+"/web:2', tags: '1.*'}}\ntables: {tags: {tags: web, columns: [download]}}\n")
	p.expect(Unavailable, Options{})
}

// A chart in the place of an image that was there leaves its figures, and holds up no other
// image; one that was never an image is the author's mistake.
func TestSomethingElseUnderTheTag(t *testing.T) {
	h := registrytest.New(t)
	layer := func(size int) registrytest.Layer {
		return registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: size}))
	}
	h.Image("x", nil, layer(700))
	h.Image("y", nil, layer(700))
	yaml := "images:\n  web: {ref: '" + h.Ref("x") + "'}\n  other: {ref: '" + h.Ref("y") + "'}\n"
	p := newProject(t, map[string]string{
		"docsite.yaml": yaml,
		"content/a.md": "it has <!-- ds:web.unpacked -->?<!-- /ds -->, the other <!-- ds:other.unpacked -->?<!-- /ds -->\n",
	})
	o := Options{Client: measure.New(measure.Options{Keychain: registrytest.NoLogin{}})}
	p.expect(Fine, o)
	chart := h.Blob([]byte("{}"))
	chart.MediaType = "application/vnd.cncf.helm.config.v1+json"
	h.Doc("x", types.OCIManifestSchema1, v1.Manifest{SchemaVersion: 2, Config: chart})
	h.Image("y", nil, layer(900))
	o.Client = measure.New(measure.Options{Keychain: registrytest.NoLogin{}})
	if text := p.expect(Unavailable, o).Text(); !strings.Contains(text, "this is a Helm chart") || !strings.Contains(text, "its last figures are kept") {
		t.Error(text)
	}
	if page := p.read("content/a.md"); !strings.Contains(page, "-->700 B<") || !strings.Contains(page, "-->900 B<") {
		t.Error(page)
	}
	p.write("docsite.yaml", yaml+"  new: {ref: '"+h.Ref("x")+"'}\n")
	o.Client = measure.New(measure.Options{Keychain: registrytest.NoLogin{}})
	p.expect(Wrong, o)
}

// A caption names the image whose figures it has: where a bot has raised the tag in
// docsite.yaml, the one that was measured, until the new one is.
func TestCaptionOfRaisedTag(t *testing.T) {
	r := newRegistry(t)
	pushImage(t, r.host+"/web:1.0", 3000)
	pushImage(t, r.host+"/web:1.1", 9000)
	yaml := "images: {web: {ref: '" + r.host + "/web:1.0'}}\n"
	p := newProject(t, map[string]string{"docsite.yaml": yaml, "content/a.md": "# A\n\n<!-- ds:caption web -->\n<!-- /ds:caption web -->\n"})
	p.expect(Fine, Options{})
	page := p.read("content/a.md")
	p.write("docsite.yaml", strings.Replace(yaml, ":1.0'", ":1.1'", 1))
	p.expect(Drift, Options{Check: true})
	p.expect(Drift, Options{Offline: true})
	if now := p.read("content/a.md"); now != page {
		t.Errorf("page:\n%s", now)
	}
	p.expect(Fine, Options{})
	if now := p.read("content/a.md"); now == page || !strings.Contains(now, "/web:1.1`") {
		t.Errorf("page:\n%s", now)
	}
}
