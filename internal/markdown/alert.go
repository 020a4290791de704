package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// Alerts are the kinds of GitHub's alerts, in the order of their messages.
var Alerts = []string{"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"}

// Alert tells which of Alerts a quotation is, by a first line such as [!NOTE]; -1
// for none.
func (d *Document) Alert(n ast.Node) int {
	first := n.FirstChild()
	if first == nil || first.Kind() != ast.KindParagraph || first.Lines().Len() == 0 {
		return -1
	}
	line := first.Lines().At(0)
	text := strings.ToUpper(strings.TrimSpace(string(line.Value(d.Source.Text))))
	for i, kind := range Alerts {
		if text == "[!"+kind+"]" {
			return i
		}
	}
	return -1
}
