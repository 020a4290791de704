package render

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"docsite/internal/assets"
	"docsite/internal/search"
	"docsite/internal/site"
	"docsite/theme"
)

// maxPicture is the largest logo, in bytes: every page loads it.
const maxPicture = 1 << 20

// logo is the picture beside the site's title, for light and for dark pages;
// one picture for both has no dark one.
type logo struct {
	light, dark         string // outputs
	lightSize, darkSize size
}

// theme gives the theme's files their names. A file of the same name in the
// project's theme folder takes the place of docsite's; theme/extra.css follows
// the style sheet.
func (s *Site) theme() site.Problems {
	extra, _ := fs.ReadFile(s.site.FS, "theme/extra.css")
	style := squeezeCSS(slices.Concat(s.themeFile("style.css"), []byte("\n"), extra))
	tokens, ps := s.tokenStyle(string(style))
	s.style = s.hashed("style.css", slices.Concat(style, s.accent(string(style)), tokens))
	s.script = s.hashed("script.js", s.themeFile("script.js"))
	s.finder = s.hashed("search.js", search.Script(s.themeFile("search.js")))
	s.icon = s.hashed("icon.svg", s.themeFile("icon.svg"))
	fonts, more := s.publishStatic()
	if extra != nil {
		more = append(more, unreadable(string(s.routes.At(s.style).Text))...)
	}
	s.policy = policy
	if fonts {
		s.policy += "; font-src 'self'"
	}
	return slices.Concat(ps, more, s.ownPictures(), s.readParts())
}

// themeFile is a file of the project's theme, or docsite's own.
func (s *Site) themeFile(name string) []byte {
	if own, err := fs.ReadFile(s.site.FS, path.Join("theme", name)); err == nil {
		return own
	}
	text, _ := fs.ReadFile(theme.Files, name)
	return text
}

// accent is the part of the style sheet that sets the colour of links, as far
// darkened and lightened as one can read it where links stand.
func (s *Site) accent(css string) []byte {
	written := s.site.Config.Accent
	if written.IsZero() {
		return nil
	}
	light, dark := written.Pair()
	grounds, darkGrounds := groundsOf(css)
	rules := ":root{--acc:" + parseColour(light).readableOn(grounds.on).String() + "}\n"
	if darkGrounds != nil {
		rules += "@media screen and (prefers-color-scheme: dark){:root{--acc:" + parseColour(dark).readableOn(darkGrounds.on).String() + "}}\n"
	}
	return []byte(rules)
}

// ground is what text stands on.
type ground struct {
	ink rgb   // of the page's own text
	on  []rgb // the page, code, what is pointed at, what the pointer is over
}

// groundsOf are the colours of a style sheet; dark is nil when it has none for
// dark pages.
func groundsOf(css string) (light, dark *ground) {
	always, dim := schemes(css)
	light = newGround(colours(always), black, white)
	if dim != always {
		dark = newGround(colours(dim), white, black)
	}
	return light, dark
}

func newGround(set map[string]rgb, ink, paper rgb) *ground {
	pick := func(name string, otherwise rgb) rgb {
		if c, ok := set[name]; ok {
			return c
		}
		return otherwise
	}
	bg := pick("bg", paper)
	return &ground{pick("fg", ink), []rgb{bg, pick("code", bg), pick("hit", bg), pick("soft", bg)}}
}

// unreadable warns of colours that theme/extra.css has brought together.
func unreadable(css string) site.Problems {
	var ps site.Problems
	light, dark := schemes(css)
	for _, scheme := range []struct{ name, css string }{{"light", light}, {"dark", dark}} {
		set := colours(scheme.css)
		for _, pair := range [][2]string{{"fg", "bg"}, {"dim", "bg"}, {"acc", "bg"}, {"fg", "code"}} {
			ink, ok := set[pair[0]]
			paper, there := set[pair[1]]
			if ratio := contrast(ink.luminance(), paper.luminance()); ok && there && ratio < readable {
				ps = append(ps, site.Problem{File: "theme/extra.css", Message: fmt.Sprintf("on %s pages --%s, %q, has a contrast of %.1f:1 on --%s, %q; text needs %.1f:1",
					scheme.name, pair[0], ink, ratio, pair[1], paper, readable), Hint: "set the colours of light and of dark pages in an @media (prefers-color-scheme: …) of their own"})
				break // one is enough to look at them all
			}
		}
	}
	return ps
}

// iconTypes are the types of pictures for a browser's tab.
var iconTypes = map[string]string{".svg": "image/svg+xml", ".png": "image/png", ".ico": "image/x-icon"}

// ownPictures reads the logo and the favicon that docsite.yaml names.
func (s *Site) ownPictures() site.Problems {
	var ps site.Problems
	c := &s.site.Config
	read := func(name, key string, allowed bool, kinds string, keys []string) (out string, dim size) {
		text, problem := s.ownPicture(name, allowed, kinds)
		if problem != "" {
			ps = append(ps, c.Problem(fmt.Sprintf("%s %q %s", key, name, problem), "", keys...))
			return "", size{}
		}
		return s.hashed(key+strings.ToLower(path.Ext(name)), text), pictureSize(name, text)
	}
	for _, w := range c.Logo.Written("logo") {
		out, dim := read(w.Value, "logo", assets.IsPicture(w.Value), "a picture that browsers show", w.Keys)
		if s.logo.light == "" {
			s.logo.light, s.logo.lightSize = out, dim
		} else {
			s.logo.dark, s.logo.darkSize = out, dim
		}
	}
	if c.Favicon != "" {
		s.icon, _ = read(c.Favicon, "favicon", iconTypes[strings.ToLower(path.Ext(c.Favicon))] != "", "an .svg, .png or .ico", []string{"favicon"})
	}
	return ps
}

// ownPicture reads a picture of the project; problem says why it is none.
func (s *Site) ownPicture(name string, allowed bool, kinds string) (text []byte, problem string) {
	if !allowed {
		return nil, "is not " + kinds
	}
	if !fs.ValidPath(name) || assets.Hidden(name) {
		return nil, "is not a path inside the project"
	}
	info, err := fs.Stat(s.site.FS, name)
	if err != nil || !info.Mode().IsRegular() {
		return nil, "is not there"
	}
	if info.Size() > maxPicture {
		return nil, fmt.Sprintf("has %d bytes; the limit is 1 MiB", info.Size())
	}
	if text, err = fs.ReadFile(s.site.FS, name); err != nil {
		return nil, "cannot be read"
	}
	return text, ""
}

// printLogo prints the site's logo. The title beside it says what it shows.
func (s *Site) printLogo(w *buffer, f *frame) {
	s.printLogoPicture(w, f, s.logo.light, s.logo.lightSize, "light")
	s.printLogoPicture(w, f, s.logo.dark, s.logo.darkSize, "dark")
}

func (s *Site) printLogoPicture(w *buffer, f *frame, output string, dim size, scheme string) {
	if output == "" {
		return
	}
	w.html("<img")
	w.href("src", s.href(f.output, output))
	if s.logo.dark != "" {
		w.attr("class", scheme)
	}
	w.size(dim)
	w.html(` alt="">`)
}
