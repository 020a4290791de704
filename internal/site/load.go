package site

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"docsite/internal/contents"
	"docsite/internal/front"
	"docsite/internal/glob"
	"docsite/internal/parallel"
	"docsite/internal/regular"
)

// Site is a project: its configuration, its lock and its pages.
type Site struct {
	FS     fs.FS // the project's folder, which nothing read through it can leave
	Config Config
	Lock   *Lock
	Pages  []*Page  // in reading order
	Top    *Section // the same pages, by folder, but for Missing
	// Missing is the author's page for addresses that are not there, the last
	// of Pages: a 404.md in the content folder. Nil for none.
	Missing *Page
	// Changes are the days, YYYY-MM-DD, of the pages' last commits, by the
	// pages' paths. There are none until somebody has asked git.
	Changes map[string]string
	// Tracked gives the files that git tracks, as slash paths relative to the
	// project: none where git knows nothing of the project, an error where it
	// does not tell. A nil Tracked is a project without git.
	Tracked func() (map[string]bool, error)
	Prefix  func() (path string, ok bool) // of the project in its repository; nil without git
	// Ignored reports whether git ignores a file on purpose; nil without git.
	Ignored func(file string) bool
	// Revise gives the text to read in the place of a page's; a nil Revise changes none.
	Revise   func(*Page, *Source) *Source
	Table    contents.Table // of another generator
	byPath   map[string]*Page
	includes contents.Includer
	beside   func() ([]*Page, Problems) // see Files
	routes   *Routes                    // of the pages
	kept     atomic.Int64               // bytes of the pages' text
	found
	drafts bool // pages marked as drafts are among them
}

// found is what a look at the content folder gave.
type found struct {
	files    []file // those that became no page too
	problems Problems
	told     []Problems // of reading each of files
	arranged Problems   // of arranging the pages
	links    bool       // there are links or includes: a file may change under another name
}

// Options say how a site is read.
type Options struct {
	Drafts bool                     // pages marked as drafts too
	Page   string                   // path of one that is a page although another is the page of its folder
	Title  func([]byte) string      // reads the first heading of Markdown, as plain text
	Keep   int64                    // bytes of text kept in memory until it is asked for; what is more is read twice
	Check  []func(*Config) Problems // find what is wrong with docsite.yaml in the eyes of packages above
	Before *Site                    // an earlier reading: pages that have not changed since are taken from it
	Git    func(*Site)              // lets the site ask git, before its pages are read; nil without git
	// Changed names the files, relative to the project, that may have changed
	// since Before was read, where that is known; none where it is not.
	Changed []string
}

// stamp tells whether a file is the one that was read before.
type stamp struct {
	modified time.Time
	size     int64
}

func stampOf(info fs.FileInfo) stamp { return stamp{info.ModTime(), info.Size()} }

// Longest is the size of the longest page as it was found, in bytes.
func (s *Site) Longest() (longest int64) {
	for _, p := range s.Pages {
		longest = max(longest, p.stamp.size)
	}
	return longest
}

// Load reads the project in fsys. The site is nil when its configuration or
// lock cannot be read; a page that cannot be read is left out. Problems are
// in the order of files and lines.
func Load(fsys fs.FS, opts Options) (*Site, Problems) {
	config, ps := ReadConfig(fsys, opts.Check...)
	lock, faults := ReadLock(fsys)
	if ps = append(ps, faults...); ps.Failed() {
		return nil, ps
	}
	s := &Site{FS: fsys, Config: config, Lock: lock, Table: contents.Read(fsys, config.Content, front.CheckYAML)}
	s.includes = contents.Includer{FS: fsys, Body: front.Body, Refused: s.isIgnored,
		Roots: sync.OnceValue(func() []string { return contents.Roots(fsys, config.Content) })} // few projects include anything
	if opts.Git != nil {
		opts.Git(s)
	}
	s.lockedTags()
	s.beside = sync.OnceValues(s.readFiles)
	changed, reused := s.reuse(opts)
	if !reused {
		s.walk()
		s.addReadme()
	}
	if !reused || !s.keepShape(changed, opts) {
		pages := s.readAll(opts)
		if len(pages) == 0 && len(s.files) > 0 {
			ps = append(ps, Problem{File: s.Config.Content, Severity: Error, Message: "no page is left"})
		}
		s.drafts, s.arranged = opts.Drafts, s.index(pages, opts)
	}
	ps = slices.Concat(ps, s.found.problems, slices.Concat(s.told...), s.arranged)
	ps.Sort()
	return s, ps
}

// isIgnored reports whether git ignores a file outside of the content folder: pages do not
// show its text.
func (s *Site) isIgnored(file string) bool {
	if _, inside := s.Config.InContent(file); inside || s.Tracked == nil || s.Ignored == nil {
		return false
	}
	tracked, _ := s.Tracked()
	return tracked != nil && !tracked[file] && s.Ignored(file)
}

// file is a Markdown file that was found, before it is read.
type file struct {
	path  string // relative to the content folder
	stamp stamp
}

// maxFolders is how many folders of pages may stand in one another: a page names
// them all, so that a site grows with the square of their number.
const maxFolders = 100

// walk lists the Markdown files of the content folder. Folders whose name
// starts with a dot, the output folder and folders of packages are not content.
func (s *Site) walk() {
	var files []file
	var ps Problems
	err := fs.WalkDir(s.FS, s.Config.Content, func(name string, d fs.DirEntry, err error) error {
		if why, hint := glob.Odd(name); why != "" {
			ps = append(ps, Problem{File: name, Severity: Warning, Message: why, Hint: hint})
		}
		if !glob.CanBe(name) {
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if err != nil {
			ps = append(ps, s.unread(name, err))
			return nil
		}
		if d.IsDir() {
			if name != s.Config.Content && s.Config.skips(s.FS, name) {
				return fs.SkipDir
			}
			if strings.Count(s.Config.fromContent(name), "/") >= maxFolders {
				ps = append(ps, Problem{File: name, Severity: Warning, Message: fmt.Sprintf("it is left out: folders stand more than %d deep", maxFolders), Hint: "move its pages up"})
				return fs.SkipDir
			}
			return nil
		}
		isPage, isLink := isPage(name), d.Type()&fs.ModeSymlink != 0
		if name == s.Config.Content || isHidden(name) || !isPage && !(isLink && s.hasPages(name)) {
			return nil // the content folder may be a file
		}
		info, err := d.Info()
		if isLink {
			s.links = true
			info, err = fs.Stat(s.FS, name) // follows a link; one that leaves the project is refused
		}
		if err != nil || !info.Mode().IsRegular() {
			ps = append(ps, notAFile(name, err))
			return nil
		}
		files = append(files, file{s.Config.fromContent(name), stampOf(info)})
		return nil
	})
	if err != nil {
		ps = append(ps, Problem{File: s.Config.Content, Severity: Error, Message: plain(err)})
	}
	if len(files) == 0 && !ps.Failed() {
		ps = append(ps, s.noPages())
	}
	s.files, s.found.problems = files, ps
}

// addReadme makes the README.md of the project its front page, where the content folder has none
// and no other generator makes a site of it.
func (s *Site) addReadme() {
	isFront := func(f file) bool { return outputPath(f.path) == "index.html" }
	if len(s.files) == 0 || slices.ContainsFunc(s.files, isFront) || contents.Generated(s.FS, s.Config.Content) {
		return
	}
	readme := s.readme()
	if info, err := fs.Stat(s.FS, readme); readme != "" && err == nil {
		s.files = append(s.files, file{s.Config.fromContent(readme), stampOf(info)})
	}
}

// noPages is that no Markdown was found.
func (s *Site) noPages() Problem {
	if c := &s.Config; regular.Is(s.FS, c.Content) {
		return c.Problem(quoted("content", c.Content)+" is a file", "content: is the folder of the pages", "content")
	}
	return Problem{File: s.Config.Content, Severity: Error, Message: "there is no Markdown file",
		Hint: "put one into content/; docsite init writes one about a Dockerfile"}
}

// hasPages reports whether Markdown stands right in a folder of the project. One out of
// the project may have some.
func (s *Site) hasPages(folder string) bool {
	entries, err := fs.ReadDir(s.FS, folder)
	outside := err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) && path.Ext(folder) == ""
	return outside || slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return isPage(e.Name()) })
}

// notAFile is that what is called like a page is none.
func notAFile(name string, err error) Problem {
	p := Problem{File: name, Severity: Warning, Message: "it is left out: it is no file, or a link to a folder"}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p.Message = "it is left out: the link leads nowhere"
	case errors.Is(err, syscall.ELOOP):
		p.Message = "it is left out: the link leads back to itself"
	case err != nil:
		p.Message, p.Hint = "it is left out: the link leads out of the project", "a link may not leave the folder that holds docsite.yaml"
	}
	return p
}

// unread is that a file or a folder could not be read: no site is built without
// the folder of all pages.
func (s *Site) unread(name string, err error) Problem {
	switch {
	case name == s.Config.Content && errors.Is(err, fs.ErrNotExist):
		return s.Config.Problem(quoted("content", name)+" is not there", "content: is the folder of the pages", "content")
	case name == s.Config.Content:
		return Problem{File: name, Severity: Error, Message: "the pages cannot be read: " + plain(err)}
	}
	return Problem{File: name, Severity: Warning, Message: "it is left out: " + plain(err)}
}

// maxReused is how many changed files are looked for among those of an earlier
// reading; with more of them a look at the folder is the quicker way.
const maxReused = 16

// reuse takes the files from an earlier reading when nothing but the text of
// some of them has changed: looking at 10,000 files takes longer than reading
// the one that was saved. It gives the indices of these, and reports whether that was so.
func (s *Site) reuse(opts Options) (changed []int, ok bool) {
	b := opts.Before
	if b == nil || b.links || len(opts.Changed) == 0 || len(opts.Changed) > maxReused || b.Config.Content != s.Config.Content || b.Config.Output != s.Config.Output {
		return nil, false
	}
	files := slices.Clone(b.files)
	for _, name := range opts.Changed {
		inside := s.Config.fromContent(name)
		i := slices.IndexFunc(files, func(f file) bool { return f.path == inside })
		if i < 0 {
			return nil, false
		}
		info, err := fs.Stat(s.FS, name)
		if err != nil || !info.Mode().IsRegular() {
			return nil, false
		}
		files[i].stamp = stampOf(info)
		changed = append(changed, i)
	}
	s.found = found{files: files, problems: b.found.problems}
	return changed, true
}

// skips reports whether a folder is no content, whatever Markdown it has: one with a docsite.yaml
// is another project.
func (c *Config) skips(fsys fs.FS, folder string) bool {
	if isHidden(folder) || folder == c.Output || contents.HasPackages(fsys, folder) {
		return true
	}
	_, err := fs.Stat(fsys, path.Join(folder, ConfigName))
	return err == nil
}

// isHidden reports whether a file or a folder is hidden, as the lock files of editors are.
func isHidden(name string) bool { return strings.HasPrefix(path.Base(name), ".") }

func isPage(name string) bool { return contents.IsMarkdown(name) && !isHidden(name) }

// readAll reads the pages on all cores.
func (s *Site) readAll(opts Options) []*Page {
	pages := make([]*Page, len(s.files))
	s.told = make([]Problems, len(s.files))
	parallel.Each(len(pages), func(i int) { pages[i], s.told[i] = s.readOne(s.files[i], opts) })
	return slices.DeleteFunc(pages, func(p *Page) bool { return p == nil })
}

func (s *Site) readOne(f file, opts Options) (*Page, Problems) {
	if opts.Before != nil {
		if p := opts.Before.byPath[f.path]; p != nil && p.stamp == f.stamp && p.Text == "" && len(p.Asked) == 0 && p.Output == outputPath(f.path) {
			return p, p.problems
		}
	}
	p := &Page{Path: f.path, Output: outputPath(f.path), stamp: f.stamp}
	src, err := AsWritten(s, p)
	text := src
	if err == nil {
		_, body := front.Split(src.Text)
		if p.Text = s.includes.Whole(s.File(p), src.Text[body:]); p.Text != "" {
			text, err = AsWritten(s, p)
		}
	}
	if err != nil {
		return nil, Problems{s.unread(s.File(p), err)}
	}
	text, with := expanded(s, p, text)
	p.Includes, p.Asked = with.Files, with.Asked
	p.problems = readPage(src, text, p, opts.Title)
	if size := int64(len(text.Text)); s.kept.Add(size) <= opts.Keep {
		p.text.Store(text)
	}
	return p, p.problems
}

// index arranges the pages and finds those that would be written to one file.
func (s *Site) index(pages []*Page, opts Options) Problems {
	if !opts.Drafts {
		pages = slices.DeleteFunc(pages, func(p *Page) bool { return p.Draft })
	}
	pages = s.order(pages)
	pages, ps := s.leaveOutReadmes(pages, opts.Page)
	isFront := func(p *Page) bool { return p.Output == "index.html" }
	if i := slices.IndexFunc(pages, func(p *Page) bool { return p.Address == "/" }); i >= 0 && !slices.ContainsFunc(pages, isFront) {
		pages[i].Output = "index.html" // as Docusaurus has it
	}
	s.byPath = make(map[string]*Page, len(pages))
	s.routes = newRoutes(s, glob.NewTable[Route](len(pages)))
	for _, p := range pages {
		s.byPath[p.Path], s.links = p, s.links || p.Text != "" || len(p.Asked) > 0
	}
	ps = append(ps, s.routes.addPages(pages)...)
	pages = slices.DeleteFunc(pages, func(p *Page) bool {
		if p.Output == MissingOutput {
			s.Missing = p
		}
		return p == s.Missing
	})
	folders := sections(s.Config.Title, pages, func(folder string) (string, float64) {
		if !s.Table.Parts {
			return "", -1
		}
		return contents.Category(s.FS, path.Join(s.Config.Content, folder))
	})
	s.nameSections(folders)
	s.Top = folders["."]
	s.Pages = s.Top.flatten(make([]*Page, 0, len(pages)+1))
	if s.Missing != nil {
		s.Pages = append(s.Pages, s.Missing)
	}
	return ps
}
