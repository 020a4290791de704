package git

import (
	"bufio"
	"context"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"docsite/internal/site"
)

// log lists the commits that changed the pages, the newest first, each as "\x01SECONDS DECORATION\0", a newline, and the names of its files,
// each with a "\0". The only decoration left is "grafted", for a commit that
// stands at the end of a shallow clone.
var log = []string{"-c", "log.showSignature=false", "log", "--no-color",
	"-z", "--format=%x01%ct %D", "--decorate=full", "--decorate-refs=refs/none/", "--name-only", "--no-renames", "--relative", "--"}

// Changes fills in s.Changes when docsite.yaml asks for it, with one run of
// git log in dir, the project's folder. A history that cannot be read, or not
// all of it, is a warning: pages are then without a day.
func Changes(ctx context.Context, s *site.Site, dir string) site.Problems {
	if !s.Config.Changed {
		return nil
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop() // git goes on until the first commit; the pages may be known before
	var said strings.Builder
	pages, files := map[string][]*site.Page{}, []string{s.Config.Content}
	for _, p := range s.Pages {
		file := s.File(p)
		if _, inside := s.Config.InContent(file); !inside && pages[file] == nil {
			files = append(files, file)
		}
		pages[file] = append(pages[file], p)
	}
	cmd := command(ctx, dir, slices.Concat(log, files)...)
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return noDays(s, "git cannot be run: "+errors.Unwrap(err).Error(), "install git, or remove changed:")
	}
	history := history{pages: pages, count: len(s.Pages), days: map[string]string{}}
	history.read(out)
	complete := len(history.days) == len(s.Pages)
	if complete {
		stop()
	}
	err = cmd.Wait()
	s.Changes = history.days
	switch {
	case complete:
		return nil
	case err != nil:
		return noDays(s, "git log: "+quoted(said.String()), hint(said.String()))
	case history.shallow:
		return noDays(s, "the clone is too shallow to tell when all pages were last changed",
			"clone with the whole history: git fetch --unshallow, or fetch-depth: 0 for actions/checkout")
	}
	return nil
}

func noDays(s *site.Site, message, hint string) site.Problems {
	p := s.Config.Problem(message, hint, "changed")
	p.Severity = site.Warning
	return site.Problems{p}
}

// history is what has been read of git's.
type history struct {
	pages   map[string][]*site.Page // by the files with their text, relative to the project
	count   int                     // of pages
	days    map[string]string       // by the pages' paths
	shallow bool                    // a page stands in a commit at the end of a shallow clone, which seems to have made all files
}

// read takes the newest commit of each page, until all are known.
func (h *history) read(out io.Reader) {
	r := bufio.NewReader(out)
	day, grafted := "", false
	for len(h.days) < h.count {
		field, err := r.ReadString(0)
		if err != nil {
			return
		}
		field = strings.TrimPrefix(strings.TrimSuffix(field, "\x00"), "\n")
		if commit, ok := strings.CutPrefix(field, "\x01"); ok {
			seconds, decoration, _ := strings.Cut(commit, " ")
			n, _ := strconv.ParseInt(seconds, 10, 64)
			day, grafted = time.Unix(n, 0).UTC().Format(time.DateOnly), decoration == "grafted"
			continue
		}
		for _, page := range h.pages[field] {
			switch {
			case h.days[page.Path] != "":
			case grafted:
				h.shallow = true
			default:
				h.days[page.Path] = day
			}
		}
	}
}
