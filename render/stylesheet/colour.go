package stylesheet

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"docsite/internal/lazy"
)

// rgb is a colour of sRGB.
type rgb [3]uint8

var (
	black = rgb{0, 0, 0}
	white = rgb{255, 255, 255}
)

// parseColour reads a colour in three or six hexadecimal digits behind "#".
func parseColour(text string) rgb {
	digits := text[1:]
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	n, _ := strconv.ParseUint(digits, 16, 32)
	return rgb{uint8(n >> 16), uint8(n >> 8), uint8(n)}
}

func (c rgb) String() string { return fmt.Sprintf("#%02x%02x%02x", c[0], c[1], c[2]) }

// luminance is the relative luminance of WCAG 2.2.
func (c rgb) luminance() float64 {
	part := func(v uint8) float64 {
		c := float64(v) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*part(c[0]) + 0.7152*part(c[1]) + 0.0722*part(c[2])
}

// contrast is the ratio of two luminances by WCAG 2.2, from 1 to 21.
func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }

// readable is the contrast that text needs, by WCAG 2.2's level AA.
const readable = 4.5

// mixed is the colour with so many 255ths of another in it. Mixed with black,
// white or its own full colour it keeps its hue.
func (c rgb) mixed(with rgb, part int) rgb {
	var m rgb
	for i := range c {
		m[i] = uint8((int(c[i])*(255-part) + int(with[i])*part + 127) / 255)
	}
	return m
}

// full is the colour as bright as it gets without white in it.
func (c rgb) full() rgb {
	most := int(max(c[0], c[1], c[2]))
	if most == 0 {
		return white
	}
	for i := range c {
		c[i] = uint8(int(c[i]) * 255 / most)
	}
	return c
}

// readableOn is the colour, or the nearest darker or brighter one of its hue
// that can be read on all of the backgrounds.
func (c rgb) readableOn(backgrounds []rgb) rgb {
	darkest, lightest := 1.0, 0.0
	for _, g := range backgrounds {
		darkest, lightest = min(darkest, g.luminance()), max(lightest, g.luminance())
	}
	way := []rgb{c, c.full(), white}
	if contrast(darkest, 0) > contrast(lightest, 1) {
		way = []rgb{c, black}
	}
	for i, end := range way[1:] {
		for part := range 256 {
			m := way[i].mixed(end, part)
			l := m.luminance()
			if contrast(l, darkest) >= readable && contrast(l, lightest) >= readable {
				return m
			}
		}
	}
	return way[len(way)-1]
}

var declaration = lazy.Pattern(`--([a-z]+):\s*(#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3})\b`)

// colours are the custom properties of a style sheet that are colours. The
// last of a name counts, as in a browser.
func colours(css string) map[string]rgb {
	found := map[string]rgb{}
	for _, m := range declaration().FindAllStringSubmatch(css, -1) {
		found[m[1]] = parseColour(m[2])
	}
	return found
}

// schemes takes a style sheet without comments apart: what holds on light
// pages and what holds on dark ones, each in the order in which it stands.
// Rules for paper and for certain widths are left out.
func schemes(css string) (light, dark string) {
	var onLight, onDark strings.Builder
	for _, r := range Rules(css) {
		always, dim := r.Body, r.Body
		if _, condition, media := strings.Cut(r.Head, "@media"); media {
			if !strings.Contains(condition, "prefers-color-scheme: light") {
				always = ""
			}
			if !strings.Contains(condition, "prefers-color-scheme: dark") {
				dim = ""
			}
		} else if r.Nests() {
			always, dim = schemes(r.Body)
		}
		onLight.WriteString(always + "\n")
		onDark.WriteString(dim + "\n")
	}
	return onLight.String(), onDark.String()
}
