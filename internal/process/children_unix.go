//go:build unix

package process

import (
	"os/exec"
	"syscall"
)

// EndWithChildren sees that a program is ended with all that it started.
func EndWithChildren(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
