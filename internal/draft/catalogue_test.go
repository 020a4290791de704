package draft

import (
	"regexp"
	"strings"
	"testing"

	"docsite/internal/code"
)

// everyEntry calls a function with all entries of the catalogues.
func everyEntry(do func(where string, e entry)) {
	for _, catalogue := range []map[string][]entry{instructions, instructionFlags, runFlags, directives, variables, buildValues, setVariables, blocks} {
		for name, entries := range catalogue {
			for _, e := range entries {
				do(name, e)
			}
		}
	}
	for name, p := range programs {
		for _, e := range append(p.says, p.more...) {
			do(name, e)
		}
	}
	for _, p := range pipes {
		do(p.from, entry{p.when, p.say})
	}
	for _, entries := range [][]entry{assignments, ensurances, functions} {
		for _, e := range entries {
			do("shell", e)
		}
	}
}

var place = regexp.MustCompile("\\{[^{}]*\\}|`[^`]+`")

// TestSentences keeps the catalogue's own words as cells of a table can hold
// them: one sentence without its stop, in the catalogue's tone.
func TestSentences(t *testing.T) {
	everyEntry(func(where string, e entry) {
		words := place.ReplaceAllString(e.say, "`x`")
		switch {
		case e.say == "":
		case strings.ContainsAny(words, "|{}*_<>[]\n") || strings.Count(words, "`")%2 != 0:
			t.Errorf("%s: %q cannot stand in a cell", where, e.say)
		case strings.HasSuffix(words, "."):
			t.Errorf("%s: %q ends with a stop", where, e.say)
		case words[0] != '`' && words[0] >= 'a' && words[0] <= 'z' && !strings.HasPrefix(words, "pip ") && !strings.HasPrefix(words, "npm ") &&
			!strings.HasPrefix(words, "uv ") && !strings.HasPrefix(words, "uWSGI ") && !strings.HasPrefix(words, "pm2 ") && !strings.HasPrefix(words, "yarn "):
			t.Errorf("%s: %q begins with a small letter", where, e.say)
		case len(words) > 160:
			t.Errorf("%s: %q is long", where, e.say)
		}
	})
}

// TestUnreachable: an entry that always fits hides those behind it.
func TestUnreachable(t *testing.T) {
	for name, p := range programs {
		for i, e := range p.says {
			if e.when == "" && !strings.Contains(e.say, "{") && i+1 < len(p.says) {
				t.Errorf("%s: nothing comes to %q", name, p.says[i+1].say)
			}
		}
	}
}

// TestCommands has commands with what is said of them; nothing where the
// catalogue must not be sure.
func TestCommands(t *testing.T) {
	for command, want := range map[string]string{
		"apt-get update": "Fetches the current lists of packages",
		"apt-get install -y --no-install-recommends curl git": "Installs `curl` and `git`. `--no-install-recommends` leaves out what they only recommend",
		"apt-get -o Acquire::Retries=3 install -qy gcc":       "Installs `gcc`",
		"apt-get install --unheard-of 3 gcc":                  "Installs packages", // 3 may be the flag's
		"apt-get install $(cat list)":                         "Installs `$(cat list)`",
		"apk add --no-cache -t .build gcc":                    "Installs `gcc`, together under the name `.build`, by which they can be removed again. `--no-cache` leaves no package list behind",
		"pip install --no-cache-dir -r requirements.txt":      "Installs the packages that `requirements.txt` lists. `--no-cache-dir` keeps no copies of what pip downloads",
		"python -m pip install -r a.txt gunicorn":             "Installs the packages that `a.txt` lists, and `gunicorn`",
		"pip install .":                "Installs the project in the current folder",
		"python3 -m venv /opt/venv":    "Creates the virtual environment `/opt/venv`",
		"npm ci --omit=dev":            "Installs exactly the packages that the lock file lists. `--omit=dev` leaves out what only development needs",
		"npm install":                  "Installs the packages that `package.json` asks for",
		"npm install --what-is-this x": "Installs Node.js packages",
		"npm run build -- --prod":      "Runs the script `build` of `package.json`",
		"CGO_ENABLED=0 go build -ldflags='-s -w' -o /bin/x .": "Builds the program `/bin/x`. `CGO_ENABLED=0` leaves C out, so that the program needs no C library. Tables for debuggers are left out of it",
		"make -j 4 install":                            "Installs what was built",
		"make -j install":                              "Installs what was built",
		"make CFLAGS=-O2":                              "Builds what the makefile says",
		"useradd -u 10 -g web -s /sbin/nologin web":    "Creates the user `web` with the id `10` in the group `web`. Nobody can log in as this user",
		"adduser -D -H app":                            "Creates the user `app`. It gets no home folder. It has no password",
		"adduser app wheel":                            "Puts the user `app` into the group `wheel`",
		"chmod +x a.sh b.sh":                           "Makes `a.sh` and `b.sh` executable",
		"chmod 0700 /x":                                "Gives `/x` the mode `0700`",
		"chown -R app:app /srv":                        "Gives `/srv`, and all below, to `app:app`",
		"mkdir -p /a /b":                               "Creates `/a` and `/b`",
		"rm -rf /var/lib/apt/lists/*":                  "Deletes the lists of packages, which nothing needs after the installation",
		"rm -f a b c d e f g h":                        "Deletes `a`, `b`, `c`, `d` and 4 more",
		"ln -sf /dev/stdout /var/log/x.log":            "What is written to `/var/log/x.log` comes out of the container's standard output",
		"ln -s /opt/x/bin/x /usr/local/bin":            "Makes a link to `/opt/x/bin/x` in `/usr/local/bin`",
		"ln -s a b c/":                                 "Makes links to `a` and `b` in `c/`",
		"tar -xzf a.tgz -C /opt --strip-components=1":  "Unpacks `a.tgz` into `/opt`. The topmost folder of the archive is left out",
		"tar xzf a.tgz":                                "Unpacks `a.tgz`",
		"curl -fsSLo /tmp/x.tgz https://e.org/a/x.tgz": "Downloads `x.tgz` to `/tmp/x.tgz`",
		"curl --unheard 3 https://e.org/x":             "Downloads a file",
		"curl -f http://localhost:80/up":               "Asks `http://localhost:80/up`. `-f` makes an answer that is an error count as one",
		"wget -qO- https://e.org/x":                    "Fetches `https://e.org/x`",
		"git clone --depth 1 https://e.org/x.git /src": "Clones `https://e.org/x.git` into `/src`. `--depth 1` leaves its history out",
		"echo a > /etc/x":                              "Writes `/etc/x`",
		"echo a >> /etc/x":                             "Appends to `/etc/x`",
		"echo a >&2":                                   "",
		"echo a > /dev/null":                           "",
		"sha256sum -c sums":                            "Compares files with the checksums that they must have, and fails when one differs",
		"set -eux":                                     "Stops at the first command that fails. A variable that is not set is a mistake too. Every command is printed before it is run",
		"set -euo pipefail":                            "Stops at the first command that fails. A variable that is not set is a mistake too. A pipe fails when any of its commands does",
		"set +x":                                       "Ends the printing of commands",
		`set -- redis "$@"`:                            "Puts `redis` in front of the arguments",
		`exec "$@"`:                                    "The shell makes way for the command in the script's arguments, which then gets the signals itself",
		`exec gosu app "$@"`:                           "The shell makes way for the command in the script's arguments, as the user `app`",
		`exec gosu app "$0" "$@"`:                      "Runs this script again, as the user `app`",
		"exec nginx -g 'daemon off;'":                  "The shell makes way for `nginx`, which then gets the signals itself",
		"exec 3>&1":                                    "",
		"trap 'rm -f x' EXIT":                          "Runs `rm -f x` when the script ends",
		"trap stop TERM INT":                           "Runs `stop` when the script gets `TERM` and `INT`",
		"trap - TERM":                                  "",
		"gunicorn -w 3 -b 0.0.0.0:80 a:app":            "Gunicorn serves `a:app` on `0.0.0.0:80`. The number of worker processes is `3`",
		"node --version":                               "Prints the version of `node`",
		"an-unknown-program --x":                       "",
		"sudo apt-get install curl":                    "Installs `curl`",
		"bundle exec rails db:migrate":                 "Brings the database to the form that the code expects",
	} {
		c := code.Read("sh", []byte(command+"\n"))
		i := 0
		for i < len(c.Parts) && c.Parts[i].Kind != code.CommandPart {
			i++
		}
		got := ""
		if call := readCall(c.Parts[i].Words); call != nil {
			got = strings.Join(call.says(), ". ")
		}
		if got != want {
			t.Errorf("%s\ngot  %q\nwant %q", command, got, want)
		}
	}
}

// TestPipes has pairs of commands of which one feeds the other, and what is
// said of the script that holds them.
func TestPipes(t *testing.T) {
	for script, want := range map[string]string{
		"curl -fsSL https://e.org/x.tgz | tar -xz -C /opt": "Downloads `x.tgz` and unpacks it into `/opt`",
		"curl https://e.org/i.sh | sh -s -- -y":            "Downloads the script `https://e.org/i.sh` and runs it",
		`echo "$SUM *x" | sha256sum -c -`:                  "Compares the file with the checksum that it must have, and fails when they differ",
		"echo x | tee /etc/x":                              "Writes `/etc/x`",
		"curl https://e.org/x || tar -x":                   "Fetches `https://e.org/x`; Unpacks an archive",
	} {
		if got := sayings(script); got != want {
			t.Errorf("%s\ngot  %q\nwant %q", script, got, want)
		}
	}
}

// sayings are the sentences of a script's rows.
func sayings(script string) string {
	l := listing{code: code.Read("sh", []byte(script+"\n"))}
	l.draft()
	var says []string
	for _, r := range l.rows {
		says = append(says, r.say)
	}
	return strings.Join(says, "; ")
}

// TestScripts has what scripts do besides running commands.
func TestScripts(t *testing.T) {
	for script, want := range map[string]string{
		`PORT="${PORT:-8000}"`:                                "`PORT` is what the environment says, or `8000` where it says nothing",
		`export PORT=${PORT:-8000}`:                           "`PORT` is what the environment says, or `8000` where it says nothing",
		`A=${B:-c}`:                                           "`A` is what `B` says, or `c` where that says nothing",
		`: "${X:=1}"`:                                         "`X` is `1` where the environment does not say otherwise",
		`: "${X:?is missing}"`:                                "Without `X` in the environment the script ends here",
		`X=1`:                                                 "",
		`if [ "${1#-}" != "$1" ]; then x; fi`:                 "What follows is done only when the first argument begins with `-`",
		`if [ "$(id -u)" = 0 ]; then x; fi`:                   "What follows is done only when the script runs as root",
		`if [ "$1" = 'serve' ]; then x; fi`:                   "What follows is done only when the first argument is `serve`",
		`if [ ! -f /data/x ]; then x; fi`:                     "What follows is done only when there is no file `/data/x`",
		`if [ -f a ] && [ -f b ]; then x; fi`:                 "",
		`until pg_isready -h db >/dev/null; do sleep 2; done`: "Tries `pg_isready -h db` again every `2` seconds until it succeeds; Asks whether PostgreSQL on `db` takes connections",
		`while ! nc -z db 5432; do sleep 1; done`:             "Goes on until `nc -z db 5432` succeeds; Tries whether something listens on port `5432` of `db`",
		`for f in /init.d/*.sh; do x; done`:                   "Goes through `/init.d/*.sh`",
		`case "$1" in a) x ;; esac`:                           "What follows depends on the first argument",
		"f() { x; }\nf\nf":                                    "The function `f`, which is called two times",
		`x=$(curl https://e.org/x)`:                           "",
	} {
		if got := sayings(script); got != want {
			t.Errorf("%s\ngot  %q\nwant %q", script, got, want)
		}
	}
}

func TestSpan(t *testing.T) {
	for value, want := range map[string]string{
		"a|b": "`a\\|b`", "`": "`` ` ``", "a``b": "```a``b```", " a": "`  a `",
		"": "", "  ": "", `a\|b`: "", "a\nb": "", "a\xffb": "",
	} {
		if got, ok := span(value); got != want || ok != (want != "") {
			t.Errorf("span(%q) = %q, %v; want %q", value, got, ok, want)
		}
	}
}
