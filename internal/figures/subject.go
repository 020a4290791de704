package figures

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"path"
	"regexp"
	"slices"
	"strings"

	"docsite/internal/lazy"
	"docsite/internal/site"
)

// subject is an image with its names and sizes.
type subject struct {
	id       string
	plain    []string // the names by which a text may call it, in small letters
	names    *regexp.Regexp
	own      *regexp.Regexp // those that docsite.yaml gives it: its id and its label
	ref      string         // in small letters; empty where it has none, or one of a file
	figures  []known
	platform string  // of the figures; empty where it is not known
	share    float64 // how far a stated size may be from the figure
}

// known is a size of an image. Derived ones are worked out from two others.
type known struct {
	column  string
	bytes   int64
	derived bool
}

// subjects are the images of which at least one size is known.
func subjects(s *site.Site) []subject {
	share := 0.01
	if part, ok, err := ParseShare(s.Config.Tolerance); ok && err == nil {
		share = part
	}
	var all []subject
	for _, id := range slices.Sorted(maps.Keys(s.Config.Images)) {
		if s.Config.Images[id].TagOf != "" {
			continue // a page names the image, and what it says is of that
		}
		image := subject{id: id, share: share, ref: strings.ToLower(s.Config.Images[id].Ref)}
		if site.InFile(image.ref) {
			image.ref = ""
		}
		image.plain = namesOf(id, s.Config.Images[id].Label, image.ref)
		image.platform = cmp.Or(s.Lock.Images[id].Platform, s.Config.Images[id].Platform)
		image.names, image.own = namePattern(image.plain), namePattern(image.plain[:1+min(1, len(s.Config.Images[id].Label))])
		for _, size := range sizeNames() {
			column, _ := ColumnOf(size)
			if v, ok := find(s, id, column); ok {
				image.figures = append(image.figures, known{size, v.Bytes, false})
			}
		}
		whole, pulled := image.size(usage), image.size(download)
		if whole > pulled && pulled > 0 && image.size(disk) < 0 {
			image.figures = append(image.figures, known{disk, whole - pulled, true})
		}
		if len(image.figures) > 0 {
			all = append(all, image)
		}
	}
	return all
}

// size is a figure in bytes; -1 when it is not known.
func (i *subject) size(column string) int64 {
	for _, f := range i.figures {
		if f.column == column {
			return f.bytes
		}
	}
	return -1
}

// namesOf are, in small letters, an image's id, its label where it has one, and its
// repository without the path, which is how people shorten a reference.
func namesOf(id, label, ref string) []string {
	names := []string{id}
	if label != "" {
		names = append(names, strings.ToLower(label))
	}
	if ref != "" {
		names = append(names, path.Base(site.Repository(ref)))
	}
	return names
}

// namePattern matches names that stand alone: "web" is not named by
// "webhook", and is by "team/web:latest". An id, the first of them, is often a
// word of the language, which a capital letter gives away.
func namePattern(names []string) *regexp.Regexp {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = `(?i:` + regexp.QuoteMeta(name) + `)`
	}
	quoted[0] = regexp.QuoteMeta(names[0])
	return regexp.MustCompile(`(^|[^\w.-])(` + strings.Join(quoted, "|") + `)($|[^\w-])`)
}

func namedIn(images []subject, sentences ...site.Sentence) []subject {
	return those(images, sentences, func(i *subject, text string) bool { it, _ := i.calledIn(text, i.names); return it })
}

// meantIn are the images that sentences call by a name of their own: of web and of its
// tags, which have one repository, "web" means the first.
func meantIn(images []subject, sentences ...site.Sentence) []subject {
	return those(images, sentences, func(i *subject, text string) bool { it, _ := i.calledIn(text, i.own); return it })
}

func those(images []subject, sentences []site.Sentence, called func(*subject, string) bool) []subject {
	small := make([]string, len(sentences))
	for k := range sentences {
		small[k] = strings.ToLower(sentences[k].Text)
	}
	var named []subject
	for i := range images {
		image := &images[i]
		for k := range sentences {
			if image.mayBeIn(small[k]) && called(image, sentences[k].Text) || slices.ContainsFunc(sentences[k].Figures, image.isOf) {
				named = append(named, *image)
				break
			}
		}
	}
	return named
}

// mayBeIn reports whether a text in small letters has one of the image's names, as text that calls
// it by one does: a pattern takes longer.
func (i *subject) mayBeIn(small string) bool {
	return slices.ContainsFunc(i.plain, func(name string) bool { return strings.Contains(small, name) })
}

// isOf reports whether the marker of a figure is one of the image.
func (i *subject) isOf(f site.Held) bool {
	rest, ok := strings.CutPrefix(f.ID, i.id)
	return ok && strings.HasPrefix(rest, ".")
}

// calledIn reports whether a text calls the image by one of the names, and whether one
// of them is part of another reference there: of another tag, version or repository.
func (i *subject) calledIn(text string, names *regexp.Regexp) (it, other bool) {
	for at := 0; ; {
		m := names.FindStringSubmatchIndex(text[at:])
		if m == nil {
			return it, other
		}
		start, end := at+m[4], at+m[5]
		another := i.ofOther(text[:start]) || i.otherTag(text[end:])
		it, other = it || !another, other || another
		at = end
	}
}

var (
	tagPattern     = lazy.Pattern(`^(?:/\w|@\w|:(\w[\w.-]*))`)
	versionPattern = lazy.Pattern(`^\p{Zs}(v\d+(?:\.\d+)*|\d+(?:\.\d+)+)(?:$|[^\w.]|\.(?:$|\s))`)
	unitPattern    = lazy.Pattern(`^\p{Zs}?[kKMGT]i?[bB]\b`)
)

// ofOther reports whether what stands before a name makes it a repository of somebody else.
// Where the image has no owner but its registry, it may be mirrored from one.
func (i *subject) ofOther(before string) bool {
	if !strings.HasSuffix(before, "/") || i.ref == "" {
		return false
	}
	from := len(before) - 1
	for from > 0 && (isWord(before[from-1]) || strings.IndexByte(".:-", before[from-1]) >= 0) {
		from--
	}
	owner := path.Base(path.Dir(site.Repository(i.ref)))
	if owner == "." {
		owner = "library" // of Docker Hub
	}
	return !strings.ContainsAny(owner, ".:") && !strings.EqualFold(before[from:len(before)-1], owner)
}

// otherTag reports whether what stands behind a name makes it one of another tag or version,
// or the beginning of a longer name.
func (i *subject) otherTag(behind string) bool {
	if i.ref == "" {
		return false
	}
	tag := strings.TrimPrefix(i.ref[len(site.Repository(i.ref)):], ":")
	tag, digest, _ := strings.Cut(tag, "@")
	if tag == "" && digest == "" {
		tag = "latest"
	}
	said := ""
	if m := tagPattern().FindStringSubmatch(behind); m != nil {
		said = m[1]
	} else if m := versionPattern().FindStringSubmatchIndex(behind); m != nil && !unitPattern().MatchString(behind[m[3]:]) {
		said = behind[m[2]:m[3]]
	} else {
		return false
	}
	said, tag = strings.TrimPrefix(strings.ToLower(strings.TrimRight(said, ".-")), "v"), strings.TrimPrefix(tag, "v")
	return said == "" || said != tag && !strings.HasPrefix(tag, said+"-")
}

// identify finds the image of a size, and which of its figures the size is.
func identify(st stated, sentence *site.Sentence, images []subject) (*subject, []known) {
	if st.id != "" {
		for i := range images {
			if column, ok := strings.CutPrefix(st.id, images[i].id+"."); ok {
				return &images[i], []known{{column, images[i].size(column), false}}
			}
		}
		return nil, nil
	}
	at := []site.Sentence{*sentence, {Text: sentence.Row}}
	here := namedIn(images, at...)
	if len(here) == 0 && sentence.Column != "" { // the rows of a table may be the sizes
		at = []site.Sentence{{Text: sentence.Column}}
		here = namedIn(images, at...)
	}
	if len(here) == 0 {
		here = slices.DeleteFunc(slices.Clone(images), func(i subject) bool {
			_, other := i.calledIn(sentence.Column+" "+sentence.Row+" "+sentence.Text, i.names)
			return other
		})
	}
	fit := slices.DeleteFunc(slices.Clone(here), func(i subject) bool { return len(i.match(st)) == 0 })
	if len(fit) == 0 {
		fit = here
	}
	if len(fit) > 1 {
		fit = meantIn(fit, at...)
	}
	if len(fit) != 1 {
		return nil, nil // a figure of two images, or of none of several: it cannot be told which is meant
	}
	return &fit[0], fit[0].match(st)
}

// rounds reports whether a size is written to a digit that counts: a figure that rounds to
// 2.9 MB is 2.9 MB, and one that rounds to 3 MB may be another.
func (s stated) rounds() bool {
	return s.number >= 10*s.last && (s.last < 1 || math.Mod(s.number, 10) != 0)
}

// match gives the figures that a size is, the nearest first.
func (i *subject) match(st stated) []known {
	var found []known
	bytes := st.size()
	for _, f := range i.figures {
		away := math.Abs(float64(bytes - f.bytes))
		share := max(i.share, 0.005) // half of the third digit
		if st.about > 0 {
			share = max(share, 0.05)
		}
		rounded := st.rounds() && away <= 0.5*st.last*st.factor(st.binary)
		if away <= share*float64(f.bytes) || rounded || st.about > 0 && round(f.bytes, st.about) == bytes {
			found = append(found, f)
		}
	}
	slices.SortStableFunc(found, func(a, b known) int {
		return int(math.Abs(float64(a.bytes-bytes)) - math.Abs(float64(b.bytes-bytes)))
	})
	return found
}

// wording is a phrase that is right for a size.
func (i *subject) wording(c *Column) string {
	text := "…"
	if n := i.size(c.Name); n >= 0 {
		text = Size(n)
	}
	return fmt.Sprintf("<!-- ds:%s.%s -->%s<!-- /ds --> %s", i.id, c.Name, text, c.Phrase)
}
