package site

// What remote_images: may be: whether pages show pictures of other hosts, as
// GitHub does, or have links in their place.
const (
	ShowImages = "show"
	LinkImages = "link"
)

func (c *Config) checkRemoteImages() Problems {
	switch c.RemoteImages {
	case "", ShowImages, LinkImages:
		return nil
	}
	return Problems{c.Problem(quoted("remote_images", c.RemoteImages)+" is neither show nor link", "", "remote_images")}
}
