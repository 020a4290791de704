// Package prose has the words around a number or a version that tell what it is: a bound,
// about so much, or what was there before. They are of the languages of most READMEs: English,
// German, French, Spanish, Portuguese, Italian, Russian, Chinese and Japanese.
//
// Start from [Before]. It knows nothing of images or of code.
package prose

import (
	"regexp"
	"slices"
	"strings"

	"docsite/internal/lazy"
)

// Words are alternatives of a regular expression.
type Words struct {
	Apart string // those that stand alone
	Signs string // those that stand anywhere, such as words of Chinese; empty for none
}

// Bounds stand before what a number is at most or at least.
var Bounds = Words{
	Apart: `under|below|over|above|up to|at most|at least|(?:less|more|smaller|larger|fewer|bigger|older|newer|earlier|later) than` +
		`|unter|über|bis zu|höchstens|mindestens|(?:weniger|mehr|kleiner|größer|älter|neuer) als` +
		`|moins (?:de|que)|plus de|jusqu['’]à|au plus|au moins|sous|(?:inférieure?|supérieure?) à` +
		`|menos (?:de|que)|más de|mais de|hasta|até|como máximo|no máximo|al menos|pelo menos|abaixo de` +
		`|meno di|più di|fino a|al massimo|almeno|sotto i` +
		`|менее|более|меньше|больше|до|свыше`,
	Signs: `不到|小于|低于|少于|不超过|超过|大于|最多|至少|[<>]=?|[≤≥]`,
}

// Earlier stand before what was there at another time, or what something stands in the place of.
var Earlier = Words{
	Apart: `was|were|instead of|rather than|formerly|previously` +
		`|war|waren|früher|statt|anstatt|anstelle von` +
		`|était|étaient|au lieu de|plutôt que` +
		`|era|eran|eram|erano|en lugar de|en vez de|em vez de|ao invés de|invece di|antes` +
		`|был|была|было|были|вместо|ранее`,
	Signs: `原来|而不是|取代|代替`,
}

// Roughly stand before a number that is only about so.
var Roughly = Words{
	Apart: `about|around|roughly|approximately|approx\.?|nearly|almost|circa|ca\.?|some` +
		`|etwa|rund|ungefähr|knapp|fast` +
		`|environ|presque|près de|autour de` +
		`|alrededor de|aproximadamente|unos|casi|cerca de|quase|quasi` +
		`|около|примерно|почти`,
	Signs: `约|大约|大概|約|およそ|ほぼ|[~≈]`,
}

// Before is a pattern of a text that ends in one of the words, and in what marks up the next one.
func Before(all ...Words) func() *regexp.Regexp {
	return lazy.Pattern("(?i)" + alternatives(all, `(?:^|[^\pL\pN])`, "") + "[\\s\\p{Zs}`\"'*(]*$")
}

// Behind is a pattern of a text that begins with one of the words.
func Behind(all ...Words) func() *regexp.Regexp {
	return lazy.Pattern(`(?i)^[\s\p{Zs}]*` + alternatives(all, "", `(?:$|[^\pL\pN])`))
}

// alternatives are the words, those that stand alone with what parts them from others.
func alternatives(all []Words, before, behind string) string {
	var apart, signs []string
	for _, w := range all {
		apart, signs = append(apart, w.Apart), append(signs, w.Signs)
	}
	signs = slices.DeleteFunc(signs, func(s string) bool { return s == "" })
	list := []string{before + "(?:" + strings.Join(apart, "|") + ")" + behind}
	return "(?:" + strings.Join(append(list, signs...), "|") + ")"
}
