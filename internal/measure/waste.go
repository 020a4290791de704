package measure

import "docsite/internal/site"

func spend(img *site.Image, found []*contents) {}
