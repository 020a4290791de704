package site

// What remote_images: may be: whether pages show pictures of other hosts, as
// GitHub does, have links in their place, or show copies in the project.
const (
	ShowImages  = "show"
	LinkImages  = "link"
	FetchImages = "fetch"
)

func (c *Config) checkRemoteImages() Problems {
	switch c.RemoteImages {
	case "", ShowImages, LinkImages, FetchImages:
		return nil
	}
	return Problems{c.Problem(quoted("remote_images", c.RemoteImages)+" is none of show, link and fetch", "", "remote_images")}
}
