package preview

import (
	"errors"
	"net"

	"docsite/internal/measure/source"
)

// Unheard is why nothing can listen at an address, in words.
func Unheard(err error) string {
	var address *net.AddrError
	var lookup *net.DNSError
	switch {
	case errors.As(err, &address):
		return address.Err
	case errors.As(err, &lookup):
		return "the host is not known"
	}
	return source.Innermost(err).Error()
}
