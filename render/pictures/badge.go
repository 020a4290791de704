package pictures

import (
	"unicode/utf8"
)

// Badge is a word and a figure beside one another, for places outside of a site.
type Badge struct {
	Title string // what the badge says, in words
	Label string
	Value string
	Tone  Tone
}

// Tone is the colour behind the figure of a badge.
type Tone int

const (
	Blue Tone = iota
	Grey      // there is no figure
	Red       // it is over a limit
)

// tones are their fills.
var tones = [...]string{Blue: "#0b62a3", Grey: "#6a6a6a", Red: "#b3261e"}

// badgePadding is the room around the words of a badge, in pixels.
const badgePadding = 6

// DrawBadge draws a badge, as high as those of shields.io, so that several stand in one
// line. It is a file of its own, so it brings its colours, of which each has 4.5:1 with
// its letters, and its font, and letters fit their room in whatever font there is.
func DrawBadge(of Badge) []byte {
	c := canvas{}
	label, value := badgeRoom(of.Label), badgeRoom(of.Value)
	c.Numbers(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="20" role="img" aria-labelledby="t">`, label+value)
	c.Element("title", of.Title, "id", "t")
	c.Numbers(`<clipPath id="r"><rect width="%d" height="20" rx="3"/></clipPath><g clip-path="url(#r)">`, label+value)
	c.Numbers(`<rect width="%d" height="20" fill="#4a4a4a"/><rect x="%d" width="%d" height="20"`, label, label, value)
	c.HTML(` fill="` + tones[of.Tone] + `"/></g>`)
	c.HTML(`<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11" aria-hidden="true">`)
	c.badgeText(badgePadding, label-2*badgePadding, of.Label)
	c.badgeText(label+badgePadding, value-2*badgePadding, of.Value)
	c.HTML("</g></svg>\n")
	return c.B
}

func (c *canvas) badgeText(x, length int, text string) {
	c.Numbers(`<text y="14" x="%d" textLength="%d"`, x, length)
	c.Around(` lengthAdjust="spacingAndGlyphs">`, text, "</text>")
}

// badgeRoom is how many pixels a text takes, with the room around it.
func badgeRoom(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case utf8.RuneLen(r) > 2: // wide letters of East Asia, at most
			n += 22
		case r == ' ' || r == '.' || r == 'i' || r == 'l':
			n += 8
		case r >= 'A' && r <= 'Z' || r == 'm' || r == 'w':
			n += 17
		default:
			n += 13
		}
	}
	return n/2 + 2*badgePadding
}
