// Package known says which warnings of a project are known, and are no failure of a
// strict build: those that known_warnings: of docsite.yaml counts.
//
// Start from [Judge]. [Add] counts the warnings of a project that begins with
// docsite. The package finds no warning, and hides none.
package known

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"docsite/internal/site"
)

// everything is the key of known_warnings: for files that no other key is for.
const everything = "."

// Check finds numbers of known_warnings: that are none of warnings. It is the part of
// reading docsite.yaml that needs to know what they count: pass it to [site.Load].
func Check(c *site.Config) (ps site.Problems) {
	for _, key := range slices.Sorted(maps.Keys(c.KnownWarnings)) {
		if n := c.KnownWarnings[key]; n < 0 {
			ps = append(ps, c.Problem(fmt.Sprintf("%d is no number of warnings", n), "write how many are known, from 0", "known_warnings", key))
		}
		if !fs.ValidPath(strings.TrimSuffix(key, "/")) {
			ps = append(ps, c.Problem(fmt.Sprintf("known_warnings %q is no file and no folder of the project", key),
				"write its path without ./ and .., with a slash at the end of a folder's, or . for all", "known_warnings", key))
		}
	}
	return ps
}

// Judge judges a build under --strict: it fails on errors and on each warning that
// known_warnings: of docsite.yaml does not count. about tells which of its numbers
// the warnings are above, and which they have come below.
func Judge(c *site.Config, ps site.Problems) (failed bool, about site.Problems) {
	counts := map[string]int{}
	for _, p := range ps {
		key, known := keyOf(c, p.File)
		failed = failed || !known || p.Severity == site.Error
		if known && p.Severity == site.Warning {
			counts[key]++
		}
	}
	for key, most := range c.KnownWarnings {
		n := counts[key]
		if n == most {
			continue
		}
		message, hint := "%q has %d warnings, of which %d are known", "mend what is new"
		if n < most {
			message, hint = "%q has %d warnings, and %d are known", fmt.Sprintf("write %d here, so that no new one passes", n)
		}
		p := c.Problem(fmt.Sprintf(message, key, n, most), hint, "known_warnings", key)
		p.Severity = site.Warning
		about = append(about, p)
		failed = failed || n > most
	}
	return failed, about
}

// keyOf is the key of known_warnings: that counts a file's warnings: the file's
// own, else that of the nearest folder around it.
func keyOf(c *site.Config, file string) (string, bool) {
	if file == "" || file == site.ConfigName || len(c.KnownWarnings) == 0 {
		return "", false
	}
	if _, ok := c.KnownWarnings[file]; ok {
		return file, true
	}
	for dir := file; ; {
		i := strings.LastIndexByte(dir, '/')
		if i < 0 {
			_, ok := c.KnownWarnings[everything]
			return everything, ok
		}
		dir = dir[:i]
		if _, ok := c.KnownWarnings[dir+"/"]; ok {
			return dir + "/", true
		}
	}
}

// maxKeys is how many keys known_warnings: is given at most.
const maxKeys = 30

// Add is a docsite.yaml with a known_warnings: at its end that counts a project's
// warnings: by files, where these are many by the folders at the top of the project,
// and where these are many together. total is their sum; where it is 0 the text is
// as it was.
func Add(text []byte, ps site.Problems) (with []byte, total int) {
	counts := count(ps)
	if len(counts) == 0 {
		return text, 0
	}
	b := bytes.NewBuffer(slices.Clone(text))
	b.WriteString("\n# Warnings of the first build, which --strict lets be; one more fails.\nknown_warnings:\n")
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(b, "  %s: %d\n", strconv.Quote(key), counts[key])
		total += counts[key]
	}
	return b.Bytes(), total
}

func count(ps site.Problems) map[string]int {
	counts := countBy(ps, func(file string) string { return file })
	if len(counts) > maxKeys {
		counts = countBy(ps, func(file string) string {
			if dir, _, ok := strings.Cut(file, "/"); ok {
				return dir + "/"
			}
			return file
		})
	}
	if len(counts) > maxKeys {
		counts = countBy(ps, func(string) string { return everything })
	}
	return counts
}

func countBy(ps site.Problems, key func(file string) string) map[string]int {
	counts := map[string]int{}
	for _, p := range ps {
		if p.Severity == site.Warning && p.File != "" && p.File != site.ConfigName {
			counts[key(p.File)]++
		}
	}
	return counts
}
