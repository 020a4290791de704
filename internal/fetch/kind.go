package fetch

import (
	"bytes"
	"errors"
	"net/http"
)

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
