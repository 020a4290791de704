// Package builder makes images of Dockerfiles without running them: whoever calls
// it says which files a RUN leaves behind. The images have the layers, the
// history, the configuration and the provenance that BuildKit would write, so that
// they can be measured and explained like any others.
//
// Start from [Build.Image], then put images into a [Store], which writes an OCI
// layout as a folder or as an archive. The same input gives the same bytes on every
// machine: files have the day of the build, and nothing else of the machine.
//
// The package runs no command, asks no network, and knows the instructions alone
// that docsite's own images use.
package builder

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

// Build is a Dockerfile with what it takes from outside.
type Build struct {
	Dockerfile []byte
	Platform   v1.Platform
	Created    time.Time // of the image and of each of its files
	Args       map[string]string
	Context    []File // what COPY takes of the build context, by paths below it

	// Base gives the image that a FROM names. Run gives what a command leaves
	// behind in a stage: files, and paths that are gone.
	Base func(ref string) (*Image, error)
	Run  func(stage, command string) (added []File, gone []string, err error)
}

// Image is an image with what is known of its making.
type Image struct {
	layers  []layerOf
	history []v1.History
	config  v1.Config
	tree    []File // what a container sees
	build   *Build // nil for a base image
	steps   []step
}

// step is one of BuildKit's: what it is, where it stands in the Dockerfile, and how
// many layers its result has.
type step struct {
	kind   string // "source", "exec", "file"
	lines  site.Lines
	layers []layerOf
}

// Base makes an image without a Dockerfile, of one layer.
func Base(created time.Time, config v1.Config, files []File) (*Image, error) {
	i := &Image{config: config}
	if err := i.add(created, "ADD rootfs.tar.gz / # buildkit", files, nil); err != nil {
		return nil, err
	}
	if len(config.Cmd) > 0 {
		i.history = append(i.history, v1.History{Created: v1.Time{Time: created}, CreatedBy: "CMD " + quotedWords(config.Cmd), Comment: frontend, EmptyLayer: true})
	}
	return i, nil
}

// frontend is BuildKit's word for who wrote an entry of the history.
const frontend = "buildkit.dockerfile.v0"

// Image makes the image of a stage; the last where target is empty.
func (b *Build) Image(target string) (*Image, error) {
	df, err := dockerfile.Parse(b.Dockerfile)
	if err != nil {
		return nil, err
	}
	last := df.Target(target)
	if last < 0 {
		return nil, fmt.Errorf("there is no stage %q", target)
	}
	var stages []*Image
	for i := range df.Stages[:last+1] {
		s := &df.Stages[i]
		image, err := b.from(s, stages)
		if err != nil {
			return nil, err
		}
		for n := range s.Instructions[1:] {
			if err := b.instruction(image, s, &s.Instructions[n+1], df, stages); err != nil {
				return nil, fmt.Errorf("line %d: %w", s.Instructions[n+1].Lines.First, err)
			}
		}
		stages = append(stages, image)
	}
	return stages[last], nil
}

// from is what a stage begins with.
func (b *Build) from(s *dockerfile.Stage, stages []*Image) (*Image, error) {
	base := &Image{config: v1.Config{Env: []string{"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}}}
	lines := s.Instructions[0].Lines
	switch {
	case s.FromStage >= 0:
		base = stages[s.FromStage]
	case s.From != "scratch":
		image, err := b.Base(s.From)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", lines.First, err)
		}
		base = image
	}
	c := *base
	c.build = b
	c.layers, c.history, c.tree, c.steps = slices.Clip(c.layers), slices.Clip(c.history), slices.Clip(c.tree), slices.Clip(c.steps)
	c.config.Env = slices.Clip(c.config.Env)
	if s.FromStage < 0 && s.From != "scratch" {
		c.steps = append(c.steps, step{"source", lines, c.layers})
	}
	return &c, nil
}

// instruction carries one out.
func (b *Build) instruction(i *Image, s *dockerfile.Stage, in *dockerfile.Instruction, df *dockerfile.File, stages []*Image) error {
	args := b.expand(in.Args)
	switch in.Keyword {
	case "RUN":
		command := strings.Join(strings.Fields(in.Args), " ")
		added, gone, err := b.Run(s.String(), command)
		if err != nil {
			return err
		}
		return i.layer(b, in, "exec", "RUN /bin/sh -c "+in.Args+" # buildkit", added, gone)
	case "COPY":
		files, err := b.copied(in, df, stages, i.config.WorkingDir)
		if err != nil {
			return err
		}
		return i.layer(b, in, "file", strings.Join(slices.Concat([]string{"COPY"}, in.Words()), " ")+" # buildkit", files, nil)
	case "WORKDIR":
		i.config.WorkingDir = path.Join("/", i.config.WorkingDir, args)
		if path.IsAbs(args) {
			i.config.WorkingDir = path.Clean(args)
		}
		if slices.ContainsFunc(i.tree, func(f File) bool { return f.Path == i.config.WorkingDir[1:] }) {
			break
		}
		return i.layer(b, in, "file", "WORKDIR "+i.config.WorkingDir, []File{{Path: i.config.WorkingDir[1:], Mode: 0o755, Folder: true}}, nil)
	default:
		if err := i.configure(in, args); err != nil {
			return err
		}
	}
	i.history = append(i.history, v1.History{Created: v1.Time{Time: b.Created}, CreatedBy: entry(in, args), Comment: frontend, EmptyLayer: true})
	return nil
}

// expand puts the build's arguments into a text.
func (b *Build) expand(text string) string {
	for name, value := range b.Args {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "${"+name+"}", value), "$"+name, value)
	}
	return text
}

// layer adds the layer of an instruction, and the step that made it.
func (i *Image) layer(b *Build, in *dockerfile.Instruction, kind, created string, added []File, gone []string) error {
	if err := i.add(b.Created, created, added, gone); err != nil {
		return err
	}
	i.steps = append(i.steps, step{kind, in.Lines, i.layers})
	return nil
}

// add adds a layer.
func (i *Image) add(created time.Time, by string, added []File, gone []string) error {
	l, err := newLayer(created, added, gone)
	if err != nil {
		return err
	}
	i.layers = append(slices.Clip(i.layers), l)
	i.history = append(slices.Clip(i.history), v1.History{Created: v1.Time{Time: created}, CreatedBy: by, Comment: frontend})
	i.tree = slices.DeleteFunc(slices.Clone(i.tree), func(f File) bool {
		return slices.ContainsFunc(gone, func(name string) bool { return f.Path == name || strings.HasPrefix(f.Path, name+"/") })
	})
	i.tree = append(i.tree, added...)
	return nil
}
