package render

import (
	"fmt"
	"strings"
	"testing"

	"docsite/internal/dockerfile"
)

// TestDrawingFits has stages in a row: few have wide boxes, more have narrow
// ones, and very many scroll.
func TestDrawingFits(t *testing.T) {
	for stages, want := range map[int]struct {
		box  int
		fits bool
	}{3: {192, true}, 4: {136, true}, 5: {136, true}, 9: {136, false}} {
		text := "FROM scratch AS s0\n"
		for i := range stages - 1 {
			text += fmt.Sprintf("FROM s%d AS s%d\n", i, i+1)
		}
		df, err := dockerfile.Parse([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		d := newDrawing(dockerfile.NewGraph(df, ""))
		if d.box != want.box || d.fits() != want.fits || d.columns != stages {
			t.Errorf("%d stages: %d columns of %d pixels, fits %v, %d pixels in all", stages, d.columns, d.box, d.fits(), d.width())
		}
	}
}

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
