package figures

import (
	"regexp"
	"slices"
	"strings"

	"docsite/internal/lazy"
	"docsite/internal/prose"
	"docsite/internal/site"
)

// What stands around a size that is only about so, a bound of one, or that of another time
// or of a part.
var (
	roughly = prose.Before(prose.Roughly)
	limited = prose.Before(prose.Bounds, prose.Earlier, prose.Words{
		Apart: `from|used to (?:be|have|take|weigh)|adds?|added|saves?|saved|spart|sparen|faisait|pesait|économise|ajoute|pesaba|pesava|ahorra|añade|economiza|adiciona|risparmia|aggiunge|экономит|добавляет`,
		Signs: `从|節約|节省|[+−]`,
	})
	differs = prose.Behind(prose.Words{
		Apart: `(?:or|oder|ou|o|или) (?:less|more|weniger|mehr|moins|plus|menos|más|mais|meno|più|меньше|больше)|smaller|larger|bigger|less|more|lighter|heavier|kleiner|größer|weniger|mehr|leichter|de (?:moins|plus|menos|más)|a menos|a mais|in meno|in più`,
		Signs: `以下|以内|未満|以上|より`,
	})
	rangeBehind = lazy.Pattern(`(?i)^[\s\p{Zs}]*` + toAnother + `[\s\p{Zs}]*\d`)
)

// How thousands are set apart with blanks ("2 930 kB"), and ranges of sizes ("60 to 65 MB").
var (
	grouped      = lazy.Pattern(`\d\p{Zs}$`)
	groupOfThree = lazy.Pattern(`^\d{3}\D`)
	rangeBefore  = lazy.Pattern(`(?i)\d[\s\p{Zs}]*(?:[kmgt]i?[bo]|[кмгт]б)?[\s\p{Zs}]*` + toAnother + `[\s\p{Zs}]*$`)
)

// toAnother is what stands between two sizes of which one is the end of a range, or what the
// other has become.
const toAnother = `(?:to|bis|auf|à|a|para|[-–…→~]|->|=>|\.\.+)`

// near is how many bytes beside a size are looked at for such words.
const near = 32

// isNone reports whether a size is no more than a bound or one end of a range, or is that of
// another time or of a part, by the text around it: which of them is no figure.
func isNone(before, behind string) bool {
	return limited().MatchString(before) || rangeBefore().MatchString(before) || differs().MatchString(behind) || rangeBehind().MatchString(behind)
}

// meaning is what words call a size, with where they stand.
type meaning struct {
	column string
	span   site.Span
	sure   bool // the words speak of nothing but a size
}

var (
	vaguePattern    = lazy.Pattern(`(?i)\bsizes?\b|\bweighs?\b|\bis (only )?$|größe|\btaille\b|\bpoids\b|\bpèse\b|\btama(ñ|nh)o\b|\bdimensione\b|размер|大小|サイズ`)
	hubPattern      = lazy.Pattern(`(?i)\bon docker hub\b`)
	platformPattern = lazy.Pattern(`(?i)\b(all|every|both) (platforms?|architectures?)\b`)
)

// words is a pattern of prose; those that are sure speak of nothing but a size. A text has one of
// the stems wherever the pattern matches: most sentences have none, and a pattern takes longer.
type words struct {
	sure    bool
	stems   []string
	pattern func() *regexp.Regexp // compiled when it is asked for
}

func sure(stems, pattern string) words {
	return words{true, strings.Fields(stems), lazy.Pattern(`(?i)` + pattern)}
}

func likely(stems, pattern string) words {
	return words{false, strings.Fields(stems), lazy.Pattern(`(?i)` + pattern)}
}

// in finds where a text has the words. The text in small letters is for the stems.
func (w *words) in(text, small string) [][]int {
	if !slices.ContainsFunc(w.stems, func(stem string) bool { return strings.Contains(small, stem) }) {
		return nil
	}
	return w.pattern().FindAllStringIndex(text, -1)
}

// By which words prose calls the sizes. The letter \b knows is one of ASCII: words that end
// in another have \pL* behind them.
var (
	downloadWords = []words{
		sure(`size größe taille tama dimension 大小 サイズ`, `\bcompressed (content )?size\b|\bcontent size\b|\bdownload size\b|\bpull size\b|\bkomprimierte größe|\bdownload-?größe|\btaille (compressée|de téléchargement|du téléchargement)|\btama(ñ|nh)o (comprimido|de (la )?descarga|(de|do) download)|\bdimensione (compressa|del download)|压缩(后)?(的)?大小|下载大小|圧縮サイズ|ダウンロードサイズ`),
		likely(`compress comprim komprim download heruntergeladen pull transfer network wire charg carg baix scaric сжат скач загру 压缩 下载 圧縮 ダウンロード`, `\b(compressed|downloads?|downloaded|pulls?|pulled|transfers?|transferred|over the (network|wire))\b|\b(komprimiert|heruntergeladen)\pL*|\bt[ée]l[ée]charg\pL*|\bcompress([ao]\b|é\pL*)|\bcomprimid[ao]s?\b|\bdescarg\pL*|\b(baixar|baixad[ao]s?)\b|\bscaric\pL*|сжат\pL*|скач\pL*|загру[жз]\pL*|压缩|下载|圧縮|ダウンロード`),
	}
	diskWords = []words{ // "on disk" alone may be any size but the download
		sure(`size größe taille tama dimension 大小 サイズ`, `\b(uncompressed|unpacked|decompressed|extracted) size\b|\bsize (when|once|after being) (uncompressed|unpacked|extracted)\b|\b(unkomprimierte|entpackte) größe|\btaille (décompressée|non compressée)|\btama(ñ|nh)o descom(primido|pactado)|\bdimensione (decompressa|non compressa)|解压(后)?(的)?大小|展開(後)?サイズ`),
		likely(`compress comprim komprim pack extract compact compatt сжат распаков 压 展開 解凍 圧縮`, `\b(uncompressed|unpacked|decompressed|extracted|after extraction|unpacks to)\b|\b(unkomprimiert|entpackt|dekomprimiert|nicht komprimiert)\pL*|\b(d[ée]compress|non[ -]compress|n[ãa]o comprimid|no comprimid|sin comprimir|descomprim|descompact|decompress|scompatt)\pL*|несжат\pL*|распаков\pL*|未压缩|解压缩?|展開|解凍|非圧縮|無圧縮`),
	}
	usageWords = []words{sure(`usage`, `\bdisk[ -]usage\b`)}
)

// wordsIn finds what a text calls sizes, the sizes that are made of others
// first: "download and disk usage" speaks of one size.
func wordsIn(text string) []meaning {
	var found []meaning
	small := strings.ToLower(text)
	for _, c := range slices.Backward(table) {
		for _, w := range c.Called {
			for _, loc := range w.in(text, small) {
				span := site.Span{Start: loc[0], End: loc[1]}
				if !slices.ContainsFunc(found, func(f meaning) bool { return f.span.Start < span.End && span.Start < f.span.End }) {
					found = append(found, meaning{c.Name, span, w.sure})
				}
			}
		}
	}
	return found
}
