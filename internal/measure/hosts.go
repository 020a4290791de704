package measure

import (
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"

	"docsite/internal/measure/registry"
	"docsite/internal/measure/source"
	"docsite/internal/site"
)

// Hosts reads what docsite.yaml says of registries, for [Options]. Certificates
// are files of the project.
func Hosts(fsys fs.FS, c *site.Config) (registry.Hosts, site.Problems) {
	hosts, ps := registry.Hosts{}, site.Problems{}
	for _, host := range slices.Sorted(maps.Keys(c.Registries)) {
		spec := c.Registries[host]
		said := registry.Host{Token: spec.Token, Storage: spec.Storage, Plain: spec.Plain}
		if spec.CA != "" {
			pool, err := certificates(fsys, spec.CA)
			if err != nil {
				ps = append(ps, c.Problem(fmt.Sprintf("ca %q: %s", spec.CA, source.Plain(source.Innermost(err).Error())),
					"write the path of a PEM file in the project", "registries", host, "ca"))
			}
			said.CA = pool
		}
		hosts[host] = said
	}
	return hosts, ps
}

// certificates are the machine's own, and those of the file.
func certificates(fsys fs.FS, name string) (*x509.CertPool, error) {
	text, err := site.ReadQuoted(fsys, path.Clean(name))
	if err != nil {
		return nil, err
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(text) {
		return nil, errors.New("it holds no certificate")
	}
	return pool, nil
}
