package index

// Signs say what bytes a text has.
type Signs uint16

// What a byte of a text may be.
const (
	Digit     Signs = 1 << iota // a decimal digit
	Sign                        // neither a letter nor a digit, nor a part of a character beyond ASCII
	NameSign                    // one that names of files, variables and images have
	CodeSign                    // one that no prose has
	Star                        // "*"
	Brace                       // one that variables have around their names
	Joining                     // one with which a text may join several pieces
	NoCapital                   // neither a capital nor "_"
	joint                       // "_" or "-"
	tagging                     // see [Tag]
)

// signs has these by byte.
var signs = func() (set [256]Signs) {
	for i := range set {
		c := byte(i)
		small, capital := c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z'
		if IsDigit(c) {
			set[i] = Digit
		} else if !small && !capital && c < 0x80 {
			set[i] = Sign
		}
		if !capital && c != '_' {
			set[i] |= NoCapital
		}
	}
	for of, bytes := range map[Signs]string{NameSign: "-_/.$:@", CodeSign: "=/$@_{}<>|&[]", Star: "*", Brace: "${}", Joining: "/,|;+&、→", joint: "_-", tagging: ":@="} {
		for i := range len(bytes) {
			set[bytes[i]] |= of
		}
	}
	return set
}()

// SignsOf says what bytes a text has.
func SignsOf(s string) (has Signs) {
	for i := range len(s) {
		has |= signs[s[i]]
	}
	return has
}

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
func HasDigit(s string) bool { return SignsOf(s)&Digit != 0 }

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
