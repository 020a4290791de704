package code

import (
	"strings"
	"testing"
)

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
	for _, test := range []struct{ language, code, want string }{
		{"bash", "# build\nFROM alpine\nRUN apk add curl\n", "dockerfile"},
		{"bash", "FROM=alpine\nRUN=1\n", "bash"},
		{"dockerfile", "services:\n  web:\n    image: nginx\n", "yaml"},
		{"dockerfile", "from alpine\nrun apk add curl\n", "dockerfile"},
		{"dockerfile", "#!/bin/sh\nset -e\n", "sh"},
		{"dockerfile", "docker build .\n", "dockerfile"},
		{"dockerfil", "FROM alpine\n", "dockerfile"},
		{"yamll", "a: b\n", "yaml"},
		{"ngnix", "a b;\n", "nginx"},
		{"mako", "a = 1\n", "mako"},
		{"locker", "a\n", "locker"},
		{"javascript", "a = 1\n", "javascript"},
		{"Dockerfile.prod", "FROM alpine\n", "dockerfile"},
		{"1:9:web/nginx.conf", "a b;\n", "nginx"},
		{"docker-compose.yml", "a: b\n", "yml"},
		{"src/app.py", "a = 1\n", "py"},
	} {
		got := Read(test.language, []byte(test.code))
		if got.Language != test.want {
			t.Errorf("%q of a fence that says %q is taken for %q, want %q", test.code, test.language, got.Language, test.want)
		}
		if says := got.Warning != ""; says != (test.want != test.language && !strings.Contains(test.language, ".")) {
			t.Errorf("%q of a fence that says %q: warning %q", test.code, test.language, got.Warning)
		}
	}
	if got := Read("text", []byte("FROM a\nRUN b\n")).Language; got != "text" {
		t.Errorf("what the author says is taken for %q", got)
	}
}
