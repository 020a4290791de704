package house

import (
	"go/ast"
	"slices"
	"strconv"
	"testing"
)

// TestLanguagesHaveColours wants a colour for the listings of every language
// that is read. Readers of these give the tokens that have a colour themselves.
func TestLanguagesHaveColours(t *testing.T) {
	tokens := []string{"readDockerfile", "readScript", "readConsole"}
	read, coloured := mapOf(t, "readers", "internal/code"), mapOf(t, "highlighted", "render/tokens")
	for language, value := range read {
		if reader, ok := value.(*ast.Ident); ok && slices.Contains(tokens, reader.Name) {
			continue
		}
		if coloured[language] == nil {
			t.Errorf("the language %q is read, and render/tokens has no colours for it", language)
		}
	}
}

// mapOf gives the entries of a package's table with words as keys; it stands
// in one of some packages.
func mapOf(t *testing.T, name string, packages ...string) map[string]ast.Expr {
	t.Helper()
	entries := map[string]ast.Expr{}
	_, files := house(t)
	for _, f := range files {
		if f.test || !slices.Contains(packages, f.folder()) {
			continue
		}
		ast.Inspect(f.tree, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || spec.Names[0].Name != name || len(spec.Values) != 1 {
				return true
			}
			if table, ok := spec.Values[0].(*ast.CompositeLit); ok {
				for _, element := range table.Elts {
					entry := element.(*ast.KeyValueExpr)
					if key, ok := entry.Key.(*ast.BasicLit); ok {
						word, _ := strconv.Unquote(key.Value)
						entries[word] = entry.Value
					}
				}
			}
			return true
		})
	}
	if len(entries) == 0 {
		t.Fatalf("no table %s in %v", name, packages)
	}
	return entries
}

// TestVerbsAreRegistered wants every verb of the program, a function that
// returns a command, in the tree that newRoot builds.
func TestVerbsAreRegistered(t *testing.T) {
	_, files := house(t)
	verbs, called := map[string]bool{}, map[string]bool{}
	for _, f := range files {
		if f.folder() != "cmd/docsite" || f.test {
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
