package layout

import (
	"cmp"
	"html/template"
	"sync"

	"docsite/internal/search"
	"docsite/internal/site"
	"docsite/render/markup"
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
	for _, e := range l.Site.Top.Entries() {
		if to, title, about := target(e); to != "index.html" {
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
	data := Data{Heading: markup.Escaped(cmp.Or(sec.Title, l.title))}
	for _, e := range sec.Entries() {
		to, title, about := target(e)
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
