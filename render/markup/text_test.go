package markup

import (
	"slices"
	"testing"
)

func TestAppendText(t *testing.T) {
	for text, want := range map[string]string{
		"plain":           "plain",
		`<a href="x">'&'`: "&lt;a href=&#34;x&#34;&gt;&#39;&amp;&#39;",
		"a\x00b\x1bc\x7f": "a\ufffdb\ufffdc\ufffd",
		"a\r\n\tb":        "a&#13;\n\tb",
		"é\xff日":          "é\ufffd日",
		"\xe2\x82":        "\ufffd\ufffd",
		"":                "",
	} {
		if got := string(AppendText(nil, text)); got != want {
			t.Errorf("AppendText(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestLetters(t *testing.T) {
	html := "<p class=\"label sr\"><code>hidden</code></p>\n<p>one <b>two</b> &amp; ä</p><ul><li>three</li></ul>"
	if got := Letters([]byte(html)); !slices.Equal(got, []int{11, 5}) && !slices.Equal(got, []int{12, 5}) {
		t.Error(got)
	}
}
