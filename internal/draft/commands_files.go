package draft

// files are the commands that change files.
var files = []program{
	{names: "mkdir", flags: "-p --parents -v -m= --mode=", says: []entry{
		{"-m|--mode", "Creates {args} with the mode {-m|--mode}"},
		{"", "Creates {args}"},
		{"", "Creates folders"},
	}},
	{names: "rmdir", flags: "-p --ignore-fail-on-non-empty", says: []entry{{"", "Removes {args}"}}},
	{names: "rm", flags: "-r -R -f -v -d -i --recursive --force --verbose --one-file-system", says: []entry{
		{"/var/lib/apt/lists/*|/var/lib/apt/lists|/var/lib/apt/lists/ $", "Deletes the lists of packages, which nothing needs after the installation"},
		{"/var/lib/apt/lists/*|/var/lib/apt/lists|/var/lib/apt/lists/", "Deletes the lists of packages, which nothing needs after the installation, and {args}"},
		{"/var/cache/apk/*|/var/cache/apk|/var/cache/apk/ $", "Deletes the package lists that apk keeps"},
		{"~/.cache|/root/.cache|/root/.cache/pip|/root/.npm $", "Deletes what was kept for a next time"},
		{"", "Deletes {args}"},
		{"", "Deletes files"},
	}},
	{names: "cp", flags: "-r -R -a -p -f -v -L -P -d -n -u -l -s -T --recursive --archive --preserve --no-clobber --parents --force --update -t=", says: []entry{
		{"!-t", "Copies {init} to {last}"},
		{"!-t", "Copies files to {last}"},
		{"-t", "Copies {args} to {-t}"},
	}},
	{names: "mv", flags: "-f -v -n -u -T --force --no-clobber --verbose -t=", says: []entry{
		{"!-t", "Moves {init} to {last}"},
		{"!-t", "Moves files to {last}"},
		{"-t", "Moves {args} to {-t}"},
	}},
	{names: "ln", flags: "-s -f -n -v -r -T --symbolic --force --no-dereference --relative --verbose", says: []entry{
		{"-s /dev/stdout|/proc/self/fd/1|/dev/fd/1", "What is written to {1} comes out of the container's standard output"},
		{"-s /dev/stderr|/proc/self/fd/2|/dev/fd/2", "What is written to {1} comes out of the container's standard error"},
		{"-s|--symbolic 3~", "Makes links to {init} in {last}"},
		{"-s|--symbolic into=yes", "Makes a link to {1} in {2}"},
		{"-s|--symbolic", "Makes {2} a link to {1}"},
		{"-s|--symbolic", "Makes a link to {1}"},
		{"-s|--symbolic", "Makes a link"},
		{"!3 !into", "Gives {1} the second name {2}"},
	}},
	{names: "touch", flags: "-a -c -m -d= -t= -r=", says: []entry{{"!2", "Makes sure that {args} exists"}, {"", "Makes sure that {args} exist"}}},
	{names: "chmod", flags: "-R -v -c -f --recursive --verbose --changes --quiet --silent --reference=", says: []entry{
		{"+x|a+x|ugo+x|u+x|+rx|a+rx|u+rx,g+rx -R|--recursive", "Makes all in {args} executable"},
		{"+x|a+x|ugo+x|u+x|+rx|a+rx|u+rx,g+rx", "Makes {args} executable"},
		{"755|0755 !2 !-R !--recursive", "Lets everybody read and run {args}, and its owner change it"},
		{"--reference", "Gives {args} the mode of {--reference}"},
		{"", "Gives {rest} the mode {1}"},
	}, more: []entry{{"-R|--recursive", "All below is meant too"}}},
	{names: "chown", flags: "-R -v -c -f -h -L -H -P --recursive --verbose --changes --quiet --no-dereference --reference= --from=", says: []entry{
		{"-R|--recursive", "Gives {rest}, and all below, to {1}"},
		{"", "Gives {rest} to {1}"},
		{"", "Changes the owner of files"},
	}},
	{names: "chgrp", flags: "-R -v -c -f -h --recursive", says: []entry{{"", "Gives {rest} to the group {1}"}}},
	{names: "install", flags: "-d -D -v -p -C -s -T --directory --verbose -m= --mode= -o= --owner= -g= --group= -t= --target-directory=", says: []entry{
		{"-d|--directory -o|--owner", "Creates the folder {args}, owned by {-o|--owner}"},
		{"-d|--directory", "Creates the folder {args}"},
		{"-m|--mode !-t", "Copies {init} to {last} and sets its mode to {-m|--mode}"},
		{"!-t !--target-directory", "Copies {init} to {last}"},
		{"", "Copies {args} to {-t|--target-directory}"},
	}, more: []entry{{"-d|--directory -m|--mode", "Its mode is {-m|--mode}"}}},
	{
		names: "tar bsdtar",
		flags: "-x -c -t -z -j -J -v -p -O -P -h -k -m -a --extract --create --list --gzip --gunzip --bzip2 --xz --zstd --verbose --no-same-owner --same-owner --no-same-permissions " +
			"--keep-old-files --overwrite --preserve-permissions --no-recursion --warning=no-unknown-keyword -f= --file= -C= --directory= --strip-components= --strip= --exclude= -T= --files-from= --transform= --owner= --group= --wildcards --one-top-level=",
		says: []entry{
			{"-x|--extract -f|--file=- -C|--directory", "Unpacks what it reads into {-C|--directory}"},
			{"-x|--extract -f|--file=-", "Unpacks what it reads"},
			{"-x|--extract -f|--file -C|--directory", "Unpacks {-f|--file} into {-C|--directory}"},
			{"-x|--extract -f|--file", "Unpacks {-f|--file}"},
			{"-x|--extract -C|--directory", "Unpacks an archive into {-C|--directory}"},
			{"-x|--extract", "Unpacks an archive"},
			{"-c|--create -f|--file", "Packs {args} into {-f|--file}"},
			{"-c|--create", "Packs {args} into an archive"},
		},
		more: []entry{
			{"--strip-components|--strip=1", "The topmost folder of the archive is left out"},
			{"--exclude", "{--exclude} is left out"},
		},
	},
	{names: "unzip", flags: "-q -o -j -n -qq -d= -x=", says: []entry{
		{"-d", "Unpacks {1} into {-d}"},
		{"", "Unpacks {1}"},
		{"", "Unpacks an archive"},
	}},
	{names: "gunzip bunzip2 unxz", flags: "-f -k -q -v -c -d", says: []entry{{"", "Unpacks {args}"}}},
	{names: "gzip bzip2 xz", flags: "-f -k -q -v -d -9 -n -c", says: []entry{{"-d", "Unpacks {args}"}, {"!-d", "Packs {args}"}}},
	{names: "sed", flags: "-i -E -r -n -s -z --in-place --regexp-extended --quiet -e= --expression= -f=", says: []entry{
		{"-i|--in-place -e|--expression", "Changes {args} in place"},
		{"-i|--in-place", "Changes {rest} in place"},
		{"-i|--in-place", "Changes a file in place"},
		{">", "Writes a changed copy to {>}"},
	}},
	{names: "echo printf", flags: "+ -n -e -ne -en -E", says: []entry{
		{">>", "Appends to {>>}"},
		{">", "Writes {>}"},
	}},
	{names: "cat", flags: "-", says: []entry{
		{">>", "Appends to {>>}"},
		{"> $", "Writes {>}"},
		{">", "Writes {>} from {args}"},
		{">", "Writes {>}"},
	}},
	{names: "tee", flags: "-a --append -i", says: []entry{
		{"-a|--append", "Appends what it reads to {args}"},
		{"", "Writes what it reads to {args}"},
	}},
	{names: "find", flags: "+ -H -L -P", says: []entry{
		{"", "Goes through the files below {1}"},
		{"", "Goes through files"},
	}},
	{names: "truncate", flags: "-s= --size= -c", says: []entry{{"-s|--size=0", "Empties {args}"}}},
	{names: "envsubst", flags: "-v", says: []entry{
		{">", "Fills in variables of the environment, into {>}"},
		{"", "Fills in variables of the environment"},
	}},
	{names: "openssl", flags: "-*", says: []entry{
		{"req -x509", "Makes a certificate"},
		{"req", "Makes a request for a certificate"},
		{"genrsa|genpkey|ecparam", "Makes a private key"},
		{"dhparam", "Makes parameters for the exchange of keys"},
	}},
	{names: "ssh-keyscan", flags: "-H -t= -p=", says: []entry{{"", "Fetches the keys by which {args} is known to ssh"}}},
	{names: "ssh-keygen", flags: "-A -t= -f= -N= -b= -q -C=", says: []entry{{"-A", "Makes the keys of the SSH server that are not there yet"}, {"-f", "Makes the key {-f}"}}},
}

// accounts are the commands that make users and groups.
var accounts = []program{
	{
		names: "useradd",
		flags: "-m --create-home -M --no-create-home -r --system -l --no-log-init -N --no-user-group -U --user-group -o --non-unique -u= --uid= -g= --gid= -G= --groups= " +
			"-d= --home= --home-dir= -s= --shell= -c= --comment= -p= --password= -k= --skel= -b= --base-dir= -K= --key= -e= --expiredate= -f=",
		says: []entry{
			{"-u|--uid -g|--gid", "Creates the user {1} with the id {-u|--uid} in the group {-g|--gid}"},
			{"-u|--uid", "Creates the user {1} with the id {-u|--uid}"},
			{"-g|--gid", "Creates the user {1} in the group {-g|--gid}"},
			{"", "Creates the user {1}"},
			{"", "Creates a user"},
		},
		more: userMore,
	},
	{
		names: "adduser",
		flags: "-D -H -S -h= --home= -g= --gecos= --comment= -s= --shell= -G= --ingroup= -u= --uid= --gid= -k= --disabled-password --disabled-login --system -r --group --no-create-home --create-home -m -M --quiet -q --force-badname --allow-bad-names -d=",
		says: []entry{
			{"", "Puts the user {1} into the group {2}"},
			{"-u|--uid -G|--ingroup", "Creates the user {1} with the id {-u|--uid} in the group {-G|--ingroup}"},
			{"-u|--uid", "Creates the user {1} with the id {-u|--uid}"},
			{"-G|--ingroup", "Creates the user {1} in the group {-G|--ingroup}"},
			{"", "Creates the user {1}"},
			{"", "Creates a user"},
		},
		more: userMore,
	},
	{names: "groupadd", flags: "-r --system -f --force -o --non-unique -g= --gid= -K=", says: []entry{
		{"-g|--gid", "Creates the group {1} with the id {-g|--gid}"},
		{"", "Creates the group {1}"},
		{"", "Creates a group"},
	}},
	{names: "addgroup", flags: "-S --system -r --quiet -g= --gid=", says: []entry{
		{"", "Puts the user {1} into the group {2}"},
		{"-g|--gid", "Creates the group {1} with the id {-g|--gid}"},
		{"", "Creates the group {1}"},
		{"", "Creates a group"},
	}},
	{names: "usermod", flags: "-a --append -L -U -o -G= --groups= -u= --uid= -g= --gid= -d= --home= -s= --shell= -l= --login= -m -c=", says: []entry{
		{"-G|--groups -a|--append", "Puts the user {last} into the group {-G|--groups} too"},
		{"-G|--groups", "Makes {-G|--groups} the further groups of the user {last}"},
		{"-u|--uid", "Gives the user {last} the id {-u|--uid}"},
		{"-d|--home", "Makes {-d|--home} the home of the user {last}"},
		{"-s|--shell", "Gives the user {last} the shell {-s|--shell}"},
		{"", "Changes the user {last}"},
	}},
	{names: "groupmod", flags: "-o -g= --gid= -n= --new-name=", says: []entry{{"-g|--gid", "Gives the group {last} the id {-g|--gid}"}}},
	{names: "userdel deluser", flags: "-r --remove -f --remove-home", says: []entry{{"", "Removes the user {1}"}}},
	{names: "groupdel delgroup", flags: "-f", says: []entry{{"", "Removes the group {1}"}}},
	{names: "passwd", flags: "-l -d -u", says: []entry{{"-l", "Locks the password of {1}"}, {"-d", "Takes the password from {1}"}}},
	{names: "chsh", flags: "-s= --shell=", says: []entry{{"-s|--shell", "Gives the user {1} the shell {-s|--shell}"}}},
}

// userMore is what the flags say with which a user is made.
var userMore = []entry{
	{"-s|--shell=/usr/sbin/nologin|/sbin/nologin|/bin/nologin|/bin/false|/usr/bin/false|/bin/true", "Nobody can log in as this user"},
	{"-M|--no-create-home|-H", "It gets no home folder"},
	{"-m|--create-home", "Its home folder is made too"},
	{"-d|--home-dir", "Its home is {-d|--home-dir}"},
	{"-D|--disabled-password", "It has no password"},
}
