package registry

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/google/go-containerregistry/pkg/authn"

	"docsite/internal/measure/source"
	"docsite/internal/process"
)

// maxHelper is how much of a helper's answer is read.
const maxHelper = 64 << 10

// helpers asks docker's credential helpers, programs that may hang on a locked
// desktop. Each has its time and is then ended with all that it started; one that
// did not answer is not asked again.
type helpers struct {
	limit time.Duration

	mu     sync.Mutex
	byName map[string]*credentialHelper
}

// credentialHelper is a program that is asked one thing at a time.
type credentialHelper struct {
	mu    sync.Mutex
	late  bool                         // it did not answer
	known map[string]*authn.AuthConfig // by server; nil: it has none
}

func newHelpers(limit time.Duration) *helpers {
	return &helpers{limit: limit, byName: map[string]*credentialHelper{}}
}

func (h *helpers) of(name string) *credentialHelper {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.byName[name] == nil {
		h.byName[name] = &credentialHelper{known: map[string]*authn.AuthConfig{}}
	}
	return h.byName[name]
}

// get asks the helper that a file names for the credentials of a server; nil when
// it has none.
func (h *helpers) get(ctx context.Context, file, name, server string) (*authn.AuthConfig, error) {
	asked := h.of(name)
	asked.mu.Lock()
	defer asked.mu.Unlock()
	if known, ok := asked.known[server]; ok {
		return known, nil
	}
	called := fmt.Sprintf("the credential helper %q, which %s names,", "docker-credential-"+source.Plain(name), file)
	tooLate := &helperFault{&refusal{fmt.Sprintf("%s did not answer in %s", called, h.limit), "it may wait for a password: run docker login, or unlock the desktop"}}
	if asked.late {
		return nil, tooLate
	}
	program, err := exec.LookPath("docker-credential-" + name)
	if err != nil || strings.ContainsAny(name, `/\`) {
		return nil, &helperFault{&refusal{called + " is not on this machine", "install it, or take it out of the file and log in again"}}
	}
	limited, cancel := context.WithTimeout(ctx, h.limit)
	defer cancel()
	answer, err := run(limited, program, server)
	switch {
	case ctx.Err() != nil && limited.Err() != context.DeadlineExceeded:
		return nil, ctx.Err()
	case limited.Err() != nil:
		asked.late = true
		return nil, tooLate
	}
	config, said := readAnswer(answer, err)
	if said != "" {
		return nil, &helperFault{&refusal{fmt.Sprintf("%s answers %s", called, said), "run it by hand: echo " + server + " | " + "docker-credential-" + source.Plain(name) + " get"}}
	}
	asked.known[server] = config
	return config, nil
}

// run runs a helper to its end or until the context's.
func run(ctx context.Context, program, server string) ([]byte, error) {
	cmd := process.Command(ctx, program, "get")
	out := process.Beginning{Left: maxHelper}
	cmd.Stdin, cmd.Stdout = strings.NewReader(server), &out
	err := cmd.Run()
	return out.Bytes(), err
}

// readAnswer reads what a helper printed (docker-credential-helpers, README:
// "Development"); said is how it failed. Nothing is told of what it printed before it ended
// well: that may hold a password, below a warning for one.
func readAnswer(answer []byte, failed error) (config *authn.AuthConfig, said string) {
	text := source.Plain(string(answer))
	if failed != nil && strings.Contains(text, "credentials not found") {
		return nil, ""
	}
	var got struct{ Username, Secret string }
	err := failed
	if err == nil {
		err = json.Unmarshal(answer, &got)
	}
	var ended *exec.ExitError
	switch {
	case err == nil && got.Username == "<token>":
		return &authn.AuthConfig{IdentityToken: got.Secret}, ""
	case err == nil:
		return &authn.AuthConfig{Username: got.Username, Password: got.Secret}, ""
	case failed == nil && text != "":
		return nil, fmt.Sprintf("with %d bytes that are no credentials in JSON", len(answer))
	case text != "":
		return nil, fmt.Sprintf("%q", text)
	case errors.As(err, &ended):
		return nil, "nothing, and ends with " + ended.String()
	}
	return nil, "nothing"
}
