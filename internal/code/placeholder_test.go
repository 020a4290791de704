package code

import "testing"

func TestPlaceholder(t *testing.T) {
	for text, want := range map[string]int{
		"<image>:latest": 7, "<path/URL/->": 12, `<"a name">`: 10, "<a,b>": 5, "<主机端口>:80": 14, "<sha256:abc…>": 15, "{name}}": 6, "<A|B>": 5,
		"<>": 0, "{}": 0, "< file >": 0, "<file >": 0, "<(cmd)": 0, "<(cmd)>": 0, `<a href="x">`: 0, "{a,b}": 0, "<a\nb>": 0, "<<EOF>": 0, "{{ x }}": 0, "{a:'b'}": 0, "a<b>": 0, "<": 0,
		"<this is what a person writes who has a lot to say of what to put>": 0,
	} {
		if got := Placeholder(text); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}
