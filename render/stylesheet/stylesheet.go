// Package stylesheet makes the style sheet of a site: that of its theme without
// what no browser needs, with the colours that docsite.yaml asks for, each so
// far darkened or brightened that text in it can be read.
//
// Start from [Make], and from [Rules] for the rules of any style sheet. The package reads colours from custom properties such as
// --bg, and knows no page and no file but theme/extra.css by its name.
package stylesheet

import (
	"fmt"
	"slices"
	"strings"

	"docsite/internal/scheme"
	"docsite/internal/site"
)

// Make makes a style sheet of a theme's and of what the project adds to it,
// nil for nothing. The problems are colours that cannot be read, and styles of
// code that nobody knows.
func Make(theme, extra []byte, c *site.Config) ([]byte, site.Problems) {
	css := squeeze(string(theme) + "\n" + string(extra))
	code, ps := tokens(string(css), c)
	css = slices.Concat(css, []byte(accent(string(css), c.Accent)), []byte(code))
	if extra != nil {
		ps = append(ps, unreadable(string(css))...)
	}
	return css, ps
}

// blanks are those beside signs that part: no rule means another without them.
var blanks = strings.NewReplacer(" { ", "{", "; }", "}", " }", "}", "; ", ";", ", ", ",")

// dense is a line without the blanks beside signs that stand in no string.
func dense(line string) string {
	if strings.ContainsAny(line, `'\`) {
		return line
	}
	parts := strings.Split(line, `"`)
	for i := 0; i < len(parts); i += 2 {
		parts[i] = blanks.Replace(parts[i])
	}
	return strings.Join(parts, `"`)
}

// squeeze takes comments, indentation and blanks beside signs out of the style sheet:
// about a quarter of what a reader's browser would load.
func squeeze(css string) []byte {
	var out []byte
	for css != "" {
		before, rest, found := strings.Cut(css, "/*")
		for line := range strings.Lines(before) {
			if line = strings.TrimSpace(line); line == "" {
				continue
			}
			out = append(append(out, dense(line)...), '\n')
		}
		if !found {
			break
		}
		_, css, _ = strings.Cut(rest, "*/")
	}
	return out
}

// accent is the part of the style sheet that sets the colour of links, as far
// darkened and lightened as one can read it where links stand.
func accent(css string, written scheme.Value) string {
	if written.IsZero() {
		return ""
	}
	light, dark := written.Pair()
	onLight, onDark := backgroundsOf(css)
	rules := ":root{--acc:" + parseColour(light).readableOn(onLight.colours).String() + "}\n"
	if onDark != nil {
		rules += "@media screen and (prefers-color-scheme: dark){:root{--acc:" + parseColour(dark).readableOn(onDark.colours).String() + "}}\n"
	}
	return rules
}

// background has the colours on which text stands.
type background struct {
	text    rgb   // the colour of the page's own text
	colours []rgb // the page, code, what is pointed at, what the pointer is over
}

// backgroundsOf are the colours of a style sheet; dark is nil when it has none
// for dark pages.
func backgroundsOf(css string) (light, dark *background) {
	always, dim := schemes(css)
	light = newBackground(colours(always), black, white)
	if dim != always {
		dark = newBackground(colours(dim), white, black)
	}
	return light, dark
}

func newBackground(set map[string]rgb, text, page rgb) *background {
	pick := func(name string, otherwise rgb) rgb {
		if c, ok := set[name]; ok {
			return c
		}
		return otherwise
	}
	bg := pick("bg", page)
	return &background{pick("fg", text), []rgb{bg, pick("code", bg), pick("hit", bg), pick("soft", bg)}}
}

// unreadable warns of colours that theme/extra.css has brought together.
func unreadable(css string) site.Problems {
	var ps site.Problems
	light, dark := schemes(css)
	for _, scheme := range []struct{ name, css string }{{"light", light}, {"dark", dark}} {
		set := colours(scheme.css)
		for _, pair := range [][2]string{{"fg", "bg"}, {"dim", "bg"}, {"acc", "bg"}, {"fg", "code"}} {
			text, ok := set[pair[0]]
			under, there := set[pair[1]]
			if ratio := contrast(text.luminance(), under.luminance()); ok && there && ratio < readable {
				ps = append(ps, site.Problem{File: "theme/extra.css", Message: fmt.Sprintf("on %s pages --%s, %q, has a contrast of %.1f:1 on --%s, %q; text needs %.1f:1",
					scheme.name, pair[0], text, ratio, pair[1], under, readable), Hint: "set the colours of light and of dark pages in an @media (prefers-color-scheme: …) of their own"})
				break // one is enough to look at them all
			}
		}
	}
	return ps
}
