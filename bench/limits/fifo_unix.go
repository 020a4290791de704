//go:build unix

package main

import "syscall"

// mkfifo makes a pipe with a name.
func mkfifo(file string) error { return syscall.Mkfifo(file, 0o666) }
