package render

import (
	"cmp"
	"fmt"
	"slices"

	"docsite/internal/site"
	"docsite/render/links"
)

// remotePicture prints a picture of another host: the picture where the project
// shows those, which the page's policy then allows for that host alone; else a
// link, or the text of the link that it stands in.
func (p *prosePrinter) remotePicture(pic pictureTag, to links.Link) {
	mode := cmp.Or(p.site.site.Config.RemoteImages, site.ShowImages)
	if mode == site.FetchImages && p.copiedPicture(pic, to) {
		return
	}
	hosts := links.PictureHosts(to.Href)
	switch {
	case mode == site.FetchImages && hosts != nil:
		p.warn(pic.at, fmt.Sprintf("picture %q is shown as a link: the project has no copy of it", to.Href), "docsite refresh gets one")
	case mode == site.LinkImages:
	case hosts != nil && p.allow(hosts):
		p.shownPicture(pic, to)
		return
	case hosts != nil:
		p.warn(pic.at, fmt.Sprintf("picture %q is shown as a link: the page shows pictures of %d hosts", to.Href, maxHosts), "split the page")
	case links.SchemeOf(to.Href) == "https":
		p.warn(pic.at, fmt.Sprintf("picture %q is shown as a link: a page's policy cannot name its host", to.Href), "write a name of letters, digits and dots, without a user; xn--… for other letters")
	default:
		p.warn(pic.at, fmt.Sprintf("picture %q is shown as a link: browsers fetch pictures by https alone", to.Href), "write https:// where the host has it")
	}
	text := cmp.Or(pic.alt, links.Short(to.Href))
	if pic.inLink {
		p.out.Text(text)
		return
	}
	p.out.Element("a", text, "href", to.Href, "rel", "noopener")
}

// maxHosts is of how many hosts a page shows pictures: its policy names each.
const maxHosts = 64

// allow lets the page show pictures of hosts, if these are not too many.
func (p *pagePrinter) allow(hosts []string) bool {
	for _, host := range hosts {
		if slices.Contains(p.hosts, host) {
			continue
		}
		if len(p.hosts) >= maxHosts {
			return false
		}
		p.hosts = append(p.hosts, host)
	}
	return true
}
