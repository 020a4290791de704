package figures

import (
	"html"
	"math"
	"strconv"
	"strings"

	"docsite/internal/lazy"
)

// sizePattern matches a size in prose: its number, the letter of its unit, the i of a binary
// one, and what stands for bytes. Decimals stand behind a dot and thousands between commas, or
// the other way round.
var sizePattern = lazy.Pattern(`(\d{1,3}(?:\.\d{3})+,\d+|\d+(?:,\d{3})*(?:\.\d+)?|\d+,\d+)\p{Zs}?(?:([kKMGT])(i?)([bBo])\b|([кКМГТ])([бБ]))`)

// notation is how a text writes sizes. The zero notation is that of [Size].
type notation struct {
	comma bool   // decimals stand behind a comma: "62,6 MB"
	space string // what stands before the unit instead of an ordinary space, mostly one that no line may end at
	bytes string // what stands for bytes in units: "o" in French, "Б" in Russian; else empty
}

// amount is a size that was read.
type amount struct {
	digits   string  // of its number, with a dot before the decimals
	number   float64 // infinite where it is too long for one
	last     float64 // what one more in the last digit is: 0.1 of "62.6"
	unit     byte    // the first letter of its unit in small letters, as in English
	binary   bool
	notation notation
}

// readAmount reads a match of [sizePattern] in a text.
func readAmount(text string, match []int) amount {
	group := func(i int) string { return text[max(match[2*i], 0):max(match[2*i+1], 0)] }
	a := amount{digits: group(1), binary: group(3) != ""}
	if space := text[match[3]:max(match[4], match[10])]; space != " " {
		a.notation.space = space
	}
	switch letter := group(2) + latin.Replace(group(5)); {
	case group(5) != "":
		a.unit, a.notation.bytes = letter[0]|0x20, "Б"
	case group(4) == "o":
		a.notation.bytes = "o"
		fallthrough
	default:
		a.unit = letter[0] | 0x20
	}
	dot, comma := strings.LastIndexByte(a.digits, '.'), strings.LastIndexByte(a.digits, ',')
	thousands := dot < 0 && len(a.digits)-comma == len(",000") && a.notation.bytes == ""
	if a.notation.comma = comma > dot && !thousands; a.notation.comma {
		a.digits = strings.NewReplacer(".", "", ",", ".").Replace(a.digits)
	}
	a.digits = strings.ReplaceAll(a.digits, ",", "")
	a.number, _ = strconv.ParseFloat(a.digits, 64)
	_, decimals, _ := strings.Cut(a.digits, ".")
	a.last = math.Pow10(-len(decimals))
	return a
}

// significant is how many digits count of a size that is only about so.
func (a amount) significant() int {
	return max(1, len(strings.Trim(strings.Replace(a.digits, ".", "", 1), "0")))
}

// size is the amount in bytes.
func (a amount) size() int64 { return int64(math.Round(a.number * a.factor(a.binary))) }

// factor is the bytes of its unit, counted in thousands or in 1,024s.
func (a amount) factor(binary bool) float64 {
	base := 1e3
	if binary {
		base = 1024
	}
	return math.Pow(base, float64(1+strings.IndexByte("kmgt", a.unit)))
}

// latin and cyrillic write the letters of units in another script.
var (
	latin    = strings.NewReplacer("к", "k", "К", "k", "М", "M", "Г", "G", "Т", "T")
	cyrillic = strings.NewReplacer("k", "к", "M", "М", "G", "Г", "T", "Т")
)

// readSize is the amount of a text of Markdown that is nothing but a size.
func readSize(text string) (a amount, ok bool) {
	text = html.UnescapeString(text) // "62.6&nbsp;MB"
	m := sizePattern().FindStringSubmatchIndex(text)
	if m == nil || m[0] > 0 || m[1] < len(text) {
		return a, false
	}
	return readAmount(text, m), true
}

// notationOf is the notation of a size; zero of what is none.
func notationOf(size string) notation {
	a, _ := readSize(size)
	return a.notation
}

// of writes in the notation what [Size] has printed.
func (n notation) of(size string) string {
	if n.comma {
		size = strings.Replace(size, ".", ",", 1)
	}
	if n.space != "" {
		size = strings.Replace(size, " ", n.space, 1)
	}
	if n.bytes == "Б" {
		size = cyrillic.Replace(size)
	}
	if n.bytes != "" {
		size = strings.Replace(size, "B", n.bytes, 1)
	}
	return size
}
