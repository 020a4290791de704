package links

import (
	"net/url"
	"strings"

	"docsite/internal/lazy"
)

// sendsTo are hosts that answer for a picture with the address of another one,
// which a page's policy has to allow too.
var sendsTo = map[string][]string{
	"github.com": {"raw.githubusercontent.com", "private-user-images.githubusercontent.com", "github-production-user-asset-6210df.s3.amazonaws.com"},
	"gitlab.com": {"cdn.gitlab-static.net"},
}

// plainHost is a host as a page's policy can name it: nothing in it can be more.
var plainHost = lazy.Pattern(`^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?(:[0-9]{1,5})?$`)

// PictureHosts are the hosts that a page's policy has to allow for a picture at an
// address by https: its own, and those that this is known to send browsers on
// to. There are none for an address that no policy can name.
func PictureHosts(address string) []string {
	u, err := url.Parse(address)
	if err != nil || !strings.EqualFold(u.Scheme, "https") || u.User != nil {
		return nil
	}
	host := strings.ToLower(strings.TrimSuffix(u.Host, ":"))
	if !plainHost().MatchString(host) {
		return nil
	}
	return append([]string{host}, sendsTo[host]...)
}

// Short is an address as a text for readers: its host and the last part
// of its path.
func Short(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return address
	}
	return u.Host + "/…/" + u.Path[strings.LastIndexByte(u.Path, '/')+1:]
}
