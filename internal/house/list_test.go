package house

import (
	"go/ast"
	"testing"
)

// TestVerbsAreRegistered wants every verb of the program, a function that
// returns a command, in the tree that newRoot builds.
func TestVerbsAreRegistered(t *testing.T) {
	_, files := house(t)
	verbs, called := map[string]bool{}, map[string]bool{}
	for _, f := range files {
		if f.room() != "cmd/docsite" || f.test {
			continue
		}
		ast.Inspect(f.tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if returnsCommand(n) {
					verbs[n.Name.Name] = true
				}
			case *ast.CallExpr:
				if fn, ok := n.Fun.(*ast.Ident); ok {
					called[fn.Name] = true
				}
			}
			return true
		})
	}
	if len(verbs) < 6 {
		t.Fatalf("only %d verbs were found: %v", len(verbs), verbs)
	}
	for name := range verbs {
		if !called[name] {
			t.Errorf("the command of %s is never added to the program", name)
		}
	}
}

// returnsCommand reports whether a function's only result is a *cobra.Command.
func returnsCommand(fn *ast.FuncDecl) bool {
	if fn.Type.Results.NumFields() != 1 {
		return false
	}
	star, ok := fn.Type.Results.List[0].Type.(*ast.StarExpr)
	if !ok {
		return false
	}
	sel, ok := star.X.(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "Command"
}
