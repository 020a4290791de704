package site

import (
	"testing"

	"docsite/internal/front"
)

func TestPosition(t *testing.T) {
	src := Source{Name: "Dockerfile", Text: []byte("FROM a\n\nRUN b\n")}
	for _, tt := range []struct{ offset, line, col int }{
		{0, 1, 1},
		{6, 1, 7}, // a newline ends its own line
		{7, 2, 1},
		{8, 3, 1},
		{14, 4, 1}, // the end of the file
		{99, 4, 1},
		{-1, 1, 1},
	} {
		if line, col := src.Position(tt.offset); line != tt.line || col != tt.col {
			t.Errorf("Position(%d) = %d:%d, want %d:%d", tt.offset, line, col, tt.line, tt.col)
		}
	}
}

func TestSplitFront(t *testing.T) {
	for text, want := range map[string]struct {
		front string
		body  int
	}{
		"---\na: b\n---\nx":              {"a: b\n", 13},
		"---\r\na: b\r\n---\r\nx":        {"a: b\r\n", 16},
		"\ufeff---\na: b\n---\nx":        {"a: b\n", 16},
		"---\n---\nx":                    {"", 8},
		"---\nno end":                    {"", 0},
		"x\n---\n":                       {"", 0},
		"\ufeffx":                        {"", 3},
		"---\na: b\n---":                 {"a: b\n", 12},
		"--- \na: b\n--- \nafter\n---\n": {"a: b\n", 15},
	} {
		front, body := front.Split([]byte(text))
		if string(front) != want.front || body != want.body {
			t.Errorf("front.Split(%q) = %q, %d; want %q, %d", text, front, body, want.front, want.body)
		}
	}
}

func FuzzSplitFront(f *testing.F) {
	f.Add([]byte("---\na: b\n---\nx"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if _, body := front.Split(text); body < 0 || body > len(text) {
			t.Fatalf("body %d of %d", body, len(text))
		}
	})
}
