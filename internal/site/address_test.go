package site

import "testing"

func TestRelative(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"index.html", "a.html", "a.html"},
		{"a/b.html", "a/c.html", "c.html"},
		{"a/b.html", "c.html", "../c.html"},
		{"a/b/c.html", "a/d/e.html", "../d/e.html"},
		{"a/b.html", "", "../"},
		{"index.html", "a:b.html", "./a:b.html"},
		{"aa/b.html", "a/b.html", "../a/b.html"},
	} {
		if got := Relative(c.from, c.to); got != c.want {
			t.Errorf("Relative(%q, %q) = %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

func TestAddressOf(t *testing.T) {
	for _, tt := range [][3]string{
		{"", "a.html", ""},
		{"https://e.example", "index.html", "https://e.example/"},
		{"https://e.example/x//", "a b/index.html", "https://e.example/x/a%20b/"},
		{"https://e.example/", "c#.html", "https://e.example/c%23.html"},
	} {
		c := Config{URL: tt[0]}
		if got := c.AddressOf(tt[1]); got != tt[2] {
			t.Errorf("%q, %q: %q, want %q", tt[0], tt[1], got, tt[2])
		}
	}
}
