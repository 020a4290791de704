package phrases

// languagePackages are the package managers of languages.
var languagePackages = []program{
	{names: "pip", flags: "-U,--upgrade -I,--ignore-installed -q,--quiet -v,--verbose -y,--yes -h --no-cache-dir --no-index --user --pre --break-system-packages --disable-pip-version-check --compile " +
		"--require-hashes --use-pep517 --force-reinstall --prefer-binary --isolated --system --locked --dry-run --compile-bytecode --process-dependency-links --allow-all-external --egg --require-virtualenv --check-build-dependencies --outdated --all -r,--requirement,--requirements= -c,--constraint,--constraints= -e,--editable= -i,--index-url= -f,--find-links= -t,--target= -w,--wheel-dir= -b,--build= -d,--dest,--download= --prefix= " +
		"--extra-index-url= --trusted-host= --no-binary= --only-binary= --timeout= --default-timeout= --retries= --progress-bar= --cache-dir= --global-option= --install-option= --build-option= --proxy= --src= --platform= " +
		"--python-version= --python= --implementation= --abi= --root= --root-user-action= --config-settings= -C= --upgrade-strategy= --log= --cert= --client-cert= --exists-action= --use-feature= --use-deprecated= --report= --group= --allow-external= --extra=", says: []entry{
		{"install -r", "Installs [{args@} and ]the packages listed in {-r}", "install [{args@} and ]the packages of {-r/}"},
		{"install -e", "Installs {-e} in place: Python reads it where it lies", "install the project"},
		{"install . $", "Installs the project in the current folder", "install the project"},
		{". install $", "Installs the project in the current folder", "install the project"},
		{"install", "Installs {args@?Python packages}", "install {args@?packages}"},
		{"sync", "Installs exactly the packages listed in {args}", "install the packages of {args/}"},
		{"wheel|download -r", "Gathers the packages listed in {-r}[, as wheels, in {-w}]", "~gather the packages of {-r/}"},
		{"wheel", "Builds wheels of {args}", ""},
		{"download", "Downloads {args}", "download {args@}"},
		{"config set", "Sets pip's option {1} to {2}", ""},
		{"& install -U", "`--upgrade` replaces older versions that are there", ""},
		{"& --no-cache-dir", "`--no-cache-dir` keeps no copies of what pip downloads", ""},
		{"& --require-hashes", "Each must have the hash that the list gives", ""},
		{"& -t", "It all goes into {-t}", ""},
		{"& --prefix", "It all goes below {--prefix}", ""},
		{"& --no-index", "Nothing is looked for in a package index", ""},
		{"& -c", "Versions are limited by {-c}", ""},
	}, also: packageVerbs},
	{names: "venv virtualenv", flags: "--copies --symlinks --clear --upgrade --upgrade-deps --without-pip --system-site-packages --always-copy --download -p,--python= --prompt=", says: []entry{
		{"", "Creates the virtual environment {1}", "~create the virtual environment {1}"},
		{"& --system-site-packages", "Packages from outside can be used in it too", ""},
	}},
	{names: "npm yarn yarnpkg pnpm bun", flags: "-g,--global --production,--prod,-P -D,--dev,--save-dev -E,--exact,--save-exact -S,--save -O,--save-optional --save-prod --frozen-lockfile,--immutable --immutable-cache --pure-lockfile -f,--force -y,--yes -s,--silent -q,--quiet --verbose --json --all --dry-run -r,--recursive " +
		"--ignore-scripts --ignore-engines --ignore-optional --ignore-platform --legacy-peer-deps --strict-peer-deps --strict-peer-dependencies --prefer-offline --offline --unsafe-perm --if-present --build-from-source --engine-strict --workspaces,-ws --foreground-scripts --package-lock-only --include-workspace-root --install-links --ci --strict-ssl " +
		"--non-interactive --check-files --check-cache --inline-builds --focus --flat --link-duplicates --skip-integrity-check --top-level --shamefully-hoist --workspace-root --lockfile-only --legacy --bun --smol --hot --watch " +
		"--omit= --only= --include= --loglevel= --cache= --prefix= --registry= --workspace= --location= --fetch-retries= --fetch-timeout= --fetch-retry-mintimeout= --fetch-retry-maxtimeout= --maxsockets= --install-strategy= --node-options= --script-shell= --tag= --userconfig= " +
		"--network-timeout= --cache-folder= --modules-folder= --cwd= --network-concurrency= --mutex= --global-folder= --mode= --reporter= --filter,-F= --store-dir= --dir,-C= --node-linker= --backend=", says: []entry{
		{"ci|clean-install", "Installs exactly the packages that the lock file lists", "install the locked packages"},
		{"$ program=yarn", "Installs the packages that `package.json` asks for", "~install packages"},
		{"install|i $ !-g", "Installs the packages that `package.json` asks for", "install packages"},
		{"install|i|add -g", "Installs {args@?packages} for the whole image", "install {args@?packages}"},
		{"install|i|add --location=global", "Installs {args@?packages} for the whole image", "install {args@?packages}"},
		{"global add", "Installs {args@?packages} for the whole image", "install {args@?packages}"},
		{"uninstall|remove|rm -g", "Removes {args?packages} for the whole image", "remove packages"},
		{"workspaces focus --all", "Installs the packages of all workspaces", "install packages"},
		{"workspaces focus", "Installs the packages of one workspace alone", "~install the packages of one workspace"},
		{"fetch", "Downloads the packages that the lock file lists", "download the locked packages"},
		{"deploy", "Copies a package with all that it needs to run into {last}", "~copy a package to {last}"},
		{"prune", "Removes packages that are not needed any more", "-"},
		{"store prune", "Deletes packages that no project uses", "-"},
		{"run|run-script", "Runs the script {1} of `package.json`", "{program} run {1}"},
		{"build", "Runs the script `build` of `package.json`", "{program} build"},
		{"start", "Runs the script `start` of `package.json`", ""},
		{"test", "Runs the script `test` of `package.json`", ""},
		{"config set", "Sets {program}'s option {1}[ to {2}]", ""},
		{"set version", "Chooses the version of {program}: {1}", ""},
		{"set", "Sets {program}'s option {1}[ to {2}]", ""},
		{"rebuild", "Builds the native parts of the packages again", ""},
		{"pack", "Packs the project as an archive", ""},
		{"& --omit=dev", "`--omit=dev` leaves out what only development needs", ""},
		{"& --production !--production=false", "What only development needs is left out", ""},
		{"& --only=production|prod", "What only development needs is left out", ""},
		{"& --frozen-lockfile !--frozen-lockfile=false", "It fails when the lock file would have to change", ""},
		{"& --ignore-scripts", "`--ignore-scripts` runs no script of theirs", ""},
		{"& --cache", "What is downloaded is kept in {--cache}", ""},
	}, also: packageVerbs},
	{names: "corepack", flags: "--install-directory= --activate --all -g,--global=", says: []entry{{"enable", "Lets {args?yarn and pnpm} be called, in the version that the project wants", ""}, {"prepare|install|use", "Fetches the package manager {1@}", ""}}},
	{names: "npx", flags: "+ -y,--yes --no-install -q,--quiet -p,--package= -c= --prefix= -w=", says: []entry{{"", "Runs {1} with npx", ""}}},
	{names: "poetry", flags: "-n,--no-interaction -q,--quiet -v -vv -vvv --no-root --sync --all-extras --all-groups --without-hashes --compile --lock --dev -D --local --with-credentials --dry-run " +
		"--only= --without= --with= -E,--extras= -o,--output= -f,--format= -C,--directory= -P,--project= -G,--group= --source=", says: []entry{
		{"install|sync", "Installs the packages that `poetry.lock` lists", "install the locked packages"},
		{"export -o", "Writes the locked packages as a list for pip: {-o}", "~write the locked packages to {-o}"},
		{"export >", "Writes the locked packages as a list for pip: {>}", "~write the locked packages to {>}"},
		{"config virtualenvs.create false", "Makes Poetry install without a virtual environment of its own", ""},
		{"config", "Sets Poetry's option {1}", ""},
		{"build", "Builds the project's package", ""},
		{"lock", "Settles which versions are locked", ""},
		{"run", "Runs a command in the project's environment", ""},
		{"& --only", "Only the group {--only}", ""},
		{"& --without", "Without the group {--without}", ""},
		{"& --no-root", "`--no-root` leaves the project itself out", ""},
	}},
	{names: "uv", flags: "--frozen --locked --no-dev --no-editable --no-cache,-n --all-extras --all-groups --compile-bytecode --active --system --seed -q,--quiet -v,--verbose --inexact --all-packages --no-install-project --no-install-workspace --no-sync --break-system-packages " +
		"-U,--upgrade --managed-python --no-managed-python --native-tls --strict --reinstall --require-hashes --pre --offline --refresh -e,--editable= --extra= --group= --only-group= --no-group= --no-install-package= --no-build-package= --no-binary-package= --no-binary= --only-binary= -p,--python= --project= --directory= " +
		"--package= -r,--requirement,--requirements= -c,--constraint,--constraints= --link-mode= --prefix= -t,--target= -i,--index-url= --index= --default-index= --extra-index-url= -f,--find-links= --with= --from= --cache-dir= -o,--output-file= --format= --config-file= --python-platform= --torch-backend= --index-strategy= --prompt= -P,--upgrade-package=", says: []entry{
		{"sync", "Installs the packages that `uv.lock` lists", "install the locked packages"},
		{"python install", "Installs Python {args?in the version that the project wants}", "install Python"},
		{"tool install", "Installs the program {args@}", "install {args@}"},
		{"venv", "Creates the virtual environment {1?`.venv`}", ""},
		{"export -o", "Writes the locked packages as a list for pip: {-o}", "~write the locked packages to {-o}"},
		{"build", "Builds the project's package", ""},
		{"lock", "Settles which versions are locked", ""},
		{"run", "Runs a command in the project's environment", ""},
		{"& --no-install-project", "The project itself is left out", ""},
		{"& --no-dev", "What only development needs is left out", ""},
		{"& --frozen", "`--frozen` takes the lock file as it is", ""},
		{"& --locked", "It fails when the lock file would have to change", ""},
	}, also: packageVerbs},
	{names: "pipenv", flags: "--system --deploy --dev,-d --ignore-pipfile --clear --skip-lock --keep-outdated -v --verbose --three --site-packages --categories= --python= --pypi-mirror= -r= --extra-pip-args=", says: []entry{
		{"sync $", "Installs the packages that the lock file of Pipenv lists", "install the locked packages"},
		{"install --deploy|--ignore-pipfile $", "Installs the packages that the lock file of Pipenv lists", "install the locked packages"},
		{"install $", "Installs the packages that `Pipfile` asks for", "install packages"},
		{"install", "Installs {args@?Python packages}", "install {args@?packages}"},
	}},
	{names: "conda mamba micromamba", flags: "-y,--yes -q,--quiet -a,--all -t,--tarballs -i --override-channels --no-deps --freeze-installed --force --force-reinstall --copy --prune --system --strict-channel-priority -l,--packages --no-update-deps --update-all --no-pin --offline " +
		"-c,--channel= -n,--name= --file,-f= -p,--prefix= --add= --set= --append= --prepend= --solver= --revision= --root-prefix= -r=", says: []entry{
		{"env create|update", "Makes the environment that {--file?`environment.yml`} describes", "~make the environment of {--file/?environment.yml}"},
		{"install --file", "Installs the packages listed in {--file}", "install the packages of {--file/}"},
		{"create", "Makes the environment {-n|-p}", "~make the environment {-n|-p}"},
		{"config --set", "Sets an option of {program}: {--set}", ""},
		{"config --add|--append|--prepend", "Adds to the settings of {program}: {--add|--append|--prepend}", ""},
	}, also: packageVerbs},
	{names: "gem", flags: "-N --no-document --no-ri --no-rdoc -f,--force --conservative -q,--quiet --silent -V,--verbose --pre,--prerelease -l,--local -r,--remote -E -w -a,--all -x,--executables -I --minimal-deps --user-install --system --explain --clear-sources -v,--version= -s,--source= -i,--install-dir= -n,--bindir= --platform= -p,--http-proxy= -P= -d= -B,--build-root= -g,--file= --without= --add= --remove=", says: []entry{
		{"install|i !2", "Installs the gem {args@}", "install {args@}"},
		{"update --system", "Brings RubyGems itself up to date", "upgrade RubyGems"},
		{"cleanup", "Removes older versions of gems", "-"},
	}, also: packageVerbs},
	{names: "bundle bundler", flags: "+ -j,--jobs= --retry= --without= --with= --path= --gemfile= --quiet --deployment --frozen --local --full-index --binstubs --clean --system", says: []entry{
		{"install", "Installs the gems that the project needs", "install the locked packages"},
		{"config", "Sets an option of Bundler", ""},
		{"exec", "Runs {args?a command} with the project's gems", ""},
		{"clean", "Removes gems that are not needed any more", "-"},
	}},
	{names: "composer composer.phar", flags: "--dev -o,--optimize,--optimize-autoloader -n,--no-interaction --prefer-dist --prefer-source --prefer-install= --ignore-platform-reqs -a,--classmap-authoritative --apcu-autoloader --apcu -q,--quiet -v,--verbose -vv -vvv --ansi --profile --dry-run -g,--global -w,-W,--with-all-dependencies --update-no-dev --sort-packages -s,--stability= --remove-vcs --no-dev --no-scripts " +
		"--working-dir,-d= --ignore-platform-req= --repository= --audit-format= --unset", says: []entry{
		{"install", "Installs the PHP packages that `composer.lock` lists", "install the locked packages"},
		{"global require", "Installs {args?PHP packages} for the whole image", "install {args@?packages}"},
		{"dump-autoload|dumpautoload", "Writes the table by which PHP finds classes", ""},
		{"create-project", "Makes a new project of {1}", "~make a project of {1}"},
		{"& --no-dev", "`--no-dev` leaves out what only development needs", ""},
	}, also: packageVerbs},
	{names: "docker-php-ext-install", flags: "-j= --ini-name=", says: []entry{{"", "Builds and turns on the PHP extension{s} {args}", "build the PHP extension{s} {args}"}, {"", "Builds and turns on PHP extensions", "build PHP extensions"}}},
	{names: "docker-php-ext-configure", flags: "-*", says: []entry{{"", "Says how the PHP extension {1} is to be built", "-"}}},
	{names: "docker-php-ext-enable", flags: "--ini-name=", says: []entry{{"", "Turns on the PHP extension{s} {args}", "-"}}},
	{names: "install-php-extensions", says: []entry{{"", "Installs the PHP extension{s} {args}", "install the PHP extension{s} {args}"}}},
	{names: "pecl", flags: "-f,--force -o,--onlyreqdeps -n -D,--configureoptions=", says: []entry{{"install", "Builds the PHP extension{s} {args}", "build the PHP extension{s} {args@}"}}},
	{names: "mix", flags: "--force --only= --if-missing --no-deps-check --overwrite --warnings-as-errors", says: []entry{
		{"local.hex", "Installs Hex, the package manager of Elixir", ""},
		{"local.rebar", "Installs rebar, which builds Erlang packages", ""},
		{"deps.get", "Fetches the packages that the project needs", ""},
		{"deps.compile", "Compiles the packages that the project needs", ""},
		{"compile", "Compiles the project", ""},
		{"assets.deploy", "Builds the files that browsers get", ""},
		{"release", "Builds a release, which needs no Elixir to run", ""},
	}},
}
