package phrases

// stops says what "set -e" does.
const stops = "Stops at the first command that fails"

// shell are the commands of the shell itself, and those that hand over to
// another.
var shell = []program{
	{names: "set", flags: "-e -u -x -v -m -f -a -h -b -E -T -C -o=", idle: true, says: []entry{
		{"+x", "Ends the printing of commands", ""},
		{"+e", "Goes on after a command that fails", ""},
		{"-- last=$@", "Puts {init} in front of the arguments", ""},
		{"--", "", ""},
		{"-e", stops, ""},
		{"-o=errexit", stops, ""},
		{"-u", "Takes a variable that is not set for a mistake", ""},
		{"-o=pipefail", "Lets a pipe fail when any of its commands does", ""},
		{"-x", "Prints every command before it is run", ""},
		{"-a", "Hands every variable that is set from here on to the commands that are run", ""},
		{"& -u -e", "A variable that is not set is a mistake too", ""},
		{"& -u -o=errexit !-e", "A variable that is not set is a mistake too", ""},
		{"& -o=pipefail -e|-u", "A pipe fails when any of its commands does", ""},
		{"& -o=pipefail -o=errexit !-e !-u", "A pipe fails when any of its commands does", ""},
		{"& -x -e|-u", "Every command is printed before it is run", ""},
	}},
	{names: "exec", flags: "+ -a= -c -l", says: []entry{
		{"$@ $", "The shell makes way for the command in the script's arguments, which then gets the signals itself", "exec the command"},
		{"gosu|su-exec 2=$@", "The shell makes way for the command in the script's arguments, as the user {1}", "exec the command as {1}"},
		{"gosu|su-exec 2=$0|$BASH_SOURCE|${BASH_SOURCE[0]}", "Runs this script again, as the user {1}", "exec this script as {1}"},
		{"gosu|su-exec", "The shell makes way for {2}, as the user {1}", "~exec {2} as {1}"},
		{"tini|dumb-init|/sbin/tini|/usr/bin/tini|/usr/bin/dumb-init", "The shell makes way for {1}, which passes signals on to the command behind it", "~exec {1}"},
		{"", "The shell makes way for {1}, which then gets the signals itself", "~exec {1}"},
	}},
	{names: "gosu su-exec", flags: "+", says: []entry{{"", "Runs {2} as the user {1}", "~run {2} as {1}"}}},
	{names: "su runuser", flags: "-c,--command= -s,--shell= -l,--login -m,-p -u,--user= -g= -", says: []entry{{"-c !2 !1=-", "Runs {-c} as the user {1?root}", "~run {-c} as {1?root}"}, {"- -c", "Runs {-c} as the user {1?root}", "~run {-c} as {1?root}"}}},
	{names: "trap", flags: "+ -", says: []entry{
		{"-", "", ""},
		{"last=EXIT|0 !3", "Runs {1} when the script ends", ""},
		{"last~ !3", "Runs {1} when the script gets {rest}", ""},
		{"last~", "Runs {1} on each of {rest}", ""},
	}},
	{names: ". source", flags: "+", says: []entry{{"", "Reads {1}: what it sets holds here too", "read {1}"}}},
	{names: "cd pushd", idle: true, says: []entry{{"", "", "change to {1}"}}},
	{names: ": true [ test export unset dpkg-architecture dpkg-query yes", idle: true},
	{names: "bash sh ash dash", flags: "+ -e -x -u -v -l,--login -i -s -o= -c=", says: []entry{{"-s", "", ""}, {"-c", "A shell runs {-c}", ""}, {"!1=-", "Runs the script {1}", ""}}},
	{names: "wait", flags: "-n", says: []entry{{"$", "Waits for what runs in the background", ""}, {"", "Waits for {args}", ""}}},
	{names: "ulimit", flags: "-H -S -n= -c= -s= -u= -l=", says: []entry{{"-n", "Lets a process have at most {-n} files open", ""}}},
	{names: "umask", says: []entry{{"", "New files get a mode without {1}", ""}}},
	{names: "kill", flags: "-s= -TERM -QUIT -KILL -HUP -INT -USR1 -15 -9 -2", says: []entry{{"", "Sends a signal to {args}", ""}}},

	{names: "sudo", leads: 1, flags: "+ -E,--preserve-env -H,--set-home -n,--non-interactive -S,--stdin -k -b -i,--login -P -u,--user= -g,--group= -p= -C="},
	{names: "env", leads: 1, sets: true, flags: "+ -i,--ignore-environment -u,--unset= -C,--chdir="},
	{names: "timeout", leads: 2, flags: "+ -k,--kill-after= -s,--signal= -v --foreground --preserve-status"},
	{names: "nice ionice", leads: 1, flags: "+ -n,--adjustment= -c= -t"},
	{names: "time nohup command builtin eatmydata", leads: 1, flags: "+ -p"},
}
