package layout

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"docsite/internal/lazy"
	"docsite/internal/regular"
	"docsite/internal/search"
	"docsite/internal/site"
	"docsite/render/markup"
	"docsite/render/messages"
	"docsite/theme"
)

// OwnPages are the pages of docsite's own that a template of the project's
// theme folder can take, by its name without .html.
var OwnPages = []string{"missing", "folder", "search", "alias"}

// Entry is a page or a folder in the list of a folder.
type Entry struct {
	Href               string
	Title, Description template.HTML // escaped
}

// Name is an instruction, a flag or a variable on the search page, with the
// places where it stands.
type Name struct {
	Name template.HTML // escaped
	Uses []Use
	More int // places that are not among Uses
}

// Use is a place on a page.
type Use struct {
	Href  string
	Title template.HTML // escaped
}

// ownTemplates are docsite's templates of its own pages.
var ownTemplates = sync.OnceValue(func() *template.Template {
	return template.Must(template.ParseFS(theme.Files, "pages/missing.html", "pages/folder.html", "pages/search.html", "pages/alias.html"))
})

// own executes the template of one of docsite's own pages, or the project's template in its
// place.
func (l *Layout) own(p *page, name string, data Data) []byte {
	l.fill(&data, p)
	var w markup.Buffer
	if err := ownTemplates().ExecuteTemplate(&w, name+".html", data); err != nil {
		panic(err) // none of them fails
	}
	if !l.hasPartial(name) {
		return w.B
	}
	data.Default = template.HTML(w.B)
	var other markup.Buffer
	if err := l.execute(&other, p, name, data); err != nil {
		l.Report(p.output, templateProblem(partialFile(name), err))
		return w.B
	}
	return other.B
}

// Missing is docsite's page for addresses that are not there.
func (l *Layout) Missing() []byte {
	p := l.newPage(site.MissingOutput, nil)
	p.title = l.Messages.Page.NotFound
	data := Data{Entries: []Entry{{l.Href(p.output, "index.html"), markup.Escaped(l.title), ""}}}
	labels := labelsOf(l.Site.Top.Entries)
	for _, e := range l.Site.Top.Entries {
		if to, title, about := target(e, labels); to != "index.html" {
			data.Entries = append(data.Entries, Entry{markup.Address(l.Href(p.output, to)), markup.Escaped(title), markup.Escaped(about)})
		}
	}
	data.Entries = append(data.Entries, Entry{markup.Address(l.Href(p.output, l.SearchOutput)), markup.Escaped(l.Messages.Page.Search), ""})
	p.body = l.own(p, "missing", data)
	return l.append(nil, p)
}

// Folder is the list of a folder that has no page of its own.
func (l *Layout) Folder(output string, sec *site.Section) []byte {
	p := l.newPage(output, sec)
	if sec != l.Site.Top {
		p.title = sec.Title
	}
	data, labels := Data{Heading: markup.Escaped(cmp.Or(sec.Title, l.title))}, labelsOf(sec.Entries)
	for _, e := range sec.Entries {
		to, title, about := target(e, labels)
		data.Entries = append(data.Entries, Entry{markup.Address(markup.Relative(output, to)), markup.Escaped(title), markup.Escaped(about)})
	}
	p.body = l.own(p, "folder", data)
	return l.append(nil, p)
}

// SearchPage is where the search leads without a script: the instructions, flags and
// variables of the whole site, with the places where they stand.
func (l *Layout) SearchPage(found []search.Name) []byte {
	p := l.newPage(l.SearchOutput, l.Site.Top)
	p.title, p.indexed = l.Messages.Page.Search, false
	var data Data
	for _, name := range found {
		n := Name{Name: markup.Escaped(name.Word), More: name.Count - len(name.Uses)}
		for _, use := range name.Uses {
			n.Uses = append(n.Uses, Use{markup.Address(markup.Relative(p.output, use.Output) + "#" + use.Anchor), markup.Escaped(use.PageTitle + ": " + use.Title)})
		}
		data.Names = append(data.Names, n)
	}
	p.body = l.own(p, "search", data)
	return l.append(nil, p)
}

// Alias is a page that sends a reader of an old address on. It does without
// the layout: nobody looks at it.
func (l *Layout) Alias(output string, to *site.Page) []byte {
	p := &page{output: output, title: to.Title, description: to.Description, canonical: l.Site.Config.AddressOf(to.Output)}
	return l.own(p, "alias", Data{Href: markup.Address(markup.Relative(output, to.Output))})
}

// Partials are the places of a page that a template of the project's theme
// folder can take, by its name without .html.
var Partials = []string{"head", "header", "side", "main", "footer"}

// Data is what a template is given.
type Data struct {
	Page    PageData
	Site    SiteData
	Lang    string        // of the pages: "en"
	Root    string        // the way from the page to the site's front folder: "", "../", …
	Default template.HTML // what docsite prints there

	// Of docsite's own pages.
	Text    *messages.Page // docsite's words, in the language of the pages
	Heading template.HTML  // of the list of a folder, escaped
	Entries []Entry        // of the list of a folder
	Names   []Name         // of the search page
	Href    string         // where an old address leads
}

// PageData is what a template can print of the page.
type PageData struct {
	Title       string // empty on the front page when it is the site's
	Description string
	Path        string // in the site: "guide/start.html"
	URL         string // whole; empty where url: is not configured
	Markdown    string // the page as Markdown, from the page; empty where there is none
	Edit        string // where it is edited; empty where edit: is not configured
	Changed     string // YYYY-MM-DD; empty where it is not known
}

// SiteData is what a template can print of the site.
type SiteData struct{ Title, URL, Repo string }

// maxActions is how many "{{" a template may have: the parser takes a hundred times
// the bytes of each in memory.
const maxActions = 10_000

// readPartials reads the templates of the theme folder, and tries each out on
// the page for missing addresses: a mistake is found before the first page.
func (l *Layout) readPartials() site.Problems {
	entries, err := fs.ReadDir(l.Site.FS, "theme")
	if err != nil {
		return nil // there is none
	}
	var ps site.Problems
	set := newTemplates()
	for _, e := range entries {
		name, isTemplate := strings.CutSuffix(e.Name(), ".html")
		if !isTemplate || e.IsDir() {
			continue
		}
		file := path.Join("theme", e.Name())
		if !slices.Contains(Partials, name) && !slices.Contains(OwnPages, name) {
			ps = append(ps, site.Problem{File: file, Message: "is no part of a page, and not used",
				Hint: "the parts are " + strings.Join(Partials, ", ") + "; docsite's own pages are " + strings.Join(OwnPages, ", ")})
			continue
		}
		text, err := regular.Read(l.Site.FS, file, maxFile)
		if n := bytes.Count(text, []byte("{{")); n > maxActions {
			err = fmt.Errorf("it has %d actions; at most %d are read", n, maxActions)
		}
		if err == nil {
			_, err = set.New(file).Parse(string(text))
		}
		if err != nil {
			ps = append(ps, templateProblem(file, err))
			continue
		}
		ps = append(ps, stopped(&site.Source{Name: file, Text: text})...)
	}
	if len(set.Templates()) == 0 || ps.Failed() {
		return ps
	}
	if err := set.count(); err != nil {
		return append(ps, site.Problem{File: "theme", Severity: site.Error, Message: "template: " + err.Error()})
	}
	l.partials = set
	for _, name := range slices.Concat(Partials, OwnPages) {
		if err := l.execute(&markup.Buffer{}, l.newPage(site.MissingOutput, nil), name, Data{}); err != nil {
			ps = append(ps, templateProblem(partialFile(name), err))
		}
	}
	return ps
}

func partialFile(name string) string { return "theme/" + name + ".html" }

// hasPartial reports whether the project has a template for a part.
func (l *Layout) hasPartial(name string) bool {
	return l.partials != nil && l.partials.Lookup(partialFile(name)) != nil
}

// partial prints a part of a page: what print prints, unless the project has a
// template for it.
func (l *Layout) partial(w *markup.Buffer, p *page, name string, print func(*markup.Buffer, *page)) {
	if !l.hasPartial(name) {
		print(w, p)
		return
	}
	var standard markup.Buffer
	print(&standard, p)
	start := len(w.B)
	if err := l.execute(w, p, name, Data{Default: template.HTML(standard.B)}); err != nil {
		w.B = append(w.B[:start], standard.B...)
		l.Report(p.output, templateProblem(partialFile(name), err))
	}
}

// execute writes what the project's template of a part makes of a page, and of
// other data; nothing where it has none.
func (l *Layout) execute(w *markup.Buffer, p *page, name string, data Data) error {
	if !l.hasPartial(name) {
		return nil
	}
	l.fill(&data, p)
	return l.partials.execute(w, partialFile(name), data, len(data.Default))
}

// fill enters what all templates are given.
func (l *Layout) fill(data *Data, p *page) {
	c := &l.Site.Config
	data.Page = PageData{Title: p.title, Description: p.description, Path: p.output, URL: p.canonical, Markdown: p.markdown, Edit: p.edit, Changed: p.changed}
	data.Site = SiteData{Title: l.title, URL: c.Address(), Repo: c.Repo}
	data.Lang, data.Root, data.Text = c.Lang, l.Href(p.output, ""), &l.Messages.Page
}

// templateError is how Go's templates report an error: with their name, the
// line counted from 1 and, where there is one, the column counted from 0.
var templateError = lazy.Pattern(`^(?:html/)?template: ?(.*?):([0-9]+)(?::([0-9]+))?: (?:executing ".*?" at )?([\s\S]*)$`)

// templateProblem is an error of a template with its place.
func templateProblem(file string, err error) site.Problem {
	p := site.Problem{File: file, Severity: site.Error, Message: "template: " + err.Error()}
	m := templateError().FindStringSubmatch(err.Error())
	if m == nil {
		return p
	}
	p.File, p.Message = m[1], "template: "+m[4]
	p.Line, _ = strconv.Atoi(m[2])
	if m[3] != "" {
		col, _ := strconv.Atoi(m[3])
		p.Col = col + 1
	}
	for _, stopped := range []error{errRounds, errMade} {
		if errors.Is(err, stopped) {
			p.Message = "template: " + stopped.Error()
		}
	}
	if errors.Is(err, errRounds) {
		p.Col = 0 // of what counts, which nobody wrote
	}
	if message, _, unknown := strings.Cut(p.Message, " in type "); unknown {
		p.Message, p.Hint = message, "a template has .Page, .Site, .Lang, .Root and .Default"
	}
	return p
}

var (
	comment   = lazy.Pattern(`(?s)<!--.*?-->|\{\{-?\s*/\*.*?\*/\s*-?\}\}`)
	openTag   = lazy.Pattern(`(?s)<([a-zA-Z][a-zA-Z0-9-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>`)
	inlineTag = lazy.Pattern(`(?is)\s(style|on[a-z]+)\s*=`)
	otherHost = lazy.Pattern(`(?is)\s(?:src|data|href)\s*=\s*["']?\s*((?:https?:)?//[^"'\s>]*)`)
	scriptSrc = lazy.Pattern(`(?is)\ssrc\s*=`)
	dataType  = lazy.Pattern(`(?is)\stype\s*=\s*["']?[a-z]+/[a-z.+-]*json`)
	loads     = lazy.Pattern(`(?i)^(script|img|link|source|video|audio)$`)
)

// stopped warns of what a browser will not do, by the policy that every page
// carries.
func stopped(src *site.Source) site.Problems {
	var ps site.Problems
	blank := func(b []byte) []byte { return []byte(strings.Repeat(" ", len(b))) }
	text := comment().ReplaceAllFunc(src.Text, blank)
	for _, m := range openTag().FindAllSubmatchIndex(text, -1) {
		tag, attrs := strings.ToLower(string(text[m[2]:m[3]])), text[m[4]:m[5]]
		what, hint := "", ""
		inline, from := inlineTag().FindSubmatch(attrs), otherHost().FindSubmatch(attrs)
		switch {
		case tag == "script" && !scriptSrc().Match(attrs) && !dataType().Match(attrs):
			what, hint = "an inline script", "put it into a file below theme/static and name it with src"
		case tag == "style":
			what, hint = "an inline style", "put it into theme/extra.css"
		case tag == "iframe" || tag == "object" || tag == "embed":
			what, hint = fmt.Sprintf("%q", "<"+tag+">"), "link to it"
		case inline != nil && strings.EqualFold(string(inline[1]), "style"):
			what, hint = `the attribute "style"`, "put it into theme/extra.css"
		case inline != nil:
			what, hint = fmt.Sprintf("the attribute %q", inline[1]), "put a script below theme/static"
		case from != nil && loads().MatchString(tag) && (tag != "link" || strings.Contains(strings.ToLower(string(attrs)), "stylesheet")):
			what, hint = fmt.Sprintf("%q", from[1]), "keep a copy below theme/static"
		default:
			continue
		}
		ps = append(ps, src.Problem(site.Warning, m[0], what+" is stopped by the page's Content-Security-Policy", hint))
	}
	return ps
}
