package fetch

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"docsite/internal/lazy"
)

// refusedTags are elements that run something, or bring in a document.
var refusedTags = lazy.Words("script iframe frame object embed applet handler listener meta base link form")

// checkSVG refuses an SVG of which a browser would run something if a reader opened
// it by itself; in a page it never does. It is refused and not mended: what is
// mended is another picture, and what is read here as XML a browser reads as XML too.
func checkSVG(text []byte) error {
	d := xml.NewDecoder(bytes.NewReader(text))
	for first := true; ; {
		token, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return errors.New("it is no SVG that can be read as XML")
		}
		switch t := token.(type) {
		case xml.StartElement:
			if name := strings.ToLower(t.Name.Local); refusedTags()[name] || first && name != "svg" {
				return fmt.Errorf("its SVG has <%s>", name)
			}
			first = false
			if err := checkAttributes(t.Attr); err != nil {
				return err
			}
		case xml.ProcInst:
			if t.Target != "xml" {
				return fmt.Errorf("its SVG has an instruction %q", t.Target)
			}
		case xml.Directive:
			if bytes.ContainsAny(t, "[") { // entities of its own
				return errors.New("its SVG defines words of its own")
			}
		}
	}
}

func checkAttributes(list []xml.Attr) error {
	for _, a := range list {
		name := strings.ToLower(a.Name.Local)
		value := strings.ToLower(strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) || unicode.IsControl(r) {
				return -1
			}
			return r
		}, a.Value))
		switch {
		case strings.HasPrefix(name, "on"), strings.Contains(value, "javascript:"), strings.Contains(value, "vbscript:"), name == "srcdoc":
			return fmt.Errorf("its SVG has a script in %s", name)
		case strings.Contains(value, "data:") && !isPictureData(value):
			return fmt.Errorf("its SVG has a document in %s", name)
		case name == "attributename" && (strings.HasSuffix(value, "href") || strings.HasPrefix(value, "on")):
			return errors.New("its SVG changes an address")
		}
	}
	return nil
}

// isPictureData reports whether every document inside a value is a picture or a font.
func isPictureData(value string) bool {
	parts := strings.Split(value, "data:")
	for _, part := range parts[1:] {
		kind, _, _ := strings.Cut(part, "/")
		if kind != "image" && kind != "font" && kind != "application" || strings.HasPrefix(part, "image/svg") || strings.HasPrefix(part, "application/x") && !strings.HasPrefix(part, "application/x-font") {
			return false
		}
	}
	return true
}
