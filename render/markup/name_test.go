package markup

import "testing"

func TestHasName(t *testing.T) {
	for _, tt := range []struct {
		link string
		want bool
	}{
		{`<a href="x">words`, true},
		{`<a href="x"><img src="a.png" alt="a">`, true},
		{`<a href="x" title="a"><img src="a.png" alt="">`, true},
		{`<a href="x"><img src="a.png" alt="" title="a">`, false}, // its title names the picture alone
		{`<a href="x"><span class="missing" role="img" aria-label="a"></span>`, true},
		{`<a href="x">` + "\n", false},
		{`<a href="x"><img src="a.png" alt=""> <img src="b>c.png" alt="">`, false},
		{`<a href="a>b">`, false},
		{`<a href="x"`, false},
	} {
		if got := HasName([]byte(tt.link)); got != tt.want {
			t.Errorf("HasName(%q) = %v", tt.link, got)
		}
	}
}
