package spelling

import "testing"

func TestNearest(t *testing.T) {
	names := []string{"web", "worker", "content/index.md", "content/image.md"}
	for _, c := range []struct{ word, want string }{
		{"wbe", "web"}, {"Web", "web"}, {"we", "web"}, {"wroker", "worker"}, {"content/indx.md", "content/index.md"},
		{"database", ""}, {"", ""}, {"xyz", ""}, {"web", ""},
	} {
		if got := Nearest(c.word, names); got != c.want {
			t.Errorf("%q: %q, want %q", c.word, got, c.want)
		}
	}
	if got := Nearest("ab", []string{"ac", "ad"}); got != "" {
		t.Errorf("%q, and two are as near", got)
	}
	if got := Hint("wbe", names, "none"); got != "did you mean web?" {
		t.Error(got)
	}
	if got := Hint("far away", names, "none"); got != "none" {
		t.Error(got)
	}
}

func TestSlip(t *testing.T) {
	names := []string{"title", "draft", "weight", "lang"}
	for word, want := range map[string]string{
		"titel": "title", "Title": "title", "tite": "title", "titles": "title", "dratf": "draft", "wieght": "weight",
		"height": "", "drfta": "", "lnag": "lang", "lnga": "", "": "", "craft": "",
	} {
		if got := Slip(word, names); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}
