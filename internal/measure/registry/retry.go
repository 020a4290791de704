package registry

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/google/go-containerregistry/pkg/v1/remote/transport"

	"docsite/internal/measure/source"
)

const (
	maxTries = 3
	maxPause = 60 * time.Second // of a Retry-After; skopeo stops there too
)

// send tries a request up to three times. One whose body cannot be had again is sent once.
func (g *guard) send(req *http.Request) (*http.Response, error) {
	for try := 1; ; try++ {
		resp, err := g.transport().RoundTrip(req)
		pause, again := g.again(req, resp, err, try)
		if !again {
			return g.final(resp, err)
		}
		if resp != nil {
			io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10))
			resp.Body.Close()
		}
		if err := g.sleep(req.Context(), pause); err != nil {
			return nil, err
		}
		if req.GetBody != nil {
			if req.Body, err = req.GetBody(); err != nil {
				return nil, err
			}
		}
	}
}

// again says whether another try may help, and after which pause.
func (g *guard) again(req *http.Request, resp *http.Response, err error, try int) (time.Duration, bool) {
	if try >= maxTries || req.Body != nil && req.Body != http.NoBody && req.GetBody == nil {
		return 0, false
	}
	pause := []time.Duration{time.Second, 3 * time.Second}[try-1]
	if err != nil {
		var dns *net.DNSError
		broken := source.Broke(err) || errors.As(err, &dns) && dns.IsTemporary && !dns.IsNotFound
		return pause, broken && fits(req, pause)
	}
	switch resp.StatusCode {
	case http.StatusRequestTimeout, http.StatusTooManyRequests, http.StatusInternalServerError,
		http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
	default:
		return 0, false
	}
	if quotaGone(resp) {
		return 0, false
	}
	asked, said := retryAfter(resp, time.Now())
	if said {
		pause = asked
	}
	return pause, pause <= maxPause && fits(req, pause)
}

// fits reports whether a request may wait so long.
func fits(req *http.Request, pause time.Duration) bool {
	end, ok := req.Context().Deadline()
	return req.Context().Err() == nil && (!ok || time.Until(end) >= pause)
}

// final is the answer after the last try: that of a registry which asks to be left alone
// for longer than a run may wait, or whose quota is used up, is none.
func (g *guard) final(resp *http.Response, err error) (*http.Response, error) {
	if err != nil || resp.StatusCode != http.StatusTooManyRequests {
		return resp, err
	}
	host := g.host
	if !g.isOwn(resp.Request.URL) { // the token host, or where layers are kept
		host = source.Plain(resp.Request.URL.Host)
	}
	reason := host + " limits requests (429)"
	if answer, ok := errors.AsType[*transport.Error](transport.CheckError(resp)); ok {
		reason += saying(answer)
	}
	resp.Body.Close()
	if wait, _ := retryAfter(resp, time.Now()); wait >= time.Second/2 {
		reason += fmt.Sprintf("; it asks to wait %s", wait.Round(time.Second))
	}
	return nil, &refusal{reason: reason}
}

// quotaGone reports Docker Hub's "no pulls left": another try only costs more.
func quotaGone(resp *http.Response) bool {
	left, _, _ := strings.Cut(resp.Header.Get("Ratelimit-Remaining"), ";")
	return resp.StatusCode == http.StatusTooManyRequests && left == "0"
}

// retryAfter reads the header of RFC 9110, section 10.2.3: seconds or a date.
func retryAfter(resp *http.Response, now time.Time) (time.Duration, bool) {
	text := resp.Header.Get("Retry-After")
	if seconds, err := strconv.ParseInt(text, 10, 32); err == nil && seconds >= 0 {
		return time.Duration(seconds) * time.Second, true
	}
	if at, err := http.ParseTime(text); err == nil {
		return max(0, at.Sub(now)), true
	}
	return 0, false
}

// Sleep waits, or ends with the context.
func Sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
