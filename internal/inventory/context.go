package inventory

import (
	"cmp"
	"io/fs"
	"path"
	"strings"

	"docsite/internal/code"
	"docsite/internal/dockerfile"
	"docsite/internal/site"
)

// Service is a service that a compose file builds.
type Service struct {
	File       string // the compose file
	Name       string
	Context    string // the folder that it is built in, in the project
	Dockerfile string // in the project
}

// Services are the services that compose files build of a Dockerfile.
func (p *Project) Services(of string) (list []Service) {
	for _, s := range p.services {
		if s.Dockerfile == of {
			list = append(list, s)
		}
	}
	return list
}

// isCompose reports whether a file is called as compose files are.
func isCompose(name string) bool {
	base := strings.ToLower(path.Base(name))
	return (strings.HasSuffix(base, ".yml") || strings.HasSuffix(base, ".yaml")) && (strings.HasPrefix(base, "compose") || strings.HasPrefix(base, "docker-compose"))
}

// readServices reads the compose files, line by line: what anchors and variables
// decide stays unknown.
func (p *Project) readServices() {
	for _, name := range p.files {
		if !isCompose(name) {
			continue
		}
		text, err := site.ReadQuoted(p.fs, name)
		if err != nil {
			continue
		}
		for _, s := range services(code.Read("yaml", text)) {
			s.File = name
			s.Context = path.Join(path.Dir(name), s.Context)
			s.Dockerfile = path.Join(s.Context, cmp.Or(s.Dockerfile, usual[0]))
			if fs.ValidPath(s.Context) && !strings.Contains(s.Dockerfile, "$") && p.IsFile(s.Dockerfile) {
				p.services = append(p.services, s)
			}
		}
	}
}

// services are those of a compose file that are built, with paths as written.
func services(c *code.Code) (list []Service) {
	for i := range c.Parts {
		part := &c.Parts[i]
		keys := strings.Split(part.Name, ".")
		if part.Kind != code.KeyPart || len(keys) < 3 || keys[0] != "services" || keys[2] != "build" {
			continue
		}
		n := len(list) - 1
		if n < 0 || list[n].Name != keys[1] {
			list, n = append(list, Service{Name: keys[1]}), n+1
		}
		if len(part.Words) < 2 {
			continue
		}
		switch value := part.Words[1].Text; {
		case len(keys) == 3, keys[3] == "context":
			list[n].Context = value
		case keys[3] == "dockerfile":
			list[n].Dockerfile = value
		}
	}
	return list
}

// Context is the folder that a Dockerfile is built in: the one that a compose file
// gives; else, of its own folder and those around it, the one that has most of
// what the Dockerfile copies, the nearest of several.
func (p *Project) Context(name string, df *dockerfile.File) string {
	if services := p.Services(name); len(services) > 0 {
		return services[0].Context
	}
	best, most := path.Dir(name), -1
	for dir := path.Dir(name); ; dir = path.Dir(dir) {
		if has := p.copied(dir, df); has > most {
			best, most = dir, has
		}
		if dir == "." {
			return best
		}
	}
}

// copied counts the sources of COPY and ADD that a folder has.
func (p *Project) copied(dir string, df *dockerfile.File) (n int) {
	for _, in := range df.All() {
		for _, source := range dockerfile.Sources(in) {
			name := path.Join(dir, source)
			if found, err := fs.Glob(p.fs, name); err == nil && len(found) > 0 && name != dir {
				n++
			}
		}
	}
	return n
}
