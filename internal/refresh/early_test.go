package refresh

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-containerregistry/pkg/authn"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"docsite/internal/measure"
	"docsite/internal/registrytest"
)

const besidePage = "# A\n\n- it has <!-- ds:web.unpacked -->?<!-- /ds -->\n- slow has <!-- ds:slow.unpacked -->?<!-- /ds -->\n\n<!-- ds:table t -->\n<!-- /ds:table t -->\n"

// newBeside is a project with an image of a registry that answers, and one of a registry
// that is silent until the first is written; then it answers as then says.
func newBeside(t *testing.T, slow string, then func(w http.ResponseWriter, r *http.Request) bool) (*project, *registrytest.Host) {
	quick, silent := registrytest.New(t), registrytest.New(t)
	quick.Image("x", nil, registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 700})))
	silent.Image("x", nil, registrytest.GzipLayer(registrytest.Tar(t, registrytest.Entry{Name: "a", Size: 900})))
	p := newProject(t, map[string]string{
		"docsite.yaml": "images:\n  web: {ref: '" + quick.Ref("x") + "'}\n  slow: {ref: '" + silent.Ref("x") + "'" + slow + "}\ntables: {t: {images: [web, slow], columns: [unpacked]}}\n",
		"content/a.md": besidePage,
	})
	silent.Hook = func(w http.ResponseWriter, r *http.Request) bool {
		for !strings.Contains(p.read("content/a.md"), "it has <!-- ds:web.unpacked -->700 B") || !strings.Contains(p.read("docsite.lock"), `"web"`) {
			select {
			case <-r.Context().Done():
				return true
			case <-time.After(5 * time.Millisecond):
			}
		}
		return then(w, r)
	}
	return p, silent
}

func patient() Options {
	return Options{patience: 20 * time.Millisecond, Client: measure.New(measure.Options{Keychain: authn.NewMultiKeychain()})}
}

// What is known is written while a registry is silent, and the report tells of the
// whole run.
func TestSilentRegistry(t *testing.T) {
	refuse := func(w http.ResponseWriter, _ *http.Request) bool {
		http.Error(w, "no", http.StatusForbidden)
		return true
	}
	for name, slow := range map[string]string{"an image": "", "a list of tags": ", tags: '1.*'"} {
		t.Run(name, func(t *testing.T) {
			p, _ := newBeside(t, slow, refuse)
			p.write("docsite.lock", "{\"version\": 1}\n")
			report := p.expect(Unavailable, patient())
			if !slices.Equal(report.Written, []string{"content/a.md", "docsite.lock"}) {
				t.Errorf("written: %q", report.Written)
			}
			if diff := string(report.Diff); !strings.Contains(diff, "-- it has <!-- ds:web.unpacked -->?<") || !strings.Contains(diff, "+- it has <!-- ds:web.unpacked -->700 B<") {
				t.Errorf("diff:\n%s", diff)
			}
			if i := slices.IndexFunc(report.Items, func(i Item) bool { return i.ID == "web.unpacked" }); i < 0 || report.Items[i].Was != "?" || report.Items[i].State != Changed {
				t.Errorf("items: %+v", report.Items)
			}
			before := p.all()
			if again := p.expect(Unavailable, patient()); len(again.Written) > 0 {
				t.Errorf("written again: %q\n%v", again.Written, before)
			}
		})
	}
}

// What a slow registry answers in the end is written too, and is as if all had
// answered at once.
func TestSlowRegistry(t *testing.T) {
	p, slow := newBeside(t, "", func(http.ResponseWriter, *http.Request) bool { return false })
	p.write("docsite.lock", "{\"version\": 1}\n")
	report := p.expect(Fine, patient())
	page, lock := p.read("content/a.md"), p.read("docsite.lock")
	if len(report.Items) != 3 || len(report.Written) != 2 {
		t.Errorf("items %+v, written %q", report.Items, report.Written)
	}
	slow.Hook = nil
	p.write("content/a.md", besidePage)
	p.write("docsite.lock", "{\"version\": 1}\n")
	at := p.expect(Fine, Options{Client: measure.New(measure.Options{Keychain: authn.NewMultiKeychain()})})
	if p.read("content/a.md") != page || p.read("docsite.lock") != lock || at.Text() != report.Text() || string(at.Diff) != string(report.Diff) {
		t.Errorf("at once it is\n%s\n%s\nand not\n%s\n%s", at.Text(), at.Diff, report.Text(), report.Diff)
	}
}

// An error of the configuration that a slow registry tells stops what comes after it;
// what was written stays, and the report names it.
func TestSlowRegistryWithoutAnImage(t *testing.T) {
	p, slow := newBeside(t, "", func(http.ResponseWriter, *http.Request) bool { return false })
	chart := slow.Blob([]byte("{}"))
	chart.MediaType = "application/vnd.cncf.helm.config.v1+json"
	slow.Doc("x", types.OCIManifestSchema1, v1.Manifest{SchemaVersion: 2, MediaType: types.OCIManifestSchema1, Config: chart})
	p.write("docsite.lock", "{\"version\": 1}\n")
	report := p.expect(Wrong, patient())
	if !slices.Equal(report.Written, []string{"content/a.md", "docsite.lock"}) {
		t.Errorf("written: %q", report.Written)
	}
}
