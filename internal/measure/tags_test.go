package measure

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"docsite/internal/registrytest"
)

// A list of tags is read whole, whatever the registry calls the place of the rest; one
// without an end is none, nor is one of a registry that refuses it.
func TestTags(t *testing.T) {
	h := registrytest.New(t)
	pages := 12
	h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasSuffix(r.URL.Path, "/v2/a/b/tags/list") {
			return false
		}
		last := len(r.URL.Query().Get("last"))
		tags := []string{"v" + fmt.Sprint(last), "a/b", "\x1b[31m", strings.Repeat("x", 129), ".hidden"}
		for i := range 999 {
			tags = append(tags, fmt.Sprintf("t%d-%d", last, i))
		}
		if last++; last < pages {
			w.Header().Set("Link", fmt.Sprintf([]string{
				"</v2/a/b/tags/list?last=%s&n=9>; rel=next", `<http://behind.proxy.example/registry/v2/a/b/tags/list?n=9&last=%s>; rel="next"`, "<?last=%s>", " <https://%%zz/?last=%s#x>",
			}[last%4], strings.Repeat("x", last)))
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"name": "a/b", "tags": tags})
		return true
	}
	tags, err := client(t, Options{}).Tags(t.Context(), h.Ref("one"))
	if err != nil || len(tags) != 12_000 || tags[0] != "v0" || tags[11_001] != "t11-0" {
		t.Errorf("%v, %d tags, %q", err, len(tags), tags[:min(3, len(tags))])
	}
	pages = 1_000_000
	if _, err := client(t, Options{}).Tags(t.Context(), h.Ref("one")); err == nil || !strings.Contains(err.Error(), "lists more than 100000 tags") {
		t.Error(err)
	}
	if n := h.CountHas("/tags/list"); n > 12+102 {
		t.Errorf("asked %d times", n)
	}
	for _, answer := range []string{"", "<html>", "[]", `{"tags":{"a":1}}`, `{"tags":[1]}`, "null", "{}", `{"errors":[{"code":"DENIED"}]}`} {
		h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
			fmt.Fprint(w, answer)
			return strings.HasSuffix(r.URL.Path, "/tags/list")
		}
		if _, err := client(t, Options{}).Tags(t.Context(), h.Ref("one")); err == nil || !strings.Contains(err.Error(), "in another form than registries do") {
			t.Errorf("%q: %v", answer, err)
		}
	}
	for link, want := range map[string]string{
		`<https://elsewhere.example/list>; rel="next"`: "says that it has more tags, and not where", `</v2/a/b/tags/list?n=1>; rel="prev"`: "", "no link": "",
	} {
		h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
			w.Header().Set("Link", link)
			fmt.Fprint(w, `{"name":"a/b","tags":["v1","v2","v1"]}`)
			return strings.HasSuffix(r.URL.Path, "/tags/list")
		}
		tags, err := client(t, Options{}).Tags(t.Context(), h.Ref("one"))
		if want == "" && (err != nil || fmt.Sprint(tags) != "[v1 v2]") || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, %v", link, tags, err)
		}
	}
	asked := h.CountHas("/tags/list")
	h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
		w.Header().Set("Link", "<"+r.URL.String()+">")
		fmt.Fprint(w, `{"tags":["v1"]}`)
		return true
	}
	if _, err := client(t, Options{}).Tags(t.Context(), h.Ref("one")); err == nil || h.CountHas("/tags/list") != asked+1 {
		t.Errorf("%v after %d requests", err, h.CountHas("/tags/list")-asked)
	}
	h.Hook = nil
	if _, err := client(t, Options{}).Tags(t.Context(), h.Ref("one")); err == nil || !strings.Contains(err.Error(), "404") {
		t.Error(err)
	}
}
