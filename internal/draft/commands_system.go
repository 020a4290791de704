package draft

// systemPackages are the package managers of distributions.
var systemPackages = []program{
	{
		names: "apt-get apt aptitude",
		flags: "-y --yes --assume-yes -q --quiet -qq -f --fix-broken --fix-missing -m --no-install-recommends --no-install-suggests --install-recommends " +
			"--allow-downgrades --allow-unauthenticated --allow-remove-essential --allow-change-held-packages --allow-releaseinfo-change --force-yes " +
			"--purge --auto-remove --autoremove --no-upgrade --only-upgrade --download-only -d --reinstall -V -u -s --no-show-upgraded " +
			"-o= --option= -t= --target-release= -c= --config-file= -a= --host-architecture=",
		says: []entry{
			{"update", "Fetches the current lists of packages"},
			{"install", "Installs {args}"},
			{"install", "Installs packages"},
			{"build-dep", "Installs what is needed to build {args}"},
			{"upgrade|dist-upgrade|full-upgrade", "Brings the installed packages up to date"},
			{"purge|remove|autoremove|auto-remove --purge", "Removes {args}, their settings included"},
			{"purge|remove|autoremove|auto-remove", "Removes {args}"},
			{"purge|remove|autoremove|auto-remove $", "Removes packages that no other needs any more"},
			{"purge|remove|autoremove|auto-remove", "Removes packages"},
			{"clean|autoclean", "Deletes the package files that apt has downloaded"},
			{"dist-clean|distclean", "Deletes what apt has downloaded, the lists of packages too"},
			{"source", "Fetches the source of {args}"},
		},
		more: []entry{
			{"--no-install-recommends", "`--no-install-recommends` leaves out what they only recommend"},
			{"--auto-remove|--autoremove 1", "What only they needed goes too"},
			{"-t|--target-release", "They come from the release {-t|--target-release}"},
		},
	},
	{
		names: "apk",
		flags: "-U --update --update-cache -u --upgrade -q --quiet --no-cache --no-progress --no-network --no-scripts --allow-untrusted --purge -f --force " +
			"--force-overwrite -l --latest -v --verbose --initdb --rdepends -r -t= --virtual= -X= --repository= --cache-dir= --root= -p= --arch= --keys-dir=",
		says: []entry{
			{"add -t|--virtual", "Installs {args}, together under the name {-t|--virtual}, by which they can be removed again"},
			{"add", "Installs {args}"},
			{"add", "Installs packages"},
			{"del", "Removes {args}"},
			{"del", "Removes packages"},
			{"update", "Fetches the current list of packages"},
			{"upgrade", "Brings the installed packages up to date"},
		},
		more: []entry{
			{"--no-cache", "`--no-cache` leaves no package list behind"},
			{"-X|--repository", "They are looked for in {-X|--repository} too"},
		},
	},
	{
		names: "dnf microdnf yum tdnf",
		flags: "-y --assumeyes -q --quiet -v --nodocs --allowerasing --nogpgcheck --best --nobest --refresh --noplugins --skip-broken --no-install-recommends " +
			"--setopt= --enablerepo= --disablerepo= --disableplugin= --repo= --repoid= --releasever= --installroot= -x= --exclude= --exclude-from=",
		says: []entry{
			{"install|localinstall|reinstall", "Installs {args}"},
			{"install|localinstall|reinstall", "Installs packages"},
			{"update|upgrade|distro-sync", "Brings the installed packages up to date"},
			{"remove|erase|autoremove", "Removes {args}"},
			{"groupinstall", "Installs the package groups {args}"},
			{"clean", "Deletes what {program} has downloaded"},
			{"makecache", "Fetches the current lists of packages"},
			{"module enable", "Chooses the version {args}"},
		},
		more: []entry{{"--nodocs", "`--nodocs` leaves their documentation out"}},
	},
	{
		names: "zypper",
		flags: "-n --non-interactive -y --no-confirm -q --quiet --no-recommends --gpg-auto-import-keys -l --auto-agree-with-licenses --no-refresh -f -C= --root=",
		says: []entry{
			{"install|in", "Installs {args}"},
			{"refresh|ref", "Fetches the current lists of packages"},
			{"update|up|dist-upgrade|dup", "Brings the installed packages up to date"},
			{"remove|rm", "Removes {args}"},
			{"clean|cc", "Deletes what zypper has downloaded"},
		},
		more: []entry{{"--no-recommends", "`--no-recommends` leaves out what they only recommend"}},
	},
	{
		names: "pacman",
		flags: "-S -y -u -c -R -s -n -q --noconfirm --needed --noprogressbar -d --overwrite=",
		says: []entry{
			{"-S -c", "Deletes the package files that pacman has downloaded"},
			{"-S", "Installs {args}"},
			{"-S -u $", "Brings the installed packages up to date"},
			{"-R", "Removes {args}"},
		},
	},
	{
		names: "dpkg",
		flags: "-i --install -E -G -B --force-all --force-depends --force-confold --force-confdef --force-overwrite --configure -a -x -P -r --purge --remove --add-architecture= --unpack -l -L -s -S",
		says: []entry{
			{"-i|--install", "Installs the package file {args}"},
			{"-i|--install", "Installs package files"},
			{"--add-architecture", "Lets packages of the architecture {--add-architecture} be installed too"},
			{"--configure -a", "Finishes the installation of packages that were only unpacked"},
			{"-P|-r|--purge|--remove", "Removes {args}"},
		},
	},
	{names: "apt-mark", flags: "-q", says: []entry{
		{"hold", "Keeps {args} at the version that is installed"},
		{"manual", "Marks packages as wanted, so that apt does not remove them by itself"},
		{"auto", "Marks packages as needed only by others, so that apt can remove them by itself"},
	}},
	{names: "add-apt-repository apt-add-repository", flags: "-y --yes -n -s --no-update", says: []entry{
		{"", "Adds the package source {1}"},
		{"", "Adds a package source"},
	}},
	{names: "dpkg-reconfigure", flags: "-f= --frontend= -p= --priority=", says: []entry{{"", "Sets {args} up anew"}}},
	{names: "locale-gen", flags: "--purge", says: []entry{
		{"", "Builds the locale {args}"},
		{"$", "Builds the locales that `/etc/locale.gen` lists"},
	}},
	{names: "localedef", flags: "-i= -f= -c -A=", says: []entry{{"", "Builds the locale {1}"}}},
	{names: "update-ca-certificates", says: []entry{{"", "Builds the list of trusted certificates anew"}}},
	{names: "update-alternatives", flags: "--install --set --auto --config --remove --slave", says: []entry{
		{"--install", "Makes {1} stand for one of several programs"},
		{"--set", "Makes {1} stand for {2}"},
	}},
	{names: "ldconfig", flags: "-v -n= -f= -C= -r=", says: []entry{{"", "Tells the dynamic linker which libraries there are now"}}},
	{names: "a2enmod", flags: "-q -f", says: []entry{{"!2", "Turns on the Apache module {args}"}, {"", "Turns on the Apache modules {args}"}}},
	{names: "a2dismod", flags: "-q -f", says: []entry{{"", "Turns off the Apache modules {args}"}}},
	{names: "a2ensite a2enconf", flags: "-q", says: []entry{{"", "Turns on Apache's configuration {args}"}}},
	{names: "a2dissite a2disconf", flags: "-q", says: []entry{{"", "Turns off Apache's configuration {args}"}}},
	{names: "setcap", flags: "-q -v -r", says: []entry{{"", "Gives {last} the capability {1}"}}},
}
