package site

import (
	"testing"
	"testing/fstest"
)

// TestDefaultsHold: a docsite.yaml without a key is as good as none.
func TestDefaultsHold(t *testing.T) {
	for _, text := range []string{"", "\n", "# nothing\n", "---\n"} {
		c, ps := ReadConfig(fstest.MapFS{ConfigName: {Data: []byte(text)}})
		if len(ps) > 0 || c.Output != "public" || c.Lang != "en" || c.Tolerance != "1%" || c.Content != "." || c.RemoteImages != ShowImages {
			t.Errorf("%q: %+v %v", text, c, ps)
		}
	}
}
