package registry

import (
	"bytes"
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"

	"docsite/internal/measure/source"
)

// loginFiles is a keychain of what docker login and podman login left on this
// machine: the files, and the helpers that docker's names.
type loginFiles struct{ helpers *helpers }

// loginFile is docker's config.json, or podman's auth.json, which has a part of it.
type loginFile struct {
	path        string
	Auths       map[string]entry  `json:"auths"`
	CredsStore  string            `json:"credsStore"`
	CredHelpers map[string]string `json:"credHelpers"`
}

// entry is what a file has for a registry, or for a part of one.
type entry struct {
	Auth          string `json:"auth"` // base64 of "user:password"
	Username      string `json:"username"`
	Password      string `json:"password"`
	IdentityToken string `json:"identitytoken"`
	RegistryToken string `json:"registrytoken"`
}

// helperFault is a helper that a file names and that gives no answer, or is not on this
// machine, or a variable that is not readable. That matters for images that want credentials alone.
type helperFault struct{ *refusal }

func (f *helperFault) Unwrap() error { return f.refusal }

// inVariable is the path of docker's config.json that stands in a variable of the
// environment, as docker 28.3 and GitLab's jobs have it.
const inVariable = "$DOCKER_AUTH_CONFIG"

// paths are the files, docker's first.
func paths() []string {
	home, err := os.UserHomeDir()
	below := func(dir string) string {
		if err != nil {
			return ""
		}
		return filepath.Join(home, dir)
	}
	var list []string
	add := func(dir, file string) {
		if dir != "" {
			list = append(list, filepath.Join(dir, file))
		}
	}
	if os.ExpandEnv(inVariable) != "" {
		add(inVariable, "")
	}
	add(cmp.Or(os.Getenv("DOCKER_CONFIG"), below(".docker")), "config.json")
	add(os.Getenv("REGISTRY_AUTH_FILE"), "")
	add(os.Getenv("XDG_RUNTIME_DIR"), "containers/auth.json")
	add(cmp.Or(os.Getenv("XDG_CONFIG_HOME"), below(".config")), "containers/auth.json")
	return list
}

// Resolve is ResolveContext for callers without a context.
func (k loginFiles) Resolve(target authn.Resource) (authn.Authenticator, error) {
	return k.ResolveContext(context.Background(), target)
}

// ResolveContext finds the credentials for a repository: of the first file that
// has any, its helper before its entries.
func (k loginFiles) ResolveContext(ctx context.Context, target authn.Resource) (authn.Authenticator, error) {
	var fault error
	for _, path := range paths() {
		var config *authn.AuthConfig
		file, err := readLogins(path)
		if file != nil {
			config, err = k.of(ctx, file, target)
		}
		var silent *helperFault
		switch {
		case errors.As(err, &silent):
			fault = err
		case err != nil:
			return nil, err
		case config != nil:
			return authn.FromConfig(*config), nil
		}
	}
	return authn.Anonymous, fault
}

// readLogins reads a file; nil where there is none.
func readLogins(path string) (*loginFile, error) {
	if path == "" {
		return nil, nil
	}
	text, err := []byte(nil), error(nil)
	if path == inVariable {
		text = []byte(os.ExpandEnv(path))
	} else {
		text, err = os.ReadFile(path)
	}
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	file := &loginFile{path: path}
	if text = bytes.TrimPrefix(text, []byte("\ufeff")); err == nil && len(text) > 0 { // PowerShell begins files so
		err = json.Unmarshal(text, file)
	}
	switch {
	case err != nil && path == inVariable: // a GitLab variable may be the name of a file
		return nil, &helperFault{&refusal{source.Unreadable(path, err).Error(), "write the text of a config.json into it, not the name of a file"}}
	case err != nil:
		return nil, &refusal{source.Unreadable(path, err).Error(), "mend the file, or move it away and log in again"}
	}
	return file, nil
}

// of finds the credentials of a file; nil where it has none.
func (k loginFiles) of(ctx context.Context, file *loginFile, target authn.Resource) (*authn.AuthConfig, error) {
	keys := keysOf(target)
	host := target.RegistryStr()
	helper := file.CredsStore
	for key, named := range file.CredHelpers {
		if bareKey(key) == bareKey(host) || isHub(key) && isHub(host) {
			helper = named
		}
	}
	if helper != "" {
		if config, err := k.helpers.get(ctx, file.path, helper, serverOf(host)); err != nil || config != nil {
			return config, err
		}
	}
	for _, key := range keys {
		for written, e := range file.Auths {
			if bareKey(written) == key && e != (entry{}) {
				return e.config(file.path, written)
			}
		}
	}
	return nil, nil
}

// keysOf are the names under which a file may have the credentials of a
// repository, the most exact first: podman knows parts of registries.
func keysOf(target authn.Resource) []string {
	host := target.RegistryStr()
	hosts := []string{strings.ToLower(host)}
	if isHub(host) {
		hosts = hubHosts
	}
	below := strings.TrimPrefix(target.String(), host)
	var keys []string
	for ; below != ""; below = below[:strings.LastIndexByte(below, '/')] {
		for _, h := range hosts {
			keys = append(keys, h+below)
		}
	}
	return append(keys, hosts...)
}

// hubHosts are the names of Docker Hub.
var hubHosts = []string{name.DefaultRegistry, "docker.io", "registry-1.docker.io", "registry.hub.docker.com"}

func isHub(host string) bool { return slices.Contains(hubHosts, bareKey(host)) }

// bareKey is a key of a file without what docker adds to the name of a registry.
func bareKey(key string) string {
	key = strings.TrimPrefix(strings.TrimPrefix(key, "https://"), "http://")
	for _, end := range []string{"/", "/v1", "/v2"} {
		key = strings.TrimSuffix(key, end)
	}
	host, below, _ := strings.Cut(key, "/")
	if below != "" {
		below = "/" + below
	}
	return strings.ToLower(host) + below
}

// serverOf is the name under which helpers keep a registry's credentials.
func serverOf(host string) string {
	if isHub(host) {
		return authn.DefaultAuthKey
	}
	return host
}

// config takes an entry apart.
func (e entry) config(path, key string) (*authn.AuthConfig, error) {
	config := &authn.AuthConfig{Username: e.Username, Password: e.Password, IdentityToken: e.IdentityToken, RegistryToken: e.RegistryToken}
	if e.Auth == "" {
		return config, nil
	}
	text, err := base64.StdEncoding.DecodeString(e.Auth)
	user, password, ok := strings.Cut(strings.TrimRight(string(text), "\x00"), ":")
	if err != nil || !ok {
		return nil, &refusal{fmt.Sprintf("%s: the auth of %q is not the base64 of user:password", path, source.Plain(key)), "log in again, or take the entry out"}
	}
	config.Username, config.Password = user, password
	return config, nil
}
