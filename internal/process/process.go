// Package process runs programs that a project or a machine names: credential
// helpers, and those that draw pictures.
//
// Start from [Command]; [Beginning] is for what a program prints. It never decides
// which program runs, nor reads what it printed.
package process

import (
	"bytes"
	"context"
	"os/exec"
	"time"
)

// Command is a program with its arguments, without a shell between. It ends with the
// context, and with it all that it started, a second later at most.
func Command(ctx context.Context, program string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.WaitDelay = time.Second
	EndWithChildren(cmd)
	return cmd
}

// Beginning takes in the first Left bytes that are written to it and lets the rest go.
type Beginning struct {
	Left int
	text bytes.Buffer
}

// Bytes are those that were taken in.
func (b *Beginning) Bytes() []byte { return b.text.Bytes() }

// Write never fails.
func (b *Beginning) Write(p []byte) (int, error) {
	n, _ := b.text.Write(p[:min(len(p), b.Left)])
	b.Left -= n
	return len(p), nil
}
