package render

import (
	"cmp"
	"fmt"

	"docsite/internal/site"
	"docsite/render/listings"
)

// drawn are the languages of pictures and formulas that GitHub draws, or other
// tools do, with their names.
var drawn = map[string]string{"mermaid": "Mermaid", "math": "TeX", "katex": "TeX", "plantuml": "PlantUML", "puml": "PlantUML", "dot": "Graphviz", "graphviz": "Graphviz",
	"d2": "D2", "ditaa": "ditaa", "vega-lite": "Vega-Lite", "geojson": "GeoJSON", "topojson": "TopoJSON"}

// isDrawing reports whether a language is that of pictures, to other tools or to a
// program that docsite.yaml names.
func (p *listingPrinter) isDrawing(language string) bool {
	return drawn[language] != "" || len(p.site.site.Config.Diagrams[language]) > 0
}

// drawing prints the picture that was drawn of a text when the project was
// refreshed, with the text folded below it. Where there is none it prints the text,
// and says that this is what it is: a page has no script that would draw it.
func (p *listingPrinter) drawing(l *listings.Listing) {
	name := cmp.Or(drawn[l.Language], l.Language)
	p.out.HTML("<figure>")
	if command := p.site.site.Config.Diagrams[l.Language]; len(command) > 0 {
		line, col := p.doc.Source.Position(l.Span.Start)
		kept, ok := p.copyOf(site.Wanted{Key: p.site.site.Config.DrawingKey(l.Language, l.Code), Command: command, Text: l.Code, Name: "drawn from " + l.Language, Line: line, Col: col})
		if ok {
			p.prose.shownPicture(pictureTag{alt: name, at: l.Span.Start, class: "drawing"}, kept)
			p.out.Around("<details><summary>", name, "</summary>\n")
			p.prose.plainBlock(l.Code)
			p.out.HTML("</details></figure>\n")
			return
		}
		p.warn(l.Span.Start, fmt.Sprintf("the %s is shown as text: the project has no picture of it", name), "docsite refresh draws one")
	}
	p.prose.plainBlock(l.Code)
	p.out.Around("<figcaption>", name+": "+p.site.msg.Prose.AsText, "</figcaption></figure>\n")
}
