package measure

import (
	"context"
	"testing"
	"time"

	"docsite/internal/dockerfile"
	"docsite/internal/registrytest"
	"docsite/internal/site"
)

func client(t testing.TB, opts Options) *Client {
	t.Helper()
	if opts.Keychain == nil {
		opts.Keychain = registrytest.NoLogin{}
	}
	if opts.Timeout == 0 {
		opts.Timeout = 20 * time.Second
	}
	return New(opts)
}

func imageOf(t testing.TB, c *Client, ref string, df *dockerfile.File) *site.Image {
	t.Helper()
	img, _, err := c.Image(context.Background(), ref, "", df, "")
	if err != nil {
		t.Fatal(err)
	}
	return img
}
