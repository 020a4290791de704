package render

import (
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"docsite/internal/assets"
	"docsite/internal/site"
)

// parts are the places of a page that a template of the project's theme folder
// can take, by its name without .html.
var parts = []string{"head", "header", "side", "main", "footer"}

// partData is what a part's template is given.
type partData struct {
	Page    partPage
	Site    partSite
	Lang    string        // of the pages: "en"
	Root    string        // the way from the page to the site's front folder: "", "../", …
	Default template.HTML // what docsite prints there
}

type partPage struct {
	Title       string // empty on the front page when it is the site's
	Description string
	Path        string // in the site: "guide/start.html"
	URL         string // whole; empty where url: is not configured
	Markdown    string // the page as Markdown, from the page; empty where there is none
	Edit        string // where it is edited; empty where edit: is not configured
	Changed     string // YYYY-MM-DD; empty where it is not known
}

type partSite struct{ Title, URL, Repo string }

// readParts reads the templates of the theme folder, and tries each out on the
// page for missing addresses: a mistake is found before the first page.
func (s *Site) readParts() site.Problems {
	entries, err := fs.ReadDir(s.site.FS, "theme")
	if err != nil {
		return nil // there is none
	}
	var ps site.Problems
	set := template.New("")
	for _, e := range entries {
		name, isPart := strings.CutSuffix(e.Name(), ".html")
		if !isPart || e.IsDir() {
			continue
		}
		file := path.Join("theme", e.Name())
		if !slices.Contains(parts, name) {
			ps = append(ps, site.Problem{File: file, Message: "is no part of a page, and not used", Hint: "the parts are " + strings.Join(parts, ", ")})
			continue
		}
		text, err := site.ReadFile(s.site.FS, file, site.MaxTheme)
		if err == nil {
			_, err = set.New(file).Parse(string(text))
		}
		if err != nil {
			ps = append(ps, templateProblem(file, err))
			continue
		}
		ps = append(ps, stopped(&site.Source{Name: file, Text: text})...)
	}
	if len(set.Templates()) == 0 || ps.Failed(false) {
		return ps
	}
	s.parts = set
	for _, name := range parts {
		var w buffer
		if err := s.execute(&w, s.newFrame(site.MissingOutput), name, nil); err != nil {
			ps = append(ps, templateProblem(partFile(name), err))
		}
	}
	return ps
}

func partFile(name string) string { return "theme/" + name + ".html" }

// hasPart reports whether the project has a template for a part.
func (s *Site) hasPart(name string) bool {
	return s.parts != nil && s.parts.Lookup(partFile(name)) != nil
}

// part prints a part of a page: what print prints, unless the project has a
// template for it.
func (s *Site) part(w *buffer, f *frame, name string, print func(*Site, *buffer, *frame)) {
	if !s.hasPart(name) {
		print(s, w, f)
		return
	}
	var standard buffer
	print(s, &standard, f)
	start := len(w.b)
	if err := s.execute(w, f, name, standard.b); err != nil {
		w.b = append(w.b[:start], standard.b...)
		s.addProblem(f.output, templateProblem(partFile(name), err))
	}
}

// execute writes what a part's template makes of a page.
func (s *Site) execute(w *buffer, f *frame, name string, standard []byte) error {
	if !s.hasPart(name) {
		return nil
	}
	c := &s.site.Config
	return s.parts.ExecuteTemplate(w, partFile(name), partData{
		Page: partPage{Title: f.title, Description: f.description, Path: f.output, URL: f.canonical, Markdown: f.markdown, Edit: f.edit, Changed: f.changed},
		Site: partSite{Title: s.site.Title(), URL: s.site.Config.Address(), Repo: c.Repo},
		Lang: c.Lang, Root: s.href(f.output, ""), Default: template.HTML(standard),
	})
}

// addProblem reports what was found while a file was put together.
func (s *Site) addProblem(output string, p site.Problem) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !slices.Contains(s.problems[output], p) {
		s.problems[output] = append(s.problems[output], p)
	}
}

// templateError is how Go's templates report an error: with their name, the
// line counted from 1 and, where there is one, the column counted from 0.
var templateError = regexp.MustCompile(`^(?:html/)?template: ?(.*?):([0-9]+)(?::([0-9]+))?: (?:executing ".*?" at )?([\s\S]*)$`)

// templateProblem is an error of a template with its place.
func templateProblem(file string, err error) site.Problem {
	p := site.Problem{File: file, Severity: site.Error, Message: "template: " + err.Error()}
	m := templateError.FindStringSubmatch(err.Error())
	if m == nil {
		return p
	}
	p.File, p.Message = m[1], "template: "+m[4]
	p.Line, _ = strconv.Atoi(m[2])
	if m[3] != "" {
		col, _ := strconv.Atoi(m[3])
		p.Col = col + 1
	}
	if message, _, unknown := strings.Cut(p.Message, " in type "); unknown {
		p.Message, p.Hint = message, "a template has .Page, .Site, .Lang, .Root and .Default"
	}
	return p
}

var (
	comment   = regexp.MustCompile(`(?s)<!--.*?-->|\{\{-?\s*/\*.*?\*/\s*-?\}\}`)
	openTag   = regexp.MustCompile(`(?s)<([a-zA-Z][a-zA-Z0-9-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>`)
	inlineTag = regexp.MustCompile(`(?is)\s(style|on[a-z]+)\s*=`)
	otherHost = regexp.MustCompile(`(?is)\s(?:src|data|href)\s*=\s*["']?\s*((?:https?:)?//[^"'\s>]*)`)
	scriptSrc = regexp.MustCompile(`(?is)\ssrc\s*=`)
	dataType  = regexp.MustCompile(`(?is)\stype\s*=\s*["']?[a-z]+/[a-z.+-]*json`)
	loads     = regexp.MustCompile(`(?i)^(script|img|link|source|video|audio)$`)
)

// stopped warns of what a browser will not do, by the policy that every page
// carries.
func stopped(src *site.Source) site.Problems {
	var ps site.Problems
	blank := func(b []byte) []byte { return []byte(strings.Repeat(" ", len(b))) }
	text := comment.ReplaceAllFunc(src.Text, blank)
	for _, m := range openTag.FindAllSubmatchIndex(text, -1) {
		tag, attrs := strings.ToLower(string(text[m[2]:m[3]])), text[m[4]:m[5]]
		what, hint := "", ""
		inline, from := inlineTag.FindSubmatch(attrs), otherHost.FindSubmatch(attrs)
		switch {
		case tag == "script" && !scriptSrc.Match(attrs) && !dataType.Match(attrs):
			what, hint = "an inline script", "put it into a file below theme/static and name it with src"
		case tag == "style":
			what, hint = "an inline style", "put it into theme/extra.css"
		case tag == "iframe" || tag == "object" || tag == "embed":
			what, hint = fmt.Sprintf("%q", "<"+tag+">"), "link to it"
		case inline != nil && strings.EqualFold(string(inline[1]), "style"):
			what, hint = `the attribute "style"`, "put it into theme/extra.css"
		case inline != nil:
			what, hint = fmt.Sprintf("the attribute %q", inline[1]), "put a script below theme/static"
		case from != nil && loads.MatchString(tag) && (tag != "link" || strings.Contains(strings.ToLower(string(attrs)), "stylesheet")):
			what, hint = fmt.Sprintf("%q", from[1]), "keep a copy below theme/static"
		default:
			continue
		}
		ps = append(ps, src.Problem(site.Warning, m[0], what+" is stopped by the page's Content-Security-Policy", hint))
	}
	return ps
}

// staticFolder has the files of a theme that are part of the site as they are,
// below docsite/static.
const staticFolder = "theme/static"

// publishStatic makes the theme's own files part of the site. It reports
// whether there are fonts among them, which the policy has to allow.
func (s *Site) publishStatic() (fonts bool, ps site.Problems) {
	_ = fs.WalkDir(s.site.FS, staticFolder, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil: // mostly: there is no such folder
			return fs.SkipDir
		case assets.Hidden(name) && d.IsDir():
			return fs.SkipDir
		case assets.Hidden(name) || d.IsDir():
			return nil
		}
		info, err := fs.Stat(s.site.FS, name)
		if err != nil || !info.Mode().IsRegular() || info.Size() > assets.MaxSize {
			ps = append(ps, site.Problem{File: name, Severity: site.Error, Message: "is no file of at most 32 MiB inside the project"})
			return nil
		}
		ext := strings.ToLower(path.Ext(name))
		fonts = fonts || ext == ".woff2" || ext == ".woff" || ext == ".ttf" || ext == ".otf"
		s.routes.Add(site.Route{Output: "docsite/static" + strings.TrimPrefix(name, staticFolder), Kind: site.ThemeRoute, File: name})
		return nil
	})
	return fonts, ps
}
