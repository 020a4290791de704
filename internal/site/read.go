package site

import "io"

// readAll reads a file of a known size with one allocation. A file that grew
// since is read to the size that was checked against the limit.
func readAll(r io.Reader, size int64) ([]byte, error) {
	text := make([]byte, size)
	n, err := io.ReadFull(r, text)
	if err == io.ErrUnexpectedEOF || err == io.EOF {
		err = nil // it shrank
	}
	return text[:n], err
}
