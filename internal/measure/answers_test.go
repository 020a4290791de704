package measure

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/pkg/v1/types"

	"docsite/internal/registrytest"
)

// Answers that are no HTTP, or no registry's, are told in words of ours.
func TestAnswersThatAreNoHTTP(t *testing.T) {
	for answer, want := range map[string]string{
		"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n":                                                "does not answer in HTTP",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: foo\r\n\r\n":                                            "does not answer in HTTP",
		"HTTP/1.1 200 OK\r\n: x\r\n\r\n":                                                               "does not answer in HTTP",
		"\x00\x01garbage\r\n\r\n":                                                                      "does not answer in HTTP",
		"HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", 1<<20) + "\r\n\r\n":                             "more headers than are read",
		"HTTP/1.1 307 Temporary Redirect\r\nLocation: http://%zz/\r\nContent-Length: 0\r\n\r\n":        "redirects to what is no address",
		"HTTP/1.1 307 Temporary Redirect\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n": `redirects to "file:///etc/passwd", which is no address of a registry`,
		"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n":                                                 "sent nothing for the manifest",
	} {
		h := registrytest.New(t)
		h.Hook = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path == "/v2/" {
				return false
			}
			conn, _, err := w.(http.Hijacker).Hijack()
			if err != nil {
				t.Error(err)
				return true
			}
			conn.Write([]byte(answer))
			conn.Close()
			return true
		}
		_, err := client(t, Options{}).Digest(t.Context(), h.Ref("x"))
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "net/http") {
			t.Errorf("%.60q is told as %v, want %q", answer, err, want)
		}
	}
}

// Documents that are JSON and say nothing are told as what they are.
func TestAnswersThatSayNothing(t *testing.T) {
	const none = "sha256:0000000000000000000000000000000000000000000000000000000000000000"
	for _, tt := range []struct {
		media types.MediaType
		text  string
		want  string
	}{
		{types.OCIManifestSchema1, `null`, "this is no image manifest: it names no config"},
		{types.OCIManifestSchema1, `{}`, "this is no image manifest: it names no config"},
		{types.OCIManifestSchema1, `{"config": {"digest": "` + none + `"}, "layers": [null]}`, "the manifest names a layer without a digest"},
		{types.OCIImageIndex, `null`, "the index names no image"},
		{types.OCIImageIndex, `{"manifests": null}`, "the index names no image"},
		{types.OCIImageIndex, `{"manifests": [null]}`, "the index names a manifest without a digest"},
	} {
		h := registrytest.New(t)
		h.Doc("x", tt.media, json.RawMessage(tt.text))
		if _, _, err := client(t, Options{}).Image(t.Context(), h.Ref("x"), "linux/amd64", nil, ""); err == nil || !strings.HasSuffix(err.Error(), tt.want) {
			t.Errorf("%s is told as %v, want %q", tt.text, err, tt.want)
		}
	}
}
