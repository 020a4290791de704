package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// Alerts are the kinds of GitHub's alerts, in the order of their messages.
var Alerts = []string{"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"}

// alert is what the parser notes of a quotation that other tools call an alert, a tab or a
// fold.
type alert struct {
	kind       int    // in Alerts, or one of the numbers beside
	title      string // "" for that of the kind, " " for none
	fence      string // that ends it; empty for one that indentation or a tag ends
	hasOptions bool   // of MyST: lines at its top may be none of its text
	isPlain    bool   // of MyST: one of these may say its kind
	begin, end int    // offsets of the two tags of Hugo or MDX around it; 0 for none
}

// alertOf is the alert that a node is; nil for none.
func alertOf(n ast.Node) *alert {
	a, _ := attribute(n, "alert").(*alert)
	return a
}

// quotation is an alert as a node. What it is called is its title, where it has none and
// GitHub does not call it so.
func (a *alert) quotation(called string) ast.Node {
	if a.title == "" && (a.kind < 0 || !strings.EqualFold(called, Alerts[a.kind])) {
		a.title = strings.ToUpper(called[:1]) + strings.ToLower(called[1:])
	}
	n := ast.NewBlockquote()
	n.SetAttributeString("alert", a)
	return n
}

// Alert tells which of Alerts a quotation is, by a first line such as [!NOTE], or
// by how another tool writes one; -1 for none. The title is the author's, "" for
// that of the kind, " " for none. lines is how many of its first paragraph are not
// its text.
func (d *Document) Alert(n ast.Node) (kind int, title string, lines int) {
	if a := alertOf(n); a != nil && a.kind >= 0 {
		return a.kind, a.title, 0
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
	a := alertOf(n)
	if a == nil || a.kind >= 0 {
		return "", false, false
	}
	return a.title, a.kind == tab, a.kind == grouped
}
