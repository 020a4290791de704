package ask

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"docsite/internal/dockerfile"
	"docsite/internal/measure"
	"docsite/internal/measure/source"
	"docsite/internal/site"
)

// Options say what is asked.
type Options struct {
	Root   *os.Root
	Site   *site.Site        // its images become those of the tags that registries list
	Lock   *site.Lock        // what is known already
	Built  map[string]string // images by id that are measured from a file that has just been built; no others then
	Live   bool              // the others too
	Client *measure.Client   // nil: a new one
	Today  string            // YYYY-MM-DD, for digests seen for the first time

	// Early is given what is known while registries are silent: after Patience, then
	// after twice that time, and so on, as long as there is news. Nil: nobody is.
	Early    func([]Answer) error
	Patience time.Duration
}

// Answer is what a registry said of one image.
type Answer struct {
	Image    Image
	Locked   site.LockedImage
	Kept     bool // the lock is right as it is
	Unasked  bool // the run is about other images
	Problems site.Problems
}

// client is the one that the images are asked with. It reads what others
// share where docsite.yaml names the place, and never writes there.
func (o *Options) client() (*measure.Client, site.Problems) {
	if o.Client != nil {
		return o.Client, nil
	}
	hosts, ps := measure.Hosts(o.Site.FS, &o.Site.Config)
	shared, _ := measure.ParseShared(o.Site.Config.Figures) // measure.Check has judged it
	return measure.New(measure.Options{Cache: measure.UserCache(), Blobs: measure.Locked(o.Lock), Shared: shared, Hosts: hosts}), ps
}

// askOne asks about one image.
func (o *Options) askOne(ctx context.Context, client *measure.Client, id string, spec site.ImageSpec) (a Answer) {
	was, known := o.Lock.Images[id]
	a.Image = Image{ID: id, Ref: spec.Ref, Was: was.Digest, Known: known}
	df, hash, problem := o.dockerfile(id, spec)
	if problem != nil {
		a.Problems = site.Problems{*problem}
		return a
	}
	ref, problem := o.inProject(id, spec.Ref)
	built, isBuilt := o.Built[id]
	if isBuilt {
		ref, problem, a.Image.Ref = built, nil, built
	}
	if problem != nil {
		a.Problems = site.Problems{*problem}
		return a
	}
	index, err := client.Digest(ctx, ref)
	digest := index // docker's archives have no other
	if err == nil && known && was.Index == index && was.Ref == spec.Ref && was.Asked == spec.Platform && was.From == hash && (was.Judged || !was.Blank()) {
		a.Kept = true
		a.Image.measured(&was.Image, &was.Image)
		return a
	}
	var img *site.Image
	if err == nil {
		platform := spec.Platform
		if known && was.Ref == spec.Ref && was.Asked == platform && measure.IsPlatform(was.Platform) {
			platform = was.Platform // an image of another one does not take the place of its figures
		}
		img, index, err = client.Image(ctx, ref, platform, df, spec.Target)
		if none, ok := errors.AsType[*source.Fault](err); ok && none.Kind == source.ErrPlatform && platform != spec.Platform {
			none.Hint += "; to document another, name its platform in docsite.yaml"
		}
	}
	if err != nil {
		o.fault(&a, err, known && was.Ref == spec.Ref || spec.TagOf != "")
		return a
	}
	img.Ref, img.Digest, index = spec.Ref, cmp.Or(img.Digest, digest), cmp.Or(index, digest)
	if known {
		a.Image.measured(&was.Image, img)
	} else {
		a.Image.measured(nil, img)
	}
	a.Locked = site.LockedImage{Image: *img, Index: index, Since: o.Today, Asked: spec.Platform, From: hash}
	a.Locked.Judged = a.Locked.Blank()
	for i := range a.Locked.Layers {
		a.Locked.Layers[i].History = "" // the lock keeps lines
	}
	if known && was.Digest == img.Digest {
		a.Locked.Since = was.Since
	}
	return a
}

// fault sorts an error: what the author wrote is a problem with its place, and so is a file
// that was said to have just been built; what the registry did leaves the last figures as they are.
// So it does where something else stands in the place of an image that was there, or that
// the registry has listed (theirs).
func (o *Options) fault(a *Answer, err error, theirs bool) {
	message, hint := err.Error(), ""
	if f, ok := errors.AsType[*source.Fault](err); ok {
		message, hint = f.Reason, f.Hint
	}
	if built := o.Built[a.Image.ID]; site.InFile(built) {
		a.Problems = site.Problems{{Severity: site.Error, Message: fmt.Sprintf("--image %s=%s: %s", a.Image.ID, built, message), Hint: hint}}
		return
	}
	for kind, key := range map[error]string{source.ErrReference: "ref", source.ErrNoImage: "ref", source.ErrTarget: "target"} {
		if errors.Is(err, kind) && !(theirs && kind == source.ErrNoImage) {
			a.Problems = site.Problems{o.Site.Config.Problem(fmt.Sprintf("image %q: %s", a.Image.Ref, message), hint, "images", a.Image.ID, key)}
			return
		}
	}
	a.Image.Fault, a.Image.Became = err.Error(), Unreached
	a.Image.Line = o.Site.Config.Problem("", "", "images", a.Image.ID).Line
}

// dockerfile reads the Dockerfile that an image is documented to be built
// from; nil when there is none. hash tells whether lines must be found anew.
func (o *Options) dockerfile(id string, spec site.ImageSpec) (df *dockerfile.File, hash string, problem *site.Problem) {
	if spec.Dockerfile == "" {
		return nil, "", nil
	}
	text, err := site.ReadQuoted(o.Site.FS, spec.Dockerfile)
	if err != nil {
		p := o.Site.Config.Problem(fmt.Sprintf("dockerfile %q: %v", spec.Dockerfile, err), "", "images", id, "dockerfile")
		return nil, "", &p
	}
	df, err = dockerfile.Parse(text)
	if err != nil {
		df = nil // layers are then not attributed; the page shows why
	}
	return df, spec.Hash(text), nil
}
