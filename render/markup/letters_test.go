package markup

import (
	"slices"
	"testing"
)

func TestLetters(t *testing.T) {
	html := "<p class=\"label sr\"><code>hidden</code></p>\n<p>one <b>two</b> &amp; ä</p><ul><li>three</li></ul>"
	if got := Letters([]byte(html)); !slices.Equal(got, []int{11, 5}) && !slices.Equal(got, []int{12, 5}) {
		t.Error(got)
	}
}
