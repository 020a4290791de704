package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"syscall"
	"time"

	"docsite/internal/measure/registry"
	"docsite/internal/measure/source"
)

const (
	maxSize = 5 << 20 // bytes of a picture
	maxHops = 5       // redirects that one request may take
	maxTime = 30 * time.Second
)

// Client gets pictures of other hosts: by https, from addresses of the internet
// alone, without cookies or credentials. It may be used by several goroutines.
type Client struct {
	http    *http.Client
	admit   func(address string) error
	proxies sync.Map // hosts of proxies that the environment names
}

// New makes a client.
func New() *Client {
	c := &Client{admit: registry.Internet}
	c.http = &http.Client{
		Timeout: maxTime,
		Transport: &http.Transport{
			Proxy:                  c.proxy,
			DialContext:            c.dial,
			ForceAttemptHTTP2:      true,
			TLSHandshakeTimeout:    10 * time.Second,
			MaxResponseHeaderBytes: 256 << 10,
		},
		CheckRedirect: func(req *http.Request, via []*http.Request) error {
			if len(via) > maxHops {
				return fmt.Errorf("it redirects more than %d times", maxHops)
			}
			return c.mayAsk(req.URL)
		},
	}
	return c
}

// Picture gets the picture at an address. The error says in words why there is none.
func (c *Client) Picture(ctx context.Context, address string) ([]byte, error) {
	u, err := c.ask(address)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, errors.New("it is no address")
	}
	req.Header.Set("Accept", "image/*")
	req.Header.Set("User-Agent", "docsite")
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, reason(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the host answers %d %s", resp.StatusCode, http.StatusText(resp.StatusCode))
	}
	picture, err := io.ReadAll(io.LimitReader(resp.Body, maxSize+1))
	if err != nil {
		return nil, reason(err)
	}
	_, err = Kind(picture)
	return picture, err
}

// Refused is why an address is never asked, whatever its host answers; nil where it
// may be.
func (c *Client) Refused(address string) error {
	_, err := c.ask(address)
	return err
}

func (c *Client) ask(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, errors.New("it is no address")
	}
	return u, c.mayAsk(u)
}

// mayAsk refuses whatever is not asked by https, and numbers of other networks
// before a proxy is asked for them.
func (c *Client) mayAsk(u *url.URL) error {
	if u.Scheme != "https" || u.User != nil || u.Host == "" {
		return errors.New("pictures are fetched by https alone")
	}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil {
		return c.admit(netip.AddrPortFrom(ip, 443).String())
	}
	return nil
}

func (c *Client) proxy(req *http.Request) (*url.URL, error) {
	u, err := http.ProxyFromEnvironment(req)
	if err == nil && u != nil {
		c.proxies.Store(u.Hostname(), true)
	}
	return u, err
}

// dial connects, after the name is resolved, to the internet alone. The proxy that
// the environment names is the machine's own affair.
func (c *Client) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	d := net.Dialer{Timeout: 10 * time.Second}
	host, _, _ := net.SplitHostPort(addr)
	if _, ok := c.proxies.Load(host); !ok {
		d.Control = func(_, address string, _ syscall.RawConn) error { return c.admit(address) }
	}
	return d.DialContext(ctx, network, addr)
}

// reason is why a host gave no picture, without the operations around it.
func reason(err error) error {
	if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() {
		return errors.New("the host did not answer in time")
	}
	return source.Innermost(err)
}

// kinds are the pictures that browsers show, by what [http.DetectContentType] says
// of their bytes.
var kinds = map[string]string{"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp"}

// Kind is the ending of a picture's name by its bytes: ".png". What the host says of
// them does not count. It refuses what is no picture, what has more than 5 MiB, and
// SVG that a browser would run something of.
func Kind(picture []byte) (string, error) {
	switch {
	case len(picture) == 0:
		return "", errors.New("there is nothing in it")
	case len(picture) > maxSize:
		return "", errors.New("it has more than 5 MiB")
	}
	if end := kinds[http.DetectContentType(picture)]; end != "" {
		return end, nil
	}
	if len(picture) > 12 && string(picture[4:12]) == "ftypavif" {
		return ".avif", nil
	}
	if bytes.Contains(picture[:min(len(picture), 4096)], []byte("<svg")) {
		return ".svg", checkSVG(picture)
	}
	return "", errors.New("it is no picture that browsers show")
}
