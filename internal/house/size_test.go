package house

import (
	"fmt"
	"go/ast"
	"slices"
	"testing"
)

// Limits of a file and of a function, in lines. Tables and tests may be
// longer; generated files are not counted.
const (
	maxMedian   = 15
	maxFunction = 80
	maxFile     = 500
)

// sized is a function or a file with its lines, from the first to the last.
type sized struct {
	name  string
	lines int
}

func (s sized) String() string { return fmt.Sprintf("%s (%d)", s.name, s.lines) }

// TestSizes keeps functions and files short. make house prints what it found.
func TestSizes(t *testing.T) {
	fset, files := house(t)
	var functions, sources []sized
	for _, f := range files {
		if f.test {
			continue
		}
		sources = append(sources, sized{f.name, fset.File(f.tree.FileStart).LineCount() - 1})
		for _, decl := range f.tree.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok {
				lines := fset.Position(fn.End()).Line - fset.Position(fn.Pos()).Line + 1
				functions = append(functions, sized{f.name + " " + fn.Name.Name, lines})
			}
		}
	}
	bySize := func(a, b sized) int { return a.lines - b.lines }
	slices.SortFunc(functions, bySize)
	slices.SortFunc(sources, bySize)
	last := len(functions) - 1
	median, p90, longest := functions[last/2], functions[last*9/10], functions[last]
	file := sources[len(sources)-1]
	t.Logf("%d functions: median %d lines, p90 %d, longest %v", len(functions), median.lines, p90.lines, longest)
	t.Logf("%d files: median %d lines, longest %v", len(sources), sources[len(sources)/2].lines, file)
	if median.lines > maxMedian {
		t.Errorf("the median function has %d lines, more than %d", median.lines, maxMedian)
	}
	for _, fn := range functions {
		if fn.lines > maxFunction {
			t.Errorf("%v is longer than %d lines", fn, maxFunction)
		}
	}
	for _, f := range sources {
		if f.lines > maxFile {
			t.Errorf("%v is longer than %d lines", f, maxFile)
		}
	}
}
