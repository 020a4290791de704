package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"docsite/internal/bind"
	"docsite/internal/builds"
	"docsite/internal/coverage"
	"docsite/internal/figures"
	"docsite/internal/folder"
	"docsite/internal/markdown"
	"docsite/internal/notes"
	"docsite/internal/publish"
	"docsite/internal/site"
)

// notesFlags are the flags of docsite notes.
type notesFlags struct {
	format  string
	strict  bool
	explain string
}

func newNotes(p *program) *cobra.Command {
	var flags notesFlags
	cmd := command("notes", nil, func(cmd *cobra.Command, args []string) error { return p.notes(cmd.Context(), args, flags) })
	cmd.Flags().StringVar(&flags.format, "format", "text", "`FORM` of what is printed: text or json")
	cmd.Flags().StringVar(&flags.explain, "explain", "", "print what speaks for the lines of the note at `PAGE:LINE` and against them")
	cmd.Flags().BoolVar(&flags.strict, "strict", false, "exit 1 when a note that names code found no line")
	return cmd
}

func (p *program) notes(ctx context.Context, args []string, flags notesFlags) error {
	if flags.format != "text" && flags.format != "json" {
		return fmt.Errorf("--format %q is not known: text or json", flags.format)
	}
	if flags.explain != "" {
		return p.explainNote(ctx, flags.explain)
	}
	s, pages, done, err := p.notedPages(ctx, args)
	if err != nil {
		return err
	}
	defer done()
	list := []coverage.Page{}
	captions := figures.NewCaptions(s)
	lost, unread := 0, len(pages) == 0 // a project without pages has told so
	for _, page := range pages {
		done := publish.Working(ctx, s.File(page))
		noted, err := coverage.Read(s, page, captions)
		done()
		if err != nil {
			fmt.Fprintln(p.stderr, err)
			unread = true
			continue
		}
		p.report(noted.Claims)
		for i := range noted.Notes {
			if state := noted.Notes[i].State; state == site.Unmatched || state == site.Ambiguous {
				lost++
			}
		}
		list = append(list, noted)
	}
	if flags.format == "json" {
		enc := json.NewEncoder(p.stdout)
		enc.SetEscapeHTML(false)
		err = enc.Encode(list)
	} else {
		err = coverage.Print(p.stdout, terminalWidth(p.stdout), list)
	}
	switch {
	case err != nil:
		return err
	case unread:
		return exitCode(exitUsage)
	case flags.strict && lost > 0:
		return exitCode(exitDrift)
	}
	return nil
}

// notedPages reads the project of a folder, or the pages that are named. done
// closes the project.
func (p *program) notedPages(ctx context.Context, args []string) (s *site.Site, pages []*site.Page, done func(), err error) {
	isDir := len(args) == 0
	if !isDir {
		info, err := os.Stat(args[0])
		if err != nil {
			return nil, nil, nil, noPage(args[0])
		}
		isDir = info.IsDir()
	}
	switch {
	case isDir && len(args) > 1:
		return nil, nil, nil, errors.New("name one folder, or pages")
	case isDir:
		s, problems, done, err := p.project(ctx, args...)
		if err == nil {
			p.report(problems)
			pages = s.Pages
		}
		return s, pages, done, err
	}
	for _, dir := range foldersAbove(args[0]) {
		var problems site.Problems
		if s, problems, done, err = p.project(ctx, dir); err != nil {
			return nil, nil, nil, err
		}
		if pages, err = namedPages(s, dir, args); err == nil {
			p.report(about(problems, s, pages))
			return s, pages, done, nil
		}
		done()
	}
	return nil, nil, nil, err
}

// noPage says that there is no file of a name, and which one may be meant.
func noPage(name string) error {
	hint := ""
	page, _, hasLine := strings.Cut(name, ":")
	if inContent := filepath.Join("content", page); isFile(inContent) {
		hint = fmt.Sprintf(" (hint: did you mean %s?)", filepath.Join("content", name))
	} else if hasLine && isFile(page) {
		hint = fmt.Sprintf(" (hint: docsite notes --explain %s explains one note)", name)
	}
	return fmt.Errorf("there is no file and no folder %q%s", name, hint)
}

// isFile reports whether a name leads to a file.
func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// foldersAbove lists the folders that may be a page's project: the current
// one, then those around the page, the nearest first.
func foldersAbove(page string) []string {
	dirs := []string{"."}
	for dir := filepath.Dir(page); dir != dirs[len(dirs)-1] && len(dirs) < 8; dir = filepath.Dir(dir) {
		dirs = append(dirs, dir)
	}
	return dirs
}

// project reads the project in a folder, the current one where none is named.
func (p *program) project(ctx context.Context, dir ...string) (*site.Site, site.Problems, func(), error) {
	root, err := p.folder(dir)
	if err != nil {
		return nil, nil, nil, err
	}
	s, problems, err := p.load(ctx, root)
	if err != nil {
		root.Close()
		return nil, nil, nil, err
	}
	builds.LimitMemory(s)
	return s, problems, func() { root.Close() }, nil
}

// about leaves out warnings of other files than the pages that a person named and those
// of the project as a whole.
func about(problems site.Problems, s *site.Site, named []*site.Page) site.Problems {
	files := []string{"", site.ConfigName, site.LockName}
	for _, page := range named {
		files = append(files, s.File(page))
	}
	return slices.DeleteFunc(problems, func(p site.Problem) bool {
		return p.Severity == site.Warning && !slices.Contains(files, p.File)
	})
}

// namedPages finds the pages that a person named by their paths from here, in
// the project in dir.
func namedPages(s *site.Site, dir string, names []string) ([]*site.Page, error) {
	var pages []*site.Page
	for _, name := range names {
		if _, err := os.Stat(name); err != nil {
			return nil, fmt.Errorf("there is no file %q", name)
		}
		file, err := folder.Rel(dir, name)
		if err != nil {
			return nil, err
		}
		page := s.PageOf(file)
		if page == nil {
			return nil, fmt.Errorf("%q is no page of a project", name)
		}
		pages = append(pages, page)
	}
	return pages, nil
}

// explainNote prints what speaks for the lines of one note, and against them, as a
// table. It is named by its page's file and its line there.
func (p *program) explainNote(ctx context.Context, name string) error {
	at, err := place(name)
	if err != nil || at.Line == 0 {
		return fmt.Errorf("--explain %q: name a page and a line, such as content/page.md:12", name)
	}
	s, pages, done, err := p.notedPages(ctx, []string{at.File})
	if err != nil {
		return err
	}
	defer done()
	if len(pages) != 1 {
		return fmt.Errorf("--explain %q: name one page, not a folder", name)
	}
	src, err := s.Source(pages[0])
	if err != nil {
		return err
	}
	page := notes.Read(markdown.Parse(src))
	found := false
	for ref, note := range site.NotesOf(page.Groups) {
		if line, _ := src.Position(note.Span.Start); line == at.Line {
			found = true
			bind.PrintChoices(p.stdout, note.Label, bind.Explain(page.Codes, page.Groups, ref, 3))
		}
	}
	if !found {
		return fmt.Errorf("--explain %q: no row, item, heading or paragraph that may explain code begins there", name)
	}
	return nil
}
