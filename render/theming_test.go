package render

import (
	"io/fs"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"docsite/render/layout"
	"docsite/theme"
)

// TestPolicyIsDocumented compares the header that the guide proposes.
func TestPolicyIsDocumented(t *testing.T) {
	guide, err := os.ReadFile("../content/publish.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(guide), layout.Policy) {
		t.Errorf("the guide does not have the policy %s", layout.Policy)
	}
}

// TestThemingIsDocumented finds custom properties, parts and names for
// templates that the guide leaves out.
func TestThemingIsDocumented(t *testing.T) {
	guide, err := os.ReadFile("../content/theming.md")
	if err != nil {
		t.Fatal(err)
	}
	css, err := fs.ReadFile(theme.Files, "style.css")
	if err != nil {
		t.Fatal(err)
	}
	root, _, _ := strings.Cut(string(css), "}")
	var want []string
	for _, m := range regexp.MustCompile(`(--[a-z]+):`).FindAllStringSubmatch(root, -1) {
		want = append(want, m[1])
	}
	if len(want) < 10 {
		t.Fatalf("only %q are custom properties", want)
	}
	for _, name := range slices.Concat(layout.Partials, layout.OwnPages) {
		want = append(want, name+".html")
	}
	for prefix, of := range map[string]any{".": layout.Data{}, ".Page.": layout.PageData{}, ".Site.": layout.SiteData{}} {
		for i := range reflect.TypeOf(of).NumField() {
			if f := reflect.TypeOf(of).Field(i); f.Type.Kind() == reflect.String {
				want = append(want, prefix+f.Name)
			}
		}
	}
	for _, name := range want {
		if !strings.Contains(string(guide), "`"+name+"`") {
			t.Errorf("the guide does not tell of %s", name)
		}
	}
}
