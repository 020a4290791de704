// Package block reads what other generators write on lines of its own around Markdown: alerts,
// tabs, folds and groups of these, each a quotation that says what it is, and tags of HTML
// around Markdown.
//
// Start from [Parsers], and from [Alert] and [Fold], which tell what a quotation is. What it
// does not know stays the text that it is to GitHub. The package knows no page.
package block

import "github.com/yuin/goldmark/util"

// Parsers are the parsers of this package.
func Parsers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(directiveParser{}, 89),
		util.Prioritized(admonitionParser{}, 90),
		util.Prioritized(highlightParser{}, 90),
		util.Prioritized(pairedParser{}, 91),
		util.Prioritized(componentParser{}, 92),
		util.Prioritized(insideParser{}, 93),
	}
}
