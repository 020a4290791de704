package measure

import (
	"strings"
	"testing"
	"testing/fstest"

	"docsite/internal/site"
)

// TestCheck judges references, platforms and the place of figures without asking.
func TestCheck(t *testing.T) {
	for _, tt := range []struct{ yaml, want string }{
		{"images: {a: {ref: 'debian:12', platform: linux/arm/v7}}", ""},
		{"images: {a: {ref: 'localhost:5000/a__b/c-d.e:1@sha256:" + strings.Repeat("0", 64) + "', platform: Linux/x86_64}}", ""},
		{"images: {a: {ref: 'oci:out/image:1.2'}}", ""},
		{"images: {a: {recorded: {download: 1 MB, on: 2026-01-02}}}", ""},
		{"figures: oci://registry.example.org/figures", ""},
		{"images: {a: {ref: ':::'}}", `docsite.yaml:1:19: image ":::": this is not an image reference (hint: write it as docker pull does, such as "docker.io/library/debian:12"; a folder is "oci:DIR")`},
		{"images: {a: {ref: 'A/B:V1'}}", `docsite.yaml:1:19: image "A/B:V1": this is not an image reference (hint: write "a/b:V1": names of images have no capital letters)`},
		{"images: {a: {ref: a//b}}", `docsite.yaml:1:19: image "a//b": this is not an image reference`},
		{"images: {a: {ref: -a}}", `docsite.yaml:1:19: image "-a": this is not an image reference`},
		{"images: {a: {ref: 'debian:12 '}}", `docsite.yaml:1:19: image "debian:12 ": this is not an image reference`},
		{"images: {a: {ref: 'oci:'}}", `docsite.yaml:1:19: image "oci:": this is not an image reference`},
		{"images: {a: {ref: 'oci:/dir'}}", `docsite.yaml:1:19: ref "oci:/dir" is not inside the project (hint: write a path without .. and without a leading /)`},
		{"images: {a: {ref: 'docker://debian'}}", `docsite.yaml:1:19: image "docker://debian": images are read from registries, `},
		{"images: {a: {ref: debian, platform: linux}}", `docsite.yaml:1:37: "linux" is not a platform such as "linux/amd64" (hint: write the system and the architecture, such as linux/arm64, and the variant where there is one: linux/arm/v7)`},
		{"images: {a: {ref: debian, platform: linux/}}", `docsite.yaml:1:37: "linux/" is not a platform`},
		{"images: {a: {ref: debian, platform: a/b/c/d}}", `docsite.yaml:1:37: "a/b/c/d" is not a platform`},
		{"images: {a: {ref: debian, platform: 'windows/amd64:10.0'}}", `docsite.yaml:1:37: "windows/amd64:10.0" is not a platform`},
		{"figures: yes", `docsite.yaml:1:10: figures "yes" is no place to share figures (hint: write referrers, or oci://HOST/REPO)`},
		{"figures: oci://HOST", `docsite.yaml:1:10: figures "oci://HOST" is no place to share figures`},
		{"figures: oci://registry.example.org/A/B", `docsite.yaml:1:10: figures "oci://registry.example.org/A/B" is no place to share figures`},
	} {
		var found []string
		_, ps := site.ReadConfig(fstest.MapFS{"docsite.yaml": {Data: []byte(tt.yaml + "\n")}}, Check)
		for _, p := range ps {
			found = append(found, p.String())
		}
		if got := strings.Join(found, "\n"); got != tt.want && (tt.want == "" || !strings.HasPrefix(got, tt.want)) {
			t.Errorf("%s:\n got %s\nwant %s", tt.yaml, got, tt.want)
		}
	}
}
