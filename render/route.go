package render

import (
	"bytes"
	"io/fs"
	"path"
	"time"

	"docsite/internal/regular"
	"docsite/internal/search"
	"docsite/internal/site"
	"docsite/render/feeds"
)

// searchOutput is where the search page stands, unless an author has a page
// there.
const searchOutput = "search.html"

// addOwn adds docsite's own files, and the pages' Markdown. What an author has
// at their paths wins: the page for missing addresses and what programs ask for
// are then the author's, the search page gets another name, which is given.
func (s *Site) addOwn() (searchPage string) {
	for _, name := range s.search.Files() {
		s.routes.Add(site.Route{Output: name, Kind: site.SearchIndexRoute})
	}
	for i, p := range s.site.Pages {
		s.routes.Add(site.Route{Output: search.TextFile(i), Kind: site.SearchIndexRoute, Page: p})
	}
	s.routes.Offer(site.Route{Output: site.MissingOutput, Kind: site.MissingRoute})
	searchPage = searchOutput
	if !s.routes.Offer(site.Route{Output: searchPage, Kind: site.SearchPageRoute}) {
		searchPage = "docsite/" + searchOutput
		s.routes.Add(site.Route{Output: searchPage, Kind: site.SearchPageRoute})
	}
	for _, f := range feeds.Data(s.site) {
		s.addAuthors(f.Output)
		s.routes.Offer(site.Route{Output: f.Output, Kind: site.FigureRoute, Text: f.Text})
	}
	if s.site.Config.URL != "" {
		s.addFeeds()
	}
	return searchPage
}

// addFeeds adds what programs ask for by the site's address.
func (s *Site) addFeeds() {
	for _, name := range []string{feeds.RobotsOutput, feeds.LLMsOutput} {
		s.addAuthors(name)
	}
	s.routes.Offer(site.Route{Output: feeds.RobotsOutput, Kind: site.RobotsRoute})
	s.routes.Offer(site.Route{Output: feeds.SitemapOutput, Kind: site.SitemapRoute})
	s.routes.Offer(site.Route{Output: feeds.LLMsOutput, Kind: site.LLMsRoute})
	if feed := feeds.Changes(s.site, &s.msg.Image); feed != nil {
		s.routes.Offer(site.Route{Output: feeds.ChangesOutput, Kind: site.FeedRoute, Text: feed})
	}
	for _, p := range s.site.Pages {
		if p != s.site.Missing {
			s.routes.Offer(site.Route{Output: p.Markdown(), Kind: site.MarkdownRoute, Page: p})
		}
	}
}

// addAuthors adds the file that an author has in the pages' folder where docsite
// would have its own.
func (s *Site) addAuthors(output string) {
	file := path.Join(s.site.Config.Content, output)
	if regular.Is(s.site.FS, file) {
		s.routes.AddFile(file, output)
	}
}

// textsLate is how many pages after its own the file comes that has what the
// search shows of a page: so many may be on their way at once.
const textsLate = 64

// Files lists the paths of the site: sorted, but for those of the search, which
// come behind the pages that they are made of: what is shown of a page soon, so
// that few texts wait in memory, and the index last. Nothing is rendered: the
// files of the project that pages show are among them once these pages were
// opened.
func (s *Site) Files() []string {
	all := s.routes.All()
	names, texts, late := make([]string, 0, len(all)), []string(nil), []string(nil)
	for _, r := range all {
		switch {
		case r.Kind == site.SearchIndexRoute && r.Page != nil:
		case r.Kind == site.SearchIndexRoute || r.Kind == site.SearchPageRoute:
			late = append(late, r.Output)
		default:
			names = append(names, r.Output)
		}
		if r.Kind == site.PageRoute {
			texts = append(texts, search.TextFile(s.layout.Order(r.Page)))
		}
		if len(texts) > textsLate {
			names, texts = append(names, texts[0]), texts[1:]
		}
	}
	return append(append(names, texts...), late...)
}

// AppendFile appends a file's text to b, which whoever reads many files may
// use for all of them.
func (s *Site) AppendFile(b []byte, name string) ([]byte, error) {
	r := s.routes.At(name)
	if r == nil {
		r = s.seek(name)
	}
	if r == nil {
		return b, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if r.Kind == site.PageRoute {
		return s.appendPage(b, r.Page)
	}
	text, err := s.read(r)
	return append(b, text...), err
}

// read gives the text of a file that is no page.
func (s *Site) read(r *site.Route) ([]byte, error) {
	switch r.Kind {
	case site.SectionRoute:
		return s.layout.Folder(r.Output, r.Section), nil
	case site.MarkdownRoute:
		return feeds.Markdown(s.site, r.Page)
	case site.AliasRoute:
		return s.layout.Alias(r.Output, r.Page), nil
	case site.MissingRoute:
		return s.layout.Missing(), nil
	case site.SearchPageRoute:
		return s.layout.SearchPage(s.search.Names()), nil
	case site.SearchIndexRoute:
		text, _ := s.search.File(r.Output)
		return text, nil
	case site.RobotsRoute:
		return feeds.Robots(s.site), nil
	case site.SitemapRoute:
		return feeds.Sitemap(s.site), nil
	case site.LLMsRoute:
		return feeds.LLMs(s.site, func(p *site.Page) bool { return s.routes.Is(p.Markdown(), site.MarkdownRoute) }), nil
	}
	if r.File != "" { // a FileRoute, or a ThemeRoute of the project
		return fs.ReadFile(s.site.FS, r.File)
	}
	return r.Text, nil // a ThemeRoute, a FigureRoute or a FeedRoute
}

// Open implements [fs.FS]. A folder opens as its index.html.
func (s *Site) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	text, err := s.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return &file{bytes.NewReader(text), info{path.Base(name), int64(len(text))}}, nil
}

// OpenFile opens a file of the project that is part of the site as it is. What is
// rendered is no such file.
func (s *Site) OpenFile(name string) (fs.File, error) {
	r := s.routes.At(name)
	if r == nil && fs.ValidPath(name) {
		r = s.seek(name)
	}
	if r == nil || r.File == "" || r.Text != nil || !regular.Is(s.site.FS, r.File) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return s.site.FS.Open(r.File)
}

// ReadFile implements [fs.ReadFileFS].
func (s *Site) ReadFile(name string) ([]byte, error) { return s.AppendFile(nil, name) }

// file is a rendered file.
type file struct {
	*bytes.Reader
	info info
}

func (f *file) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *file) Close() error               { return nil }

// info describes a rendered file. It has no time: the same project gives the
// same site on every day.
type info struct {
	name string
	size int64
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.size }
func (i info) Mode() fs.FileMode  { return 0o444 }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return false }
func (i info) Sys() any           { return nil }
