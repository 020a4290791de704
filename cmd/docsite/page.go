package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"docsite/internal/console"
	"docsite/internal/folder"
	"docsite/internal/git"
	"docsite/internal/publish"
	"docsite/internal/site"
	"docsite/render"
	"docsite/render/single"
)

// pageFlags are the flags of docsite page.
type pageFlags struct {
	out, style, base string
	fragment, strict bool
}

func newPage(p *program) *cobra.Command {
	flags := pageFlags{}
	cmd := command("page", cobra.ExactArgs(1), func(cmd *cobra.Command, args []string) error { return p.page(cmd.Context(), args[0], flags) })
	cmd.Flags().StringVarP(&flags.out, "out", "o", "", "`FILE` to write (default: standard output)")
	cmd.Flags().BoolVar(&flags.fragment, "fragment", false, "the text alone, for a page of another generator")
	cmd.Flags().StringVar(&flags.style, "style", "", "`FILE` for the style of fragments (default: docsite.css beside the fragment)")
	cmd.Flags().StringVar(&flags.base, "base", "", "`ADDRESS` of the site that links lead to (default: url: of docsite.yaml)")
	cmd.Flags().BoolVar(&flags.strict, "strict", false, "warnings fail too")
	return cmd
}

func (p *program) page(ctx context.Context, name string, flags pageFlags) error {
	if err := cmp.Or(checkBase(flags.base), spares("--out", flags.out), spares("--style", flags.style)); err != nil {
		return err
	}
	root, file, err := folder.Of(name)
	if in := filepath.Join("content", name); err != nil && isFile(in) {
		return fmt.Errorf("%w (hint: did you mean %s?)", err, in)
	} else if err != nil {
		return err
	}
	defer root.Close()
	s, _, err := p.load(ctx, root)
	if err != nil {
		return err
	}
	content, page := s.Config.Content, s.PageOf(file)
	if page == nil { // of the project's other Markdown, with the site's pages as those of a folder
		opts := options(root.FS(), true, func(c *site.Config) site.Problems { c.Content = "."; return nil })
		opts.Page = file
		opts.Git = git.Tell(ctx, root.Name())
		if s, _ = site.Load(root.FS(), opts); s != nil {
			page = s.PageOf(file)
		}
	}
	if page == nil {
		return fmt.Errorf("%s: it is no page of the project in %s, whose pages stand in %q (hint: content: in docsite.yaml says where)", name, folder.Short(root.Name()), content)
	}
	s.Config.URL = cmp.Or(flags.base, s.Config.URL)
	rendered, _ := render.New(s)
	text, err := rendered.ReadFile(page.Output)
	problems := rendered.ProblemsOn(page.Output)
	p.report(problems)
	if err != nil || problems.Failed() {
		return exitCode(exitUsage)
	}
	made, err := single.Make(text, single.Options{
		Read:     func(address string) ([]byte, error) { return rendered.ReadFile(render.OutputAt(page.Output, address)) },
		Link:     func(address string) string { return wholeAddress(s, content, page, address) },
		Fragment: flags.fragment,
	})
	if err != nil {
		return fmt.Errorf("%s: %v", name, err)
	}
	if len(made.Lost) > 0 {
		problems = append(problems, site.Problem{File: file, Severity: site.Warning, Message: fmt.Sprintf("%s to other pages and files, %q first, can lead nowhere from a file alone", console.Count(len(made.Lost), "link"), made.Lost[0]), Hint: "say where the site is: --base ADDRESS, or url: in docsite.yaml"})
		p.report(problems[len(problems)-1:])
	}
	large := tooLarge(s, page, made.Large)
	p.report(large)
	problems = append(problems, large...)
	if problems.Failed() || flags.strict && len(problems) > 0 {
		return exitCode(exitDrift)
	}
	return p.writePage(made, flags)
}

// tooLarge warns of pictures that are not put into a page's file, where its text
// first names them.
func tooLarge(s *site.Site, page *site.Page, addresses []string) (ps site.Problems) {
	src, err := s.Source(page)
	if err != nil {
		src = &site.Source{Name: s.File(page)}
	}
	for _, address := range addresses {
		escaped := path.Base(strings.SplitN(address, "?", 2)[0])
		name, _ := url.PathUnescape(escaped)
		problem := site.Problem{File: src.Name, Severity: site.Warning}
		if at := max(bytes.Index(src.Text, []byte(escaped)), bytes.Index(src.Text, []byte(name))); at >= 0 {
			problem.Line, problem.Col = src.Position(at)
		}
		problem.Message = fmt.Sprintf("picture %q is not put into the file everywhere: a picture may have %d MiB, and all of a page %d MiB, counted as often as they are shown", name, single.MaxPicture>>20, single.MaxPictures>>20)
		problem.Hint = "make it smaller; with --base ADDRESS, or url: in docsite.yaml, it is shown from the site"
		ps = append(ps, problem)
	}
	return ps
}

// writePage writes what was made. A file that is there is replaced: it is an
// output; a folder that is not there is made.
func (p *program) writePage(made *single.File, flags pageFlags) error {
	if flags.fragment && flags.style == "" && flags.out != "" {
		flags.style = filepath.Join(filepath.Dir(flags.out), "docsite.css")
	}
	if flags.out == "" {
		if _, err := p.stdout.Write(made.HTML); err != nil {
			return err
		}
	}
	for _, f := range []struct {
		name string
		text []byte
	}{{flags.out, made.HTML}, {flags.style, made.Style}} {
		if f.name == "" || f.text == nil {
			continue
		}
		err := os.MkdirAll(filepath.Dir(f.name), 0o777)
		if err == nil {
			err = publish.WriteFile(f.name, f.text)
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(p.stdout, "%s: %d kB\n", folder.Short(f.name), (len(f.text)+999)/1000)
	}
	return nil
}

// wholeAddress is an address on a page with that of the site before it; empty
// where the site has none, or nothing there: content is the folder of its pages.
func wholeAddress(s *site.Site, content string, page *site.Page, address string) string {
	if s.Config.Address() == "" {
		return ""
	}
	output := render.OutputAt(page.Output, address)
	ours := true
	if content != s.Config.Content {
		output, ours = strings.CutPrefix(output, content+"/")
	}
	if !ours || !fs.ValidPath(output) {
		return ""
	}
	_, behind, found := strings.Cut(address, "#")
	if found {
		behind = "#" + behind
	}
	return s.Config.AddressOf(output) + behind
}
