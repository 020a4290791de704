package site

import (
	"errors"
	"io/fs"
	"path"
	"reflect"
	"strings"
	"sync"

	"github.com/goccy/go-yaml/ast"

	"docsite/internal/contents"
	"docsite/internal/front"
	"docsite/internal/regular"
	"docsite/internal/scheme"
	"docsite/internal/spelling"
)

// ConfigName is the name of the configuration file in the project's folder.
const ConfigName = "docsite.yaml"

const maxConfig = 512 << 10 // bytes of docsite.yaml

// Config is docsite.yaml. Every key is optional; an unknown key is an error.
type Config struct {
	Title      string   `yaml:"title"`
	URL        string   `yaml:"url"`     // where the site is published, for sitemap and canonical links
	Lang       string   `yaml:"lang"`    // of the pages and of docsite's own words; "en"
	Content    string   `yaml:"content"` // folder of the Markdown, relative to the project
	Output     string   `yaml:"output"`  // folder of the built site
	Files      []string `yaml:"files"`   // patterns of Markdown that is kept current and is no page; "!" before those that are not
	Repo       string   `yaml:"repo"`    // web address of the project's repository
	Edit       string   `yaml:"edit"`    // where a page is edited: an address, or what follows repo's
	Changed    bool     `yaml:"changed"` // pages show the day of their last change in git
	Look       `yaml:",inline"`
	Images     map[string]ImageSpec    `yaml:"images"`
	Tables     map[string]TableSpec    `yaml:"tables"`
	Registries map[string]RegistrySpec `yaml:"registries"` // by host, with its port where it has one
	Strictness `yaml:",inline"`
	Pictures   `yaml:",inline"`
	Badges     string `yaml:"badges"`  // folder into which refresh writes badges and figures.json too; none when empty
	Figures    string `yaml:"figures"` // where results are shared: "referrers" or "oci://HOST/REPO"; nowhere when empty

	values func() map[string]ast.Node // see front.Values: for the places of problems, read when the first is asked for
}

// Strictness is what of a project is let be.
type Strictness struct {
	Tolerance     string         `yaml:"tolerance"`      // "1%" or "500kB": a change below it is no drift
	StaleAfter    string         `yaml:"stale_after"`    // "90d", "12w": older figures are worth a word; never when empty
	KnownWarnings map[string]int `yaml:"known_warnings"` // by file, by folder with a slash at its end, or "." for all: see package known
}

// Look is how a site looks, as far as keys say.
type Look struct {
	Logo    scheme.Value `yaml:"logo"`    // picture beside the title, relative to the project
	Favicon string       `yaml:"favicon"` // picture for the browser's tab, relative to the project
	Accent  scheme.Value `yaml:"accent"`  // colour of links, "#b4004e"
	Style   scheme.Value `yaml:"style"`   // colours of code, by the name of one of chroma's styles
}

// Pictures are the pictures that docsite gets, has drawn, or takes.
type Pictures struct {
	RemoteImages string              `yaml:"remote_images"` // pictures of other hosts: "show", "link" or "fetch"
	Diagrams     map[string][]string `yaml:"diagrams"`      // by language: the command, with its arguments, that draws a text of it when refresh runs
	Shots        map[string]ShotSpec `yaml:"shots"`         // screenshots of the site's own pages, by their files, relative to the project
}

// ImageSpec names an image to measure, or records figures of one that is not
// to be had.
type ImageSpec struct {
	Ref        string       `yaml:"ref"`
	Platform   string       `yaml:"platform"`   // "linux/amd64" when empty
	Dockerfile string       `yaml:"dockerfile"` // relative to the project
	Target     string       `yaml:"target"`     // stage that was built; the last one when empty
	Label      string       `yaml:"label"`      // name in tables; the id when empty
	Tags       string       `yaml:"tags"`       // pattern of tags that are measured too; none when empty
	TagOf      string       `yaml:"-"`          // id of the image whose tag it is; empty for those of docsite.yaml
	Badge      string       `yaml:"badge"`      // the size on its badge; "download" when empty
	Max        LimitSpec    `yaml:"max"`
	Recorded   RecordedSpec `yaml:"recorded"`
}

// LimitSpec holds what an image may have at most, by the names of sizes, and
// layers and growth: "80 MB", "5%", "60".
type LimitSpec map[string]string

// RegistrySpec says of a registry what docsite must not find out by itself: whom it
// may send where.
type RegistrySpec struct {
	Token   string   `yaml:"token"`   // host that may be given the registry's credentials
	Storage []string `yaml:"storage"` // hosts that blobs may come from, wherever they are
	Plain   bool     `yaml:"plain"`   // plain HTTP, the credentials too
	CA      string   `yaml:"ca"`      // certificates that the registry's is verified by: a file in the project, PEM
}

// RecordedSpec holds sizes that a person wrote down, by the names of their
// columns, as docker prints them: "284 MB". Under [RecordedOn] stands the day
// on which they were handed over, YYYY-MM-DD.
type RecordedSpec map[string]string

// RecordedOn is the key of the day.
const RecordedOn = "on"

// TableSpec is a comparison table that a marker names.
type TableSpec struct {
	Images  []string `yaml:"images"`
	Tags    string   `yaml:"tags"`    // id of an image whose tags are rows too
	Columns []string `yaml:"columns"` // as package figures knows them
	Label   string   `yaml:"label"`   // heading of the first column; "Image" when empty
}

// ReadConfig reads docsite.yaml. Where there is none the defaults hold. checks
// find what is wrong in the eyes of packages above.
func ReadConfig(fsys fs.FS, checks ...func(*Config) Problems) (Config, Problems) {
	c := Config{Output: "public", Lang: "en", Strictness: Strictness{Tolerance: "1%"}, Pictures: Pictures{RemoteImages: ShowImages}}
	text, err := front.WithoutMark(regular.Read(fsys, ConfigName, maxConfig))
	if other := strings.Replace(ConfigName, ".yaml", ".yml", 1); errors.Is(err, fs.ErrNotExist) && regular.Is(fsys, other) {
		return c, Problems{{File: other, Severity: Error, Message: "the configuration is read from " + ConfigName, Hint: "rename it"}}
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return c, Problems{{File: ConfigName, Severity: Error, Message: plain(err)}}
	}
	c.values = sync.OnceValue(func() map[string]ast.Node { return front.Values(text) })
	if line, err := front.CheckYAML(text, maxConfig); err != nil {
		return c, Problems{{File: ConfigName, Line: line, Severity: Error, Message: err.Error()}}
	}
	ps, faults := checkText(&Source{Name: ConfigName, Text: text}), front.Decode(text, &c)
	if len(ps) > 0 && len(faults) > 0 { // what YAML says of other than text helps nobody
		ps[0].Severity, faults = Error, nil
	}
	for _, f := range faults {
		if f.Unknown != "" {
			f.Hint = spelling.Hint(f.Unknown, spelling.Keys(reflect.TypeFor[Config]()), "the reference of the configuration lists the keys")
		}
		ps = append(ps, Problem{File: ConfigName, Line: f.Line, Col: f.Col, Severity: Error, Message: f.Message, Hint: f.Hint})
	}
	if ps.Failed() {
		return c, ps
	}
	if c.Content == "" {
		c.Content = contents.Folder(fsys)
	}
	if c.Title == "" {
		c.Title = contents.Title(fsys, path.Clean(c.Content))
	}
	ps = append(ps, c.check()...)
	for _, check := range checks {
		ps = append(ps, check(&c)...)
	}
	ps.Sort()
	return c, ps
}

// InContent is the path of a file of the project relative to the content folder,
// "." for that folder; false where the file stands elsewhere.
func (c *Config) InContent(file string) (string, bool) {
	switch c.Content {
	case ".":
		return file, true
	case file:
		return ".", true
	}
	return strings.CutPrefix(file, c.Content+"/")
}
