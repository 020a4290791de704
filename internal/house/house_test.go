// Package house holds no code: its tests keep the rules by which the other
// packages live together.
//
// They read every Go file of the repository as a syntax tree. Start from the
// tables [floors] and [homes]: a new package and a new dependency have to be
// entered there, which is the moment to think about where they belong.
//
// They never judge style that gofmt, vet or staticcheck judges.
package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// floors are the packages, by the floor on which they stand: each imports
// only from floors below its own. A pair of packages that two callers need is a
// package on a floor between, not the business of the callers.
var floors = map[string]int{
	"internal/lazy":     0,
	"internal/regular":  0,
	"internal/edits":    0,
	"internal/scheme":   0,
	"internal/spelling": 0,

	"internal/callout":  1,
	"internal/cause":    1,
	"internal/front":    1,
	"internal/contents": 1,
	"internal/glob":     1,
	"internal/mentions": 1,
	"internal/prose":    1,
	"internal/record":   1,
	"internal/release":  1,
	"internal/stamp":    1,

	"internal/arena":              2,
	"internal/markdown/nodes":     1,
	"internal/markdown/inline":    2,
	"internal/markdown/directive": 2,
	"internal/markdown/block":     2,
	"internal/markdown/home":      2,
	"internal/console":            2,
	"internal/site":               2,
	"theme":                       2,
	"render/markup":               2,
	"render/messages":             2,
	"render/syntax":               2,
	"render/margin":               2,

	"internal/sanitize": 2,

	"internal/folder":     3,
	"internal/assets":     3,
	"internal/git":        3,
	"internal/kept":       3,
	"internal/known":      3,
	"internal/markdown":   3,
	"internal/dockerfile": 3,
	"internal/phrases":    3,
	"internal/version":    3,
	"internal/publish":    3,
	"internal/figures":    3,
	"internal/lockfile":   3,
	"internal/shots":      3,
	"render/pictures":     3,
	"render/stylesheet":   3,
	"render/live":         3,

	"internal/parallel":       1,
	"internal/process":        1,
	"internal/chromium":       2,
	"internal/measure/source": 3,

	"internal/builder": 4,
	"internal/builds":  4,
	"internal/code":    4,
	"internal/places":  4,
	"internal/quote":   4,
	"render/feeds":     4,
	"render/single":    4,
	"render/links":     4,
	"render/costs":     4,
	"render/sizes":     4,

	"internal/measure/registry": 4,
	"internal/measure/layer":    4,

	"render/tokens":  5,
	"render/subject": 5,

	"internal/comments":       5,
	"internal/fetch":          5,
	"internal/bind/index":     6,
	"internal/examples":       5,
	"internal/inventory":      5,
	"internal/measure/origin": 5,
	"internal/notes/reader":   5,

	"internal/bind/match": 7,
	"internal/search":     7,
	"internal/measure":    7,

	"internal/bind": 8,

	"internal/drift": 9,
	"internal/notes": 9,

	"internal/ask":      10,
	"internal/copies":   10,
	"internal/coverage": 10,
	"internal/draft":    10,
	"internal/preview":  10,
	"internal/outdated": 10,
	"internal/refresh":  11,
	"internal/report":   12,
	"render/layout":     10,
	"render/listings":   10,

	"render/again":    11,
	"render/diagrams": 11,
	"render/entries":  11,

	"render": 12,

	"internal/bind/fit": 12,

	"internal/retake": 13,

	"cmd/docsite": 14,
	"cmd/images":  14,

	// Beside the house: nothing but tests knows them.
	"internal/browser":      -1,
	"internal/golden":       -1,
	"internal/house":        -1,
	"internal/registrytest": -1,
	"bench":                 -1,
	"bench/limits":          -1,
}

// onlyFor names packages that one neighbour alone may import, with those below
// it.
var onlyFor = map[string]string{"theme": "render"}

// homes are the packages in which each dependency may be imported, by the
// beginning of its path; the longest that fits counts.
var homes = map[string][]string{
	"github.com/andybalholm/cascadia":            {"internal/shots", "render/subject"},
	"github.com/goccy/go-yaml":                   {"internal/site", "internal/front", "internal/contents"},
	"github.com/yuin/goldmark":                   {"internal/markdown", "internal/markdown/block", "internal/markdown/directive", "internal/markdown/home", "internal/markdown/inline", "internal/markdown/nodes", "internal/notes", "internal/notes/reader", "render", "render/diagrams", "render/entries", "render/links", "render/listings", "render/markup", "render/sizes"},
	"github.com/yuin/goldmark/parser":            {"internal/markdown", "internal/markdown/block", "internal/markdown/inline"},
	"github.com/yuin/goldmark-emoji/definition":  {"internal/markdown/inline"},
	"github.com/yuin/goldmark/renderer":          {"render"},
	"github.com/alecthomas/chroma/v2":            {"render/syntax", "render/tokens", "render/stylesheet"},
	"github.com/moby/buildkit":                   {"internal/dockerfile", "internal/code"},
	"mvdan.cc/sh/v3":                             {"internal/code"},
	"github.com/google/go-containerregistry":     {"internal/measure", "internal/measure/source", "internal/measure/registry", "internal/measure/layer", "internal/measure/origin", "internal/registrytest", "internal/builder", "internal/examples", "cmd/images"},
	"github.com/klauspost/compress":              {"internal/builder", "internal/measure", "internal/measure/layer", "internal/registrytest"},
	"github.com/docker/go-units":                 {"internal/figures"},
	"github.com/fsnotify/fsnotify":               {"internal/preview"},
	"github.com/spf13/cobra":                     {"cmd/docsite", "internal/release"},
	"github.com/spf13/pflag":                     {"cmd/docsite", "internal/release"},
	"github.com/rogpeppe/go-internal/lockedfile": {"internal/publish"},
	"github.com/rogpeppe/go-internal/robustio":   {"internal/publish"},
	"github.com/rogpeppe/go-internal/diff":       {"internal/refresh"},
	"golang.org/x/sys":                           {"internal/publish"},
	"golang.org/x/crypto/x509roots":              {"cmd/docsite"},
	"golang.org/x/net/html":                      {"internal/sanitize", "render/single", "render/subject"},
	"golang.org/x/net/publicsuffix":              {"internal/measure/registry"},
	"golang.org/x/term":                          {"cmd/docsite"},
	"golang.org/x/text":                          {"internal/glob", "internal/search", "render/links"},
	"github.com/chromedp":                        {"internal/browser", "internal/chromium"},
}

// testHomes are dependencies that any test may import, beside those of its
// own package.
var testHomes = []string{
	"github.com/rogpeppe/go-internal/testscript",
	"github.com/rogpeppe/go-internal/txtar",
	"golang.org/x/tools/txtar",
	"golang.org/x/net/html", // to read pages as browsers do
	"github.com/chromedp",
	"github.com/google/go-containerregistry", // its registry in memory
}

// goFile is one Go file of the repository.
type goFile struct {
	name string // slash path from the top of the repository
	test bool
	tree *ast.File
}

func (f goFile) folder() string { return path.Dir(f.name) }

// top is the repository as this package's tests see it.
const top = "../.."

// skipped are folders that hold nothing of the house.
func skipped(d fs.DirEntry) bool {
	name := d.Name()
	return d.IsDir() && (strings.HasPrefix(name, ".") && name != "." && name != ".." && name != ".ci" && name != ".github" ||
		name == "testdata" || name == "public" || name == "out" || name == "node_modules")
}

// house gives all Go files, read once. Generated ones are left out.
func house(t *testing.T) (*token.FileSet, []goFile) {
	t.Helper()
	files, err := readHouse()
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 20 {
		t.Fatalf("only %d Go files were found", len(files))
	}
	return fset, files
}

var fset = token.NewFileSet()

var readHouse = sync.OnceValues(func() (files []goFile, err error) {
	err = filepath.WalkDir(top, func(file string, d fs.DirEntry, err error) error {
		if err != nil || skipped(d) {
			if err == nil {
				err = fs.SkipDir
			}
			return err
		}
		if filepath.Ext(file) != ".go" {
			return nil
		}
		tree, err := parser.ParseFile(fset, file, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(top, file)
		if !ast.IsGenerated(tree) {
			files = append(files, goFile{filepath.ToSlash(rel), strings.HasSuffix(file, "_test.go"), tree})
		}
		return err
	})
	return files, err
})

func imports(f goFile) []string {
	var list []string
	for _, spec := range f.tree.Imports {
		name, _ := strconv.Unquote(spec.Path.Value)
		list = append(list, name)
	}
	return list
}

// TestImportsRunDownward keeps imports between our packages from going up, or
// to a neighbour on the same floor.
func TestImportsRunDownward(t *testing.T) {
	_, files := house(t)
	for _, f := range files {
		from, known := floors[f.folder()]
		if !known {
			t.Errorf("%s: package %q stands on no floor; enter it into the table", f.name, f.folder())
			continue
		}
		for _, name := range imports(f) {
			if pkg, ours := strings.CutPrefix(name, "docsite/"); ours {
				if why := refuseImport(f, from, pkg); why != "" {
					t.Errorf("%s: imports %s: %s", f.name, pkg, why)
				}
			}
		}
	}
}

// TestFloorsHavePackages finds floors of packages that are gone.
func TestFloorsHavePackages(t *testing.T) {
	_, files := house(t)
	for pkg := range floors {
		if !slices.ContainsFunc(files, func(f goFile) bool { return f.folder() == pkg }) {
			t.Errorf("package %q has a floor and no file; take it out of the table", pkg)
		}
	}
}

// refuseImport says why a file on a floor may not import a package of ours.
func refuseImport(f goFile, from int, pkg string) string {
	to, known := floors[pkg]
	switch only := onlyFor[pkg]; {
	case pkg == f.folder():
		return "" // the outside test of a package
	case !known:
		return "it stands on no floor"
	case to < 0 && f.test:
		return ""
	case to < 0:
		return "it is for tests"
	case only != "" && !below(f.folder(), only):
		return "only " + only + " may"
	case from >= 0 && from <= to:
		return "imports run downward"
	}
	return ""
}

// TestDependenciesHaveHomes keeps each dependency where it belongs, and homes
// from outliving their dependency.
func TestDependenciesHaveHomes(t *testing.T) {
	_, files := house(t)
	lived := map[string]map[string]bool{} // beginnings of paths → packages that import one
	for _, f := range files {
		for _, name := range imports(f) {
			first, _, _ := strings.Cut(name, "/")
			if !strings.Contains(first, ".") {
				continue // the standard library, or ours
			}
			prefix, known := home(name)
			if lived[prefix] == nil {
				lived[prefix] = map[string]bool{}
			}
			lived[prefix][f.folder()] = true
			if f.test && slices.ContainsFunc(testHomes, func(home string) bool { return below(name, home) }) {
				continue
			}
			if !known {
				t.Errorf("%s: dependency %s has no home; enter it into the table", f.name, name)
			} else if !slices.Contains(homes[prefix], f.folder()) {
				t.Errorf("%s: imports %s, whose home is %s", f.name, name, strings.Join(homes[prefix], ", "))
			}
		}
	}
	for prefix, packages := range homes {
		for _, pkg := range packages {
			if !lived[prefix][pkg] {
				t.Errorf("%s does not import %s; take that home out of the table", pkg, prefix)
			}
		}
	}
}

// home finds the longest entry of [homes] that a dependency's path begins with.
func home(name string) (longest string, known bool) {
	for prefix := range homes {
		if below(name, prefix) && len(prefix) >= len(longest) {
			longest, known = prefix, true
		}
	}
	return longest, known
}

func below(name, prefix string) bool { return name == prefix || strings.HasPrefix(name, prefix+"/") }

// TestPackagesAreDocumented wants a doc comment for each package, and no
// package that is named for being handy.
func TestPackagesAreDocumented(t *testing.T) {
	_, files := house(t)
	documented := map[string]bool{}
	for _, f := range files {
		documented[f.folder()] = documented[f.folder()] || f.tree.Doc != nil
		switch name := f.tree.Name.Name; strings.TrimSuffix(name, "_test") {
		case "util", "utils", "helper", "helpers", "common", "misc", "shared", "base":
			t.Errorf("%s: a package named %q has no subject", f.name, name)
		}
	}
	for pkg, ok := range documented {
		if !ok {
			t.Errorf("package %s has no doc comment", pkg)
		}
	}
}

// TestNoInit keeps packages from doing things by being imported.
func TestNoInit(t *testing.T) {
	fset, files := house(t)
	for _, f := range files {
		for _, decl := range f.tree.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s: func init", fset.Position(fn.Pos()))
			}
		}
	}
}

// words are what no string of the program may hold, and where it may after
// all.
var words = []struct {
	pattern *regexp.Regexp
	why     string
	allowed []string // packages, with those below them
}{
	{regexp.MustCompile(`</?(a|article|b|body|button|code|div|em|figure|h[1-6]|head|html|i|img|li|link|main|meta|nav|ol|p|pre|script|section|span|strong|style|svg|table|t[dhr]|ul)(\s[^<]*)?>`),
		"HTML stands in render and theme alone", []string{"render", "theme"}},
	{regexp.MustCompile(`(?i)\bfailed to\b|\bunable to\b`), "say what is wrong, not that it went wrong", nil},
	{regexp.MustCompile(`^/(tmp|work|root|home)/`), "a path of one machine", nil},
}

// TestStartCompilesNothing keeps patterns out of the start of the program: they are
// compiled when one is asked for.
func TestStartCompilesNothing(t *testing.T) {
	fset, files := house(t)
	for _, f := range files {
		if f.test || strings.HasPrefix(f.name, "bench/") {
			continue
		}
		for _, d := range f.tree.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
				ast.Inspect(g, func(n ast.Node) bool {
					_, later := n.(*ast.FuncLit)
					if s, ok := n.(*ast.SelectorExpr); ok && s.Sel.Name == "MustCompile" {
						t.Errorf("%v: write lazy.Pattern(...)", fset.Position(s.Pos()))
					}
					return !later
				})
			}
		}
	}
}

func TestStrings(t *testing.T) {
	fset, files := house(t)
	for _, f := range files {
		if f.test {
			continue
		}
		ast.Inspect(f.tree, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			text, err := strconv.Unquote(lit.Value)
			for _, w := range words {
				if err == nil && w.pattern.MatchString(text) && !slices.ContainsFunc(w.allowed, func(pkg string) bool { return below(f.folder(), pkg) }) {
					t.Errorf("%s: %q: %s", fset.Position(lit.Pos()), w.pattern.FindString(text), w.why)
				}
			}
			return true
		})
	}
}

// unfinished is what an author leaves behind to come back to. It belongs into
// an issue.
var unfinished = regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|XX` + `X)\b`)

func TestNothingIsLeftForLater(t *testing.T) {
	fset, files := house(t)
	for _, f := range files {
		for _, group := range f.tree.Comments {
			if found := unfinished.FindString(group.Text()); found != "" {
				t.Errorf("%s: %s in a comment", fset.Position(group.Pos()), found)
			}
		}
	}
}
