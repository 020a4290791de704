package explain

import "testing"

func TestGuess(t *testing.T) {
	for _, test := range []struct{ name, code, want string }{
		{"a Dockerfile", "FROM alpine:3\n\n# tools\nRUN apk add \\\n    curl\nCMD [\"sh\"]\n", "dockerfile"},
		{"its first argument", "ARG TAG=3\nFROM alpine:$TAG\n", "dockerfile"},
		{"one with a heredoc", "FROM alpine\nRUN <<EOF\napk add curl\nEOF\n", "dockerfile"},
		{"one instruction", "FROM alpine:3\n", ""},
		{"SQL", "FROM users\nWHERE id = 1\n", ""},
		{"a letter", "From: a@example.org\nTo: b@example.org\n", ""},
		{"a script", "#!/usr/bin/env bash\nset -e\n", "bash"},
		{"a script for something else", "#!/usr/bin/python3\nprint(1)\n", ""},
		{"a compose file", "services:\n  web:\n    image: nginx\n    ports:\n      - \"80:80\"\n", "yaml"},
		{"headers", "HTTP/1.1 200 OK\nServer: nginx\n", ""},
		{"settings that are flat", "name: a\nport: 80\nhost: b\n", ""},
		{"a tree", "app:\n├── Dockerfile\n└── app.py\n", ""},
		{"a command", "docker build -t app .\n", ""},
		{"nothing", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := guess([]byte(test.code)); got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
			if got := Read("", []byte(test.code)).Language; got != test.want {
				t.Errorf("Read says %q, want %q", got, test.want)
			}
		})
	}
	if got := Read("text", []byte("FROM a\nRUN b\n")).Language; got != "text" {
		t.Errorf("what the author says is taken for %q", got)
	}
}
