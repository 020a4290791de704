package phrases

// migrates says what brings a database up to date.
const migrates = "Brings the database to the form that the code expects"

// builders are compilers and the tools that run them.
var builders = []program{
	{names: "go", flags: "-trimpath -v -c -benchmem -a -race -msan -asan -x -cover -work -n -u -t -d -w -json -m -short -failfast -i -linkshared -modcacherw -cache -modcache -testcache -buildvcs " +
		"-mod= -o= -ldflags= -tags= -installsuffix= -gcflags= -asmflags= -gccgoflags= -buildmode= -compiler= -covermode= -coverpkg= -coverprofile= -p= -pgo= -C= -modfile= -overlay= -pkgdir= -toolexec= -count= -run= -bench= -timeout= -parallel= -exec= -f= -outputdir= -benchtime= -vet= -cpuprofile= -memprofile= -blockprofile= -trace= -list= -shuffle= -skip= -fuzz= -cpu=", says: []entry{
		{"mod download", "Downloads {args?the modules that `go.mod` asks for}", "go mod download"},
		{"mod tidy", "Brings `go.mod` in line with what the code uses", "go mod tidy"},
		{"mod verify", "Makes sure that the downloaded modules are unchanged", "go mod verify"},
		{"mod vendor", "Copies the modules into `vendor`", "go mod vendor"},
		{"mod", "", "go mod {1}"},
		{"build", "Builds the program[ {-o}]", "build the program"},
		{"install", "Builds and installs {args?the program}", "install {args?the program}"},
		{"test", "Runs the tests", "run the tests"},
		{"vet", "Looks for mistakes in the code", ""},
		{"generate", "Runs the generators that the code names", ""},
		{"get", "Fetches {args?packages} for Go", "~fetch {args}"},
		{"run", "Builds {1} and runs it", ""},
		{"env -w", "Sets Go's option {args}", ""},
		{"clean -modcache|-cache", "Deletes what Go has downloaded and built", "-"},
	}, more: []Sentence{
		{"CGO_ENABLED=0 verb=build|install", "`CGO_ENABLED=0` leaves C out, so that the program needs no C library"},
		{"-ldflags~-w", "Tables for debuggers are left out of it"},
		{"-trimpath", "`-trimpath` leaves the names of the builder's folders out of it"},
		{"GOOS", "`GOOS` says for which system: {GOOS}"},
	}},
	{names: "cargo", flags: "-r,--release --locked --frozen --offline -v,--verbose -q,--quiet --all-features --workspace,--all --lib --bins --examples --tests --benches --all-targets -f,--force --debug --no-default-features --no-track " +
		"--bin= -p,--package= -F,--features= --target= --target-dir= --manifest-path= --root= --profile= -j,--jobs= --version,--vers= --recipe-path= --git= --path= --tag= --rev= --branch= --example= --registry= --index= --color= --message-format= --exclude= --config= -Z=", says: []entry{
		{"build|b", "Builds the project", "build the program"},
		{"install", "Builds and installs {args?the program}[ of {--path|--git}]", "install {args@?the program}"},
		{"fetch", "Downloads the crates that the project needs", ""},
		{"test|t", "Runs the tests", "run the tests"},
		{"chef prepare", "Writes down which crates the project needs", ""},
		{"chef cook", "Builds the crates that the project needs, without its own code", ""},
		{"new|init", "Makes an empty project", "-"},
	}, more: []Sentence{
		{"-r verb=build|b", "`--release` makes the program fast rather than easy to debug"},
		{"--locked verb=build|b", "It fails when `Cargo.lock` would have to change"},
		{"--target", "It is built for {--target}"},
	}},
	{names: "rustup", flags: "+ -y -v -q", says: []entry{
		{"target add", "Lets Rust build for {args}", ""},
		{"component add", "Installs {args} for Rust", ""},
		{"toolchain install|add", "Installs Rust {1}", ""},
		{"default", "Makes Rust {1} the one that is used", ""},
	}},
	{names: "mvn mvnw", flags: "-B,--batch-mode -q,--quiet -o,--offline -e,--errors -X,--debug -U,--update-snapshots -ntp,--no-transfer-progress -am,--also-make -fae -N -V -nsu -C -D,--define= -P,--activate-profiles= -f,--file= -pl,--projects= -T,--threads= -s,--settings= -gs= -l=", says: []entry{
		{"dependency:go-offline|dependency:resolve|dependency:resolve-plugins", "Downloads what the project needs, so that later steps need no network", "~download what the project needs"},
		{"clean package|install|verify", "Builds the project from the start", "~build the project"},
		{"package", "Builds the project and packs it", "~build the project"},
		{"install|verify", "Builds the project", "~build the project"},
		{"", "Runs {args} with Maven", "~mvn {args}"},
	}},
	{names: "gradle gradlew", flags: "--stacktrace,-s --info,-i --quiet,-q --offline --parallel --build-cache --refresh-dependencies --daemon --no-daemon --scan --debug,-d --warn,-w --continue --configure-on-demand --rerun-tasks -D= -P= -x,--exclude-task= -b,--build-file= -g,--gradle-user-home= -p,--project-dir= --console= -I,--init-script= --max-workers= -t -m", says: []entry{
		{"dependencies", "Downloads what the project needs", ""},
		{"clean build|bootJar|assemble|shadowJar|installDist", "Builds the project from the start", "~build the project"},
		{"build|bootJar|assemble|shadowJar|installDist|bootWar|jar", "Builds the project", "~build the project"},
		{"", "Runs {args} with Gradle", "~gradle {args}"},
	}},
	{names: "dotnet", flags: "-c,--configuration= -o,--output= -r,--runtime= -a,--arch= -f,--framework= -v,--verbosity= -s,--source,--add-source= --os= --self-contained,--sc --no-self-contained --use-current-runtime,--ucr --interactive --no-restore --no-build --no-cache --force --disable-parallel --nologo -g,--global --tool-path= --version= --configfile= --packages= --manifest= --filter= -l,--logger= -m* -p*", says: []entry{
		{"restore !2", "Fetches the packages that {1?the project} needs", "~download what the project needs"},
		{"publish", "Builds the program and gathers it with its libraries[ in {-o}]", "~publish the program"},
		{"build|msbuild", "Builds the project", "~build the project"},
		{"test", "Runs the tests", "~run the tests"},
		{"tool install", "Installs the program {args}", "install {args@}"},
		{"dev-certs https", "Makes a certificate for development", ""},
	}, more: []Sentence{{"--no-restore", "`--no-restore` takes the packages that are there"}}},
	{names: "make gmake", sets: true, flags: "-j,--jobs? -C,--directory= -f,--file,--makefile= -s,--silent,--quiet -k,--keep-going -B,--always-make -l? -O* -n,--just-print -i,--ignore-errors -e -w -r -R -I,--include-dir= -o= -W= --eval= --no-print-directory", says: []entry{
		{"-n", "", ""},
		{"install $", "Installs what was built", "make install"},
		{"", "Runs make's target{s} {args}", "make {args}"},
		{"$", "Builds what the makefile says", "~make"},
		{"", "Runs make", "~make"},
	}, more: []Sentence{{"-C", "It works in {-C}"}}},
	{names: "configure", flags: "+ -*", says: []entry{{"", "Finds out what this system has, for the build that follows", ""}}},
	{names: "cmake", flags: "-G= -S= -B= -D= -C= -U= -A= -T= -P= -E -W* --build= --install= --target,-t= --config= --prefix= --preset= --component= -j,--parallel? --strip -v,--verbose --clean-first -L -LA -N --fresh --log-level=", says: []entry{
		{"-E|-P", "", ""},
		{"--build", "Builds what stands in {--build}", "~build what stands in {--build}"},
		{"--install", "Installs what stands in {--install}", "~install what stands in {--install}"},
		{"", "Prepares the build[ of {-S|last}][ in {-B}]", "~prepare the build[ of {-S|last}]"},
	}},
	{names: "ninja", flags: "-C= -j= -k= -l= -f= -v -n -d= -t=", says: []entry{{"install", "Installs what was built", "~ninja install"}, {"!1", "Builds the project with ninja", ""}}},
	{names: "meson", flags: "+", says: []entry{{"setup", "Prepares the build", "~prepare the build"}, {"compile", "Builds the project", ""}, {"install", "Installs what was built", ""}}},
	{names: "gcc cc clang g++ c++", flags: "-o= -O? -W= -g? -c -static -shared -l= -I= -L= -D= -std= -m= -f= -s -S -E -w -v -x= -pthread -pedantic -rdynamic -nostdlib -pie -no-pie -isystem=", says: []entry{
		{"-o", "Compiles {args} into {-o}", "~compile {-o}"},
		{"", "Compiles {args}", "~compile {args}"},
	}},
	{names: "javac", flags: "-d= -cp,-classpath= -source= -target= -release= -encoding= -g -nowarn", says: []entry{{"", "Compiles {args}", "~compile {args}"}}},
	{names: "jlink", flags: "-*", says: []entry{{"", "Builds a Java runtime of the modules that are needed", "~build a Java runtime"}}},
	{names: "tsc", flags: "-p,--project= -b,--build -w --outDir= --noEmit", says: []entry{{"", "Compiles the TypeScript of the project", ""}}},
	{names: "strip", flags: "-s,--strip-all --strip-unneeded --strip-debug,-g,-S,-d -v -p -x -R= -K= -o=", says: []entry{{"", "Takes the tables for debuggers out of {args}", "~strip {args}"}}},
	{names: "upx", flags: "-q -9 -1 -v -f -k --best --lzma --brute --ultra-brute -o=", says: []entry{{"", "Packs {args} so that it takes less room", "~pack {args}"}}},
	{names: "patch", flags: "-p= -i,--input= -d,--directory= -N,--forward -s,--silent,--quiet -t,--batch -f -R -E -b -l -u --binary --dry-run --verbose -F= -r= -o=", says: []entry{
		{"-i", "Changes the code by the patch {-i}", "~apply the patch {-i/}"},
		{"<", "Changes the code by the patch {<}", "~apply the patch {</}"},
	}},
	{names: "rails rake", flags: "+ -s -q -t", says: []entry{
		{"assets:precompile", "Builds the files that browsers get", ""},
		{"db:migrate", migrates, ""},
		{"db:prepare", "Makes the database where there is none, and brings it to the form that the code expects", ""},
		{"db:seed", "Fills the database with what it starts with", ""},
		{"db:create", "Makes the database", ""},
		{"server|s", "Starts the server of Rails", ""},
	}},
	{names: "artisan", flags: "+ -*", says: []entry{
		{"migrate", migrates, ""},
		{"config:cache|route:cache|view:cache|optimize", "Writes what Laravel would else work out at each start", ""},
	}},
	{names: "manage.py", flags: "--noinput,--no-input -c,--clear -v,--verbosity= --settings= -i,--ignore= --fake-initial --fake --run-syncdb --database= --skip-checks --link,-l -n,--dry-run --deploy --traceback --pythonpath= --plan --check --force", says: []entry{
		{"migrate --check", "Asks whether the database has the form that the code expects", ""},
		{"migrate !--plan", migrates, ""},
		{"collectstatic", "Gathers the static files of all apps in one folder", ""},
		{"compilemessages", "Compiles the translations", ""},
		{"createsuperuser", "Makes the first administrator", ""},
		{"createcachetable", "Makes the table in which the cache is kept", ""},
		{"loaddata", "Loads {args} into the database", ""},
		{"check", "Looks for mistakes in the project", ""},
		{"compress", "Packs style sheets and scripts", ""},
		{"runserver", "Starts Django's own server[ on {1}]", ""},
		{"", "Runs the project's command {1}", ""},
	}, more: []Sentence{
		{"--noinput", "Nothing is asked"},
		{"-c", "`--clear` empties the folder first"},
	}},
	{names: "alembic", flags: "+ -c= -x=", says: []entry{{"upgrade head", migrates, ""}}},
	{names: "prisma", flags: "+", says: []entry{
		{"generate", "Writes the database client for the schema", ""},
		{"migrate deploy", migrates, ""},
	}},
}
