package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"docsite/internal/dockerfile"
	"docsite/internal/figures"
	"docsite/internal/measure"
	"docsite/internal/measure/registry"
	"docsite/internal/measure/source"
	"docsite/internal/refresh"
	"docsite/internal/site"
)

// measureFlags are the flags of docsite measure.
type measureFlags struct {
	dockerfile   string
	target       string
	platform     string
	allPlatforms bool
	maxLayer     string
	format       string
	figures      string
	push         bool
	maxSize      []string
	maxWasted    string
	tree, layer  int
}

func newMeasure(p *program) *cobra.Command {
	var flags measureFlags
	cmd := command("measure", cobra.MinimumNArgs(1), func(cmd *cobra.Command, args []string) error {
		if !cmd.Flags().Changed("platform") {
			flags.platform = ""
		}
		return p.measure(cmd.Context(), args, flags)
	})
	cmd.Flags().StringVarP(&flags.dockerfile, "dockerfile", "f", "", "`FILE`, the Dockerfile whose lines are to be named")
	cmd.Flags().StringVar(&flags.target, "target", "", "`STAGE` that the image was built from (default: the last)")
	cmd.Flags().StringVar(&flags.platform, "platform", "linux/amd64", "`PLATFORM` to measure")
	cmd.Flags().BoolVar(&flags.allPlatforms, "all-platforms", false, "measure every platform that there is")
	cmd.Flags().StringVar(&flags.maxLayer, "max-layer", "2GB", "do not read layers that are longer than `SIZE`, compressed")
	cmd.Flags().StringVar(&flags.format, "format", "text", "`FORM` of what is printed: text, markdown or json")
	cmd.Flags().StringArrayVar(&flags.maxSize, "max-size", nil, "exit 1 when a size is more than `NAME=SIZE`, such as usage=300MB")
	cmd.Flags().StringVar(&flags.maxWasted, "max-wasted", "", "exit 1 when more is wasted: a `SIZE`, or a share of what is unpacked (5%)")
	cmd.Flags().StringVar(&flags.figures, "figures", "", "results are shared at `PLACE`: referrers or oci://HOST/REPO")
	cmd.Flags().BoolVar(&flags.push, "push-figures", false, "share the results, as referrers where --figures names no place")
	cmd.Flags().IntVar(&flags.tree, "tree", 0, "show what takes the room, by path and so many `LEVELS` deep")
	cmd.Flags().Lookup("tree").NoOptDefVal = "2"
	cmd.Flags().IntVar(&flags.layer, "layer", 0, "with --tree: of layer `N` alone, from 1")
	cmd.MarkFlagsMutuallyExclusive("platform", "all-platforms")
	return cmd
}

func (p *program) measure(ctx context.Context, refs []string, flags measureFlags) error {
	if !slices.Contains([]string{"text", "markdown", "json"}, flags.format) {
		return fmt.Errorf("--format %q is not known; it is text, markdown or json", flags.format)
	}
	limits, err := flags.limits()
	if err != nil {
		return err
	}
	if flags.tree < 0 || flags.layer < 0 || flags.layer > 0 && flags.tree == 0 {
		return errors.New("--layer N goes with --tree, and both are from 1")
	}
	if flags.target != "" && flags.dockerfile == "" {
		return errors.New("--target names a stage of the --dockerfile, and there is none")
	}
	df, err := readDockerfile(flags.dockerfile)
	if err != nil {
		return err
	}
	client, images, failed, err := p.measureAll(ctx, refs, df, flags)
	if err != nil {
		return err
	}
	for _, reason := range client.Ignored() {
		fmt.Fprintln(p.stderr, "docsite: "+reason)
	}
	if flags.push { // before anything is printed: whoever reads that may have enough after a line
		failed = append(failed, p.pushFigures(ctx, client, images)...)
	}
	if err := p.printImages(images, df, flags); err != nil {
		return err
	}
	return measureExit(failed, exceeded(limits, images, failed))
}

// options are those of the client.
func (f *measureFlags) options() (measure.Options, error) {
	o := measure.Options{Cache: measure.UserCache(), Push: f.push, Tree: f.tree, Layer: f.layer}
	var err error
	if o.MaxLayer, err = figures.SetSize(f.maxLayer); err != nil {
		return o, fmt.Errorf("--max-layer: %w", err)
	}
	place := f.figures
	if place == "" && f.push {
		place = "referrers"
	}
	if o.Shared, err = measure.ParseShared(place); err != nil {
		return o, fmt.Errorf("--figures %w (hint: %s)", err, measure.SharedHint)
	}
	o.Hosts, err = hostsHere()
	return o, err
}

// hostsHere is what the docsite.yaml of the working folder says of registries;
// nothing where there is none.
func hostsHere() (registry.Hosts, error) {
	root, err := os.OpenRoot(".")
	if err != nil {
		return nil, err
	}
	defer root.Close()
	config, ps := site.ReadConfig(root.FS(), refresh.Checks(root.FS())...)
	hosts, more := measure.Hosts(root.FS(), &config)
	return hosts, append(ps, more...).Err()
}

// measureAll measures what can be measured; one image's fault leaves the others their
// figures. An image of a registry that has fallen silent has those that were had by then.
func (p *program) measureAll(ctx context.Context, refs []string, df *dockerfile.File, flags measureFlags) (client *measure.Client, images []*site.Image, failed []error, err error) {
	options, err := flags.options()
	if err != nil {
		return nil, nil, nil, err
	}
	measure.LimitMemory()
	bar := newProgress(p.stderr)
	defer bar.clear()
	options.Progress = bar.tell
	client, images = measure.New(options), []*site.Image{}
	if df != nil && flags.target != "" && df.Target(flags.target) < 0 {
		return client, images, []error{fmt.Errorf("--target %q is no stage of the Dockerfile (hint: %s)", flags.target, df.Meant(flags.target))}, nil
	}
	for _, ref := range refs {
		platforms := []string{flags.platform}
		if flags.allPlatforms {
			all, err := client.Platforms(ctx, ref)
			if err != nil {
				failed = append(failed, err)
				continue
			}
			platforms = all
		}
		for _, platform := range platforms {
			img, _, err := client.Image(ctx, ref, platform, df, flags.target)
			if err != nil {
				failed = append(failed, err)
			}
			if img != nil && (err == nil || errors.Is(err, source.ErrUnavailable)) {
				images = append(images, img)
			}
		}
	}
	return client, images, failed, nil
}

// pushFigures shares the results of every image that was measured.
func (p *program) pushFigures(ctx context.Context, client *measure.Client, images []*site.Image) (failed []error) {
	for _, img := range images {
		n, err := client.Push(ctx, img)
		switch {
		case err != nil:
			failed = append(failed, err)
		case n == 0:
			fmt.Fprintf(p.stderr, "docsite: image %q: there are no figures of its own to share\n", img.Ref)
		default:
			fmt.Fprintf(p.stderr, "docsite: image %q: the figures of %d of its layers are shared\n", img.Ref, n)
		}
	}
	return failed
}

func (p *program) printImages(images []*site.Image, df *dockerfile.File, flags measureFlags) error {
	if flags.format == "json" {
		enc := json.NewEncoder(p.stdout)
		enc.SetIndent("", "  ")
		return enc.Encode(images)
	}
	out := &measureReport{w: p.stdout, width: terminalWidth(p.stdout), df: df}
	switch {
	case flags.format == "markdown":
		out.width = 1 << 20
		out.markdown(images)
	case flags.allPlatforms && len(images) > 1:
		out.platforms(images)
	default:
		for i, img := range images {
			if i > 0 {
				out.line("")
			}
			out.image(img)
		}
		if len(images) == 2 {
			out.line("")
			out.compare(images[0], images[1])
		}
	}
	return nil
}

// measureExit makes the exit code of what went wrong, as a refresh does: a registry that
// could not be asked weighs less than a limit that is exceeded, and that less than a
// question that makes no sense.
func measureExit(failed, over []error) error {
	all, code := slices.Concat(failed, over), exitUnavailable
	switch {
	case len(all) == 0:
		return nil
	case slices.ContainsFunc(failed, func(err error) bool { return !errors.Is(err, source.ErrUnavailable) }):
		code = exitUsage
	case len(over) > 0:
		code = exitDrift
	}
	return errors.Join(append(all, exitCode(code))...)
}

// readDockerfile parses the Dockerfile of --dockerfile; no name gives nil.
func readDockerfile(name string) (*dockerfile.File, error) {
	if name == "" {
		return nil, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	const most = 1 << 20
	text, err := io.ReadAll(io.LimitReader(f, most+1)) // of a device there is no end
	switch {
	case err != nil:
		return nil, err
	case len(text) > most:
		return nil, fmt.Errorf("%s: it has more than %d bytes, which no Dockerfile has", name, most)
	}
	df, err := dockerfile.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(df.Stages) == 0 {
		return nil, fmt.Errorf("%s: it has no FROM, as each Dockerfile has", name)
	}
	return df, nil
}

// limits reads --max-size and --max-wasted.
func (f *measureFlags) limits() (limits []figures.Limit, err error) {
	names := figures.SizeNames()
	for _, text := range f.maxSize {
		name, size, _ := strings.Cut(text, "=")
		if !slices.Contains(names, name) {
			return nil, fmt.Errorf("--max-size: %q names no size; write NAME=SIZE with one of %s", text, strings.Join(names, ", "))
		}
		limit, err := figures.ParseLimit(name, size)
		if err != nil {
			return nil, fmt.Errorf("--max-size %s: %v", name, err)
		}
		limits = append(limits, limit)
	}
	if f.maxWasted != "" {
		limit, err := figures.ParseLimit("wasted", f.maxWasted)
		if err != nil {
			return nil, fmt.Errorf("--max-wasted: %v", err)
		}
		limits = append(limits, limit)
	}
	return limits, nil
}

// exceeded names every limit that an image does not keep. What is not known of one that
// could not be measured to its end is no news.
func exceeded(limits []figures.Limit, images []*site.Image, failed []error) (over []error) {
	for _, img := range images {
		half := slices.ContainsFunc(failed, func(err error) bool {
			fault, ok := errors.AsType[*source.Fault](err)
			return ok && fault.Ref == img.Ref
		})
		for _, limit := range limits {
			if excess := limit.Check(img, nil); excess != nil && (excess.Has != "" || !half) {
				over = append(over, fmt.Errorf("image %q (%s): %s", img.Ref, img.Platform, excess.Reason))
			}
		}
	}
	return over
}
