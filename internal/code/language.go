package code

// languages says which reader takes the listings of which language.
var languages = map[string]func(*builder) error{
	"dockerfile": readDockerfile, "docker": readDockerfile, "containerfile": readDockerfile,
	"sh": readScript, "bash": readScript, "shell": readScript, "ash": readScript,
	"dash": readScript, "ksh": readScript, "mksh": readScript, "zsh": readScript,
	"console": readConsole, "shell-session": readConsole, "shellsession": readConsole,
	"sh-session": readConsole, "terminal": readConsole,
	"yaml": readYAML, "yml": readYAML, "docker-compose": readYAML, "compose": readYAML,
	"nginx": readNginx, "nginxconf": readNginx,
	"ini": readINI, "toml": readINI, "systemd": readINI, "properties": readINI,
	"env": readINI, "dotenv": readINI,
	"makefile": readMakefile, "make": readMakefile,
}
