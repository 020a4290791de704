package source

import "bytes"

// Packing is how a layer is compressed. The bytes tell; media types lie.
type Packing int

const (
	PlainTar Packing = iota
	Gzipped
	Zstandard
)

func PackingOf(magic []byte) Packing {
	switch {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		return Gzipped
	case bytes.HasPrefix(magic, []byte{0x28, 0xb5, 0x2f, 0xfd}),
		len(magic) >= 4 && magic[0]&0xf0 == 0x50 && bytes.Equal(magic[1:4], []byte{0x2a, 0x4d, 0x18}):
		return Zstandard
	}
	return PlainTar
}
