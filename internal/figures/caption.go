package figures

import (
	"bytes"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"docsite/internal/site"
)

// Captions reads what pages say of the sizes of a site's images.
type Captions struct{ images []subject }

// NewCaptions prepares the images of which at least one size is known.
func NewCaptions(s *site.Site) *Captions { return &Captions{subjects(s)} }

// Mentions reports whether a page's text may name an image.
func (c *Captions) Mentions(text []byte) bool {
	if len(c.images) == 0 {
		return false
	}
	small := string(bytes.ToLower(text))
	return slices.ContainsFunc(c.images, func(image subject) bool { return image.mayBeIn(small) })
}

// Claims finds the sizes that a page states of the images, and what is wrong
// with them: in number, in unit, or in what they are called. What it is
// unsure of it leaves out: a size in a section that names no image, or one
// that is no figure of the image and is not called like one. The sentences of
// a text that names no image are not asked for.
func (c *Captions) Claims(src *site.Source, ask func() []site.Sentence) []Claim {
	return c.ClaimsIn(site.Span{}, src, ask)
}

// ClaimsIn are the claims of a page, and the sizes in a part of it that a person has
// named: there the number alone tells whose figure one is where its section names no image.
func (c *Captions) ClaimsIn(part site.Span, src *site.Source, ask func() []site.Sentence) []Claim {
	if len(c.images) == 0 || part == (site.Span{}) && !c.Mentions(src.Text) {
		return nil
	}
	var claims []Claim
	sentences := ask()
	for from := 0; from < len(sentences); {
		to := from
		for to < len(sentences) && sentences[to].Section == sentences[from].Section {
			to++
		}
		section := sentences[from:to]
		named, vague := namedIn(c.images, section...), map[string]bool{}
		for i := range section {
			if len(named) > 0 {
				claims = append(claims, claimsOf(&section[i], named, vague)...)
				continue
			}
			for _, claim := range claimsOf(&section[i], c.images, vague) {
				if claim.ID != "" && part.Start <= claim.Span.Start && claim.Span.End <= part.End {
					claims = append(claims, claim)
				}
			}
		}
		from = to
	}
	return claims
}

// Problems are the claims that are wrong, as warnings with their places.
func (c *Captions) Problems(src *site.Source, ask func() []site.Sentence) site.Problems {
	var ps site.Problems
	for _, claim := range c.Claims(src, ask) {
		if claim.Fault != "" {
			ps = append(ps, src.Problem(site.Warning, claim.Span.Start, claim.Fault, claim.Hint))
		}
	}
	return ps
}

// stated is a size in a sentence.
type stated struct {
	span  site.Span // in the sentence's text
	id    string    // of the marker that holds it
	words []meaning
	about int // how many of its digits count, where the size is only about so; 0 where it is exact
	amount
}

// What is longer, or has more sizes, is no sentence that anybody reads: the words for each
// size are looked for in all of it.
const (
	maxSentence = 4 << 10
	maxSizes    = 50
)

// claimsOf finds the claims of one sentence. vague remembers for which column
// of a table it has been said that its header does not say what is meant.
func claimsOf(sentence *site.Sentence, images []subject, vague map[string]bool) []Claim {
	if len(sentence.Text)+len(sentence.Column)+len(sentence.Row) > maxSentence {
		return nil
	}
	// Where the columns are the images, the first cells of the rows say what the sizes are.
	turned := sync.OnceValue(func() bool { return len(namedIn(images, site.Sentence{Text: sentence.Column})) > 0 })
	words := sync.OnceValue(func() []meaning { return wordsIn(sentence.Row) })
	var claims []Claim
	for _, st := range sizes(sentence) {
		c := Claim{
			Text:   sentence.Text[st.span.Start:st.span.End],
			Span:   site.Span{Start: sentence.Offset(st.span.Start), End: sentence.Offset(st.span.End-1) + 1},
			Digits: st.about,
			Marked: st.id != "",
		}
		j := judge{sentence: sentence, size: st, claim: &c}
		j.image, j.is = identify(st, sentence, images)
		if j.image == nil {
			continue
		}
		if len(st.words) == 0 && turned() {
			j.size.words = words()
		}
		if len(j.is) > 0 {
			j.callFirst()
			c.ID = j.image.id + "." + j.is[0].column
		}
		j.decide(images)
		c.Vague = j.vague
		if j.vague && vague[sentence.Column] && sentence.Column != "" {
			c.Fault, c.Hint = "", ""
		}
		vague[sentence.Column] = vague[sentence.Column] || j.vague
		if c.ID != "" || c.Fault != "" {
			claims = append(claims, c)
		}
	}
	return claims
}

// sizes finds the sizes of a sentence and gives each the words that are
// nearest to it.
func sizes(sentence *site.Sentence) []stated {
	var all []stated
	for _, loc := range sizePattern().FindAllStringSubmatchIndex(sentence.Text, maxSizes) {
		before, behind := sentence.Text[max(0, loc[0]-near):loc[0]], sentence.Text[loc[1]:min(loc[1]+near, len(sentence.Text))]
		if last, _ := utf8.DecodeLastRuneInString(before); strings.ContainsRune(".,-–'’_", last) || isWord(byte(min(last, 0x7f))) {
			continue // the tail of a version, of a name, of a range or of a number of another style
		}
		if grouped().MatchString(before) && groupOfThree().MatchString(sentence.Text[loc[0]:]) || isNone(before, behind) {
			continue
		}
		st := stated{span: site.Span{Start: loc[0], End: loc[1]}, amount: readAmount(sentence.Text, loc)}
		if roughly().MatchString(before) {
			st.about = st.significant()
		}
		for _, f := range sentence.Figures {
			if f.Span.Start <= loc[0] && loc[1] <= f.Span.End {
				st.id = f.ID
			}
		}
		all = append(all, st)
	}
	if len(all) > 0 {
		giveWords(sentence, all)
	}
	return all
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// giveWords finds what the sizes are called. A cell is called what the header
// of its column says.
func giveWords(sentence *site.Sentence, all []stated) {
	head := wordsIn(sentence.Column)
	for i := range all {
		all[i].words = slices.Clone(head)
	}
	for _, w := range wordsIn(sentence.Text) {
		behind := sort.Search(len(all), func(i int) bool { return all[i].span.Start > w.span.Start })
		nearest := min(behind, len(all)-1) // or the one before
		if behind > 0 && (behind == len(all) || distance(sentence.Text, all[behind-1].span, w.span) <= distance(sentence.Text, all[behind].span, w.span)) {
			nearest = behind - 1
		}
		all[nearest].words = append(all[nearest].words, w)
	}
}

// distance is how far words are from a size, in letters; what a comma or a
// dash parts is farther.
func distance(text string, a, b site.Span) int {
	if a.Start > b.Start {
		a, b = b, a
	}
	between := text[min(a.End, b.Start):b.Start]
	return len(between) + 40*(strings.Count(between, ",")+strings.Count(between, ";")+strings.Count(between, "—")+strings.Count(between, " and "))
}
