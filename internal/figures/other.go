package figures

import (
	"slices"
	"strings"

	"docsite/internal/lazy"
	"docsite/internal/prose"
	"docsite/internal/site"
)

// What stands around a size that is no figure of an image, and that is more likely one of
// something else than an old one of the image.
var (
	// before it, in its clause, its row or its column: what might be, a part or a variant of
	// the image, what it may not be, and another time
	unreal = lazy.Pattern(`(?i)` +
		`\b(?:would|could|might|may|exceed\pL*|budgets?|limits?|variants?|flavou?rs?|half|third|quarter|part|rest|most|makes? up|accounts? for|layer|stage|max(?:imum)?|target|goal|allowed|before|previous(?:ly)?|formerly|old(?:er)?|without|(?:19|20)\d\d)\b` +
		`|\b(?:wäre\pL*|würde\pL*|könnte\pL*|dürfte\pL*|hälfte|drittel|viertel|teil|schicht|variante|vorher|zuvor|alte?|ohne)(?:\PL|$)` +
		`|\b(?:serait|seraient|pourrait|dépass\pL*|moitié|tiers|quart|partie|couche|variante|avant|sans|sería|podría|exceder|superar|supere|mitad|parte|capa|antes|sin|seria|poderia|ultrapassar|metade|camada|sem|sarebbe|potrebbe|supera\pL*|metà|livello|prima|senza)(?:\PL|$)` +
		`|(?:^|\PL)(?:бы|превы\pL+|половин\pL+|част\pL+|сло[йя]|вариант|раньше|без)(?:\PL|$)|一半|部分|层|半分|一部|变体|之前|以前|レイヤー`)
	// behind it: a rate, a part, and what verbs at the end of a sentence say
	shared = lazy.Pattern(`(?i)^[\s\p{Zs}]*(?:/[\s\p{Zs}]*\pL|(?:per|pro|par|por) \pL` +
		`|of (?:the|this|that|its|it|these|them|which)\b|(?:des|der|davon|du|de la|del|do|della)\b|(?:de l|dell)['’]` +
		`|nicht (?:über|unter)|を(?:超|下回)|每)`)
	article   = prose.Before(prose.Words{Apart: `an?|another|each|every`})
	nextWord  = lazy.Pattern(`^[\s\p{Zs}-]+([\pL-]+)`)
	clauseEnd = lazy.Pattern(`[,;.](?:\s|$)`)
	// a version, in a sentence that names the image without its tag
	versioned = lazy.Pattern(`(?i)\b(?:versi(?:on|ón|one)|versão|release|tag|версия|версии)[\s\p{Zs}]+v?\d|\(v?\d+\.\d[\d.]*\)`)
	machines  = lazy.Pattern(`(?i)\b(?:amd64|x86[-_]64|x64|i?[36]86|arm64|aarch64|armhf|arm(?:32)?(?:[/ ]?v\d)?|ppc64le|s390x|riscv64)\b`)
)

// ownWords are what may stand behind a size that an article stands before, and is of an image.
var ownWords = lazy.Words(`image images container footprint size of for to in on at as by from with when once after over and or is are on-disk`)

// sameMachine are other names of architectures.
var sameMachine = strings.NewReplacer("aarch64", "arm64", "x86_64", "amd64", "x86-64", "amd64", "x64", "amd64", "i386", "386", "i686", "386",
	"arm32", "arm", "armhf", "arm/v7", "armv", "arm/v", "arm v", "arm/v")

// ofElse reports whether a number that is no figure of the image may well be one of something
// else: a rate, a part, what might be or may not, another thing or another platform.
func (j *judge) ofElse() bool {
	const far = 4 * near // as much of a sentence as is about one size
	at, text := j.size.span, j.sentence.Text
	before, behind := text[max(0, at.Start-far):at.Start], text[at.End:min(at.End+far, len(text))]
	if shared().MatchString(behind) {
		return true
	}
	if a := article().FindStringIndex(before); a != nil && (isThing(behind) || limited().MatchString(before[:a[0]])) {
		return true // "used to be a 90 MB download"
	}
	clause := before
	if ends := clauseEnd().FindAllStringIndex(before, -1); len(ends) > 0 {
		clause = before[ends[len(ends)-1][1]:]
	}
	for _, text := range []string{clause, j.sentence.Row, j.sentence.Column} {
		if unreal().MatchString(text) {
			return true
		}
	}
	return j.ofRow() || versioned().MatchString(before+" "+behind) || slices.ContainsFunc(machines().FindAllString(before+" "+behind+" "+j.sentence.Row+" "+j.sentence.Column, -1), j.image.isNotFor)
}

// ofRow reports whether the column names the image and what its sizes are, so that the first cell
// of the row says of which version, stage or part one is.
func (j *judge) ofRow() bool {
	s, one := j.sentence, []subject{*j.image}
	return s.Row != "" && len(wordsIn(s.Column)) > 0 && len(namedIn(one, site.Sentence{Text: s.Column})) > 0 &&
		len(namedIn(one, site.Sentence{Text: s.Row}, *s)) == 0
}

// isThing reports whether a text begins with the name of what has a size: "model" of "a 90 MB
// model", and not "download".
func isThing(behind string) bool {
	m := nextWord().FindStringSubmatch(behind)
	return m != nil && !ownWords()[strings.ToLower(m[1])] && len(wordsIn(m[1])) == 0
}

// isNotFor reports whether the image is not, or not known to be, for an architecture.
func (i *subject) isNotFor(machine string) bool {
	return !strings.Contains("/"+i.platform+"/", "/"+sameMachine.Replace(strings.ToLower(machine))+"/")
}
