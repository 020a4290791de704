package layout

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"docsite/internal/assets"
	"docsite/internal/cause"
	"docsite/internal/contents"
	"docsite/internal/regular"
	"docsite/internal/scheme"
	"docsite/internal/search"
	"docsite/internal/site"
	"docsite/render/stylesheet"
	"docsite/theme"
)

// The largest files that every page loads, in bytes.
const (
	maxFile    = 1 << 20 // of the theme
	maxPicture = 1 << 20 // the logo
)

// Policy is the Content-Security-Policy of every page: nothing but the site's
// own files, nothing inline. No script of a page asks for anything; connect-src
// is for the preview's, and for auditors that look for robots.txt from a page.
// Fonts are allowed where a theme has some.
const Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'"

// themeFiles are the outputs of what every page loads, which carry a hash.
type themeFiles struct {
	style, scheme, script, searchScript, icon string

	logos  []logo // one for all pages, or one for light and one for dark ones
	policy string
}

// logo is a picture beside the site's title.
type logo struct {
	output        string
	width, height int
}

// loadTheme gives the theme's files their names. A file of the same name in the
// project's theme folder takes the place of docsite's; theme/extra.css follows
// the style sheet. It reports files of the project's that cannot be read.
func (l *Layout) loadTheme() (unread site.Problems) {
	file := func(name string) []byte {
		text, problems := l.themeFile(name)
		unread = append(unread, problems...)
		return text
	}
	style, ps := stylesheet.Make(file("style.css"), file("extra.css"), &l.Site.Config)
	l.theme.style = l.hashed("style.css", style)
	l.theme.scheme = l.hashed("scheme.js", file("scheme.js")) // runs before the first paint
	l.theme.script = l.hashed("script.js", squeezed("script.js", file("script.js")))
	l.theme.searchScript = l.hashed("search.js", search.Script(squeezed("search.js", file("search.js"))))
	l.theme.icon = l.hashed("icon.svg", file("icon.svg"))
	fonts, more := l.addStatic()
	l.theme.policy = Policy
	if fonts {
		l.theme.policy += "; font-src 'self'"
	}
	l.ownPictures()
	return slices.Concat(unread, ps, more)
}

// hashed keeps a file under a name that changes when its bytes do.
func (l *Layout) hashed(name string, text []byte) string {
	ext := path.Ext(name)
	sum := sha256.Sum256(text)
	out := "docsite/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:5]) + ext
	if l.Routes.At(out) == nil {
		l.Routes.Add(site.Route{Output: out, Kind: site.ThemeRoute, Text: text})
	}
	return out
}

// themeFile is a file of the project's theme, or docsite's own; nil where neither has
// it. A project may have something else that is called theme.
func (l *Layout) themeFile(name string) ([]byte, site.Problems) {
	own := path.Join("theme", name)
	text, err := regular.Read(l.Site.FS, own, maxFile)
	if err == nil {
		return text, nil
	}
	text, _ = fs.ReadFile(theme.Files, name)
	if info, _ := fs.Stat(l.Site.FS, "theme"); errors.Is(err, fs.ErrNotExist) || info == nil || !info.IsDir() {
		return text, nil
	}
	return text, site.Problems{{File: own, Severity: site.Error, Message: cause.Of(err).Error()}}
}

// squeezed is a script without comments and indentation, when it is docsite's
// own: there no line goes on in the next.
func squeezed(name string, text []byte) []byte {
	if own, _ := fs.ReadFile(theme.Files, name); !bytes.Equal(own, text) {
		return text
	}
	var short []byte
	for line := range bytes.Lines(text) {
		if line = bytes.TrimLeft(line, " "); !bytes.HasPrefix(line, []byte("//")) {
			short = append(short, line...)
		}
	}
	return short
}

// iconTypes are the types of pictures for a browser's tab.
var iconTypes = map[string]string{".svg": "image/svg+xml", ".png": "image/png", ".ico": "image/x-icon"}

// Check gives the check of the logo and the favicon that docsite.yaml names.
func Check(fsys fs.FS) func(*site.Config) site.Problems {
	return func(c *site.Config) (ps site.Problems) {
		eachPicture(fsys, c, func(w scheme.Written, _ []byte, problem string) {
			if problem != "" {
				ps = append(ps, c.Problem(fmt.Sprintf("%s %q %s", w.Keys[0], w.Value, problem), "", w.Keys...))
			}
		})
		return ps
	}
}

// ownPictures adds the logo and the favicon that docsite.yaml names, as far as [Check]
// finds nothing wrong with them.
func (l *Layout) ownPictures() {
	eachPicture(l.Site.FS, &l.Site.Config, func(w scheme.Written, text []byte, problem string) {
		if problem != "" {
			return
		}
		of := logo{output: l.hashed(w.Keys[0]+strings.ToLower(path.Ext(w.Value)), text)}
		if w.Keys[0] == "favicon" {
			l.theme.icon = of.output
			return
		}
		of.width, of.height = assets.Dimensions(w.Value, text)
		l.theme.logos = append(l.theme.logos, of)
	})
}

// eachPicture reads the logo and the favicon; problem says why one is none.
func eachPicture(fsys fs.FS, c *site.Config, do func(w scheme.Written, text []byte, problem string)) {
	for _, w := range c.Logo.Written("logo") {
		text, problem := ownPicture(fsys, w.Value, contents.IsPicture(w.Value), "a picture that browsers show")
		do(w, text, problem)
	}
	if c.Favicon != "" {
		text, problem := ownPicture(fsys, c.Favicon, iconTypes[strings.ToLower(path.Ext(c.Favicon))] != "", "an .svg, .png or .ico")
		do(scheme.Written{Value: c.Favicon, Keys: []string{"favicon"}}, text, problem)
	}
}

// ownPicture reads a picture of the project.
func ownPicture(fsys fs.FS, name string, allowed bool, kinds string) (text []byte, problem string) {
	if !allowed {
		return nil, "is not " + kinds
	}
	if name = path.Clean(name); !fs.ValidPath(name) || assets.Hidden(name) {
		return nil, "is not a path inside the project"
	}
	info, err := fs.Stat(fsys, name)
	if err != nil || !info.Mode().IsRegular() {
		return nil, "is not there"
	}
	if info.Size() > maxPicture {
		return nil, fmt.Sprintf("has %d bytes; the limit is 1 MiB", info.Size())
	}
	if text, err = regular.Read(fsys, name, maxPicture); err != nil {
		return nil, "cannot be read"
	}
	return text, ""
}

// staticFolder has the files of a theme that are part of the site as they are,
// below docsite/static.
const staticFolder = "theme/static"

// addStatic makes the theme's own files part of the site. It reports
// whether there are fonts among them, which the policy has to allow.
func (l *Layout) addStatic() (fonts bool, ps site.Problems) {
	_ = fs.WalkDir(l.Site.FS, staticFolder, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil: // mostly: there is no such folder
			return fs.SkipDir
		case assets.Hidden(name) && d.IsDir():
			return fs.SkipDir
		case assets.Hidden(name) || d.IsDir():
			return nil
		}
		info, err := fs.Stat(l.Site.FS, name)
		if err != nil || !info.Mode().IsRegular() || info.Size() > assets.MaxSize {
			ps = append(ps, site.Problem{File: name, Severity: site.Error, Message: "is no file of at most 32 MiB inside the project"})
			return nil
		}
		ext := strings.ToLower(path.Ext(name))
		fonts = fonts || ext == ".woff2" || ext == ".woff" || ext == ".ttf" || ext == ".otf"
		l.Routes.Add(site.Route{Output: "docsite/static" + strings.TrimPrefix(name, staticFolder), Kind: site.ThemeRoute, File: name})
		return nil
	})
	return fonts, ps
}
