package draft

// network are the commands that fetch things, and those that prove them.
var network = []program{
	{
		names: "curl",
		flags: "-f -s -S -L -k -O -I -v -g -q -J -N -R -# -4 -6 -i --fail --silent --show-error --location --insecure --compressed --remote-name --remote-header-name --head --globoff " +
			"--tlsv1.2 --tlsv1.3 --http1.1 --create-dirs --progress-bar --retry-connrefused --retry-all-errors --fail-with-body --no-progress-meter --ipv4 --include --proto-default= " +
			"-o= --output= -H= --header= -X= --request= -d= --data= -u= --user= -A= --user-agent= -w= --write-out= -m= --max-time= --retry= --retry-delay= --retry-max-time= --connect-timeout= " +
			"--proto= --output-dir= --url= --unix-socket= -b= -e= -T= --cacert= -x= --proxy= -C=",
		says: []entry{
			{"-o|--output=/dev/null", "Asks {url}"},
			{"-o|--output", "Downloads {file} to {-o|--output}"},
			{"-o|--output", "Downloads {-o|--output}"},
			{"-O|--remote-name", "Downloads {file}"},
			{">", "Downloads {file} to {>}"},
			{">", "Downloads {>}"},
			{"url~://localhost|://127.0.0.1|://0.0.0.0", "Asks {url}"},
			{"", "Fetches {url}"},
			{"", "Fetches {file}"},
			{"", "Downloads a file"},
		},
		more: []entry{{"-f|--fail url~://localhost|://127.0.0.1|://0.0.0.0", "`-f` makes an answer that is an error count as one"}},
	},
	{
		names: "wget",
		flags: "-q -c -N -S -v -nv -nc -4 -6 --quiet --no-check-certificate --no-verbose --show-progress --https-only --spider --continue --no-cache --no-hsts --content-disposition --no-clobber --force-clobber " +
			"-O= --output-document= -P= --directory-prefix= --progress= -t= --tries= -T= --timeout= --header= -U= --user-agent= --secure-protocol= --max-redirect= --retry-connrefused --waitretry= -e= --retry-on-http-error= --read-timeout=",
		says: []entry{
			{"--spider", "Asks {url}"},
			{"-O|--output-document=-|/dev/null url~://localhost|://127.0.0.1|://0.0.0.0", "Asks {url}"},
			{"-O|--output-document=-", "Fetches {url}"},
			{"-O|--output-document", "Downloads {file} to {-O|--output-document}"},
			{"-O|--output-document", "Downloads {-O|--output-document}"},
			{"-P|--directory-prefix", "Downloads {file} into {-P|--directory-prefix}"},
			{"", "Downloads {file}"},
			{"", "Downloads a file"},
		},
	},
	{
		names: "git",
		flags: "--recursive --recurse-submodules --single-branch -q --quiet --progress --shallow-submodules --no-checkout --bare --global --system --init --hard --all --tags -f --force --no-tags --local --add " +
			"--depth= --branch= -b= -c= -C= --filter= -j= --jobs= --exclude= --directory=",
		says: []entry{
			{"clone -b|--branch", "Clones {1} at {-b|--branch} into {2}"},
			{"clone -b|--branch", "Clones {1} at {-b|--branch}"},
			{"clone", "Clones {1} into {2}"},
			{"clone", "Clones {1}"},
			{"clone", "Clones a repository"},
			{"checkout|switch", "Goes to {last} in the repository"},
			{"reset --hard", "Goes to {1} in the repository"},
			{"submodule", "Fetches the repository's submodules"},
			{"lfs", "Fetches the large files of the repository"},
			{"config", "Sets git's option {1} to {2}"},
			{"config", "Sets git's option {1}"},
			{"fetch|pull", "Fetches what is new in the repository"},
			{"apply", "Changes the code by the patch {args}"},
			{"init", "Makes an empty repository"},
		},
		more: []entry{{"--depth=1", "`--depth 1` leaves its history out"}},
	},
	{
		names: "gpg gpg2",
		flags: "--batch --verify --dearmor --import --yes --no-tty --quiet --no-default-keyring --armor --export --fingerprint --list-keys --keyid-format= --trust-model= --recv-keys --recv-key --keyserver= --keyserver-options= -o= --output= --keyring= --homedir= --options= --decrypt",
		says: []entry{
			{"--recv-keys|--recv-key --keyserver", "Fetches the key {args} from {--keyserver}"},
			{"--recv-keys|--recv-key", "Fetches the key {args}"},
			{"--verify", "Makes sure that {1} is a true signature of {2}"},
			{"--verify", "Makes sure that a signature is true"},
			{"--dearmor -o|--output", "Writes the key in binary form to {-o|--output}"},
			{"--dearmor", "Turns a key into its binary form"},
			{"--import", "Makes the keys of {args} known to gpg"},
			{"--import", "Makes keys known to gpg"},
			{"--export >", "Writes the key to {>}"},
			{"--decrypt -o|--output", "Takes {-o|--output} out of the signed or encrypted file {1}"},
		},
	},
	{names: "gpgconf", flags: "--kill=", says: []entry{{"--kill", "Ends what gpg has started in the background"}}},
	{names: "apt-key", flags: "--keyring= --keyserver= --recv-keys", says: []entry{{"add", "Makes apt trust packages signed with a key"}, {"adv", "Makes apt trust packages signed with a key"}}},
	{names: "sha256sum sha512sum sha384sum sha1sum md5sum shasum", flags: "-c --check -s --strict --status --quiet -w -a= --ignore-missing", says: []entry{
		{"-c|--check", "Compares files with the checksums that they must have, and fails when one differs"},
	}},
	{names: "cosign", flags: "+", says: []entry{{"verify", "Makes sure that an image's signature is true"}}},
	{names: "rsync", flags: "-a -v -z -r -l -t -p -o -g -D --archive --delete --exclude=", says: []entry{{"", "Copies {init} to {last}"}}},
	{names: "nc ncat netcat", flags: "-z -v -n -l -u -w= -q=", says: []entry{{"-z", "Tries whether something listens on port {2} of {1}"}}},
	{names: "pg_isready", flags: "-q -h= --host= -p= --port= -U= --username= -d= --dbname= -t=", says: []entry{
		{"-h|--host", "Asks whether PostgreSQL on {-h|--host} takes connections"},
		{"", "Asks whether PostgreSQL takes connections"},
	}},
	{names: "mysqladmin mariadb-admin", flags: "-h= --host= -u= --user= -p* --password= -P= --port= --silent -s --protocol=", says: []entry{
		{"ping", "Asks whether the database answers"},
		{"shutdown", "Ends the database server"},
	}},
	{names: "redis-cli", flags: "-h= -p= -a= --raw", says: []entry{{"ping", "Asks whether Redis answers"}}},
	{names: "getent", says: []entry{{"passwd", "Looks up the user {1}"}, {"group", "Looks up the group {1}"}}},
}
