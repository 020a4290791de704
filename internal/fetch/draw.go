package fetch

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"

	"docsite/internal/measure/source"
	"docsite/internal/process"
)

// maxDrawing is how long a program may take for one picture.
const maxDrawing = 60 * time.Second

// Draw runs a program with its arguments in the folder dir: it gets the text of a
// drawing on its standard input, and what it prints is the picture. No shell is
// between. The error says in words why there is no picture.
func Draw(ctx context.Context, dir string, command []string, text []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, maxDrawing)
	defer cancel()
	cmd := process.Command(ctx, command[0], command[1:]...)
	out, said := process.Beginning{Left: maxSize + 1}, process.Beginning{Left: 64 << 10}
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = dir, bytes.NewReader(text), &out, &said
	err := cmd.Run()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return nil, fmt.Errorf("there is no program %q", command[0])
	case ctx.Err() != nil:
		return nil, fmt.Errorf("%s did not end within a minute", command[0])
	case err != nil:
		words, _, _ := strings.Cut(strings.TrimSpace(string(said.Bytes())), "\n")
		return nil, fmt.Errorf("%s says %q", command[0], cmp.Or(words, source.Innermost(err).Error()))
	}
	if _, err := Kind(out.Bytes()); err != nil {
		return nil, fmt.Errorf("what %s printed: %w", command[0], err)
	}
	return out.Bytes(), nil
}
