package inline

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// webAddress is an address of the web in text. As on GitHub its host may be a name
// without a dot, or numbers.
const webAddress = `^(?:https?|ftp)://(?:[-a-zA-Z0-9@:%._\+~#=]{1,256}\.[a-z]+|[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?)(?::[0-9]+)?` +
	"(?:[/#?][-a-zA-Z0-9@:%_+.~#$!?&/=\\(\\);,'\">\\^{}\\[\\]`]*)?"

// addressParser finds addresses in text. As on GitHub none ends in a semicolon or a
// quotation mark.
type addressParser struct{ parser.InlineParser }

// AddressParser is the parser of addresses in text.
func AddressParser() parser.InlineParser {
	return addressParser{extension.NewLinkifyParser(extension.WithLinkifyURLRegexp(regexp.MustCompile(webAddress)))}
}

// Parse implements goldmark's parser.InlineParser.
func (a addressParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	n := a.InlineParser.Parse(parent, block, pc)
	link, ok := n.(*ast.AutoLink)
	if !ok || link.AutoLinkType != ast.AutoLinkURL {
		return n
	}
	label := link.Label(block.Source())
	kept := bytes.TrimRight(label, `;'"?!.,:*_~`)
	if len(kept) == len(label) {
		return n
	}
	line, at := block.Position()
	at.Start -= len(label) - len(kept)
	block.SetPosition(line, at)
	shorter := ast.NewAutoLink(link.AutoLinkType, ast.NewTextSegment(text.NewSegment(at.Start-len(kept), at.Start)))
	shorter.Protocol = link.Protocol
	return shorter
}
