package directive

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"docsite/internal/lazy"
)

// unseen are paragraphs that other tools replace by the headings of the page, which it has
// beside it, and what comments of MDX open with.
var unseen = []string{"[TOC]", "[[toc]]", "[[_TOC_]]", "{/*", "{:toc", "{: toc"}

// contentsBelow is the line by which Kramdown puts the headings of a page in the place of the list
// above it.
var contentsBelow = lazy.Pattern(`\n[ \t]*\{:[ \t]*toc\b[^{}\n]*\}$`)

// DropUnseen takes such paragraphs out of the tree.
func DropUnseen(root ast.Node, source []byte) {
	if !slices.ContainsFunc(unseen, func(sign string) bool { return bytes.Contains(source, []byte(sign)) }) {
		return
	}
	var found []ast.Node
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		first := n.FirstChild()
		if n.Kind() == ast.KindList && entering && n.ChildCount() == 1 && first.ChildCount() == 1 && contentsBelow().Match(bytes.TrimSpace(first.FirstChild().Lines().Value(source))) {
			found = append(found, n)
			return ast.WalkSkipChildren, nil
		}
		if n.Kind() != ast.KindParagraph || !entering || first == nil || first.Kind() != ast.KindText {
			return ast.WalkContinue, nil
		}
		text := strings.TrimSpace(string(n.Lines().Value(source)))
		if slices.Contains(unseen, text) || strings.HasPrefix(text, "{/*") && strings.Index(text, "*/}") == len(text)-3 {
			found = append(found, n)
		}
		return ast.WalkSkipChildren, nil
	})
	for _, n := range found {
		n.Parent().RemoveChild(n.Parent(), n)
	}
}
