package draft

// languagePackages are the package managers of languages.
var languagePackages = []program{
	{
		names: "pip pip3",
		flags: "--no-cache-dir --upgrade -U --user --no-deps --pre --break-system-packages --disable-pip-version-check --no-compile --compile -q --quiet -v " +
			"--require-hashes --no-build-isolation --no-index --use-pep517 --ignore-installed -I --force-reinstall --prefer-binary --no-warn-script-location " +
			"--no-input --isolated --no-python-version-warning --no-clean --no-use-pep517 --system --no-cache --locked --dry-run --compile-bytecode " +
			"-r= --requirement= -c= --constraint= -e= --editable= --index-url= -i= --extra-index-url= --find-links= -f= --target= -t= --prefix= " +
			"--trusted-host= --no-binary= --only-binary= --timeout= --default-timeout= --retries= --progress-bar= --cache-dir= -w= --wheel-dir= " +
			"--global-option= --proxy= --src= --platform= --python-version= --python= --root= --root-user-action= --config-settings= --upgrade-strategy= --log= -y",
		says: []entry{
			{"install -r|--requirement", "Installs the packages that {-r|--requirement} lists, and {args}"},
			{"install -r|--requirement", "Installs the packages that {-r|--requirement} lists"},
			{"install -e|--editable", "Installs {-e|--editable} in place: Python reads it where it lies"},
			{"install . $", "Installs the project in the current folder"},
			{"install --upgrade|-U", "Brings {args} up to date"},
			{"install", "Installs {args}"},
			{"install", "Installs Python packages"},
			{"wheel|download -r|--requirement -w|--wheel-dir", "Builds wheels of the packages that {-r|--requirement} lists, in {-w|--wheel-dir}"},
			{"wheel -r|--requirement", "Builds wheels of the packages that {-r|--requirement} lists"},
			{"wheel", "Builds wheels of {args}"},
			{"uninstall", "Removes {args}"},
			{"cache purge", "Deletes what pip has downloaded"},
			{"config set", "Sets pip's option {1} to {2}"},
		},
		more: []entry{
			{"--no-cache-dir", "`--no-cache-dir` keeps no copies of what pip downloads"},
			{"--require-hashes", "Each must have the hash that the list gives"},
			{"-t|--target", "They go into {-t|--target}"},
			{"--prefix", "They go below {--prefix}"},
			{"--no-index", "Nothing is looked for in a package index"},
			{"-c|--constraint", "{-c|--constraint} says which versions may be taken"},
		},
	},
	{names: "venv virtualenv", flags: "--copies --symlinks --clear --upgrade --upgrade-deps --without-pip --system-site-packages -p= --python= --prompt=", says: []entry{
		{"", "Creates the virtual environment {1}"},
		{"", "Creates a virtual environment"},
	}, more: []entry{{"--system-site-packages", "Packages from outside can be used in it too"}}},
	{
		names: "npm",
		flags: "-g --global --production --no-audit --no-fund --no-optional --legacy-peer-deps --silent -s --ignore-scripts --unsafe-perm --prefer-offline " +
			"--save --save-dev -D --save-exact -E --no-save -S --force -f --verbose --no-package-lock --no-update-notifier --workspaces --ci --if-present " +
			"--build-from-source --no-progress --no-bin-links --offline -q --quiet --engine-strict --frozen-lockfile -ws --strict-peer-deps --no-scripts " +
			"--omit= --only= --include= --loglevel= --cache= --prefix= --registry= --workspace= -w= --location= --fetch-retries= --fetch-timeout= --audit= --fund=",
		says: []entry{
			{"ci", "Installs exactly the packages that the lock file lists"},
			{"install|i|add -g|--global", "Installs {args} for the whole image"},
			{"install|i|add --location=global", "Installs {args} for the whole image"},
			{"install|i|add $", "Installs the packages that `package.json` asks for"},
			{"install|i|add", "Installs {args}"},
			{"install|i|add", "Installs Node.js packages"},
			{"run|run-script", "Runs the script {1} of `package.json`"},
			{"start", "Runs the script `start` of `package.json`"},
			{"test|t", "Runs the script `test` of `package.json`"},
			{"prune", "Removes packages that are not needed any more"},
			{"cache clean|verify", "Deletes what npm has downloaded"},
			{"uninstall|remove|rm", "Removes {args}"},
			{"config set", "Sets npm's option {1} to {2}"},
			{"config set", "Sets an option of npm: {1}"},
			{"rebuild", "Builds the native parts of the packages again"},
			{"update|upgrade", "Brings packages up to date"},
			{"pack", "Packs the project as an archive"},
		},
		more: []entry{
			{"--omit=dev", "`--omit=dev` leaves out what only development needs"},
			{"--production", "What only development needs is left out"},
			{"--only=production|prod", "What only development needs is left out"},
			{"--ignore-scripts", "`--ignore-scripts` runs no script of theirs"},
			{"--cache", "What npm downloads is kept in {--cache}"},
		},
	},
	{
		names: "yarn",
		flags: "--frozen-lockfile --immutable --immutable-cache --production --prod --non-interactive --ignore-scripts --ignore-engines --ignore-optional --ignore-platform --pure-lockfile " +
			"--silent -s --no-cache --prefer-offline --offline --check-files --no-progress --inline-builds --verbose --no-bin-links --force --all --focus -D --dev --link-duplicates " +
			"--network-timeout= --cache-folder= --modules-folder= --cwd= --network-concurrency= --production=",
		says: []entry{
			{"$", "Installs the packages that `package.json` asks for"},
			{"install $", "Installs the packages that `package.json` asks for"},
			{"install", "Installs Node.js packages"},
			{"global add", "Installs {args} for the whole image"},
			{"add", "Installs {args}"},
			{"workspaces focus", "Installs the packages of one workspace alone"},
			{"cache clean", "Deletes what yarn has downloaded"},
			{"config set", "Sets yarn's option {1} to {2}"},
			{"run", "Runs the script {1} of `package.json`"},
			{"build", "Runs the script `build` of `package.json`"},
			{"start", "Runs the script `start` of `package.json`"},
			{"test", "Runs the script `test` of `package.json`"},
		},
		more: []entry{
			{"--frozen-lockfile|--immutable", "It fails when `yarn.lock` would have to change"},
			{"--production|--prod", "What only development needs is left out"},
		},
	},
	{
		names: "pnpm",
		flags: "--frozen-lockfile --no-frozen-lockfile --prod -P --production --dev -D --ignore-scripts --offline --prefer-offline --shamefully-hoist --silent -s -r --recursive -g --global -w --legacy --force --no-optional --reporter= --filter= -F= --store-dir= -C= --dir= --config.*",
		says: []entry{
			{"install|i $", "Installs the packages that `package.json` asks for"},
			{"install|i", "Installs Node.js packages"},
			{"add -g|--global", "Installs {args} for the whole image"},
			{"add", "Installs {args}"},
			{"fetch", "Downloads the packages that the lock file lists"},
			{"deploy", "Copies a package with all that it needs to run into {last}"},
			{"prune", "Removes packages that are not needed any more"},
			{"store prune", "Deletes packages that no project uses"},
			{"run", "Runs the script {1} of `package.json`"},
			{"build", "Runs the script `build` of `package.json`"},
			{"start", "Runs the script `start` of `package.json`"},
		},
		more: []entry{
			{"--frozen-lockfile", "It fails when the lock file would have to change"},
			{"--prod|-P|--production", "What only development needs is left out"},
		},
	},
	{names: "corepack", flags: "--install-directory= --activate", says: []entry{
		{"enable", "Lets yarn and pnpm be called as the project wants them: {args}"},
		{"enable", "Lets yarn and pnpm be called, in the version that the project wants"},
		{"prepare|install", "Fetches the package manager {1}"},
	}},
	{names: "npx", flags: "+ -y --yes --no-install -q -p= --package=", says: []entry{{"", "Runs {1} with npx"}}},
	{names: "bun", flags: "+ --bun", says: []entry{
		{"install|i", "Installs the packages that `package.json` asks for"},
		{"run", "Runs {1}"},
	}},
	{
		names: "poetry",
		flags: "-n --no-interaction --no-ansi --no-root --no-dev --sync -q --quiet -v -vvv --all-extras --no-cache --without-hashes --no-directory --compile " +
			"--only= --without= --with= -E= --extras= -o= --output= -f= --format= -C= --directory=",
		says: []entry{
			{"install", "Installs the packages that `poetry.lock` lists"},
			{"export -o|--output", "Writes the locked packages as a list for pip: {-o|--output}"},
			{"config virtualenvs.create false", "Makes Poetry install without a virtual environment of its own"},
			{"config", "Sets Poetry's option {1}"},
			{"build", "Builds the project's package"},
			{"lock", "Settles which versions are locked"},
			{"run", "Runs {args} in the project's environment"},
		},
		more: []entry{
			{"--only", "Only the group {--only}"},
			{"--without", "Without the group {--without}"},
			{"--no-root", "`--no-root` leaves the project itself out"},
		},
	},
	{
		names: "uv",
		flags: "--frozen --locked --no-dev --no-install-project --no-editable --no-cache --all-extras --compile-bytecode --no-install-workspace --active --system --seed -q --quiet --no-progress --inexact --all-packages " +
			"--extra= --group= --no-group= --only-group= --python= -p= --project= --package= -r= --requirement= --no-install-package= --link-mode=",
		says: []entry{
			{"sync", "Installs the packages that `uv.lock` lists"},
			{"pip install -r|--requirement", "Installs the packages that {-r|--requirement} lists"},
			{"pip install", "Installs {args}"},
			{"python install", "Installs Python {args}"},
			{"tool install", "Installs the program {args}"},
			{"venv", "Creates the virtual environment {1}"},
			{"venv", "Creates a virtual environment"},
			{"build", "Builds the project's package"},
			{"run", "Runs a command in the project's environment"},
		},
		more: []entry{
			{"--no-install-project", "The project itself is left out"},
			{"--no-dev", "What only development needs is left out"},
			{"--frozen", "`--frozen` takes the lock file as it is"},
			{"--locked", "It fails when the lock file would have to change"},
		},
	},
	{names: "pipenv", flags: "--system --deploy --dev --ignore-pipfile --clear -v", says: []entry{{"install|sync", "Installs the packages that the lock file of Pipenv lists"}}},
	{names: "conda mamba micromamba", flags: "-y --yes -q --quiet -c= --channel= -n= --name= -f= --file= -p= --prefix= -a --all --override-channels --no-deps", says: []entry{
		{"env create|update", "Makes the environment that {-f|--file} describes"},
		{"install -f|--file", "Installs the packages that {-f|--file} lists"},
		{"install", "Installs {args}"},
		{"create", "Makes the environment {-n|--name|-p|--prefix}"},
		{"clean", "Deletes what {program} has downloaded"},
	}},
	{
		names: "gem", flags: "-N --no-document --no-doc --no-ri --no-rdoc -f --force --conservative --quiet -v= --version= --source= --install-dir= --bindir=",
		says: []entry{
			{"install -v|--version", "Installs the gem {args} in the version {-v|--version}"},
			{"install !2", "Installs the gem {args}"},
			{"install", "Installs the gems {args}"},
			{"update --system", "Brings RubyGems itself up to date"},
		},
	},
	{
		names: "bundle bundler", flags: "+ -j= --jobs= --retry= --without= --with= --path= --gemfile= --quiet --deployment --frozen --local --full-index",
		says: []entry{
			{"install", "Installs the gems that `Gemfile.lock` lists"},
			{"config", "Sets an option of Bundler"},
			{"exec", "Runs {args} with the project's gems"},
			{"exec", "Runs a command with the project's gems"},
			{"clean", "Removes gems that are not needed any more"},
		},
	},
	{
		names: "composer",
		flags: "--no-dev --dev --optimize-autoloader -o --no-interaction -n --prefer-dist --prefer-source --no-scripts --no-progress --no-autoloader --no-plugins --ignore-platform-reqs --classmap-authoritative -a --no-cache --no-suggest --apcu-autoloader --no-ansi --quiet -q --optimize --working-dir= -d= --ignore-platform-req=",
		says: []entry{
			{"install", "Installs the PHP packages that `composer.lock` lists"},
			{"update", "Brings the PHP packages up to date"},
			{"require", "Installs {args}"},
			{"global require", "Installs {args} for the whole image"},
			{"dump-autoload|dumpautoload", "Writes the table by which PHP finds classes"},
			{"create-project", "Makes a new project of {1}"},
			{"clear-cache|clearcache|cc", "Deletes what Composer has downloaded"},
		},
		more: []entry{{"--no-dev", "`--no-dev` leaves out what only development needs"}},
	},
	{names: "docker-php-ext-install", flags: "-j= --ini-name=", says: []entry{
		{"!2", "Builds and turns on the PHP extension {args}"},
		{"", "Builds and turns on the PHP extensions {args}"},
		{"", "Builds and turns on PHP extensions"},
	}},
	{names: "docker-php-ext-configure", flags: "--*", says: []entry{{"", "Says how the PHP extension {1} is to be built"}}},
	{names: "docker-php-ext-enable", flags: "--ini-name=", says: []entry{{"!2", "Turns on the PHP extension {args}"}, {"", "Turns on the PHP extensions {args}"}}},
	{names: "install-php-extensions", says: []entry{{"!2", "Installs the PHP extension {args}"}, {"", "Installs the PHP extensions {args}"}, {"", "Installs PHP extensions"}}},
	{names: "pecl", flags: "-f -D=", says: []entry{{"install !2", "Builds the PHP extension {args}"}, {"install", "Builds the PHP extensions {args}"}}},
	{names: "mix", flags: "--force --only= --if-missing", says: []entry{
		{"local.hex", "Installs Hex, the package manager of Elixir"},
		{"local.rebar", "Installs rebar, which builds Erlang packages"},
		{"deps.get", "Fetches the packages that the project needs"},
		{"deps.compile", "Compiles the packages that the project needs"},
		{"compile", "Compiles the project"},
		{"assets.deploy", "Builds the files that browsers get"},
		{"release", "Builds a release, which needs no Elixir to run"},
	}},
}
