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
	"docsite/render/stylesheet"
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
	extra, _ := site.ReadFile(s.site.FS, "theme/extra.css", site.MaxTheme)
	style, ps := stylesheet.Make(s.themeFile("style.css"), extra, &s.site.Config)
	s.style = s.hashed("style.css", style)
	s.script = s.hashed("script.js", s.themeFile("script.js"))
	s.finder = s.hashed("search.js", search.Script(s.themeFile("search.js")))
	s.icon = s.hashed("icon.svg", s.themeFile("icon.svg"))
	fonts, more := s.publishStatic()
	s.policy = policy
	if fonts {
		s.policy += "; font-src 'self'"
	}
	return slices.Concat(ps, more, s.ownPictures(), s.readParts())
}

// themeFile is a file of the project's theme, or docsite's own.
func (s *Site) themeFile(name string) []byte {
	if own, err := site.ReadFile(s.site.FS, path.Join("theme", name), site.MaxTheme); err == nil {
		return own
	}
	text, _ := fs.ReadFile(theme.Files, name)
	return text
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
	if text, err = site.ReadFile(s.site.FS, name, maxPicture); err != nil {
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
