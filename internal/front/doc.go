// Package front reads the front matter of pages: the YAML, TOML or JSON at their top.
//
// Start from [Read]. It never refuses a page: what cannot be read is reported and
// left out. [Split] says where the Markdown begins; [CheckYAML] and [CheckJSON] are
// asked before any other file of a project is parsed. [FaultOf] says in words what is
// wrong with YAML. The package knows no site.
package front

// Matter is a page's front matter, the YAML between two lines of "---" at the
// top. Every key is optional; an unknown key is left alone, since other tools
// read the same file.
type Matter struct {
	Title       string   `yaml:"title"`       // falls back to the first heading, then to the file's name
	Description string   `yaml:"description"` // for search engines and lists
	Lang        string   `yaml:"lang"`        // of a page in another language than the site's
	Weight      int      `yaml:"weight"`      // order among its neighbours; lighter first, 0 last
	Draft       bool     `yaml:"draft"`       // left out unless drafts are asked for
	Aliases     []string `yaml:"aliases"`     // old addresses that lead here, relative to the site
	Comments    string   `yaml:"comments"`    // "notes": the comments of quoted files are notes
	Annotate    *bool    `yaml:"annotate"`    // false: notes stay where they are
	Address     string   `yaml:"-"`           // where another generator has the page, by its slug, url or permalink
	Label       string   `yaml:"-"`           // what another generator calls the page in lists; empty for its title
}
