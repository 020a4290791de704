package render

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"docsite/internal/markdown"
	"docsite/internal/site"
)

// disk is a file system as Windows or macOS has them: which file a path names there.
type disk struct {
	name  string
	part  func(name string) (key string, ok bool) // of a path: those that are one have one key
	files map[string]string                       // the path that was written first, by its key
}

// devices are names that Windows takes for devices.
var devices = regexp.MustCompile(`(?i)^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])$`)

func ntfs() *disk {
	return &disk{"Windows", func(name string) (string, bool) {
		stem, _, _ := strings.Cut(name, ".")
		if devices.MatchString(strings.TrimRight(stem, " ")) || name != strings.TrimRight(name, ". ") || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || strings.ContainsRune(`<>:"|?*\`, r) }) {
			return "", false
		}
		return strings.Map(unicode.ToUpper, name), true
	}, map[string]string{}}
}

// folded are the letters of this test that are one with others beside their capitals.
var folded = strings.NewReplacer("\u00e9", "e\u0301", "\u00df", "ss", "\u03c2", "\u03c3", "\u212a", "k")

func apfs() *disk {
	return &disk{"macOS", func(name string) (string, bool) {
		return folded.Replace(strings.ToLower(name)), true
	}, map[string]string{}}
}

// write gives why a path is no file of its own; empty when it is one.
func (d *disk) write(name string) string {
	key := ""
	for part := range strings.SplitSeq(name, "/") {
		k, ok := d.part(part)
		if !ok {
			return "refused"
		}
		key = path.Join(key, k)
	}
	if first, taken := d.files[key]; taken {
		return "in the place of " + first
	}
	d.files[key] = name
	return ""
}

// TestSitesOnOtherFileSystems writes sites to file systems of Windows and macOS. Each
// file that has not its own name and place there was warned of.
func TestSitesOnOtherFileSystems(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"pages in capitals":    {"content/Guide.md": "# A", "content/guide.md": "# B"},
		"two ways of é":        {"content/caf\u00e9.md": "# A", "content/cafe\u0301.md": "# B"},
		"ß and SS":             {"content/stra\u00dfe.md": "# A", "content/STRASSE.md": "# B"},
		"sigma at the end":     {"content/\u03bf\u03c2.md": "# A", "content/\u03bf\u03c3.md": "# B"},
		"the sign of Kelvin":   {"content/\u212a.md": "# A", "content/k.md": "# B"},
		"folders in capitals":  {"content/A/x.md": "# A", "content/a/x.md": "# B"},
		"pictures in capitals": {"content/b.md": "# B\n\n![](P.png) ![](p.png)", "content/P.png": "P", "content/p.png": "p"},
		"devices":              {"content/CON.md": "# A", "content/aux/b.md": "# B", "content/com\u00b9.x.md": "# C", "content/nul .md": "# D"},
		"signs":                {"content/a:b.md": "# A", "content/what?.md": "# B", "content/a|b/c.md": "# C", "content/tab\tx.md": "# D"},
		"dots and spaces":      {"content/a./b.md": "# A", "content/a /c.md": "# B", "content/d..md": "# C"},
		"files of the project": {"content/b.md": "# B\n\n![](../aux.png) ![](../x./p.png)", "aux.png": "a", "x./p.png": "p"},
		"old addresses":        {"content/b.md": "---\naliases: [nul, 'a:b.html', B.html]\n---\n# B"},
		"images":               {"content/b.md": "# B", "docsite.yaml": "images:\n  aux:\n    recorded: {usage: 5 MB, on: 2026-01-01}\n"},
		"files of the theme":   {"content/b.md": "# B", "theme/static/con.js": "x", "theme/static/A.js": "x", "theme/static/a.js": "y"},
		"none":                 {"content/b.md": "# B\n\n![](p.png)", "content/p.png": "p", "content/console.md": "# C", "content/com10.md": "# D", "content/.auxiliary/x.md": "# E", "docsite.yaml": "images:\n  lpt:\n    recorded: {usage: 5 MB, on: 2026-01-01}\n"},
	} {
		fsys := fstest.MapFS{}
		for name, text := range files {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
		read, warned := site.Load(fsys, site.Options{Title: markdown.Title})
		s, more := New(read)
		all := s.Files()
		for _, file := range all {
			if _, err := s.ReadFile(file); err != nil {
				t.Errorf("%s: %s: %v", name, file, err)
			}
		}
		all = s.Files() // with what pages show
		warned = slices.Concat(warned, more, s.Problems())
		for _, d := range []*disk{ntfs(), apfs()} {
			for _, file := range all {
				if why := d.write(file); why != "" && !warns(fmt.Sprint(warned), file) {
					t.Errorf("%s: %s: %q is %s, and nobody is told: %v", name, d.name, file, why, warned)
				}
			}
		}
		if name == "none" && len(warned) > 0 {
			t.Errorf("%s: %v", name, warned)
		}
	}
}

// warns reports whether a warning names a file of a site, or the one that it is made
// of, or a folder of it.
func warns(warned, file string) bool {
	for ; file != "."; file = path.Dir(file) {
		name := strings.Trim(strings.ReplaceAll(path.Base(file), "\t", `\t`), "/")
		if strings.Contains(warned, strings.TrimSuffix(name, path.Ext(name))) {
			return true
		}
	}
	return false
}
