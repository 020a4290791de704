package measure

import (
	"context"

	"docsite/internal/site"
)

func (c *Client) attribute(ctx context.Context, ref string, src source, rec *record, img *site.Image, df *site.Dockerfile, target string, found []*contents) error {
	return nil
}
