//go:build !unix

package process

import "os/exec"

// EndWithChildren leaves it at the program itself: there are no groups of
// processes here.
func EndWithChildren(*exec.Cmd) {}
