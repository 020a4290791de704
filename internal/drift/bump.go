package drift

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"docsite/internal/code"
	"docsite/internal/lazy"
	"docsite/internal/prose"
	"docsite/internal/site"
	"docsite/internal/version"
)

// Bump is a word of code that has become another one, in its version alone.
type Bump struct {
	Name     string // the word before it: "APP_VERSION" of "ARG APP_VERSION=1.2.0"
	Was, Now string // "alpine:3.15", "1.2.0"
}

// Bumps are the versions in which two pieces of code differ. There are none
// where they differ in more, or where a version stands for two new ones or is
// still there.
func Bumps(was, now []string) []Bump {
	old, words := linesWords(was), linesWords(now)
	if len(old) != len(words) {
		return nil
	}
	var bumps []Bump
	for i := range words {
		if old[i] == words[i] {
			continue
		}
		b := Bump{Was: old[i], Now: words[i]}
		if i > 0 {
			b.Name = words[i-1]
		}
		if !b.holds() {
			return nil
		}
		both := []Bump{b, b.tag()}
		if withoutDigest(b.Was) == b.Was {
			both = both[1:] // a digest that is new is no part of what people write
		}
		for _, b := range both {
			if b.Was != b.Now && !slices.Contains(bumps, b) {
				bumps = append(bumps, b)
			}
		}
	}
	return slices.DeleteFunc(bumps, func(b Bump) bool {
		return slices.Contains(words, b.Was) || slices.ContainsFunc(bumps, func(other Bump) bool { return other.Was == b.Was && other.Now != b.Now })
	})
}

// tag is the bump of references without their digests, which people leave out.
func (b Bump) tag() Bump {
	b.Was, b.Now = withoutDigest(b.Was), withoutDigest(b.Now)
	return b
}

// Alone is the bump of a reference's tag without the image, which people write behind its
// name: "uv `0.4.1`". There is none where the tag is not one version.
func (b Bump) Alone() (tag Bump, ok bool) {
	name, old, new := b.words()
	tag = Bump{name, old, new}
	return tag, name != "" && !b.bare() && tag.bare() && strings.Contains(old, ".") && bareVersion().MatchString(new)
}

func withoutDigest(word string) string {
	tag, _, _ := strings.Cut(word, "@sha256:")
	return tag
}

// LabelBumps are the versions in which a note's quoted code differs from the
// lines that it explains: the code that stands for one run of words in them.
func LabelBumps(fragments []site.Fragment, c *code.Code, lines []int) []Bump {
	l := listings{codes: []*code.Code{c}}
	words := linesWords(l.pick(0, lines))
	var bumps []Bump
	for _, f := range fragments {
		old := linesWords([]string{f.Text})
		if !f.Code || len(old) == 0 || len(old) > len(words) {
			continue
		}
		at, places := 0, 0
		for i := 0; i+len(old) <= len(words); i++ {
			if sameRun(old, words[i:i+len(old)]) {
				at = i
				places++
			}
		}
		if places != 1 {
			continue
		}
		for i, w := range old {
			b := Bump{Was: w, Now: words[at+i]}
			if withoutDigest(w) == w {
				b = b.tag()
			}
			if b.Was != b.Now {
				if at+i > 0 {
					b.Name = words[at+i-1]
				}
				bumps = append(bumps, b)
			}
		}
	}
	return slices.DeleteFunc(bumps, func(b Bump) bool { return !b.holds() || slices.Contains(words, b.Was) })
}

// sameRun reports whether two runs of words differ at most in versions.
func sameRun(old, now []string) bool {
	for i := range old {
		if old[i] != now[i] && old[i] != withoutDigest(now[i]) && !version.Same(old[i], now[i]) && !version.Same(old[i], withoutDigest(now[i])) {
			return false
		}
	}
	return true
}

// Lines are lines of code as they were before the bumps, of lines as they are.
func (b Bump) Lines(now []string) []string {
	was := make([]string, len(now))
	for i, line := range now {
		was[i] = strings.ReplaceAll(line, b.Now, b.Was)
	}
	return was
}

// holds reports whether both words hold a version that says of what it is one:
// a tag, a digest, a number with a point, or any number behind a name such as
// NODE_MAJOR.
func (b Bump) holds() bool {
	return tagged().MatchString(b.Was) && tagged().MatchString(b.Now) || b.bare() && version.IsName(b.Name)
}

var tagged = lazy.Pattern(`[A-Za-z0-9][:@][A-Za-z0-9]|\d\.\d|^[0-9a-fA-F]{32,}$`)

// bare reports whether the word is a version alone, which says nothing of what
// it is one: "1.2.0", "v3.1", a digest.
func (b Bump) bare() bool { return bareVersion().MatchString(b.Was) }

var bareVersion = lazy.Pattern(`^([vV]?\d[\w.+~-]*|[0-9a-fA-F]{32,})$`)

// Copies are the places in a piece of quoted code, as offsets of their first
// bytes, that repeat the old word. A version alone is a copy where its name
// stands beside it, or is said somewhere in the note (named) and nothing else
// stands in the piece.
func (b Bump) Copies(piece string, named bool) []int {
	if b.bare() && !strings.Contains(piece, b.Name) && (!named || !tagged().MatchString(b.Was) || strings.TrimSpace(piece) != b.Was) {
		return nil
	}
	var at []int
	for from := 0; ; {
		i := strings.Index(piece[from:], b.Was)
		if i < 0 {
			return at
		}
		i += from
		from = i + len(b.Was)
		if !partOfWord(piece[:i], true) && !partOfWord(piece[from:], false) {
			at = append(at, i)
		}
	}
}

// partOfWord reports whether what stands before or behind a word belongs to it.
func partOfWord(around string, before bool) bool {
	if around == "" {
		return false
	}
	c := around[0]
	if before {
		c = around[len(around)-1]
	}
	return c >= 0x80 || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || strings.IndexByte("_.:/@-+~$", c) >= 0
}

// Names finds the first place in a text that gives the thing the version that it
// had, in words: "Alpine 3.15", "alpine:3.15", "Node 20" of "node:20.11". It gives
// the place as written; "" for none. A text that speaks of the past is let be.
func (b Bump) Names(text string) string {
	name, old, new := b.words()
	was, now := numbers().FindString(old), numbers().FindString(new)
	if len(name) < 2 || len(name) > 200 || was == "" || now == "" || !utf8.ValidString(name) {
		return ""
	}
	pattern := regexp.MustCompile(`(?i)(?:^|[^\w./-])(` + regexp.QuoteMeta(name) + `(?:[:@=]|[\p{Zs}-]| version )[vV]?)(\d+(?:\.\d+)*)`)
	for _, loc := range pattern.FindAllStringSubmatchIndex(text, -1) {
		said := text[loc[4]:loc[5]]
		if rest := text[loc[1]:]; partOfWord(rest, false) && !strings.HasPrefix(rest, ".") && !strings.HasPrefix(rest, ":") && !strings.HasPrefix(rest, "-") {
			continue
		}
		if !Past(text[:loc[2]]) && opens(was, said) && !opens(now, said) {
			return text[loc[2]:loc[5]]
		}
	}
	return ""
}

// opens reports whether a version is another one, or the first parts of it.
func opens(version, said string) bool {
	return version == said || strings.HasPrefix(version, said+".")
}

// words are the thing's name as people say it, and both versions as written.
func (b Bump) words() (name, old, new string) {
	b = b.tag()
	name, old, new = b.Name, b.Was, b.Now
	if i := strings.LastIndexAny(b.Was, ":@"); i > 0 && !b.bare() {
		name, old = b.Was[strings.LastIndexByte(b.Was[:i], '/')+1:i], b.Was[i+1:]
		_, new, _ = strings.Cut(b.Now[min(i, len(b.Now)):], b.Was[i:i+1])
	} else if !b.bare() {
		return "", "", ""
	}
	for _, end := range []string{"_VERSION", "_MAJOR"} {
		name = strings.TrimSuffix(name, end)
	}
	return name, old, new
}

var numbers = lazy.Pattern(`\d+(\.\d+)*`)

// Past reports whether the words before a version speak of the past, or of what
// the line is not: "since alpine:3.15", "instead of Node 18".
func Past(before string) bool { return past().MatchString(before) && !held().MatchString(before) }

// held are words before a version that say what the line has, though they end in "to".
var held = lazy.Pattern("(?i)\\b(pin(s|ned|ning)?|sets?|setting|lock(s|ed)?|fix(es|ed)?|freezes|frozen|held|holds|bound|tied|points?|defaults?|equals?)( [\\w.+`*-]+){0,3} to[\\s`\"'*(]*$")

var past = prose.Before(prose.Bounds, prose.Earlier, prose.Words{
	Apart: `since|before|after|until|till|prior to|as of|introduced in|fixed in|broken in|changed in|bug in|(?:upgraded|updated|bumped|moved) from|unlike|not|no|than|or|and|to` +
		`|seit|vor|nach|bis|ab|als|nicht|kein|keine|keinen|oder|und` +
		`|avant|après|dès|pas|que|ou|et` +
		`|antes de|antes do|después de|depois de|depois do|não|o|y|e` +
		`|prima di|dopo|non|после|не|или|и|чем`,
})
