package site

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"docsite/internal/front"
	"docsite/internal/lazy"
)

// idPattern is what may stand in a marker. "--" would end an HTML comment for
// GitHub's renderer, and a bar would end a table cell.
var idPattern = lazy.Pattern(`^[a-z0-9][a-z0-9_]*(-[a-z0-9_]+)*$`)

// Problem reports what is wrong with the value under the keys, such as
// "images", "inkwell", "ref", at its place in docsite.yaml.
func (c *Config) Problem(message, hint string, keys ...string) Problem {
	line, col := front.Place(c.node(keys))
	return Problem{File: ConfigName, Line: line, Col: col, Severity: Error, Message: message, Hint: hint}
}

// node is what stands under keys in docsite.yaml; nil for nothing.
func (c *Config) node(keys []string) ast.Node {
	if c.values == nil {
		return nil
	}
	return c.values()[strings.Join(keys, "\x00")] // as front.Values has them
}

// check finds what the types cannot: folders that leave the project, ids that
// no marker can hold, tables of images that are not there.
func (c *Config) check() Problems {
	ps := slices.Concat(c.checkFolders(), c.checkFiles(), c.checkEdit(), c.checkAccent(), c.checkPictures())
	tag, ok := front.Language(c.Lang)
	if !ok {
		ps = append(ps, c.Problem(quoted("lang", c.Lang)+" is no language", "write its tag, such as de or pt-BR", "lang"))
	}
	c.Lang = tag
	if c.StaleAfter != "" && c.StaleDays() == 0 {
		ps = append(ps, c.Problem(quoted("stale_after", c.StaleAfter)+" is no time", "write days or weeks, such as 90d or 12w", "stale_after"))
	}
	for _, id := range slices.Sorted(maps.Keys(c.Images)) {
		image := c.Images[id]
		if image.Dockerfile != "" { // compared with the files that pages quote
			image.Dockerfile = path.Clean(image.Dockerfile)
			c.Images[id] = image
		}
		ps = append(ps, c.checkImage(id, image)...)
	}
	for _, host := range slices.Sorted(maps.Keys(c.Registries)) {
		ps = append(ps, c.checkRegistry(host, c.Registries[host])...)
	}
	for _, id := range slices.Sorted(maps.Keys(c.Tables)) {
		ps = append(ps, c.checkTable(id, c.Tables[id])...)
	}
	return ps
}

// StaleDays is stale_after: in days; 0 where docsite.yaml sets no age.
func (c *Config) StaleDays() int {
	number, weeks := strings.CutSuffix(c.StaleAfter, "w")
	if !weeks {
		number = strings.TrimSuffix(c.StaleAfter, "d")
	}
	n, err := strconv.Atoi(number)
	if err != nil || number == c.StaleAfter || n < 1 || n > 36500 {
		return 0
	}
	if weeks {
		return 7 * n
	}
	return n
}

func (c *Config) checkFolders() Problems {
	var ps Problems
	for _, dir := range []struct{ key, value string }{{"content", c.Content}, {"output", c.Output}, {"badges", c.Badges}} {
		if !fs.ValidPath(path.Clean(dir.value)) {
			ps = append(ps, c.Problem(quoted(dir.key, dir.value)+" is not a folder inside the project",
				"write a path without .. and without a leading /", dir.key))
		}
	}
	c.Content, c.Output = path.Clean(c.Content), path.Clean(c.Output)
	if c.Badges != "" {
		c.Badges = path.Clean(c.Badges)
	}
	return ps
}

// checkID refuses an id that no marker can hold.
func (c *Config) checkID(what, key, id string) Problems {
	if idPattern().MatchString(id) {
		return nil
	}
	return Problems{c.Problem(quoted(what, id)+" cannot stand in a marker", "use small letters, digits, _ and single hyphens", key, id)}
}

func (c *Config) checkImage(id string, image ImageSpec) Problems {
	ps := c.checkID("image id", "images", id)
	if image.Ref == "" && image.Recorded == nil {
		ps = append(ps, c.Problem(quoted("image", id)+" has neither ref nor recorded figures",
			"add ref: with the image's reference, or recorded: with its figures and the day", "images", id))
	}
	if _, err := path.Match(image.Tags, ""); err != nil {
		ps = append(ps, c.Problem(quoted("tags", image.Tags)+" is no pattern", `write it like "1.*" or "v[0-9]*"`, "images", id, "tags"))
	}
	if image.Tags != "" && (image.Ref == "" || InFile(image.Ref)) {
		ps = append(ps, c.Problem("tags are of a registry, and the image has none", "", "images", id, "tags"))
	}
	if r := image.Recorded; r != nil {
		if _, err := time.Parse(time.DateOnly, r[RecordedOn]); err != nil {
			ps = append(ps, c.Problem(quoted("recorded on", r[RecordedOn])+" is not a day",
				"write it like 2026-11-23", "images", id, "recorded"))
		}
	}
	return ps
}

// hostPattern is a host as it stands in a reference: a name or an address, with a
// port or without.
var hostPattern = lazy.Pattern(`^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?$`)

func (c *Config) checkRegistry(host string, spec RegistrySpec) Problems {
	var ps Problems
	at := func(value string, keys ...string) {
		if !hostPattern().MatchString(value) {
			ps = append(ps, c.Problem(quoted("host", value)+" is not the name of a host",
				"write it as it stands in a reference, such as registry.example.org:5000", append([]string{"registries", host}, keys...)...))
		}
	}
	at(host)
	if spec.Token != "" {
		at(spec.Token, "token")
	}
	for _, storage := range spec.Storage {
		at(storage, "storage")
	}
	return ps
}

func (c *Config) checkTable(id string, table TableSpec) Problems {
	ps := c.checkID("table id", "tables", id)
	if table.Tags != "" && c.Images[table.Tags].Tags == "" {
		ps = append(ps, c.Problem(quoted("image", table.Tags)+" has no tags", `add tags: with a pattern to the image`, "tables", id, "tags"))
	}
	for _, image := range table.Images {
		if _, ok := c.Images[image]; !ok {
			ps = append(ps, c.Problem(quoted("image", image)+" is not under images", "", "tables", id, "images"))
		}
	}
	return ps
}

// colourPattern is a colour as CSS has it in hexadecimal digits, without
// transparency.
var colourPattern = lazy.Pattern(`^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`)

func (c *Config) checkAccent() Problems {
	var ps Problems
	for _, w := range c.Accent.Written("accent") {
		if !colourPattern().MatchString(w.Value) {
			ps = append(ps, c.Problem(quoted("accent", w.Value)+" is not a colour", `write it like "#b4004e", in quotes`, w.Keys...))
		}
	}
	for _, keys := range [][]string{{"accent"}, {"accent", "light"}, {"accent", "dark"}} {
		if c.isNull(keys...) {
			ps = append(ps, c.Problem("accent has no value", `write the colour in quotes, like "#b4004e": # begins a comment in YAML`, keys...))
		}
	}
	return ps
}

// isNull reports whether a key stands in docsite.yaml without a value.
func (c *Config) isNull(keys ...string) bool {
	node := c.node(keys)
	return node != nil && node.Type() == ast.NullType
}
