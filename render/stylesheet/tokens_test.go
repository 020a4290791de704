package stylesheet

import (
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/styles"
)

var colourRule = regexp.MustCompile(`\{color:(#[0-9a-f]{6})`)

// TestEveryStyleCanBeRead works out the contrast of every colour of every
// style on every background, on light pages and on dark ones.
func TestEveryStyleCanBeRead(t *testing.T) {
	light, dark := backgroundsOf(string(made(t, "", "")))
	if len(styles.Names()) < 50 || len(light.colours) < 4 || len(dark.colours) < 4 {
		t.Fatalf("%d styles on %v and %v", len(styles.Names()), light, dark)
	}
	for _, name := range styles.Names() {
		for _, bg := range []*background{light, dark} {
			rules := colourRule.FindAllStringSubmatch(tokenRules(styles.Get(name), bg), -1)
			if len(rules) < 2 {
				t.Errorf("%s has the colours %v", name, rules)
			}
			for _, m := range rules {
				for _, g := range bg.colours {
					if ratio := contrast(parseColour(m[1]).luminance(), g.luminance()); ratio < 4.5 {
						t.Errorf("%s: %s on %s is %.2f:1", name, m[1], g, ratio)
					}
				}
			}
		}
	}
}

func TestStyleByName(t *testing.T) {
	for config, want := range map[string][2]string{ // the styles of light and of dark pages
		"style: github":                         {"github", "github-dark"},
		"style: GitHub-Dark":                    {"github", "github-dark"},
		"style: dracula":                        {"dracula", "dracula"},
		"style: {light: vs, dark: nord}":        {"vs", "nord"},
		"style: {light: monokai, dark: github}": {"monokai", "github"},
		"style: {dark: github-dark}":            {"github", "github-dark"},
	} {
		css := string(made(t, config, ""))
		light, dark := backgroundsOf(css)
		lightRules := tokenRules(styles.Get(want[0]), light)
		if !strings.HasSuffix(css, lightRules+"@media screen and (prefers-color-scheme: dark){\n"+tokenRules(styles.Get(want[1]), dark)+"}\n") {
			t.Errorf("%s is not %v", config, want)
		}
	}
}

// TestStyleKeepsItsColours compares with the style's own where nothing has to
// change.
func TestStyleKeepsItsColours(t *testing.T) {
	rules := tokenRules(styles.Get("github-dark"), &background{white, []rgb{black}})
	for _, t2 := range []chroma.TokenType{chroma.Keyword, chroma.LiteralString, chroma.NameTag} {
		if want := styles.Get("github-dark").Get(t2).Colour.String(); !strings.Contains(rules, want) {
			t.Errorf("%s has lost %s", t2, want)
		}
	}
}

func TestTextOfAStyleForOtherPages(t *testing.T) {
	for name, want := range map[string]string{"dracula": "pre{color:#112233}", "vs": "pre{color:#112233}", "monokailight": "pre{color:#272822}"} {
		if rules := tokenRules(styles.Get(name), &background{rgb{0x11, 0x22, 0x33}, []rgb{white}}); !strings.Contains(rules, want) {
			t.Errorf("%s has no %s", name, want)
		}
	}
}

func TestStyleThatIsNone(t *testing.T) {
	for config, want := range map[string]string{
		"title: x\nstyle: githab":             `docsite.yaml:2:8: style "githab" is not known (hint: did you mean github? All are shown at https://xyproto.github.io/splash/docs/)`,
		"style: {light: vs, dark: solarized}": `docsite.yaml:1:26: style "solarized" is not known (hint: there are solarized-dark, solarized-dark256, solarized-light. All are shown at https://xyproto.github.io/splash/docs/)`,
		"style: ''":                           "",
		"style: zzz":                          `style "zzz" is not known (hint: their names are chroma's. All are shown at https://`,
	} {
		if got := problems(t, config, ""); !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%q: got %q", config, got)
		}
	}
}
