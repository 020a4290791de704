package places

import (
	"fmt"
	"strings"
	"testing"
)

func TestLinesHint(t *testing.T) {
	var lines []int
	for i := range 30 {
		lines = append(lines, 10*i, 10*i)
	}
	for near, want := range map[int]string{0: "0, 10, 20", 155: "120, 130, 140, 150, 160", 999: "270, 280, 290"} {
		if got := LinesHint("notes", lines, near); !strings.Contains(got, want) || strings.Count(got, ",") != maxLines-1 {
			t.Errorf("near %d: %s", near, got)
		}
	}
	if got := LinesHint("notes", nil, 3) + fmt.Sprint(LinesHint("notes", []int{4}, 3)); got != "there are notes on line 4" {
		t.Error(got)
	}
}
