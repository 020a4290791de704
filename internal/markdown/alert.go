package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// Alerts are the kinds of GitHub's alerts, in the order of their messages.
var Alerts = []string{"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"}

// Alert tells which of Alerts a quotation is, by a first line such as [!NOTE], or
// by how another tool writes one; -1 for none. The title is the author's, "" for
// that of the kind, " " for none. lines is how many of its first paragraph are not
// its text.
func (d *Document) Alert(n ast.Node) (kind int, title string, lines int) {
	if kind, ok := attribute(n, "alert").(int); ok && kind >= 0 {
		return kind, attribute(n, "title").(string), 0
	}
	first := n.FirstChild()
	if first == nil || first.Kind() != ast.KindParagraph || first.Lines().Len() == 0 {
		return -1, "", 0
	}
	line := first.Lines().At(0)
	text := strings.ToUpper(strings.TrimSpace(string(line.Value(d.Source.Text))))
	for i, kind := range Alerts {
		if text == "[!"+kind+"]" {
			return i, "", 1
		}
	}
	return -1, "", 0
}

// Fold tells which title a quotation has that another tool folds, or shows in the
// place of others, and whether it is open; "" for none. A group of these is no quotation.
func (d *Document) Fold(n ast.Node) (title string, open, group bool) {
	kind, ok := attribute(n, "alert").(int)
	if !ok || kind >= 0 {
		return "", false, false
	}
	return attribute(n, "title").(string), kind == tab, kind == grouped
}
