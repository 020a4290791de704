package registry

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
)

// machine lays out a home folder, and helpers beside nothing but the shell.
func machine(t *testing.T, files map[string]string) (home string) {
	t.Helper()
	home = t.TempDir()
	for name, text := range files {
		file := filepath.Join(home, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("HOME", home)
	t.Setenv("PATH", filepath.Join(home, "bin")+string(os.PathListSeparator)+os.Getenv("PATH"))
	for _, key := range []string{"DOCKER_CONFIG", "REGISTRY_AUTH_FILE", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME"} {
		t.Setenv(key, "")
	}
	t.Setenv("DOCKER_AUTH_CONFIG", files[variable])
	return home
}

// asked is the user that a keychain finds for a repository.
func asked(t *testing.T, chain authn.Keychain, repo string) (user string, err error) {
	t.Helper()
	at, err := name.NewRepository(repo)
	if err != nil {
		t.Fatal(err)
	}
	auth, err := authn.Resolve(t.Context(), chain, at)
	if err != nil {
		return "", err
	}
	config, err := auth.Authorization()
	if err != nil {
		t.Fatal(err)
	}
	return config.Username + config.IdentityToken, nil
}

// userOf is the user that auths gives a key.
func userOf(key string) string { return strings.ReplaceAll(key, ":", "_") }

// variable is the name of the file of which the text stands in $DOCKER_AUTH_CONFIG.
const variable = "variable"

const docker, podman, helper = ".docker/config.json", ".config/containers/auth.json", "bin/docker-credential-x"

func auths(keys ...string) string {
	var list []string
	for _, key := range keys {
		list = append(list, fmt.Sprintf("%q:{\"auth\":%q}", key, base64.StdEncoding.EncodeToString([]byte(userOf(key)+":secret"))))
	}
	return `{"auths":{` + strings.Join(list, ",") + `}}`
}

func TestLoginFiles(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		repo  string
		want  string // the key whose user is found; empty: nobody
	}{
		"nothing":                                {nil, "r.example/a", ""},
		"a registry":                             {map[string]string{docker: auths("r.example", "other.example")}, "r.example/a/b", "r.example"},
		"with a port":                            {map[string]string{docker: auths("r.example", "r.example:5000")}, "r.example:5000/a", "r.example:5000"},
		"as docker once wrote":                   {map[string]string{docker: auths("https://r.example/v1/")}, "r.example/a", "https://r.example/v1/"},
		"Docker Hub by docker":                   {map[string]string{docker: auths("https://index.docker.io/v1/")}, "alpine", "https://index.docker.io/v1/"},
		"Docker Hub by podman":                   {map[string]string{podman: auths("docker.io")}, "alpine", "docker.io"},
		"a part of Docker Hub":                   {map[string]string{podman: auths("docker.io", "docker.io/team")}, "team/app", "docker.io/team"},
		"a part of a registry":                   {map[string]string{podman: auths("quay.io", "quay.io/team", "quay.io/team/app")}, "quay.io/team/other", "quay.io/team"},
		"one repository":                         {map[string]string{podman: auths("quay.io", "quay.io/team", "quay.io/team/app")}, "quay.io/team/app", "quay.io/team/app"},
		"another part":                           {map[string]string{podman: auths("quay.io/team")}, "quay.io/teams/app", ""},
		"docker's before podman's":               {map[string]string{docker: auths("r.example"), podman: auths("https://r.example")}, "r.example/a", "r.example"},
		"podman's where docker's lacks":          {map[string]string{docker: auths("r.example"), podman: auths("p.example")}, "p.example/a", "p.example"},
		"the variable's before all":              {map[string]string{variable: auths("https://r.example/"), docker: auths("r.example")}, "r.example/a", "https://r.example/"},
		"docker's where the variable's lacks":    {map[string]string{variable: auths("other.example"), docker: auths("r.example")}, "r.example/a", "r.example"},
		"docker's where the variable is no JSON": {map[string]string{variable: "/builds/x.tmp/AUTH", docker: auths("r.example")}, "r.example/a", "r.example"},
		"behind a byte order mark":               {map[string]string{docker: "\ufeff" + auths("r.example")}, "r.example/a", "r.example"},
		"an empty entry":                         {map[string]string{docker: `{"auths":{"r.example":{}}}`}, "r.example/a", ""},
		"an empty file":                          {map[string]string{docker: ""}, "r.example/a", ""},
		"a helper":                               {map[string]string{docker: `{"credsStore":"x"}`, helper: "#!/bin/sh\nread s; echo \"{\\\"Username\\\":\\\"$s\\\",\\\"Secret\\\":\\\"p\\\"}\"\n"}, "r.example/a", "r.example"},
		"a helper for Docker Hub":                {map[string]string{docker: `{"credHelpers":{"docker.io":"x"}}`, helper: "#!/bin/sh\nread s; echo \"{\\\"Username\\\":\\\"$s\\\",\\\"Secret\\\":\\\"p\\\"}\"\n"}, "alpine", "https://index.docker.io/v1/"},
		"a helper of another registry":           {map[string]string{docker: `{"credHelpers":{"o.example":"x"},"auths":{"r.example":{"username":"u","password":"p"}}}`, helper: "#!/bin/sh\nexit 1\n"}, "r.example/a", "u"},
		"a helper's token":                       {map[string]string{docker: `{"credsStore":"x"}`, helper: "#!/bin/sh\necho '{\"Username\":\"<token>\",\"Secret\":\"id\"}'\n"}, "r.example/a", "id"},
		"a helper that has none":                 {map[string]string{docker: `{"credsStore":"x"}`, helper: "#!/bin/sh\necho 'credentials not found in native keychain'; exit 1\n"}, "r.example/a", ""},
	} {
		t.Run(name, func(t *testing.T) {
			machine(t, c.files)
			got, err := asked(t, loginFiles{newHelpers(5 * time.Second)}, c.repo)
			if err != nil || userOf(got) != userOf(c.want) {
				t.Errorf("got %q, %v; want %q", got, err, c.want)
			}
		})
	}
}

// What is wrong with a file or a helper is told with its name.
func TestLoginsThatAreWrong(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		want  string
	}{
		"a broken file":        {map[string]string{docker: `{"auths":`}, "HOME/.docker/config.json is not readable: it is no whole JSON"},
		"a broken podman file": {map[string]string{podman: "<html>"}, "HOME/.config/containers/auth.json is not readable: it is no JSON from byte 1 on"},
		"a broken variable":    {map[string]string{variable: `{"auths":{"hidden"`}, "$DOCKER_AUTH_CONFIG is not readable: it is no whole JSON"},
		"another shape":        {map[string]string{docker: `{"auths":[]}`}, "HOME/.docker/config.json is not readable: it has a JSON array where none may be"},
		"bad base64":           {map[string]string{docker: `{"auths":{"r.example":{"auth":"%%%"}}}`}, `HOME/.docker/config.json: the auth of "r.example" is not the base64`},
		"no password":          {map[string]string{docker: `{"auths":{"r.example":{"auth":"dXNlcg=="}}}`}, "is not the base64 of user:password"},
		"a web page":           {map[string]string{docker: `{"credsStore":"x"}`, helper: "#!/bin/sh\necho '<html>'\n"}, `the credential helper "docker-credential-x", which HOME/.docker/config.json names, answers with 7 bytes that are no credentials in JSON`},
		"a warning":            {map[string]string{docker: `{"credsStore":"x"}`, helper: "#!/bin/sh\necho 'deprecated'; echo '{\"Username\":\"u\",\"Secret\":\"hidden\"}'\n"}, `answers with 46 bytes that are no credentials in JSON`},
		"an error":             {map[string]string{docker: `{"credsStore":"x"}`, helper: "#!/bin/sh\necho 'keychain is locked\033[31m'; exit 3\n"}, `answers "keychain is locked [31m"`},
		"nothing":              {map[string]string{docker: `{"credsStore":"x"}`, helper: "#!/bin/sh\nexit 3\n"}, "answers nothing, and ends with exit status 3"},
		"no helper":            {map[string]string{docker: `{"credsStore":"missing"}`}, `"docker-credential-missing", which HOME/.docker/config.json names, is not on this machine`},
		"a helper elsewhere":   {map[string]string{docker: `{"credsStore":"../x"}`}, "is not on this machine"},
	} {
		t.Run(name, func(t *testing.T) {
			home := machine(t, c.files)
			_, err := asked(t, loginFiles{newHelpers(5 * time.Second)}, "r.example/a")
			if err == nil {
				t.Fatal("nothing is wrong")
			}
			reason, hint := Reason("r.example", err)
			if reason = strings.ReplaceAll(reason, home, "HOME"); !strings.Contains(reason, c.want) || hint == "" {
				t.Errorf("got %q, hint %q, want %q", reason, hint, c.want)
			}
		})
	}
}

// A helper that hangs costs its own registry alone, once, and is ended with what
// it started.
func TestHelperThatHangs(t *testing.T) {
	home := machine(t, map[string]string{docker: `{"credHelpers":{"slow.example":"x"},"auths":{"r.example":{"username":"u","password":"p"}}}`,
		helper: "#!/bin/sh\nsleep 77 &\necho $! > \"$HOME/child\"\nwait\n"})
	chain := loginFiles{newHelpers(300 * time.Millisecond)}
	start := time.Now()
	for range 3 {
		var silent *helperFault
		if _, err := asked(t, chain, "slow.example/a"); !errors.As(err, &silent) || !strings.Contains(silent.reason, "did not answer in 300ms") {
			t.Errorf("got %v", err)
		}
	}
	if user, err := asked(t, chain, "r.example/a"); user != "u" || err != nil {
		t.Errorf("another registry has %q, %v", user, err)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("it took %s", took)
	}
	pid, err := os.ReadFile(filepath.Join(home, "child"))
	if err != nil {
		t.Fatal(err)
	}
	for range 100 {
		status, err := os.ReadFile("/proc/" + strings.TrimSpace(string(pid)) + "/stat")
		if err != nil || strings.Contains(string(status), ") Z ") {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Error("what the helper started still runs")
}

// A caller that gives up does not wait for a helper.
func TestGivingUpOnAHelper(t *testing.T) {
	machine(t, map[string]string{docker: `{"credsStore":"x"}`, helper: "#!/bin/sh\nsleep 77\n"})
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	at, _ := name.NewRepository("r.example/a")
	if _, err := credentialOf(ctx, loginFiles{newHelpers(time.Minute)}, at); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
