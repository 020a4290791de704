package inline

import "github.com/yuin/goldmark/ast"

// Meant is how many bytes the addresses and titles of links, pictures and abbreviations have
// together: a page has one of a definition, and a site as many as there are uses of it.
func Meant(root ast.Node) (sum int) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			sum += len(n.Destination) + len(n.Title)
		case *ast.Image:
			sum += len(n.Destination) + len(n.Title)
		case *Styled:
			sum += len(n.Title)
		}
		return ast.WalkContinue, nil
	})
	return sum
}
