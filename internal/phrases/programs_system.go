package phrases

// packageVerbs are what package managers have in common.
var packageVerbs = []entry{
	{"install|add|in|i|require|localinstall|reinstall", "Installs {args@?packages}", "install {args@?packages}"},
	{"remove|uninstall|del|erase|rm|un", "Removes {args?packages}", "remove packages"},
	{"upgrade|update|dist-upgrade|full-upgrade|distro-sync|up|dup", "Brings {args@?the installed packages} up to date", "upgrade {args@?packages}"},
	{"clean|autoclean|cc|clear-cache|clearcache", "Deletes what {program} has downloaded", "-"},
	{"cache clean|clear|purge|verify", "Deletes what {program} has downloaded", "-"},
}

// systemPackages are the package managers of distributions, and their kin.
var systemPackages = []program{
	{names: "apt-get apt aptitude", flags: "-y,--yes,--assume-yes -q,--quiet -qq -f,--fix-broken --fix-missing -m --ignore-missing --install-recommends --install-suggests --allow-downgrades --allow-unauthenticated " +
		"--allow-remove-essential --allow-change-held-packages --allow-releaseinfo-change --allow-insecure-repositories --force-yes --trivial-only --ignore-hold -V --verbose-versions --purge --auto-remove,--autoremove --only-upgrade -d,--download-only --reinstall -u -s,--simulate,--just-print,--recon --print-uris --arch-only --only-source --with-new-pkgs " +
		"--no-install-recommends,--without-recommends -o=,--option= -t,--target-release,--default-release= -c,--config-file= -a,--host-architecture= -P,--build-profiles= --error-on=", says: []entry{
		{"-s", "", ""},
		{"install|reinstall :minus", "", ""}, // "name-" is a package to remove
		{"update", "Fetches the current lists of packages", "-"},
		{"install|reinstall -d", "Downloads {args@?packages} without installing", "download {args@?packages}"},
		{"install -f $", "Installs what packages that are there still need", "install packages"},
		{"build-dep", "Installs what is needed to build {args}", "install what {args@} needs"},
		{"autoremove|auto-remove $", "Removes packages that no other needs any more", "-"},
		{"purge|remove --auto-remove $", "Removes packages that no other needs any more", "remove packages"},
		{"purge", "Removes {args?packages}, settings included", "remove packages"},
		{"remove --purge", "Removes {args?packages}, settings included", "remove packages"},
		{"autoremove|auto-remove", "Removes {args?packages}", "-"},
		{"dist-clean|distclean", "Deletes what {program} has downloaded, the lists of packages too", "-"},
		{"source", "Fetches the source of {args}", "download the source of {args@}"},
		{"& --no-install-recommends", "`--no-install-recommends` leaves out packages that are only recommended", ""},
		{"& purge|remove|autoremove --auto-remove 1~", "Packages that nothing else needs go too", ""},
		{"& -t", "The release {-t} is where it is taken from", ""},
	}, also: packageVerbs},
	{names: "apk", bars: true, flags: "-U,--update,--update-cache -u,--upgrade -q,--quiet --allow-untrusted --purge -f,--force --force-overwrite --force-refresh --force-old-apk --force-broken-world --force-non-repository " +
		"-l,--latest -v,--verbose --initdb -a,--available --clean-protected --overlay-from-stdin --progress -s,--simulate --rdepends -r -i --no-cache -t,--virtual= -X,--repository= --cache-dir= --cache-max-age= -p,--root= --arch= --keys-dir= --repositories-file= --wait= --progress-fd= --timeout=", says: []entry{
		{"-s", "", ""},
		{"add -t 1~", "Installs {args@} under the name {-t}, by which it can be removed again", "install {args@}"},
		{"add -t", "", ""}, // a name without packages
		{"update", "Fetches the current list of packages", "-"},
		{"add barred~ $", "Forbids that {barred} is installed", "-"},
		{"& add barred~ 1~", "No package may bring {barred} along", ""},
		{"& --no-cache", "`--no-cache` leaves no package list behind", ""},
		{"& -X", "{-X} is searched too", ""},
	}, also: packageVerbs},
	{names: "dnf dnf5 microdnf yum tdnf", flags: "-y,--assumeyes -q,--quiet -v,--verbose --nodocs --allowerasing --nogpgcheck --best --nobest --refresh --noplugins --skip-broken --security --bugfix -C,--cacheonly -b -e= -d= " +
		"-c,--config= -R= --setopt= --enablerepo= --disablerepo= --disableplugin= --enableplugin= --repo,--repoid= --releasever= --installroot= -x,--exclude,--excludepkgs= --exclude-from= --forcearch= --downloaddir= --downloadonly --add-repo= --rpmverbosity= --enable --disable --set-enabled --set-disabled --save", says: []entry{
		{"install|localinstall|reinstall|in --downloadonly", "Downloads {args@?packages} without installing", "download {args@?packages}"},
		{"autoremove", "Removes {args?packages that no other needs any more}", "remove packages"},
		{"groupinstall", "Installs the package group{s} {args}", "install package groups"},
		{"group install", "Installs the package group{s} {args}", "install package groups"},
		{"makecache|check-update", "Fetches the current lists of packages", "-"},
		{"module enable|install", "Chooses the version {args}", ""},
		{"config-manager --add-repo", "Adds the package source {--add-repo}", ""},
		{"& --nodocs", "`--nodocs` leaves out documentation", ""},
	}, also: packageVerbs},
	{names: "yum-config-manager", flags: "-y --add-repo= --enable --disable --save --setopt=", says: []entry{
		{"--add-repo", "Adds the package source {--add-repo}", ""},
		{"--enable", "Turns on the package source {args}", ""},
		{"--disable", "Turns off the package source {args}", ""},
	}},
	{names: "rpm", flags: "-i,--install -U,--upgrade -F -v -h,--hash -e,--erase -q -a --import --nodeps --force --nodigest --nosignature --nodocs --noscripts --quiet --root= --initdb --rebuilddb -V -K", says: []entry{
		{"--import", "Makes rpm trust packages signed with a key", ""},
		{"-i|-U|-F !-q", "Installs {args}", "install {args/}"},
		{"-e", "Removes {args?packages}", "remove packages"},
	}},
	{names: "zypper", flags: "-n,--non-interactive -y,--no-confirm -q,--quiet --gpg-auto-import-keys -l,--auto-agree-with-licenses -f -d,--download-only --no-recommends -C,--capability --replacefiles --force-resolution --allow-downgrade -R,--root= -r,--repo,--from= -t,--type=", says: []entry{
		{"refresh|ref", "Fetches the current lists of packages", "-"},
		{"addrepo|ar", "Adds the package source {1}", ""},
		{"& --no-recommends", "`--no-recommends` leaves out packages that are only recommended", ""},
	}, also: packageVerbs},
	{names: "pacman", flags: "-S,--sync -y,--refresh -u,--sysupgrade -c,--clean -R,--remove -U,--upgrade -Q -s -n -q -i -l -k -g -p -w -f -d,--nodeps --noconfirm --needed --noprogressbar --asdeps --overwrite= --root= -r= -b= --ignore=", says: []entry{
		{"-S -c", "Deletes the package files that pacman has downloaded", "-"},
		{"-S -u $", "Brings the installed packages up to date", "upgrade packages"},
		{"-S -y $", "Fetches the current lists of packages", "-"},
		{"-S !-s !-i !-w", "Installs {args@?packages}", "install {args@?packages}"},
		{"-U", "Installs {args}", "install {args/}"},
		{"-R", "Removes {args?packages}", "remove packages"},
	}},
	{names: "dpkg", flags: "-i,--install -E -G -B -R --recursive --force-all --force-depends --force-confold --force-confdef --force-overwrite --configure -a -x -P,--purge -r,--remove --add-architecture= --unpack -l -L -s -S --print-architecture --print-foreign-architectures --root= --path-exclude= --path-include=", says: []entry{
		{"-i", "Installs the package file{s} {args}", "install {args/}"},
		{"--add-architecture", "Lets packages of the architecture {--add-architecture} be installed too", ""},
		{"--configure -a", "Finishes the installation of packages that were only unpacked", ""},
		{"-P|-r", "Removes {args?packages}", "remove packages"},
	}},
	{names: "apt-mark", flags: "-q", idle: true, says: []entry{
		{"hold", "Keeps {args} at the version that is installed", ""},
		{"manual", "Marks packages as wanted, so that apt does not remove them by itself", ""},
		{"auto", "Marks packages as needed only by others, so that apt can remove them by itself", ""},
	}},
	{names: "add-apt-repository apt-add-repository", flags: "-y,--yes -n,--no-update -s,--enable-source -u,--update -r,--remove -P= -U= -c,--component= -S=", says: []entry{
		{"-r", "Removes the package source {1}", ""},
		{"", "Adds the package source {1}", "~add the package source {1}"},
	}},
	{names: "dpkg-reconfigure", flags: "-f,--frontend= -p,--priority= -u", says: []entry{{"", "Sets {args} up anew", ""}}},
	{names: "locale-gen", flags: "--purge --lang=", says: []entry{{"$", "Builds the locales that `/etc/locale.gen` lists", ""}, {"", "Builds the locale{s} {args}", ""}}},
	{names: "localedef", flags: "-i= -f= -c -A= --quiet", says: []entry{{"", "Builds the locale {1}", "~build the locale {1}"}}},
	{names: "update-ca-certificates", says: []entry{{"", "Builds the list of trusted certificates anew", ""}}},
	{names: "update-alternatives", flags: "--install --set --auto --config --remove --slave", says: []entry{
		{"--install !--slave", "Makes {1} stand for one of several programs", "~make {1} stand for {3}"},
		{"--set", "Makes {1} stand for {2}", "~make {1} stand for {2}"},
	}},
	{names: "ldconfig", flags: "-v -n= -f= -C= -r=", says: []entry{{"", "Tells the dynamic linker which libraries there are now", ""}}},
	{names: "a2enmod", flags: "-q -f", says: []entry{{"", "Turns on the Apache module{s} {args}", ""}}},
	{names: "a2dismod", flags: "-q -f", says: []entry{{"", "Turns off the Apache module{s} {args}", ""}}},
	{names: "a2ensite a2enconf", flags: "-q", says: []entry{{"", "Turns on Apache's configuration {args}", ""}}},
	{names: "a2dissite a2disconf", flags: "-q", says: []entry{{"", "Turns off Apache's configuration {args}", ""}}},
	{names: "setcap", flags: "-q -v -r -n=", says: []entry{{"-r", "Takes the capabilities from {args}", ""}, {"!-v !3", "Gives {2} the capability {1}", "~give {2} the capability {1}"}}},
	{names: "systemctl", flags: "--now --user --global --system -f,--force -q,--quiet --root= -H= -M=", says: []entry{
		{"enable", "Lets {args} start with the system", ""},
		{"disable|mask", "Keeps {args} from starting with the system", ""},
		{"start|restart", "Starts {args}", ""},
		{"stop", "Stops {args}", ""},
	}},
}

// accounts are the commands that make users and groups.
var accounts = []program{
	{names: "useradd", flags: "-m,--create-home -M,--no-create-home -r,--system -l,--no-log-init -N,--no-user-group -U,--user-group -o,--non-unique -D,--defaults -F --badname --btrfs-subvolume-home " +
		"-u,--uid= -g,--gid= -G,--groups= -d,--home-dir,--home= -s,--shell= -c,--comment= -p,--password= -k,--skel= -b,--base-dir= -K,--key= -e,--expiredate= -f,--inactive= -R,--root= -P,--prefix= -Z=", says: []entry{
		{"-D", "", ""},
		{"", "Creates the user {last}[ with the id {-u}][ in the group {-g}]", "create user {last}"},
	}, also: userMore},
	{names: "adduser", flags: "-D,--disabled-password -S,--system -r -d,-h,--home= -g,--gecos= -s,--shell= -G,--ingroup= -u,--uid= --gid= -k,--skel= -c,--comment= --disabled-login --group -M,-H,--no-create-home -m,--create-home " +
		"-N -U -o -q,--quiet --verbose --force-badname --allow-bad-names --allow-all-names --allow-badname --add-extra-groups --encrypt-home --conf= --firstuid= --lastuid= --firstgid= --lastgid= -b= -e= -f= -K= -p=", says: []entry{
		{"--group !-S", "Creates the group {1}[ with the id {--gid}]", "create group {1}"},
		{"", "Puts the user {1} into the group {2}", "add user {1} to group {2}"},
		{"", "Creates the user {1}[ with the id {-u}][ in the group {-G}]", "create user {1}"},
	}, also: userMore},
	{names: "groupadd", flags: "-r,--system -f,--force -o,--non-unique -g,--gid= -K,--key= -p= -R= -P= -U,--users=", says: []entry{{"", "Creates the group {last}[ with the id {-g}]", "create group {last}"}}},
	{names: "addgroup", flags: "-S,--system -r --quiet --verbose -q -g,--gid= --firstgid= --lastgid= --conf=", says: []entry{
		{"", "Puts the user {1} into the group {2}", "add user {1} to group {2}"},
		{"", "Creates the group {1}[ with the id {-g}]", "create group {1}"},
	}},
	{names: "usermod", flags: "-a,--append -L,--lock -U,--unlock -o,--non-unique -r -m,--move-home -G,--groups= -u,--uid= -g,--gid= -d,--home= -s,--shell= -l,--login= -c,--comment= -p,--password= -e= -f= -R= -P= -v= -V= -w= -W= -Z=", says: []entry{
		{"-l", "Renames the user {last} to {-l}[, with the id {-u}][, with the home {-d}][, with the shell {-s}]", "~rename user {last} to {-l}"},
		{"-G -a", "Puts the user {last} into the group {-G} too", "~add user {last} to group {-G}"},
		{"-G", "Makes {-G} the further groups of the user {last}", "~set the groups of user {last}"},
		{"-u", "Gives the user {last} the id {-u}[, and the home {-d}]", "~change the id of user {last}"},
		{"-d", "Makes {-d} the home of the user {last}", "~change the home of user {last}"},
		{"-s", "Gives the user {last} the shell {-s}", "~change the shell of user {last}"},
		{"", "Changes the user {last}", "~change user {last}"},
	}},
	{names: "groupmod", flags: "-o -g,--gid= -n,--new-name= -p= -R= -P= -U= -a", says: []entry{{"-n", "Renames the group {last} to {-n}[, with the id {-g}]", "~rename group {last} to {-n}"}, {"-g", "Gives the group {last} the id {-g}", "~change the id of group {last}"}}},
	{names: "userdel deluser", flags: "-r,--remove,--remove-home -f,--force -q,--quiet --remove-all-files", says: []entry{{"", "Takes the user {1} out of the group {2}", ""}, {"", "Removes the user {1}", ""}}},
	{names: "groupdel delgroup", flags: "-f --quiet", says: []entry{{"!2", "Removes the group {1}", ""}}},
	{names: "passwd", flags: "-l -d -u", says: []entry{{"-l", "Locks the password of {1}", ""}, {"-d", "Takes the password from {1}", ""}}},
	{names: "chsh", flags: "-s,--shell=", says: []entry{{"-s", "Gives the user {1} the shell {-s}", ""}}},
}

// userMore is what the flags say with which a user is made.
var userMore = []entry{
	{"& -s=/usr/sbin/nologin|/sbin/nologin|/bin/nologin|/bin/false|/usr/bin/false|/bin/true", "Nobody can log in as this user", ""},
	{"& -M", "No home folder is made", ""},
	{"& -m", "The home folder is made too", ""},
	{"& -d", "The home folder is {-d}", ""},
	{"& -D", "The user has no password", ""},
}
