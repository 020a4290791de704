package comments

import (
	"slices"
	"strings"
	"testing"

	"docsite/internal/code"
)

// TestOffLines has comments of which the lines behind "X" are code, those behind "."
// words of people; lines behind a blank are code that is not switched off.
func TestOffLines(t *testing.T) {
	for _, tt := range []struct{ language, text string }{
		{"dockerfile", `
X # FROM alpine:3.19
  FROM alpine
X # RUN apk add --no-cache curl
. # Install curl: needed by the health check
. # note: it is small
. # see https://example.org/a
. # RUN as little as possible
. # COPY the source
. # COPY package.json and the lock file
. # ENV Variables required by Jekyll
. # CMD provides default arguments to ENTRYPOINT
. # USER root is probably used
. # docker build -t example .
  RUN apk add \
X     # b \
X     # && rm -rf /tmp/x
. #     this one too \
. #     runtime dependencies \
X #     --enable-nls \
. #     if the file is there, let's use it
      c
X #USER app
X #ENV GUNICORN_CMD_ARGS --log-level WARNING
X # # a comment in it
X # RUN apt-get update && \
X #   apt-get install vim
X # COPY . /app
X # EXPOSE 80
X # CMD ["x"]
. # EXPOSE opens nothing
  CMD ["x"]
`}, {"sh", `
X # if [ -z "$FOO" ]; then
X #     echo no
X # fi
X #export FOO=1
X # exec gosu postgres "$@"
X # set -ex
X # FOO=$(id -u)
. # Build (make -C a)
. # Build --with "$FLAGS"
. # set -e: ends at the first mistake
. # foo=bar is the default
X # Build () ( make -C "$1" )
. # if the user wants it, do not ask
. # make sure that it's there
. # usage: file_env VAR [DEFAULT]
. #    ie: file_env 'XYZ_DB_PASSWORD' 'example'
. # (will allow for "$XYZ_DB_PASSWORD_FILE" to fill in the value of
. # echo the password to the "file" the client uses
. # go depends on "gold" explicitly
. # wait for the database; then go on
. # typically as in ` + "`docker run --rm x`" + `.  If not, say so
  f
`}, {"yaml", `
  services:
    db:
X     # POSTGRES_DB: "${POSTGRES_DB}"
      image: postgres
X     #- c:/d
      restart: always
. # note: not for production
. # the end of this sentence tells what it is
. # for:
. # - always: it starts again when it stops
. # - first words, then others
. # see: https://example.org/a
. # Password: admin
. # NOTE: it has a check
      ports:
X       # - 8080
        - "80:80"
X #   environment:
X #     - DEBUG=1
X # volumes:
X #   - ./a:/b
X # image: nginx
. # To run it:
X # - run: |
X #     make it
X #     so that it is there
      command: x
`}, {"nginx", `
  events {
X   # multi_accept on;
X   # server {
X   #     listen 80;
X   # }
. # set how many; more is no use
    worker_connections 768;
  }
`}, {"ini", "\nX #listen_addresses = local\n. # the port = where it listens.\n  port = 1\nX ; a = 1\n"},
		{"hcl", "\nX # region = \"eu\"\n. # the region of all\nX // count = 2\n  a {\n"},
	} {
		var text strings.Builder
		var want []int
		for i, line := range strings.Split(strings.TrimSpace(tt.text), "\n") {
			if line[0] == 'X' {
				want = append(want, i+1)
			}
			text.WriteString(line[min(2, len(line)):] + "\n")
		}
		c := code.Read(tt.language, []byte(text.String()))
		var got []int
		for line, off := range Off(c) {
			if off {
				got = append(got, line)
			}
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			lines := strings.Split(text.String(), "\n")
			for i, line := range lines {
				if slices.Contains(got, i+1) != slices.Contains(want, i+1) {
					t.Errorf("%s, line %d: off is %t: %s", tt.language, i+1, slices.Contains(got, i+1), line)
				}
			}
		}
	}
}

// TestOffExamples: what stands deeper in words of people is a part of them.
func TestOffExamples(t *testing.T) {
	for text, want := range map[string]int{
		"# Give it a name:\n#   FOO=bar\n# before it starts.\nset -e\n": 0,
		"# Give it a name:\n# FOO=bar\n# Then it starts.\nset -e\n":     1,
		"# Give it a name:\n#   FOO=bar\nset -e\n":                      1,
	} {
		c := code.Read("sh", []byte(text))
		if got := len(Off(c)); got != want {
			t.Errorf("%q: %d lines are off, want %d", text, got, want)
		}
	}
}
