package ask

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"docsite/internal/measure"
	"docsite/internal/measure/source"
	"docsite/internal/site"
)

// atOnce is how many images of one registry are asked about at the same time.
const atOnce = 8

// inquiry is what a run asks registries, and what they have answered until now.
type inquiry struct {
	*Options
	client *measure.Client
	doors  map[string]chan struct{} // by registry; its length is how many images are asked about
	came   chan reply
	open   int                 // replies that are to come
	lists  map[string]Answer   // of patterns of tags that nobody told the tags of, by the image's id
	listed map[string]bool     // whose tags have been asked for to the end, by the image's id
	images map[string]Answer   // by id
	tags   map[string][]string // of images that have a pattern of them, as the registry lists them
	group  sync.WaitGroup
}

// reply is an answer on an image, or the tags of one that has a pattern of them.
type reply struct {
	id     string
	answer Answer
	list   bool
	tags   []string
}

// Images asks about every image: one HEAD each, and more only of those whose digest
// is another one than the lock's. Without a nil error the run was cancelled, or Early
// failed; with an error among the problems nobody was asked.
func Images(ctx context.Context, o Options) ([]Answer, site.Problems, error) {
	client, problems := o.client()
	for _, id := range slices.Sorted(maps.Keys(o.Built)) {
		if o.Site.Config.Images[id].Ref == "" {
			problems = append(problems, site.Problem{File: site.ConfigName, Severity: site.Error, Message: fmt.Sprintf("there is no image %q with a ref", id), Hint: "--image names one of images: by its id"})
		}
	}
	if len(problems) > 0 {
		return nil, problems, nil
	}
	q := &inquiry{Options: &o, client: client, came: make(chan reply), doors: map[string]chan struct{}{},
		lists: map[string]Answer{}, listed: map[string]bool{}, images: map[string]Answer{}, tags: map[string][]string{}}
	if err := q.collect(ctx); err != nil {
		return nil, nil, err
	}
	for _, reason := range client.Ignored() {
		p := o.Site.Config.Problem(reason, "", "figures")
		p.Severity = site.Warning
		problems = append(problems, p)
	}
	return q.answers(), problems, nil
}

// collect asks about every image and takes the replies in until all are there.
func (q *inquiry) collect(run context.Context) error {
	ctx, cancel := context.WithCancel(run)
	defer q.group.Wait()
	defer cancel()
	for _, id := range slices.Sorted(maps.Keys(q.Site.Config.Images)) {
		q.begin(ctx, id)
	}
	var late <-chan time.Time
	patience := q.Patience
	if q.Early != nil {
		late = time.After(patience)
	}
	news := false
	for q.open > 0 {
		select {
		case got := <-q.came:
			q.open--
			q.receive(ctx, got)
			news = news || got.answer.Image.Fault == ""
		case <-late:
			if news {
				if err := q.Early(q.answers()); err != nil {
					return err
				}
			}
			patience, news = 2*patience, false
			late = time.After(patience)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return run.Err()
}

// begin asks for the tags of an image that has a pattern of them, and about the image
// itself; about an image that is a tag of such a pattern once its tags are listed.
func (q *inquiry) begin(ctx context.Context, id string) {
	spec := q.Site.Config.Images[id]
	_, built := q.Built[id]
	switch {
	case spec.Ref == "":
		return
	case len(q.Built) > 0 && !built && !q.Live:
		q.images[id] = Answer{Image: Image{ID: id}, Kept: true, Unasked: true}
		return
	case spec.TagOf != "" && !q.listed[spec.TagOf]:
		return
	}
	if spec.Tags != "" && (len(q.Built) == 0 || q.Live) {
		q.send(ctx, spec, func() reply { return q.list(ctx, id, spec) })
	}
	q.send(ctx, spec, func() reply { return reply{id: id, answer: q.askOne(ctx, q.client, id, spec)} })
}

// send asks a question when few others are asked of its registry: one that hangs
// keeps those of others from nothing.
func (q *inquiry) send(ctx context.Context, spec site.ImageSpec, question func() reply) {
	host := measure.Registry(spec.Ref)
	if q.doors[host] == nil {
		q.doors[host] = make(chan struct{}, atOnce)
	}
	door := q.doors[host]
	q.open++
	q.group.Go(func() {
		select {
		case door <- struct{}{}:
			defer func() { <-door }()
		case <-ctx.Done():
			return
		}
		got := question()
		select {
		case q.came <- got:
		case <-ctx.Done():
		}
	})
}

// receive takes a reply in. A list of tags leads to more questions.
func (q *inquiry) receive(ctx context.Context, got reply) {
	if !got.list {
		q.images[got.id] = got.answer
		return
	}
	q.listed[got.id] = true
	if a := got.answer; a.Image.Fault != "" {
		a.Image.Known = len(q.fitting(got.id)) > 0
		q.lists[got.id] = a
	} else if len(a.Problems) == 0 {
		had := q.fitting(got.id)
		q.tags[got.id] = got.tags
		if q.Site.SetTags(got.id, got.tags); len(had) > 0 && len(q.fitting(got.id)) == 0 {
			q.Site.SetTags(got.id, had)
			q.lists[got.id] = q.emptied(got.id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(q.Site.Config.Images)) {
		if q.Site.Config.Images[id].TagOf == got.id {
			q.begin(ctx, id)
		}
	}
}

// fitting are the tags of an image that fit its pattern and have images of their own.
func (q *inquiry) fitting(id string) (tags []string) {
	for other, spec := range q.Site.Config.Images {
		if spec.TagOf == id {
			tags = append(tags, strings.TrimPrefix(other, id+":"))
		}
	}
	return tags
}

// emptied is that a registry lists none of the tags that an image had: while somebody cleans
// it up, or behind a proxy that lists what it holds. The lock keeps what it has of them.
func (q *inquiry) emptied(id string) Answer {
	spec := q.Site.Config.Images[id]
	a := Answer{Image: Image{ID: id + ":" + spec.Tags, Ref: spec.Ref, Known: true}}
	q.fault(&a, &source.Fault{Ref: spec.Ref, Kind: source.ErrUnavailable, Reason: fmt.Sprintf("%s lists no tag that fits %q", measure.Registry(spec.Ref), spec.Tags)}, true)
	return a
}

// answers are those that have come, and of each image that there is none of, that it
// is silent: lists of tags first, then images.
func (q *inquiry) answers() []Answer {
	var all []Answer
	for _, id := range slices.Sorted(maps.Keys(q.lists)) {
		all = append(all, q.lists[id])
	}
	for _, id := range slices.Sorted(maps.Keys(q.Site.Config.Images)) {
		spec := q.Site.Config.Images[id]
		if spec.Ref == "" {
			continue
		}
		a, came := q.images[id]
		if q.tagless(id, spec, a) {
			a = Answer{Image: Image{ID: id}, Kept: true, Unasked: true}
		}
		if !came {
			_, known := q.Lock.Images[id]
			a = Answer{Image: Image{ID: id, Ref: spec.Ref, Became: Unreached, Fault: "it has not answered yet", Known: known}}
		}
		all = append(all, a)
	}
	return all
}

// tagless reports whether an image is its tags alone: its reference names none, and its
// repository has no latest and never had. Then nothing is missing.
func (q *inquiry) tagless(id string, spec site.ImageSpec, a Answer) bool {
	tags, listed := q.tags[id]
	_, known := q.Lock.Images[id]
	return listed && !known && len(tags) > 0 && a.Image.Fault != "" && site.Repository(spec.Ref) == spec.Ref && !slices.Contains(tags, "latest")
}

// list asks which tags there are of an image that has a pattern of them, so that each
// is asked about as an image of its own. Where nobody answers, the tags of the lock
// stay.
func (q *inquiry) list(ctx context.Context, id string, spec site.ImageSpec) reply {
	tags, err := q.client.Tags(ctx, spec.Ref)
	got := reply{id: id, list: true, tags: tags}
	if err != nil {
		got.answer.Image = Image{ID: id + ":" + spec.Tags, Ref: spec.Ref}
		q.fault(&got.answer, err, true)
	}
	return got
}
