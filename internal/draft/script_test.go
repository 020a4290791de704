package draft

import (
	"strings"
	"testing"

	"docsite/internal/code"
)

// TestPipes has pairs of commands of which one feeds the other, and what is
// said of the script that holds them.
func TestPipes(t *testing.T) {
	for script, want := range map[string]string{
		"curl -fsSL https://e.org/x.tgz | tar -xz -C /opt": "Downloads `x.tgz` and unpacks it into `/opt`",
		"curl https://e.org/i.sh | sh -s -- -y":            "Downloads the script `https://e.org/i.sh` and runs it",
		`echo "$SUM *x" | sha256sum -c -`:                  "Compares the file with the checksum that it must have, and fails when they differ",
		"echo x | tee /etc/x":                              "Writes `/etc/x`",
		"curl https://e.org/x || tar -x":                   "Fetches `https://e.org/x`; Unpacks an archive, but only when what stands before it fails",
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
		says = append(says, r.say())
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
		"f() { x; }\nf\nf":                                    "The function `f`, which is called in two places",
		`[ -n "$A" ] && rm -f x`:                              "Deletes `x`, but only when `[ -n \"$A\" ]` succeeds",
		`apk update && rm -f x`:                               "Fetches the current list of packages; Deletes `x`",
		`for u in $(cut -d: -f1 x | sort); do y; done`:        "Goes through what a command prints, word by word",
		`if [ ! -d /a ] && [ -z "$B" ]; then rm -rf /a; else mkdir /b; fi`:                       "Deletes `/a`, but only when `[ ! -d /a ] && [ -z \"$B\" ]` succeeds; Creates `/b`, but only when the condition above does not hold",
		`if [ -f a ]; then rm /x; elif x; then rm /y; elif [ -d b ]; then rm /w; else rm /z; fi`: "What follows is done only when there is a file `a`; Deletes `/x`; Deletes `/y`, but only when `x` succeeds; Deletes `/w`, but only when there is a folder `b`; Deletes `/z`, but only when no condition above holds",
		`if apk update; then rm /x; fi`:                                                          "Fetches the current list of packages; Deletes `/x`, but only when `apk update` succeeds",
		`[ -f a ] && { rm /x; mkdir /y; }`:                                                       "Deletes `/x`, but only when `[ -f a ]` succeeds; Creates `/y`, but only when `[ -f a ]` succeeds",
		`[ -f a ] && cp a b && rm /x`:                                                            "Copies `a` to `b`, but only when `[ -f a ]` succeeds; Deletes `/x`, but only when `[ -f a ]` succeeds",
		`x || cp a b && rm /x`:                                                                   "Copies `a` to `b`, but only when what stands before it fails; Deletes `/x`",
		`if [ -n "${N:+1}" ]; then : ${S:="c"}; fi; : ${S:="$B"}`:                                "What follows is done only when `N` is set and not empty; `S` is `c` where the environment does not say otherwise; `S` gets `$B` where it has no value yet",
		`if x; then : ${S:=c}; A=${A:-b}; fi`:                                                    "`S` is `c` where the environment does not say otherwise, but only when `x` succeeds; `A` is what the environment says, or `b` where it says nothing, but only when `x` succeeds",
		". /env\nA=${A:-b}\n: ${B:?}":                                                            "Reads `/env`: what it sets holds here too; `A` keeps its value, or gets `b` where it has none; The script ends here where `B` has no value",
		`f() { x=${1:-/x}; }`:                                                                    "Defines the function `f`; `x` is the argument `$1`, or `/x` where there is none",
		`case "$1" in a) rm /x ;; b|c*) rm /y ;; *) rm /z ;; esac`:                               "What follows depends on the first argument; Deletes `/x`, but only when the first argument is `a`; Deletes `/y`, but only when the first argument fits `b\\|c*`; Deletes `/z`, but only when no pattern above it fits",
		`case "$A$B" in "a b") rm /x ;; esac`:                                                    "What follows depends on `$A$B`; Deletes `/x`, but only when `$A$B` is `a b`",
		`if [ "${1}" = a ]; then x; fi`:                                                          "What follows is done only when the first argument is `a`",
		`if [ "$2" = a ]; then x; fi`:                                                            "",
		`until nc -z db 1; do if x; then exit 1; fi; sleep 2; done`:                              "Tries `nc -z db 1` again every `2` seconds until it succeeds, or a command of the loop gives up; Tries whether something listens on port `1` of `db`",
		`while true; do x && break; done`:                                                        "Goes on until a command of the loop ends it",
		`while :; do x; done`:                                                                    "Goes on for ever",
		`mkdir "$(dirname "$0")/x"`:                                                              "Creates `$(dirname \"$0\")/x`",
		`tar cf - . | tar xf -`:                                                                  "Copies files by way of tar",
		`x || (rm /x)`:                                                                           "Deletes `/x`, but only when what stands before it fails",
		`tar xzfv /src/a.tgz`:                                                                    "Unpacks `/src/a.tgz`",
		`npm install --package-lock-only`:                                                        "",
		`mkdir c:\data`:                                                                          "",
		`x=$(curl https://e.org/x)`:                                                              "",
	} {
		if got := sayings(script); got != want {
			t.Errorf("%s\ngot  %q\nwant %q", script, got, want)
		}
	}
}
