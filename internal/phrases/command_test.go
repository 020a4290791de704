package phrases

import (
	"regexp"
	"strings"
	"testing"
)

var wordPattern = regexp.MustCompile(`(?:\d*[<>]+&? *)?(?:"[^"]*"|'[^']*'|\$\([^)]*\)|[^\s"'])+`)

// words are those of a command as a shell takes them, without substitutions.
func words(command string) (list []Word) {
	for _, raw := range wordPattern.FindAllString(command, -1) {
		list = append(list, Word{Raw: raw, Text: strings.NewReplacer(`"`, "", "'", "").Replace(raw)})
	}
	return list
}

// TestSays has commands with what is said of them; nothing where the
// catalogue must not be sure.
func TestSays(t *testing.T) {
	for command, want := range map[string]string{
		"apt-get update": "Fetches the current lists of packages",
		"apt-get install -y --no-install-recommends curl git": "Installs `curl` and `git`. `--no-install-recommends` leaves out packages that are only recommended",
		"apt-get -o Acquire::Retries=3 install -qy gcc":       "Installs `gcc`",
		"apt-get install --unheard-of 3 gcc":                  "Installs packages", // 3 may be the flag's
		"apt-get install $(cat list)":                         "Installs `$(cat list)`",
		"apk add --virtual gcc":                               "",
		"pip install -U pip -e .":                             "Installs `pip`, and `.` in place: Python reads it where it lies. Older versions that are there are replaced",
		"pip install -e . -r a.txt":                           "Installs the packages listed in `a.txt`, and `.` in place",
		"apk add --no-cache -t .build gcc":                    "Installs `gcc` under the name `.build`, by which it can be removed again. `--no-cache` leaves no package list behind",
		"pip install --no-cache-dir -r requirements.txt":      "Installs the packages listed in `requirements.txt`. `--no-cache-dir` keeps no copies of what pip downloads",
		"python -m pip install -r a.txt gunicorn":             "Installs `gunicorn` and the packages listed in `a.txt`",
		"pip install .":                                       "Installs the project in the current folder",
		"python3 -m venv /opt/venv":                           "Creates the virtual environment `/opt/venv`",
		"npm ci --omit=dev":                                   "Installs exactly the packages that the lock file lists. `--omit=dev` leaves out what only development needs",
		"npm install":                                         "Installs the packages that `package.json` asks for",
		"npm install --what-is-this x":                        "Installs packages",
		"npm run build -- --prod":                             "Runs the script `build` of `package.json`",
		"GOOS=linux go build -o x":                            "Builds the program `x`. `GOOS` says for which system: `linux`",
		"go build -o / ./...":                                 "Builds the program into `/`",
		"curl -O 'https://e.org/tool-$(uname -m).tgz'":        "Downloads `tool-$(uname -m).tgz`",
		"go build -o /dev/null ./...":                         "Sees whether the program can be built",
		"curl -o go.tar.gz 'https://go.dev/dl/$(curl -s https://go.dev/dl/?mode=json)'": "Downloads `go.tar.gz`",
		"apt-get install -y $@":                               "Installs `$@`",
		"CGO_ENABLED=0 go build -ldflags='-s -w' -o /bin/x .": "Builds the program `/bin/x`. `CGO_ENABLED=0` leaves C out, so that the program needs no C library. Tables for debuggers are left out of it",
		"make -j 4 install":                                   "Installs what was built",
		"make -j install":                                     "Installs what was built",
		"make CFLAGS=-O2":                                     "Builds what the makefile says",
		"useradd -u 10 -g web -s /sbin/nologin web":           "Creates the user `web` with the id `10` in the group `web`. Nobody can log in as this user",
		"adduser -D -H app":                                   "Creates the user `app`. No home folder is made. The user has no password",
		"adduser app wheel":                                   "Puts the user `app` into the group `wheel`",
		"chmod +x a.sh b.sh":                                  "Makes `a.sh` and `b.sh` executable",
		"chmod -R +x /x":                                      "Makes `/x` executable. All below is meant too",
		"touch a b":                                           "Makes sure that there are `a` and `b`",
		"go clean -cache":                                     "Deletes what Go keeps of earlier builds",
		"apt-get autoclean":                                   "Deletes what `apt-get` has downloaded and no source offers any more",
		"chmod 0700 /x":                                       "Gives `/x` the mode `0700`",
		"chown -R app:app /srv":                               "Gives `/srv`, and all below, to `app:app`",
		"mkdir -p /a /b":                                      "Creates `/a` and `/b`",
		"rm -rf /var/lib/apt/lists/*":                         "Deletes the lists of packages, which nothing needs after the installation",
		"rm -f a b c d e f g h":                               "Deletes `a`, `b`, `c`, `d` and 4 more",
		"ln -sf /dev/stdout /var/log/x.log":                   "What is written to `/var/log/x.log` comes out of the container's standard output",
		"ln -s /opt/x/bin/x /usr/local/bin":                   "Makes a link to `/opt/x/bin/x` in `/usr/local/bin`",
		"ln -s a b c/":                                        "Makes links to `a` and `b` in `c/`",
		"tar -xzf a.tgz -C /opt --strip-components=1":         "Unpacks `a.tgz` into `/opt`. The topmost folder of the archive is left out",
		"tar xzf a.tgz":                                       "Unpacks `a.tgz`",
		"curl -fsSLo /tmp/x.tgz https://e.org/a/x.tgz":        "Downloads `x.tgz` to `/tmp/x.tgz`",
		"curl --unheard 3 https://e.org/x":                    "Fetches `https://e.org/x`",
		"curl -f http://localhost:80/up":                      "Asks `http://localhost:80/up`. An answer that is an error counts as one",
		"wget -qO- https://e.org/x":                           "Fetches `https://e.org/x`",
		"git clone --depth 1 https://e.org/x.git /src":        "Clones `https://e.org/x.git` into `/src`. `--depth 1` leaves its history out",
		"echo a > /etc/x":                                     "Writes `/etc/x`",
		"echo a >> /etc/x":                                    "Appends to `/etc/x`",
		"echo a >&2":                                          "",
		"echo a > /dev/null":                                  "",
		"sha256sum -c sums":                                   "Compares files with the checksums that they must have, and fails when one differs",
		"set -eux":                                            "Stops at the first command that fails. A variable that is not set is a mistake too. Every command is printed before it is run",
		"set -euo pipefail":                                   "Stops at the first command that fails. A variable that is not set is a mistake too. A pipe fails when any of its commands does",
		"set +x":                                              "Ends the printing of commands",
		`set -- redis "$@"`:                                   "Puts `redis` in front of the arguments",
		`exec "$@"`:                                           "The shell makes way for the command in the script's arguments, which then gets the signals itself",
		`exec gosu app "$@"`:                                  "The shell makes way for the command in the script's arguments, as the user `app`",
		`exec gosu app "$0" "$@"`:                             "Runs this script again, as the user `app`",
		"exec nginx -g 'daemon off;'":                         "The shell makes way for `nginx`, which then gets the signals itself",
		"exec 3>&1":                                           "",
		"trap 'rm -f x' EXIT":                                 "Runs `rm -f x` when the script ends",
		"trap stop TERM INT":                                  "Runs `stop` on each of `TERM` and `INT`",
		"trap - TERM":                                         "",
		"gunicorn -w 3 -b 0.0.0.0:80 a:app":                   "Gunicorn serves `a:app` on `0.0.0.0:80`. The number of worker processes is `3`",
		"find / -name '*.pyc' -delete":                        "Deletes all that is named `*.pyc` below `/`",
		`find /x /y -type f -exec chmod 644 {} +`:             "Gives the files below `/x` and `/y` the mode `644`",
		`find /x -type d -name .git -exec rm -rf {} \;`:       "Deletes the folders named `.git` below `/x`",
		`find /x -type f -name '*.so' -exec strange {} +`:     "Runs `strange` on the files named `*.so` below `/x`",
		"find / ! -name '*.pyc' -delete":                      "Deletes all below `/` that the tests of `find` choose",
		"find / -type f -name a -o -name b -delete":           "Deletes all below `/` that the tests of `find` choose",
		"find /x -type f -exec a {} + -exec b {} +":           "Goes through the files below `/x`",
		`find /x -type f -executable -exec ldd {} ;`:          "Runs `ldd` on all below `/x` that the tests of `find` choose",
		`find /x -executable -not ( -name y ) -exec ldd {} ;`: "Runs `ldd` on all below `/x` that the tests of `find` choose",
		`find /x -execdir ldd {} +`:                           "Runs `ldd` on all below `/x`",
		`composer require php:>=8.2`:                          "Adds `php:>=8.2` to what the project requires, and installs what is missing",
		"composer require symfony/orm:^3":                     "Adds `symfony/orm:^3` to what the project requires, and installs what is missing",
		"exec {fd}<&-":                                        "",
		"mongod --version":                                    "",
		"mongod --bind_ip_all":                                "Runs MongoDB",
		"tar cf - -C /usr/src/x .":                            "Packs `.` into its output",
		"cp -n a b":                                           "Copies `a` to `b`. What is there already stays as it is",
		"rsync -a --exclude /x /a/ /b/":                       "Copies what its rules choose of `/a/` to `/b/`",
		"rsync -a /a/ /b/":                                    "Copies `/a/` to `/b/`",
		"find /x -type f":                                     "Goes through the files below `/x`",
		"apk add --no-cache 'foo<2' bar~=1 !baz":              "Installs `foo` and `bar`. No package may bring `baz` along. `--no-cache` leaves no package list behind",
		"apk add '!baz'":                                      "Forbids that `baz` is installed",
		"usermod --home /home/b --login b jovyan":             "Renames the user `jovyan` to `b`, with the home `/home/b`",
		"usermod -u 10 -d /x app":                             "Gives the user `app` the id `10`, and the home `/x`",
		"groupmod -n web -g 3 app":                            "Renames the group `app` to `web`, with the id `3`",
		"curl -L -o F https://e.org/tarball/master":           "Downloads `https://e.org/tarball/master` to `F`",
		"curl -L -o F $BASE/tarball/v1.2":                     "Downloads `F`",
		"curl -LO https://e.org/x/v1.2":                       "Downloads `v1.2` from `e.org`",
		"wget https://e.org/x/latest":                         "Downloads `latest` from `e.org`",
		"wget -O F https://e.org/x/latest":                    "Downloads `https://e.org/x/latest` to `F`",
		"curl https://e.org/x/latest > F":                     "Downloads `https://e.org/x/latest` to `F`",
		"node --version":                                      "",
		"an-unknown-program --x":                              "",
		"sudo apt-get install curl":                           "Installs `curl`",
		"bundle exec rails db:migrate":                        "Brings the database to the form that the code expects",
	} {
		got := ""
		if c := new(Command); c.Read(words(command)) {
			got = strings.Join(c.Says(), ". ")
		}
		if got != want {
			t.Errorf("%s\ngot  %q\nwant %q", command, got, want)
		}
	}
}

// TestTitles has commands with their titles. "…" stands before one that is for a
// command too long to be its own title, "-" before housekeeping.
func TestTitles(t *testing.T) {
	for command, want := range map[string]string{
		"git clone -b main https://e.org/x.git":                      "clone x.git",
		"git clone --depth 1 --branch v1 https://e.org/x.git /src":   "clone x.git",
		"git clone --unheard-of 1 https://e.org/x.git":               "",
		"gem install -v 2.0 rails":                                   "install rails",
		"gem install nokogiri -- --use-system-libraries":             "install nokogiri",
		"mkdir -m 755 /srv/data":                                     "create /srv/data",
		"npm install -g typescript@5":                                "install typescript",
		"npm install -g @angular/cli@17":                             "install @angular/cli",
		"npm install":                                                "install packages",
		"npm ci":                                                     "install the locked packages",
		"yarn add left-pad":                                          "install left-pad",
		"pip install -r requirements/base.txt -i https://e.org":      "install the packages of base.txt",
		"pip3.12 install --no-cache-dir -r a.txt flask==2":           "install flask and the packages of a.txt",
		"pip install -e .":                                           "install the project",
		"uv pip install --system -r a.txt":                           "install the packages of a.txt",
		"apk add --virtual .deps gcc":                                "install gcc",
		"apk --no-cache add -X https://e.org/edge tini":              "install tini",
		"apt-get -y install --no-install-recommends gcc=4:12 g++":    "install gcc and g++",
		"apt-get update":                                             "-",
		"dnf install -y --setopt=a=b --enablerepo x vim":             "install vim",
		"pacman -Syu --noconfirm git":                                "install git",
		"zypper -n in vim":                                           "install vim",
		"sudo -E apt-get install curl":                               "install curl",
		"sudo -u app pip install x":                                  "install x",
		"env DEBIAN_FRONTEND=noninteractive apt-get install -y tini": "install tini",
		"timeout 30 apt-get install tini":                            "install tini",
		"useradd -u 1000 -m app":                                     "create user app",
		"useradd -r -g web web":                                      "create user web",
		"groupadd -r web":                                            "create group web",
		"adduser -D -S -G grp app":                                   "create user app",
		"adduser app wheel":                                          "add user app to group wheel",
		"addgroup -g 70 -S postgres":                                 "create group postgres",
		"curl -fsSL -o f https://e.org/x.tgz":                        "download x.tgz",
		"curl -sSL -e https://e.org/from https://e.org/x.tgz":        "download x.tgz",
		"curl -fsSLo /tmp/x.tgz $URL":                                "download x.tgz",
		"curl -fsSLO ${BASE}/x-$V.tgz":                               "download x-$V.tgz",
		"curl -fsSL ${BASE}/tokens":                                  "",
		"curl -X POST https://e.org/x":                               "",
		"curl -f http://localhost/up":                                "",
		"curl --unheard-of https://e.org/x":                          "",
		"wget -o log -O /x/y.tgz $URL":                               "download y.tgz",
		"wget -qO- $URL":                                             "",
		"curl -o x.tgz.asc https://e.org/1":                          "-",
		"chmod -R 755 a b":                                           "change the mode of a and b",
		"chmod +x a":                                                 "make a executable",
		"chmod -x a":                                                 "",
		"chown -R a:b x":                                             "change the owner of x",
		"chown $CHOWN_OPTS a:b x":                                    "",
		"cp -r a b":                                                  "…copy a to b",
		"ln -sf /opt/x/bin/x /usr/local/bin":                         "link /opt/x/bin/x into /usr/local/bin",
		"ln -s a b":                                                  "link b",
		"sed -i s/a/b/ f":                                            "…change f",
		"tar -xzf x.tgz -C /y":                                       "…unpack x.tgz",
		"rm -rf /x":                                                  "-",
		"cd /x":                                                      "-change to /x",
		"echo a > /etc/x":                                            "-…write /etc/x",
		"make -j4 PREFIX=/usr install":                               "make install",
		"make -C dir -j 4 all docs":                                  "make all and docs",
		"cargo install ripgrep --version 13":                         "install ripgrep",
		"go install -v golang.org/x/tools/cmd/goimports@latest":      "install golang.org/x/tools/cmd/goimports",
		"go build --ldflags '-s -w' -o /x .":                         "build the program",
		"go mod download":                                            "go mod download",
		"dotnet restore":                                             "…download what the project needs",
		"docker-php-ext-install -j$(nproc) gd intl":                  "build the PHP extensions gd and intl",
		"systemctl enable x":                                         "",
		"setcap cap_net_raw+ep /x":                                   "…give /x the capability cap_net_raw+ep",
		`exec "$@"`:                                                  "exec the command",
		`exec gosu app "$@"`:                                         "exec the command as app",
		"exec gunicorn app:app --bind 0.0.0.0:80":                    "…exec gunicorn",
		"npm --help":                                                 "",
		"apt-get install --dry-run x":                                "",
		"python3 -m pip install --upgrade pip":                       "install pip",
		"install -d -o root -m 0755 /srv/x":                          "…create /srv/x",
	} {
		got := ""
		if c := new(Command); c.Read(words(command)) {
			title := c.Title()
			got = title.Words
			if title.Long {
				got = "…" + got
			}
			if title.Idle {
				got = "-" + got
			}
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", command, got, want)
		}
	}
}

// TestDoubt puts a flag that no table has, and a word behind it, into every
// place of commands but between a flag and its value: nothing is said of the
// word, which may be the unknown flag's value.
func TestDoubt(t *testing.T) {
	for _, command := range []string{
		"apt-get install -y gcc make", "apk add -t .deps gcc", "dnf install vim", "pip install -r a.txt b", "npm install -g a b", "yarn add a", "gem install -v 2 a", "cargo install a", "composer require a",
		"go install a", "git clone -b v1 https://e.org/a.git /b", "curl -fsSL -o a https://e.org/b", "wget https://e.org/a", "useradd -u 1 a", "adduser -D a", "groupadd -g 1 a", "addgroup -S a",
		"mkdir -p a b", "cp -r a b", "mv a b", "ln -s a b", "ln -s a /usr/bin/", "chmod 755 a b", "chown -R a:b c d", "tar -xf a -C b", "unzip a -d b", "sed -i s/a/b/ c", "rm -rf a", "install -m 755 a b", "touch a",
		"make -C a b", "docker-php-ext-install a", "setcap a b", "gpg --verify a b", "rsync -a a b", "dotnet restore a", "usermod -aG a b", "dpkg -i a",
	} {
		all := words(command)
		for at := 1; at <= len(all); at++ {
			if isFlag(all[at-1].Raw) {
				continue
			}
			c, text := new(Command), ""
			if c.Read(append(append(append([]Word(nil), all[:at]...), words("--unheard-of VALUE")...), all[at:]...)) {
				text = c.Title().Words + strings.Join(c.Says(), ". ")
			}
			if strings.Contains(text, "VALUE") {
				t.Errorf("%s, from word %d on: %q", command, at, text)
			}
		}
	}
}

// TestReadAgain reads commands into the memory of one another.
func TestReadAgain(t *testing.T) {
	used := new(Command)
	for _, command := range []string{"apt-get install -y -t x gcc make", "rm a", "sudo -u x env A=b make -j4 C=d all", "echo a > b", "no-such-program", "", "pip install -r a -r b c"} {
		fresh := new(Command)
		if known := fresh.Read(words(command)); used.Read(words(command)) != known {
			t.Errorf("%s: known once", command)
		} else if known && (strings.Join(used.Says(), ". ") != strings.Join(fresh.Says(), ". ") || used.Title() != fresh.Title()) {
			t.Errorf("%s: %q, then %q", command, fresh.Says(), used.Says())
		}
	}
}
