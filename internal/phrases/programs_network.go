package phrases

// network are the commands that fetch things, and those that prove them.
var network = []program{
	{names: "curl", flags: "-f,--fail -s,--silent -S,--show-error -L,--location -k,--insecure -O,--remote-name -I,--head -v,--verbose -g,--globoff -q,--disable -J,--remote-header-name -N,--no-buffer -R,--remote-time -G,--get -#,--progress-bar -4,--ipv4 -6,--ipv6 -i,--include -n,--netrc -a,--append -l -j -p -B -Z,--parallel " +
		"-0,--http1.0 -1,--tlsv1 -2 -3 --tlsv1.0 --tlsv1.1 --tlsv1.2 --tlsv1.3 --http1.1 --http2 --http2-prior-knowledge --http3 --compressed --create-dirs --retry-connrefused --retry-all-errors --fail-with-body --fail-early --no-progress-meter --anyauth --basic --digest --ntlm --negotiate --netrc-optional " +
		"--location-trusted --raw --path-as-is --remote-name-all --remove-on-error --ssl --ssl-reqd --ssl-no-revoke --styled-output --tcp-nodelay --trace-time --xattr --ftp-pasv --post301 --post302 --post303 " +
		"-o,--output= -H,--header= -X,--request= -d,--data,--data-raw,--data-binary,--data-urlencode,--data-ascii,--json= -F,--form,--form-string= -T,--upload-file= -u,--user= -A,--user-agent= -w,--write-out= -m,--max-time= -b,--cookie= -c,--cookie-jar= -e,--referer= -x,--proxy= -C,--continue-at= -D,--dump-header= -E,--cert= -K,--config= -r,--range= -z,--time-cond= -y,--speed-time= -Y,--speed-limit= -U,--proxy-user= -Q,--quote= -P,--ftp-port= -t= " +
		"--retry= --retry-delay= --retry-max-time= --connect-timeout= --proto= --proto-default= --proto-redir= --output-dir= --url= --unix-socket= --cacert= --capath= --cert-type= --key= --key-type= --ciphers= --tls-max= --resolve= --connect-to= --max-redirs= --max-filesize= --limit-rate= --noproxy= --oauth2-bearer= --interface= --dns-servers= --doh-url= --stderr= --trace= --trace-ascii= --etag-save= --etag-compare= --pinnedpubkey= --keepalive-time= --socks5= --socks5-hostname= --create-file-mode= --url-query= --netrc-file= --rate= --request-target=", says: []entry{
		{"-X !-X=GET|HEAD", "Sends a request to {url?a server}", ""},
		{"-d|-F|-T !-G", "Sends a request to {url?a server}", ""},
		{"-o=/dev/null", "Asks {url}", ""},
		{"-I", "Asks {url}", ""},
		{":signature -o", "Downloads {-o}", "-"},
		{":signature", "Downloads {file}", "-"},
		{"-o :vague !-o=-", "Downloads {url} to {-o}", "download {file|-o/}"},
		{"-o :vague !-o=-", "Downloads {-o}[ from {host}]", "download {file|-o/}"},
		{"-o !-o=-", "Downloads {file} to {-o}", "download {file|-o/}"},
		{"-o !-o=-", "Downloads {-o}", "download {file|-o/}"},
		{"-O :vague", "Downloads {file}[ from {host}]", "download {file}"},
		{"-O", "Downloads {file}", "download {file}"},
		{"> :vague", "Downloads {url} to {>}", "download {file|>/}"},
		{"> :vague", "Downloads {>}[ from {host}]", "download {file|>/}"},
		{">", "Downloads {file} to {>}", "download {file|>/}"},
		{">", "Downloads {>}", "download {file|>/}"},
		{":local", "Asks {url}", ""},
		{"", "Fetches {url|file}", "download {url/}"},
		{"& -f :local", "`-f` makes an answer that is an error count as one", ""},
	}},
	{names: "wget", flags: "-q,--quiet -c,--continue -N,--timestamping -S,--server-response -v,--verbose -nv,--no-verbose -nc,--no-clobber -nd -nH -np -n* -4,--inet4-only -6,--inet6-only --no-check-certificate --show-progress --https-only --spider --content-disposition --force-clobber --trust-server-names --retry-connrefused --auth-no-challenge --content-on-error " +
		"-b,--background -d,--debug -r,--recursive -k,--convert-links -K -m,--mirror -p,--page-requisites -E,--adjust-extension -H,--span-hosts -L,--relative -x,--force-directories -F --random-wait --unlink --xattr " +
		"-O,--output-document= -P,--directory-prefix= -o,--output-file= -a,--append-output= -i,--input-file= -t,--tries= -T,--timeout= -U,--user-agent= -e,--execute= -w,--wait= -A,--accept= -R,--reject= -l,--level= -Q,--quota= -B,--base= -D,--domains= -I= -X= " +
		"--progress= --header= --secure-protocol= --max-redirect= --waitretry= --retry-on-http-error= --read-timeout= --connect-timeout= --dns-timeout= --user= --password= --http-user= --http-password= --referer= --method= --post-data= --post-file= --body-data= --body-file= --load-cookies= --save-cookies= --ca-certificate= --ca-directory= --certificate= --private-key= --limit-rate= --cut-dirs= --config= --prefer-family= --compression= --bind-address= --proxy=", says: []entry{
		{"--spider", "Asks {url}", ""},
		{"--post-data|--post-file|--method|--body-data|--body-file", "Sends a request to {url?a server}", ""},
		{"-O=-|/dev/null :local", "Asks {url}", ""},
		{":signature -O", "Downloads {-O}", "-"},
		{":signature", "Downloads {file}", "-"},
		{"-O=-", "Fetches {url|file}", "download {url/}"},
		{"-O=/dev/null", "Asks {url}", ""},
		{"-O :vague !-O=-", "Downloads {url} to {-O}", "download {file|-O/}"},
		{"-O :vague !-O=-", "Downloads {-O}[ from {host}]", "download {file|-O/}"},
		{"-O !-O=-", "Downloads {file} to {-O}", "download {file|-O/}"},
		{"-O !-O=-", "Downloads {-O}", "download {file|-O/}"},
		{"-r|-m", "Downloads {url} and what it links to", "download {file|url/}"},
		{":vague", "Downloads {file}[ from {host}][ into {-P}]", "download {file|url/}"},
		{"", "Downloads {file|url}[ into {-P}]", "download {file|url/}"},
	}},
	{names: "git", flags: "--recursive,--recurse-submodules --single-branch -q,--quiet -v,--verbose --progress --shallow-submodules --bare --mirror --global --system --local --init --hard --all -a -A -t,--tags -f,--force --add --unset,--unset-all,--remove-section --get,--get-all,--get-regexp,--list,-l --no-checkout,-n --sparse --remote --remote-submodules --merge --detach --reject-shallow --no-single-branch --ff-only --rebase --allow-empty --reverse,-R --check --3way -s,--shared -4 -6 " +
		"--depth= -b,--branch= -B= -c,--config= -C= --filter= -j,--jobs= --exclude= --include= --directory= -o,--origin= --reference= --reference-if-able= --shallow-since= --shallow-exclude= --separate-git-dir= --template= -u,--upload-pack= --bundle-uri= --server-option= --initial-branch= --file= -p= -m,--message= --git-dir= --work-tree= --author=", says: []entry{
		{"clone", "Clones {1?a repository}[ at {-b}][ into {2}]", "clone {1/}"},
		{"checkout|switch !-- !-b", "Goes to {last} in the repository", ""},
		{"reset --hard", "Goes to {1?the last commit} in the repository", ""},
		{"submodule update|init", "Fetches the repository's submodules", ""},
		{"lfs pull|fetch|checkout", "Fetches the large files of the repository", ""},
		{"config --unset", "Takes out git's option {1}", ""},
		{"config --get", "", ""},
		{"config !--file !-f", "Sets git's option {1}[ to {2}]", "~set git's option {1}"},
		{"fetch|pull", "Fetches what is new in the repository", ""},
		{"apply|am !--check", "Changes the code by the patch {args}", "~apply the patch {args/}"},
		{"init", "Makes an empty repository", ""},
		{"& clone --depth=1", "`--depth 1` leaves its history out", ""},
	}},
	{names: "gpg gpg2", flags: "--batch --verify --dearmor --import --yes --no-tty --quiet,-q --no-default-keyring --armor,-a --export --fingerprint --list-keys --with-colons --decrypt,-d --delete-keys --export-ownertrust --import-ownertrust -v,--verbose --always-trust --recv-keys,--receive-keys,--recv-key,--recv " +
		"--keyid-format= --trust-model= --keyserver= --keyserver-options= -o,--output= --keyring= --homedir= --options= -r= -u= --passphrase= --pinentry-mode= --status-fd= --logger-fd= --passphrase-fd= --edit-key=", says: []entry{
		{"--recv-keys", "Fetches the key{s} {args}[ from {--keyserver}]", "-"},
		{"--verify", "Makes sure that {1?a signature} is a true signature[ of {2}]", "-"},
		{"--dearmor", "Writes the key in binary form to {-o|>}", "~write {-o|>}"},
		{"--dearmor", "Turns a key into its binary form", ""},
		{"--import", "Makes keys[ of {args}] known to gpg", ""},
		{"--export >", "Writes the key to {>}", "~write {>}"},
		{"--export -o", "Writes the key to {-o}", "~write {-o}"},
		{"--decrypt -o", "Takes {-o} out of the signed or encrypted file {1}", "~decrypt {1}"},
	}},
	{names: "gpgconf", flags: "--kill=", idle: true, says: []entry{{"--kill", "Ends what gpg has started in the background", ""}}},
	{names: "apt-key", flags: "--keyring= --keyserver= --recv-keys,--recv", says: []entry{{"add|adv", "Makes apt trust packages signed with a key", "~trust a key"}}},
	{names: "sha256sum sha512sum sha384sum sha1sum md5sum shasum", flags: "-c,--check -s,--strict --status --quiet -w,--warn -b -t -a= --ignore-missing", says: []entry{
		{"-c", "Compares files with the checksums that they must have, and fails when one differs", "-"},
	}},
	{names: "cosign", flags: "+", says: []entry{{"verify", "Makes sure that an image's signature is true", ""}}},
	{names: "rsync", flags: "-a,--archive -v,--verbose -z,--compress -r,--recursive -l,--links -L -t -p -o -g -D -H -A -X -h -q -u -n,--dry-run -P,--progress --delete --exclude= --include= -e= --chown= --exclude-from= --files-from= --include-from= -f,--filter=", says: []entry{
		{"-n", "", ""},
		{"--exclude|--exclude-from|--include|--include-from|--files-from|-f", "Copies what its rules choose of {init} to {last}", "~copy {init} to {last}"},
		{"", "Copies {init} to {last}", "~copy {init} to {last}"},
	}},
	{names: "nc ncat netcat", flags: "-z -v -n -l -u -w= -q= -p= -4 -6 -k", says: []entry{{"-z", "Tries whether something listens on port {2} of {1}", ""}}},
	{names: "pg_isready", flags: "-q,--quiet -h,--host= -p,--port= -U,--username= -d,--dbname= -t,--timeout=", says: []entry{{"", "Asks whether PostgreSQL[ on {-h}] takes connections", ""}}},
	{names: "mysqladmin mariadb-admin", flags: "-h,--host= -u,--user= -p,--password* -P,--port= -s,--silent --protocol= -S,--socket= -w,--wait? --connect-timeout= --defaults-file= --defaults-extra-file= --ssl --skip-ssl", says: []entry{
		{"ping", "Asks whether the database answers", ""},
		{"shutdown", "Ends the database server", ""},
	}},
	{names: "redis-cli", flags: "-h= -p= -a= -s= -n= -u= --raw --no-auth-warning --tls", says: []entry{{"ping|PING", "Asks whether Redis answers", ""}}},
	{names: "getent", says: []entry{{"passwd", "Looks up the user {1}", ""}, {"group", "Looks up the group {1}", ""}}},
}
