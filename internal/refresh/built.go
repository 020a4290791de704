package refresh

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"docsite/internal/figures"
	"docsite/internal/site"
)

// Grown is a layer that two builds of an image do not have alike.
type Grown struct {
	Lines       string `json:"lines"` // of the Dockerfile: "12", "12-14"; empty where they are not known
	Instruction string `json:"instruction"`
	Was         int64  `json:"was"` // bytes on disk; -1 where the build has no such layer
	Now         int64  `json:"now"`
}

// grown sets the layers of two builds against one another: those of one digest are
// alike, others are paired by their lines.
func grown(was, now []site.Layer) []Grown {
	taken := make([]bool, len(was))
	pair := func(of site.Layer, same func(a, b site.Layer) bool) int {
		for i, l := range was {
			if !taken[i] && same(l, of) {
				taken[i] = true
				return i
			}
		}
		return -1
	}
	var rest []site.Layer
	for _, l := range now {
		if pair(l, func(a, b site.Layer) bool { return a.Digest == b.Digest }) < 0 {
			rest = append(rest, l)
		}
	}
	var out []Grown
	for _, l := range rest {
		g := Grown{linesText(l), l.Instruction, -1, diskOf(l)}
		at := pair(l, func(a, b site.Layer) bool {
			return a.Lines != nil && b.Lines != nil && *a.Lines == *b.Lines && a.Stage == b.Stage && a.Instruction == b.Instruction
		})
		if at >= 0 {
			g.Was = diskOf(was[at])
		}
		if g.Was != g.Now {
			out = append(out, g)
		}
	}
	for i, l := range was {
		if !taken[i] {
			out = append(out, Grown{linesText(l), l.Instruction, diskOf(l), -1})
		}
	}
	return out
}

func diskOf(l site.Layer) int64 {
	if l.Disk == nil {
		return -1
	}
	return *l.Disk
}

func linesText(l site.Layer) string {
	switch {
	case l.Lines == nil:
		return ""
	case l.Lines[0] == l.Lines[1]:
		return fmt.Sprint(l.Lines[0])
	}
	return fmt.Sprintf("%d-%d", l.Lines[0], l.Lines[1])
}

// sentence says by how much a layer grew.
func (g Grown) sentence() string {
	at := "a layer without a line"
	if g.Lines != "" {
		at = "line " + g.Lines
	}
	if g.Instruction != "" {
		at += ", " + g.Instruction
	}
	switch {
	case g.Was < 0 && g.Now < 0:
		return at + ": its size is not known"
	case g.Was < 0:
		return fmt.Sprintf("%s: %s that were not there", at, figures.Size(g.Now))
	case g.Now < 0:
		return fmt.Sprintf("%s: %s are gone", at, figures.Size(g.Was))
	}
	i := Item{WasBytes: g.Was, NowBytes: g.Now}
	return fmt.Sprintf("%s: %s → %s%s", at, figures.Size(g.Was), figures.Size(g.Now), i.change())
}

// inProject is the reference of a folder or an archive of the project as this
// process can open it; other references stay as they are.
func (r *run) inProject(id, ref string) (string, *site.Problem) {
	if !isLocal(ref) {
		return ref, nil
	}
	kind, path, _ := strings.Cut(ref, ":")
	path = filepath.FromSlash(path)
	refuse := func() (string, *site.Problem) {
		p := r.site.Config.Problem(fmt.Sprintf("ref %q is not inside the project", ref), "write a path without .. and without a leading /", "images", id, "ref")
		return "", &p
	}
	if !filepath.IsLocal(path) {
		return refuse()
	}
	file := path
	if _, err := r.root.Stat(file); err != nil {
		file, _, _ = strings.Cut(path, ":") // with a tag behind it
	}
	if _, err := r.root.Stat(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return refuse()
	}
	return kind + ":" + filepath.Join(r.root.Name(), path), nil
}
