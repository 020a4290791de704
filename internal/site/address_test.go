package site

import "testing"

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
