package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"docsite/internal/builds"
	"docsite/internal/cause"
	"docsite/internal/console"
	"docsite/internal/git"
	"docsite/internal/markdown"
	"docsite/internal/preview"
	"docsite/internal/publish"
	"docsite/internal/refresh"
	"docsite/internal/site"
	"docsite/render"
	"docsite/render/live"
)

// serveFlags are the flags of docsite serve.
type serveFlags struct {
	addr   string
	open   bool
	drafts bool
}

func newServe(p *program) *cobra.Command {
	var flags serveFlags
	cmd := command("serve", cobra.MaximumNArgs(1), func(cmd *cobra.Command, args []string) error { return p.serve(cmd.Context(), args, flags) })
	cmd.Flags().StringVar(&flags.addr, "addr", "127.0.0.1:4000", "`HOST:PORT` to listen on; port 0 takes a free one")
	cmd.Flags().BoolVar(&flags.open, "open", false, "open a browser")
	cmd.Flags().BoolVar(&flags.drafts, "drafts", false, "show pages marked as drafts too")
	return cmd
}

func (p *program) serve(ctx context.Context, args []string, flags serveFlags) error {
	root, err := p.folder(args)
	if err != nil {
		return err
	}
	defer root.Close()
	l, err := net.Listen("tcp", flags.addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("%q is in use by another program (hint: --addr 127.0.0.1:0 takes a free port)", flags.addr)
	}
	if err != nil {
		return fmt.Errorf("--addr %q is no address to listen on: %s (hint: write it like 127.0.0.1:4000)", flags.addr, preview.ListenFault(err))
	}
	url, host := p.address(l.Addr(), flags.addr)
	r := &reader{program: p, root: root, drafts: flags.drafts, own: console.Files()}
	server := preview.New(l.Addr(), preview.Options{
		Dir:     root.Name(),
		Ignore:  r.ignore,
		Hosts:   []string{host},
		Build:   r.read,
		Live:    live.Page,
		Refresh: r.refresh,
		Problem: live.Problem,
		Style:   live.Style(),
		Log:     func(message string) { fmt.Fprintln(p.stderr, "docsite:", message) },
	})
	fmt.Fprintln(p.stdout, url)
	if flags.open {
		p.browse(url)
	}
	return server.Serve(ctx, l)
}

// address gives the URL of a listener, and the name by which --addr called it.
func (p *program) address(listening net.Addr, flag string) (url, host string) {
	tcp := listening.(*net.TCPAddr)
	port := fmt.Sprint(tcp.Port)
	name, _, _ := net.SplitHostPort(flag)
	if name == "" || tcp.IP.IsUnspecified() {
		name = "localhost"
	}
	if !tcp.IP.IsLoopback() {
		fmt.Fprintf(p.stderr, "docsite: other machines can read the preview at %v\n", listening)
	}
	host = net.JoinHostPort(name, port)
	return "http://" + host + "/", host
}

// browse opens the URL in the person's browser. That there is none is worth a
// word, not an end.
func (p *program) browse(url string) {
	command := []string{"xdg-open"}
	switch runtime.GOOS {
	case "darwin":
		command = []string{"open"}
	case "windows":
		command = []string{"rundll32", "url.dll,FileProtocolHandler"}
	}
	cmd := exec.Command(command[0], append(command[1:], url)...)
	if err := cmd.Start(); err != nil {
		fmt.Fprintf(p.stderr, "docsite: no browser could be opened: %s\n", cause.Text(err))
		return
	}
	go func() { _ = cmd.Wait() }()
}

// reader reads a project again and again.
type reader struct {
	program *program
	root    *os.Root
	drafts  bool
	last    atomic.Pointer[site.Site] // that was read
	changes site.Problems             // of reading git's history
	own     []fs.FileInfo             // files that are printed to
	unread  []string                  // changed since last was read
	shown   *render.Site              // of last
	said    site.Problems             // printed after the last reading
}

// ignore reports whether docsite writes a file or a folder itself: built sites,
// and what its own output was sent to.
func (r *reader) ignore(name string) bool {
	if s := r.last.Load(); s != nil && name == s.Config.Output {
		return true
	}
	info, err := os.Stat(filepath.Join(r.root.Name(), name)) // nothing is read of it
	return err == nil && slices.ContainsFunc(r.own, func(own fs.FileInfo) bool { return os.SameFile(info, own) })
}

// read gives the site as the files are now. Pages that were not touched since
// the last reading are not read again, and none is rendered.
func (r *reader) read(ctx context.Context, changed []string) preview.Site {
	begin := time.Now()
	r.unread = append(r.unread, changed...)
	before := r.last.Load()
	s, found := site.Load(r.root.FS(), site.Options{Title: markdown.Title, Check: refresh.Checks(r.root.FS()), Drafts: r.drafts, Before: before, Changed: r.unread,
		Git: git.Tell(ctx, r.root.Name())})
	if s == nil {
		r.report(changed, found, begin)
		return preview.Site{Problems: func(string) site.Problems { return found }}
	}
	found = append(found, r.history(ctx, s, before)...)
	builds.LimitMemory(s)
	r.unread = nil
	r.last.Store(s)
	var copies sync.Map // by a page's output, the files of which it has an older copy than the preview shows
	s.Revise = func(p *site.Page, src *site.Source) *site.Source {
		now, older := refresh.Follow(s, p, src)
		copies.Store(p.Output, older)
		return now
	}
	older := func(page string) []string {
		files, _ := copies.Load(page)
		list, _ := files.([]string)
		return list
	}
	pages, more := render.Again(r.shown, s)
	r.shown = pages
	pages.Watch(func(file string) func() { return publish.Working(ctx, file) })
	found = append(found, more...)
	r.report(changed, found, begin)
	elsewhere := map[string]bool{} // warnings about a page are shown on it alone
	if len(found) > 0 {
		for _, page := range s.Pages {
			elsewhere[s.File(page)] = true
		}
	}
	return preview.Site{FS: pages, Older: older, Problems: func(page string) site.Problems {
		var ps site.Problems
		file := fileOf(s, page)
		for _, p := range found {
			if p.File == file || p.Severity != site.Warning || !elsewhere[p.File] {
				ps = append(ps, p)
			}
		}
		ps = append(ps, pages.ProblemsOn(page)...)
		ps.Sort()
		return slices.Compact(ps)
	}}
}

// refresh brings the copies of files in a page up to date, as docsite refresh
// --offline does, in the page alone.
func (r *reader) refresh(ctx context.Context, page string) error {
	file := ""
	if s := r.last.Load(); s != nil {
		file = fileOf(s, page)
	}
	if file == "" {
		return errors.New("there is no such page")
	}
	report, err := refresh.Run(ctx, r.root, refresh.Options{Offline: true, Only: file, Today: time.Now().UTC().Format(time.DateOnly)})
	if err != nil {
		return err
	}
	return report.Problems.Err()
}

// fileOf is a page's file relative to the project, by its output; empty where there is
// no such page.
func fileOf(s *site.Site, output string) string {
	i := slices.IndexFunc(s.Pages, func(p *site.Page) bool { return p.Output == output })
	if i < 0 {
		return ""
	}
	return s.File(s.Pages[i])
}

// history reads git's history once: what is written during a preview is
// committed later.
func (r *reader) history(ctx context.Context, s, before *site.Site) site.Problems {
	if before != nil && before.Config.Changed == s.Config.Changed {
		s.Changes = before.Changes
	} else {
		r.changes = git.Changes(ctx, s, r.root.Name())
	}
	return r.changes
}

// report prints what is new to the person at the terminal.
func (r *reader) report(changed []string, found site.Problems, begin time.Time) {
	found.Sort()
	found = slices.Clone(found)
	r.program.report(slices.DeleteFunc(slices.Clone(found), func(p site.Problem) bool { return slices.Contains(r.said, p) }))
	r.said = found
	if len(changed) == 0 {
		return
	}
	names := changed[0]
	if more := len(changed) - 1; more > 0 {
		names += fmt.Sprintf(" and %d more", more)
	}
	fmt.Fprintf(r.program.stderr, "docsite: %s, read in %v\n", names, time.Since(begin).Round(time.Millisecond))
}
