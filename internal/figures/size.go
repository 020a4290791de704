package figures

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/docker/go-units"
)

// Size prints bytes as docker prints them: decimal units, three significant
// digits ("62.6MB" in docker is "62.6 MB" here). Where docker's rounding runs
// into the next unit (999,600 bytes is "1e+03kB" there), the next unit is used.
func Size(bytes int64) string {
	sign, n := "", float64(bytes)
	if bytes < 0 {
		sign, n = "-", -n
	}
	for _, unit := range []float64{1e3, 1e6, 1e9, 1e12, 1e15, 1e18} {
		// The smallest number that rounds up to 1,000 of the unit below.
		if n < unit && n >= unit*0.9995 {
			n = unit
		}
	}
	text := units.HumanSizeWithPrecision(n, 3)
	at := strings.IndexFunc(text, func(r rune) bool { return r >= 'A' && r != 'e' })
	return sign + text[:at] + " " + text[at:]
}

// SizeOf is [Size], or a dash for a size that is not known.
func SizeOf(bytes *int64) string {
	if bytes == nil {
		return "–"
	}
	return Size(*bytes)
}

// Rounded prints bytes as [Size] does, with so many significant digits, 1 or 2, in the
// notation of a size that was published; with 0 digits it is not rounded.
func Rounded(bytes int64, digits int, published string) string {
	return notationOf(published).of(Size(round(bytes, digits)))
}

// round gives a number of bytes of which so many digits are left; all with 0.
func round(bytes int64, digits int) int64 {
	if digits <= 0 || bytes <= 0 {
		return bytes
	}
	unit := math.Pow10(int(math.Floor(math.Log10(float64(bytes)))) - digits + 1)
	return int64(math.Round(float64(bytes)/unit) * unit)
}

// Difference is a number of bytes with its sign: "+2.5 MB", "−2.5 MB", "0".
func Difference(bytes int64) string {
	switch {
	case bytes > 0:
		return "+" + Size(bytes)
	case bytes < 0:
		return "−" + Size(-bytes)
	}
	return "0"
}

// ParseSize reads what Size and people write: "62.6 MB", "284MB", "5kB",
// "12 MiB", "62,6 Mo", "517". It takes decimal units unless an i says otherwise.
func ParseSize(s string) (int64, error) {
	text := strings.TrimSpace(s)
	parse := units.FromHumanSize
	if a, ok := readSize(text); ok && a.notation != (notation{}) {
		parse = func(string) (int64, error) { return a.size(), nil }
	} else if strings.Contains(strings.ToLower(text), "i") {
		parse = units.RAMInBytes
	}
	n, err := parse(text)
	if err != nil || n < 0 || n == math.MaxInt64 {
		return 0, fmt.Errorf("%q is not a size such as %q", s, "62.6 MB")
	}
	return n, nil
}

// SetSize reads a size that a person sets, in docsite.yaml or behind a flag. It has a
// unit, since 80 rarely means 80 bytes; 0 needs none.
func SetSize(s string) (int64, error) {
	n, err := ParseSize(s)
	if _, wrong := strconv.ParseFloat(strings.TrimSpace(s), 64); err == nil && n > 0 && wrong == nil {
		return 0, fmt.Errorf("%q has no unit: write %s MB, or %[2]s B for bytes", s, strings.TrimSpace(s))
	}
	return n, err
}
