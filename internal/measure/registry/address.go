package registry

import (
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"

	"docsite/internal/measure/source"
)

// reach says which addresses a connection may go to.
type reach int

const (
	public   reach = iota // addresses of the internet only
	private               // and those of a private network
	loopback              // and this machine's
	anywhere              // and both: the host that the author named
)

// reachOf says what a registry's own name permits its redirects and token
// hosts: a registry on this machine may lead to this machine, one of a
// private network to that network, every other one to the internet only.
func reachOf(host string) reach {
	name := hostname(host)
	if isLoopbackName(name) {
		return loopback
	}
	if ip, err := netip.ParseAddr(name); err == nil {
		if ip.Unmap().IsPrivate() {
			return private
		}
		return public
	}
	if !strings.Contains(name, ".") {
		return private // a bare name is one of the local network
	}
	ends := []string{".local", ".internal", ".lan", ".intranet", ".home.arpa", ".localdomain"}
	if slices.ContainsFunc(ends, func(end string) bool { return strings.HasSuffix(name, end) }) {
		return private
	}
	return public
}

// hostname is a host without its port and brackets, in lower case.
func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(strings.Trim(host, "[]"))
}

// isLoopbackName reports whether a name means this machine without any
// resolver's word: these are the hosts for which docker allows plain HTTP.
func isLoopbackName(name string) bool {
	if name == "localhost" || strings.HasSuffix(name, ".localhost") {
		return true
	}
	ip, err := netip.ParseAddr(name)
	return err == nil && ip.Unmap().IsLoopback()
}

// shared is the range of carriers' NAT, in which overlay networks put their own
// machines as well.
var shared = netip.MustParsePrefix("100.64.0.0/10")

// reserved are ranges that netip has no name for and that are no registry of the
// internet (RFC 6890): this network, protocol assignments, benchmarks, reserved;
// NAT64, which can hide a private address.
var reserved = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),
	netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("64:ff9b::/96"),
	netip.MustParsePrefix("64:ff9b:1::/48"),
	netip.MustParsePrefix("2002::/16"),
}

// metadata are addresses, beside the link-local ones, where clouds keep their
// machines' credentials.
var metadata = []netip.Addr{
	netip.MustParseAddr("fd00:ec2::254"),
	netip.MustParseAddr("100.100.100.200"),
	netip.MustParseAddr("192.0.0.192"),
}

// networkOf is the kind of network that an address is in; public where that is not
// sure.
func networkOf(address string) reach {
	at, err := netip.ParseAddrPort(address)
	switch ip := at.Addr().Unmap(); {
	case err != nil:
		return public
	case ip.IsLoopback():
		return loopback
	case ip.IsPrivate(), shared.Contains(ip):
		return private
	}
	return public
}

// admitAddress refuses an address that a name resolved to. Where clouds keep
// their credentials nobody may go, whatever a person has written.
func admitAddress(address string, allowed reach) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%q is no address", source.Plain(address))
	}
	ip := at.Addr().Unmap().WithZone("")
	isReserved := slices.ContainsFunc(reserved, func(r netip.Prefix) bool { return r.Contains(ip) })
	switch is := networkOf(address); {
	case ip.IsUnspecified(), ip.IsMulticast(), ip.IsLinkLocalUnicast(), slices.Contains(metadata, ip):
		return &addressError{ip, true}
	case allowed == anywhere, is == public && !isReserved, is != public && is == allowed:
		return nil
	}
	return &addressError{ip, false}
}

// addressError is a connection that was not made.
type addressError struct {
	ip    netip.Addr
	never bool // nobody may make it
}

func (e *addressError) why() string {
	if e.never {
		return "which is no machine's address, or one where clouds keep credentials"
	}
	return "which is not an address of the internet"
}

func (e *addressError) Error() string { return fmt.Sprintf("%s, %s", e.ip, e.why()) }

// Internet refuses an address, "192.0.2.1:443", that is not one of the internet: for
// requests that are about no registry.
func Internet(address string) error { return admitAddress(address, public) }
