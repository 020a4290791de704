package phrases

// files are the commands that change files.
var files = []program{
	{names: "mkdir", flags: "-p,--parents -v,--verbose -m,--mode= -Z", says: []entry{{"", "Creates {args}[ with the mode {-m}]", "create {args}"}}},
	{names: "rmdir", flags: "-p,--parents -v --ignore-fail-on-non-empty", idle: true, says: []entry{{"", "Removes {args}", ""}}},
	{names: "rm", flags: "-r,-R,--recursive -f,--force -v,--verbose -d,--dir -i -I --one-file-system", idle: true, says: []entry{
		{"/var/lib/apt/lists/*|/var/lib/apt/lists|/var/lib/apt/lists/", "Deletes the lists of packages, which nothing needs after the installation[, and {args}]", ""},
		{"/var/cache/apk/*|/var/cache/apk|/var/cache/apk/ $", "Deletes the package lists that apk keeps", ""},
		{"~/.cache|/root/.cache|/root/.cache/pip|/root/.npm $", "Deletes what was kept for a next time", ""},
		{"", "Deletes {args}", ""},
	}},
	{names: "cp", flags: "-r,-R,--recursive -a,--archive -p -f,--force -v,--verbose -L,--dereference -P,--no-dereference -H -d -b -i -n,--no-clobber -u,--update -l,--link -s,--symbolic-link -T,--no-target-directory -x,--one-file-system --preserve --parents --remove-destination --attributes-only --reflink --no-preserve= --sparse= -S,--suffix= -t,--target-directory=", says: []entry{
		{"-t", "Copies {args?files} to {-t}", "~copy {args} to {-t}"},
		{"", "Copies {init?files} to {last}", "~copy {init} to {last}"},
	}},
	{names: "mv", flags: "-f,--force -v,--verbose -n,--no-clobber -u,--update -T,--no-target-directory -i -b -S= -t,--target-directory=", says: []entry{
		{"-t", "Moves {args?files} to {-t}", "~move {args} to {-t}"},
		{"", "Moves {init?files} to {last}", "~move {init} to {last}"},
	}},
	{names: "ln", flags: "-s,--symbolic -f,--force -n,--no-dereference -v,--verbose -r,--relative -T,--no-target-directory -b -i -L -P -S= -t,--target-directory=", says: []entry{
		{"/dev/stdout|/proc/self/fd/1|/dev/fd/1|/proc/1/fd/1 -s !-t !2", "What is written to {1} comes out of the container's standard output", "link {1}"},
		{"/dev/stderr|/proc/self/fd/2|/dev/fd/2|/proc/1/fd/2 -s !-t !2", "What is written to {1} comes out of the container's standard error", "link {1}"},
		{"-t", "Makes links to {args} in {-t}", "link {args} into {-t}"},
		{"3~", "Makes links to {init} in {last}", "link {init} into {last}"},
		{"1~* :into", "Makes links to {1} in {2}", "link {1} into {2}"},
		{":into", "Makes a link to {1} in {2}", "link {1} into {2}"},
		{"-s", "Makes a link to {1} at {2}", "link {2}"},
		{"-s", "Makes a link to {1}", "link {1}"},
		{"!3", "Gives {1} the second name {2}", "link {2}"},
	}},
	{names: "touch", flags: "-a -c,--no-create -m -h -f -d,--date= -t= -r,--reference=", says: []entry{{"-c", "", ""}, {"", "Makes sure that there is {args}", "~touch {args}"}}},
	{names: "chmod", flags: "-R,--recursive -v,--verbose -c,--changes -f,--quiet,--silent --reference=", says: []entry{
		{"+x|a+x|ugo+x|u+x|+rx|a+rx|u+rx,g+rx -R", "Makes all in {args} executable", "make {args} executable"},
		{"+x|a+x|ugo+x|u+x|+rx|a+rx|u+rx,g+rx", "Makes {args} executable", "make {args} executable"},
		{"755|0755 !2 !-R", "Lets everybody read and run {args}, and its owner change it", "change the mode of {args}"},
		{"--reference", "Gives {args} the mode of {--reference}", "change the mode of {args}"},
		{":octal", "Gives {rest} the mode {1}", "change the mode of {rest}"},
		{"", "Changes what may be done with {rest}: {1}", "change the mode of {rest}"},
		{"& -R", "All below is meant too", ""},
	}},
	{names: "chown", flags: "-R,--recursive -v,--verbose -c,--changes -f,--quiet,--silent -h,--no-dereference --dereference -L -H -P --preserve-root --no-preserve-root --reference= --from=", says: []entry{
		{"--reference", "Gives {args} to the owner of {--reference}", "change the owner of {args}"},
		{"-R", "Gives {rest}, and all below, to {1}", "change the owner of {rest}"},
		{"", "Gives {rest} to {1}", "change the owner of {rest}"},
	}},
	{names: "chgrp", flags: "-R,--recursive -v -c -f -h", says: []entry{{"", "Gives {rest} to the group {1}", "~change the group of {rest}"}}},
	{names: "install", flags: "-d,--directory -D -v,--verbose -p,--preserve-timestamps -C,--compare -b -c -s,--strip -T,--no-target-directory -Z -m,--mode= -o,--owner= -g,--group= -t,--target-directory= -S=", says: []entry{
		{"-d", "Creates {args}[, owned by {-o}][, with the mode {-m}]", "~create {args}"},
		{"-t", "Copies {args} to {-t}", "~copy {args} to {-t}"},
		{"", "Copies {init} to {last}[ and sets the mode {-m}]", "~copy {init} to {last}"},
	}},
	{names: "tar bsdtar", flags: "-x,--extract,--get -c,--create -t,--list -z,--gzip,--gunzip,--ungzip -j,--bzip2 -J,--xz --zstd --lzma -Z -a,--auto-compress -v,--verbose -p,--preserve-permissions,--same-permissions -o,--no-same-owner --same-owner -m,--touch -O,--to-stdout -k,--keep-old-files -P,--absolute-names -h,--dereference -S -U -w -n -i -B -W " +
		"--overwrite --warning=no-unknown-keyword --wildcards --anchored --numeric-owner --delay-directory-restore --no-overwrite-dir --skip-old-files -f,--file= -C,--directory= --strip-components,--strip= -X,--exclude-from= --exclude= -T,--files-from= --transform,--xform= -s= --owner= --group= --mode= --mtime= --one-top-level= -I,--use-compress-program= -b= -g= -K= -L= -N= -V= -H,--format= -F= --warning=", says: []entry{
		{"-x -f=-", "Unpacks what it reads[ into {-C}]", "~unpack an archive"},
		{"-x", "Unpacks {-f?an archive}[ into {-C}]", "~unpack {-f/?an archive}"},
		{"-c", "Packs {args?files} into {-f?an archive}", "~pack {args?files} into {-f?an archive}"},
		{"& -x --strip-components=1", "The topmost folder of the archive is left out", ""},
		{"& --exclude", "It leaves out {--exclude}", ""},
	}},
	{names: "unzip", flags: "-q -o -j -n -qq -u -a -L -X -l -t -v -p -d= -x= -P= -O=", says: []entry{{"-l|-t|-v|-p", "", ""}, {"", "Unpacks {1?an archive}[ into {-d}]", "~unpack {1/?an archive}"}}},
	{names: "gunzip bunzip2 unxz", flags: "-f -k -q -v -c -d", says: []entry{{"!-c", "Unpacks {args}", "~unpack {args/}"}}},
	{names: "gzip bzip2 xz", flags: "-f,--force -k,--keep -q -v -d,--decompress,--uncompress -1 -2 -3 -4 -5 -6 -7 -8 -9,--best -n -c,--stdout -l -t -r", says: []entry{
		{"-d !-c", "Unpacks {args}", "~unpack {args/}"},
		{"!-d !-c !-l !-t", "Packs {args}", "~pack {args/}"},
	}},
	{names: "sed", flags: "-i,--in-place* -E,-r,--regexp-extended -n,--quiet,--silent -s,--separate -z,--null-data -u --posix --debug --follow-symlinks -e,--expression= -f,--file= -l=", says: []entry{
		{"-i -e|-f", "Changes {args} in place", "~change {args}"},
		{"-i", "Changes {rest} in place", "~change {rest}"},
		{"-i", "Changes a file in place", "~change a file"},
		{">", "Writes a changed copy to {>}", "~write {>}"},
	}},
	{names: "echo printf", flags: "+ -n -e -ne -en -E", idle: true, says: []entry{{">>", "Appends to {>>}", "~append to {>>}"}, {">", "Writes {>}", "~write {>}"}}},
	{names: "cat", flags: "-n -v -A -E -T -s -e -t -b", says: []entry{{">>", "Appends to {>>}", "~append to {>>}"}, {">", "Writes {>}[ from {args}]", "~write {>}"}}},
	{names: "tee", flags: "-a,--append -i -p", says: []entry{{"-a", "Appends what it reads to {args}", "~append to {args}"}, {"", "Writes what it reads to {args}", "~write {args}"}}},
	{names: "find", flags: "+ -H -L -P", says: []entry{{":done", "{:done}", ""}, {"", "Goes through the files below {1}", ""}}},
	{names: "truncate", flags: "-s,--size= -c,--no-create", says: []entry{{"-s=0", "Empties {args}", "~empty {args}"}}},
	{names: "envsubst", flags: "-v", says: []entry{{"", "Fills in variables of the environment[, into {>}]", "~fill in {>}"}}},
	{names: "openssl", flags: "-*", says: []entry{
		{"req -x509", "Makes a certificate", "~make a certificate"},
		{"req", "Makes a request for a certificate", "~make a request for a certificate"},
		{"genrsa|genpkey|ecparam", "Makes a private key", "~make a private key"},
		{"dhparam", "Makes parameters for the exchange of keys", "~make parameters for the exchange of keys"},
	}},
	{names: "ssh-keyscan", flags: "-H -t= -p= -T= -f= -4 -6", says: []entry{{"", "Fetches the keys by which {args} is known to ssh", ""}}},
	{names: "ssh-keygen", flags: "-A -q -y -l -v -e -t= -f= -N= -b= -C= -R= -F= -m= -P= -a=", says: []entry{{"-A", "Makes the keys of the SSH server that are not there yet", ""}, {"-t -f", "Makes the key {-f}", "~make the key {-f}"}}},
}
