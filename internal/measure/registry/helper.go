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

	mu    sync.Mutex
	busy  map[string]*sync.Mutex // by helper: it is asked one thing at a time
	late  map[string]bool
	known map[[2]string]*authn.AuthConfig // by helper and server; nil: it has none
}

func newHelpers(limit time.Duration) *helpers {
	return &helpers{limit: limit, busy: map[string]*sync.Mutex{}, late: map[string]bool{}, known: map[[2]string]*authn.AuthConfig{}}
}

// get asks the helper that a file names for the credentials of a server; nil when
// it has none.
func (h *helpers) get(ctx context.Context, file, helper, server string) (*authn.AuthConfig, error) {
	h.mu.Lock()
	if h.busy[helper] == nil {
		h.busy[helper] = &sync.Mutex{}
	}
	busy := h.busy[helper]
	h.mu.Unlock()
	busy.Lock()
	defer busy.Unlock()
	h.mu.Lock()
	known, ok := h.known[[2]string{helper, server}]
	late := h.late[helper]
	h.mu.Unlock()
	if ok {
		return known, nil
	}
	called := fmt.Sprintf("the credential helper %q, which %s names,", "docker-credential-"+source.Plain(helper), file)
	tooLate := &refusal{fmt.Sprintf("%s did not answer in %s", called, h.limit), "it may wait for a password: run docker login, or unlock the desktop"}
	if late {
		return nil, tooLate
	}
	program, err := exec.LookPath("docker-credential-" + helper)
	if err != nil || strings.ContainsAny(helper, `/\`) {
		return nil, &missingHelper{refusal{called + " is not on this machine", "install it, or take it out of the file and log in again"}}
	}
	limited, cancel := context.WithTimeout(ctx, h.limit)
	defer cancel()
	answer, err := run(limited, program, server)
	switch {
	case ctx.Err() != nil && limited.Err() != context.DeadlineExceeded:
		return nil, ctx.Err()
	case limited.Err() != nil:
		h.mu.Lock()
		h.late[helper] = true
		h.mu.Unlock()
		return nil, tooLate
	}
	config, said := readAnswer(answer, err)
	if said != "" {
		return nil, &refusal{fmt.Sprintf("%s answers %s", called, said), "run it by hand: echo " + server + " | " + "docker-credential-" + source.Plain(helper) + " get"}
	}
	h.mu.Lock()
	h.known[[2]string{helper, server}] = config
	h.mu.Unlock()
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
// "Development"); said is what it printed in place of an answer.
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
	case text != "":
		return nil, fmt.Sprintf("%q", text)
	case errors.As(err, &ended):
		return nil, "nothing, and ends with " + ended.String()
	}
	return nil, "nothing"
}
