package measure

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"docsite/internal/registrytest"
)

// A registry that never ends its list of tags, and calls tags what none is, is read
// to a limit; a silent one is named.
func TestTags(t *testing.T) {
	h := registrytest.New(t)
	h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasSuffix(r.URL.Path, "/tags/list") {
			return false
		}
		n := r.URL.Query().Get("last")
		tags := []string{"v" + n, "a/b", "\x1b[31m", strings.Repeat("x", 129), ".hidden"}
		for i := range 500 {
			tags = append(tags, fmt.Sprintf("%s-%d", "t"+n, i))
		}
		w.Header().Set("Link", fmt.Sprintf("</v2/a/b/tags/list?last=%s1>; rel=next", n))
		_ = json.NewEncoder(w).Encode(map[string]any{"name": "a/b", "tags": tags})
		return true
	}
	tags, err := client(t, Options{}).Tags(t.Context(), h.Ref("one"))
	if err != nil || len(tags) != 10_000 || tags[0] != "v" || tags[1] != "t-0" {
		t.Errorf("%v, %d tags, %q", err, len(tags), tags[:min(3, len(tags))])
	}
	if n := h.CountHas("/tags/list"); n > 50 {
		t.Errorf("asked %d times", n)
	}
	for link, want := range map[string]string{
		"<https://other.example/v2/a/b/tags/list>; rel=next": "leads to another host for the rest of its tags",
		"/v2/a/b/tags/list; rel=next":                        "leads to what is no address for the rest of its tags",
	} {
		h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
			if !strings.HasSuffix(r.URL.Path, "/tags/list") {
				return false
			}
			w.Header().Set("Link", link)
			_ = json.NewEncoder(w).Encode(map[string]any{"name": "a/b", "tags": []string{"v"}})
			return true
		}
		if _, err := client(t, Options{}).Tags(t.Context(), h.Ref("one")); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s is told as %v, want %q", link, err, want)
		}
	}
	h.Hook = nil
	if _, err := client(t, Options{}).Tags(t.Context(), h.Ref("one")); err == nil || !strings.Contains(err.Error(), "404") {
		t.Error(err)
	}
}
