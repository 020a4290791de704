package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"
)

// maxDrawing is how long a program may take for one picture.
const maxDrawing = 60 * time.Second

// Draw runs a program with its arguments in the folder dir: it gets the text of a
// drawing on its standard input, and what it prints is the picture. No shell is
// between. The error says in words why there is no picture.
func Draw(ctx context.Context, dir string, command []string, text []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, maxDrawing)
	defer cancel()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Dir, cmd.Stdin, cmd.WaitDelay = dir, bytes.NewReader(text), time.Second
	out, said := &limited{left: maxSize + 1}, &limited{left: 64 << 10}
	cmd.Stdout, cmd.Stderr = out, said
	err := cmd.Run()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, fmt.Errorf("there is no program %q", command[0])
	case ctx.Err() != nil:
		return nil, fmt.Errorf("%s did not end within a minute", command[0])
	case err != nil:
		words, _, _ := strings.Cut(strings.TrimSpace(said.String()), "\n")
		if words == "" {
			words = innermost(err).Error()
		}
		return nil, fmt.Errorf("%s says %q", command[0], words)
	}
	if _, err := Kind(out.Bytes()); err != nil {
		return nil, fmt.Errorf("what %s printed: %w", command[0], err)
	}
	return out.Bytes(), nil
}

// limited keeps the beginning of what is written to it.
type limited struct {
	bytes.Buffer
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	n, _ := l.Buffer.Write(p[:min(len(p), l.left)])
	l.left -= n
	return len(p), nil
}

// ReadFrom is that of no buffer, which would read without end.
func (l *limited) ReadFrom(r io.Reader) (int64, error) {
	return io.Copy(struct{ io.Writer }{l}, r)
}
