package house

import (
	"fmt"
	"go/ast"
	"maps"
	"slices"
	"testing"
)

// Limits of a package, a file and a function, in lines, and of a type. Tests
// and generated files are not counted.
const (
	maxMedian   = 15
	maxFunction = 80
	maxFile     = 500
	maxPackage  = 3000
	maxMethods  = 40
	maxFields   = 20
)

// larger are packages with a limit of their own.
var larger = map[string]int{
	"internal/code": 4000, // readers of seven languages that share what they read into
}

// oversized are packages and types that are past a limit, with the size that
// they may have until they are divided. A number here only ever falls: one that
// is a tenth too high fails the test, too.
var oversized = map[string]int{}

// sized is a function, a type, a file or a package with its size.
type sized struct {
	name string
	size int
}

func (s sized) String() string { return fmt.Sprintf("%s (%d)", s.name, s.size) }

// inventory is the sizes of everything in the program.
type inventory struct {
	functions, files []sized
	packages         map[string]int // lines
	methods, fields  map[string]int // by package and type
}

func takeInventory(t *testing.T) inventory {
	t.Helper()
	fset, files := house(t)
	inv := inventory{packages: map[string]int{}, methods: map[string]int{}, fields: map[string]int{}}
	for _, f := range files {
		if f.test {
			continue
		}
		lines := fset.File(f.tree.FileStart).LineCount()
		inv.files = append(inv.files, sized{f.name, lines})
		inv.packages[f.folder()] += lines
		for _, decl := range f.tree.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				lines := fset.Position(decl.End()).Line - fset.Position(decl.Pos()).Line + 1
				inv.functions = append(inv.functions, sized{f.name + " " + decl.Name.Name, lines})
				if name := receiver(decl); name != "" {
					inv.methods[f.folder()+"."+name]++
				}
			case *ast.GenDecl:
				inv.structs(f, decl)
			}
		}
	}
	bySize := func(a, b sized) int { return a.size - b.size }
	slices.SortFunc(inv.functions, bySize)
	slices.SortFunc(inv.files, bySize)
	return inv
}

// receiver names the type of which a function is a method; empty for none.
func receiver(fn *ast.FuncDecl) string {
	if fn.Recv == nil {
		return ""
	}
	typ := fn.Recv.List[0].Type
	for {
		switch of := typ.(type) {
		case *ast.StarExpr:
			typ = of.X
		case *ast.IndexExpr: // of a generic type
			typ = of.X
		case *ast.IndexListExpr:
			typ = of.X
		case *ast.Ident:
			return of.Name
		default:
			return ""
		}
	}
}

// structs counts the fields of the structs that a declaration names.
func (inv *inventory) structs(f goFile, decl *ast.GenDecl) {
	for _, spec := range decl.Specs {
		if typ, ok := spec.(*ast.TypeSpec); ok {
			if s, ok := typ.Type.(*ast.StructType); ok {
				inv.fields[f.folder()+"."+typ.Name.Name] = s.Fields.NumFields()
			}
		}
	}
}

// TestSizes keeps functions, types, files and packages small. make house
// prints what it found.
func TestSizes(t *testing.T) {
	inv := takeInventory(t)
	last := len(inv.functions) - 1
	median, p90, longest := inv.functions[last/2], inv.functions[last*9/10], inv.functions[last]
	t.Logf("%d functions: median %d lines, p90 %d, longest %v", len(inv.functions), median.size, p90.size, longest)
	t.Logf("%d files: median %d lines, longest %v", len(inv.files), inv.files[len(inv.files)/2].size, inv.files[len(inv.files)-1])
	t.Logf("%d packages: %v", len(inv.packages), inv.packages)
	if median.size > maxMedian {
		t.Errorf("the median function has %d lines, more than %d", median.size, maxMedian)
	}
	for _, fn := range inv.functions {
		if fn.size > maxFunction {
			t.Errorf("%v is longer than %d lines", fn, maxFunction)
		}
	}
	for _, f := range inv.files {
		if f.size > maxFile {
			t.Errorf("%v is longer than %d lines", f, maxFile)
		}
	}
	over := map[string]bool{}
	for name, lines := range inv.packages {
		limit := maxPackage
		if larger[name] > 0 {
			limit = larger[name]
		}
		over[name] = tooLarge(t, name, "lines", lines, limit)
	}
	for name, n := range inv.methods {
		over[name+" methods"] = tooLarge(t, name, "methods", n, maxMethods)
	}
	for name, n := range inv.fields {
		over[name+" fields"] = tooLarge(t, name, "fields", n, maxFields)
	}
	for _, name := range slices.Sorted(maps.Keys(oversized)) {
		if !over[name] {
			t.Errorf("%s keeps the limit now; take it out of the table of the oversized", name)
		}
	}
}

// tooLarge reports whether something is past a limit, and fails the test when
// the table does not allow it.
func tooLarge(t *testing.T, name, unit string, size, limit int) bool {
	t.Helper()
	key := name
	if unit != "lines" {
		key += " " + unit
	}
	switch allowed := oversized[key]; {
	case size <= limit:
		return false
	case allowed == 0:
		t.Errorf("%s has %d %s, more than %d", name, size, unit, limit)
	case size > allowed:
		t.Errorf("%s has %d %s, more than %d and more than before (%d)", name, size, unit, limit, allowed)
	case size < allowed-allowed/10:
		t.Errorf("%s has %d %s by now; put that into the table of the oversized in place of %d", name, size, unit, allowed)
	default:
		t.Logf("%s has %d %s still, more than %d", name, size, unit, limit)
	}
	return true
}
