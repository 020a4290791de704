package site

// Saved is what reading a page gave, without its text.
type Saved struct {
	Path string
	Front
	Titled   bool // by its front matter
	Quotes   []string
	Anchors  []string
	Problems Problems
}

// Found is what reading the pages of a project gave, for [Remember].
type Found struct {
	Files    []string // Markdown files, those that became no page too: relative to the content folder
	Pages    []Saved
	Problems Problems // of names and folders
}

// Found gives what was found, without the pages' text; nothing where a file may change
// under another name.
func (s *Site) Found() (f Found) {
	if s.links {
		return f
	}
	f.Files, f.Pages = make([]string, len(s.files)), make([]Saved, len(s.Pages))
	for i, file := range s.files {
		f.Files[i] = file.path
	}
	for i, p := range s.Pages {
		f.Pages[i] = Saved{p.Path, p.Front, p.titled, p.Quotes, p.Anchors, p.problems}
		f.Pages[i].Title = p.own
	}
	f.Problems = s.found.problems
	return f
}

// Remember gives a site for the Before of [Options]: pages with these paths are taken
// from it, but for those that are named as changed. The folders are those of docsite.yaml.
func Remember(content, output string, f Found) *Site {
	s := &Site{Config: Config{Content: content, Output: output}, byPath: make(map[string]*Page, len(f.Pages)), found: found{problems: f.Problems, links: len(f.Files) == 0}}
	s.files = make([]file, len(f.Files))
	for i, name := range f.Files {
		s.files[i].path = name
	}
	for _, p := range f.Pages {
		s.byPath[p.Path] = &Page{Path: p.Path, Output: outputPath(p.Path), Front: p.Front, Quotes: p.Quotes, Anchors: p.Anchors,
			titled: p.Titled, own: p.Title, problems: p.Problems}
	}
	return s
}
