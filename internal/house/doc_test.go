package house

import (
	"go/ast"
	"path"
	"regexp"
	"strings"
	"testing"
)

// link is a name in a comment that a reader of the documentation can follow: [Name],
// [Type.Method], [pkg.Name], [pkg.Type.Method].
var link = regexp.MustCompile(`\[((?:[a-z]\w*\.)?[A-Z]\w*(?:\.[A-Z]\w*)?)\](?:[^(:\w]|$)`)

// TestDocLinksLead wants of every such name in our packages that it is there, and of
// every comment at an exported name that it begins with that name.
func TestDocLinksLead(t *testing.T) {
	fset, files := house(t)
	names := map[string]bool{} // by package's name: "notes.Page", "notes.Page.Codes"
	packages := map[string]bool{}
	for _, f := range files {
		if !f.test {
			packages[f.tree.Name.Name] = true
			declared(f.tree, func(name string) { names[f.tree.Name.Name+"."+name] = true })
		}
	}
	for _, f := range files {
		if f.test {
			continue
		}
		for _, group := range f.tree.Comments {
			for _, m := range link.FindAllStringSubmatch(group.Text(), -1) {
				name := m[1]
				if first, _, found := strings.Cut(name, "."); found && first == strings.ToLower(first) {
					if !packages[first] {
						continue // of the standard library or a dependency
					}
				} else {
					name = f.tree.Name.Name + "." + name
				}
				if !names[name] {
					t.Errorf("%s: [%s] is nowhere", fset.Position(group.Pos()), m[1])
				}
			}
		}
		for _, decl := range f.tree.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if ok && fn.Doc != nil && fn.Name.IsExported() && f.tree.Name.Name != "main" && !strings.HasPrefix(fn.Doc.Text(), fn.Name.Name+" ") {
				t.Errorf("%s: the comment at %s does not begin with that name", fset.Position(fn.Pos()), path.Base(f.name)+" "+fn.Name.Name)
			}
		}
	}
}

// declared calls f with the names at the top of a file, and with those of methods and
// fields behind their types'.
func declared(tree *ast.File, f func(name string)) {
	for _, decl := range tree.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			if of := receiver(decl); of != "" {
				f(of + "." + decl.Name.Name)
			} else {
				f(decl.Name.Name)
			}
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					f(spec.Name.Name)
					members(spec, f)
				case *ast.ValueSpec:
					for _, name := range spec.Names {
						f(name.Name)
					}
				}
			}
		}
	}
}

// members calls f with the fields of a struct, and with what it embeds.
func members(spec *ast.TypeSpec, f func(name string)) {
	s, ok := spec.Type.(*ast.StructType)
	if !ok {
		return
	}
	for _, field := range s.Fields.List {
		for _, name := range field.Names {
			f(spec.Name.Name + "." + name.Name)
		}
	}
}
