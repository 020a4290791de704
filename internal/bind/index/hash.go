package index

import "strings"

// Signs say what bytes a word has.
type Signs uint8

// What a byte of a word may be.
const (
	Digit    Signs = 1 << iota // a decimal digit
	Sign                       // neither a letter nor a digit, nor a part of a character beyond ASCII
	NameSign                   // one that names of files, variables and images have
	Star                       // "*"
	joint                      // "_" or "-"
)

// signs has these by byte.
var signs = func() (set [256]Signs) {
	for i := range set {
		switch c := byte(i); c {
		case '-', '_':
			set[i] = Sign | NameSign | joint
		case '/', '.', '$', ':', '@':
			set[i] = Sign | NameSign
		case '*':
			set[i] = Sign | Star
		default:
			if IsDigit(c) {
				set[i] = Digit
			} else if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c < 0x80 {
				set[i] = Sign
			}
		}
	}
	return set
}()

// lower has, by byte, the small letter of a capital and any other byte itself.
var lower = func() (set [256]byte) {
	for i := range set {
		set[i] = byte(i)
		if i >= 'A' && i <= 'Z' {
			set[i] += 'a' - 'A'
		}
	}
	return set
}()

// IsDigit reports whether a byte is a decimal digit.
func IsDigit(c byte) bool { return c >= '0' && c <= '9' }

// IsAlnum reports whether a byte is a letter or a digit, or a part of a character
// beyond ASCII.
func IsAlnum(c byte) bool { return signs[c]&Sign == 0 }

// HasDigit reports whether a text has a decimal digit.
func HasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// A hash is FNV-1a of a text in lower case.
const (
	hashSeed  uint64 = 14695981039346656037
	hashPrime uint64 = 1099511628211
)

// Hash is the hash of a text.
func Hash(s string) uint64 {
	h := hashSeed
	for i := range len(s) {
		h = (h ^ uint64(lower[s[i]])) * hashPrime
	}
	return h
}

// hash gives the hash of a word and what bytes it has.
func hash(s string) (h uint64, has Signs) {
	h = hashSeed
	for i := range len(s) {
		h = (h ^ uint64(lower[s[i]])) * hashPrime
		has |= signs[s[i]]
	}
	return h, has
}

// MaskedHash is the hash of a text with one sign for each of its numbers.
func MaskedHash(s string) uint64 {
	h := hashSeed
	for i := 0; i < len(s); i++ {
		c := s[i]
		if IsDigit(c) {
			for i+1 < len(s) && (IsDigit(s[i+1]) || s[i+1] == '.' && i+2 < len(s) && IsDigit(s[i+2])) {
				i++
			}
			c = '0'
		}
		h = (h ^ uint64(lower[c])) * hashPrime
	}
	return h
}
