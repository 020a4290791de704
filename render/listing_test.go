package render

import (
	"strings"
	"testing"
)

// TestBroad has listings with more and less than one long line in twelve.
func TestBroad(t *testing.T) {
	long := "RUN echo " + strings.Repeat("x", codeColumns) + "\n"
	for code, want := range map[string]bool{
		"FROM a\n" + strings.Repeat("RUN b\n", 11) + long:   false,
		"FROM a\n" + strings.Repeat("RUN b\n", 9) + long:    true,
		"FROM " + strings.Repeat("x", codeColumns-5) + "\n": false,
	} {
		html := mainOf(read(t, load(t, map[string]string{"content/a.md": "# A\n\n```dockerfile\n" + code + "```\n\n- `FROM`: x\n"}), "a.html"))
		if got := strings.Contains(html, `annotated broad"`); got != want {
			t.Errorf("%s\n%v, want %v", code, got, want)
		}
	}
}
