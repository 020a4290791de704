package stylesheet

import "testing"

func TestReadableOn(t *testing.T) {
	light := []rgb{white, parseColour("#f6f7f9"), parseColour("#fff1c9")}
	dark := []rgb{parseColour("#0f1317"), parseColour("#161b21"), parseColour("#352a0c")}
	for _, written := range []string{"#b4004e", "#ff0", "#000", "#fff", "#00f", "#808080", "#0a56a8", "#7fff00"} {
		c := parseColour(written)
		for _, backgrounds := range [][]rgb{light, dark} {
			got := c.readableOn(backgrounds)
			for _, g := range backgrounds {
				if ratio := contrast(got.luminance(), g.luminance()); ratio < 4.5 {
					t.Errorf("%s became %s, which has %.2f:1 on %s", c, got, ratio, g)
				}
			}
		}
	}
	for written, want := range map[string]string{"#b4004e": "#b4004e", "#000": "#000000", "#fff": "#6e6e6e"} {
		if got := parseColour(written).readableOn(light); got.String() != want {
			t.Errorf("%s became %s, want %s: no more may change than has to", written, got, want)
		}
	}
	if got := parseColour("#ff0000").readableOn(light); got[1] != 0 || got[2] != 0 || got[0] < 0x80 {
		t.Errorf("red became %s, which has another hue", got)
	}
}

func TestSchemes(t *testing.T) {
	light, dark := schemes(`:root{--bg:#fff;--fg:#111;--code:#eee}@media (prefers-color-scheme: dark){:root{--bg:#000;--code:#111}a{b:c}}` +
		`a{--acc:#123456}@media print{:root{--bg:#eee}}:root{--fg:#222;--code:#ddd}@media screen and (prefers-color-scheme: dark){:root{--bg:#010101}}` +
		`@media (prefers-color-scheme: light){:root{--bg:#fefefe}}`)
	for _, test := range []struct {
		css  string
		want map[string]string
	}{
		{light, map[string]string{"bg": "#fefefe", "fg": "#222222", "acc": "#123456", "code": "#dddddd"}},
		{dark, map[string]string{"bg": "#010101", "fg": "#222222", "acc": "#123456", "code": "#dddddd"}},
	} {
		for name, want := range test.want {
			if got := colours(test.css)[name].String(); got != want {
				t.Errorf("--%s is %s, want %s", name, got, want)
			}
		}
	}
}
