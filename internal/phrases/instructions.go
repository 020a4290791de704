package phrases

// Instructions are what each instruction of a Dockerfile does. The facts that
// they use are those of instruction.go; flags have sentences of their own.
var Instructions = map[string][]Sentence{
	"FROM": {
		{"scratch", "Starts from nothing: `scratch` is an empty image"},
		{"base", "Goes on from the stage {base}"},
		{"choice", "Goes on from the stage that {choice} names"},
		{"chosen", "Starts from {image}, in a version that `--build-arg` can change"},
		{"variable", "Starts from {image}, which `--build-arg` can change"},
		{"digest", "Starts from {image}, and by the digest always from the same build of it"},
		{"", "Starts from {image}"},
		{"", "Starts from an image"},
	},
	"RUN": {
		{"document", "Runs the lines that follow while the image is built"},
		{"", ""},
	},
	"COPY": {
		{"document target", "Writes the lines that follow to {target}"},
		{":from same", "Copies {sources} from {:from}"},
		{":from here", "Copies {sources?files} from {:from} into the working directory"},
		{":from", "Copies {sources?files} from {:from} to {target}"},
		{"context here", "Copies the build context into the working directory[, {workdir}]"},
		{"context", "Copies the build context to {target}"},
		{"here", "Copies {sources?files} into the working directory[, {workdir}]"},
		{"", "Copies {sources?files} to {target}"},
		{"", "Copies files into the image"},
	},
	"ADD": {
		{"document target", "Writes the lines that follow to {target}"},
		{"mixed archive plain !address !repository", "Unpacks {archive} into {target} and copies {plain} there"},
		{"mixed address plain !archive !repository", "Downloads {address?files} to {target} and copies {plain} there"},
		{"mixed address archive !plain !repository", "Downloads {address?files} to {target} and unpacks {archive} there"},
		{"mixed", "Adds {sources?files} to {target}"},
		{"mixed", "Adds files to the image"},
		{"repository", "Fetches the repository[ {sources}] into {target}"},
		{"address", "Downloads {sources?a file} to {target}"},
		{"archive", "Unpacks {sources} into {target}"},
		{"context here", "Copies the build context into the working directory"},
		{"context", "Copies the build context to {target}"},
		{"here", "Copies {sources} into the working directory"},
		{"", "Copies {sources} to {target}"},
		{"", "Adds files to the image"},
	},
	"WORKDIR": {
		{"", "What follows happens in {path}, which is made where it does not exist"},
		{"", "Sets the folder in which the rest happens"},
	},
	"USER": {
		{"root last", "The commands below run as root, and so does the container"},
		{"root", "The commands below run as root"},
		{"number last", "From here on commands run as the user with the id {user}, in the container too"},
		{"number", "The commands below run as the user with the id {user}"},
		{"last", "From here on commands run as the user {user}, in the container too"},
		{"", "The commands below run as the user {user}"},
		{"", "Sets the user that runs commands from here on"},
	},
	"EXPOSE": {
		{"several", "Says that the container listens on the ports {ports}. It publishes none of them: that takes `docker run --publish`"},
		{"", "Says that the container listens on port {ports}. It does not publish it: that takes `docker run --publish`"},
		{"", "Says on which ports the container listens"},
	},
	"VOLUME": {
		{"", "What is written to {paths} goes into a volume, not into the container's own layer"},
		{"", "Keeps folders in volumes, outside the container's own layer"},
	},
	"STOPSIGNAL": {
		{"overridden", "Has no effect: a later `STOPSIGNAL` of the stage takes its place"},
		{"", "`docker stop` sends {signal} to end the container"},
		{"", "Sets the signal with which `docker stop` ends the container"},
	},
	"SHELL": {
		{"", "Commands that are written as a line go through {shell} from here on"},
		{"", "Sets the shell for commands that are written as a line"},
	},
	"HEALTHCHECK": {
		{"overridden", "Has no effect: a later `HEALTHCHECK` of the stage takes its place"},
		{"none", "Turns off a health check of the base image"},
		{"command|program", "Docker runs {command|program} in the container to see whether it is well"},
		{"", "Says how Docker finds out whether the container is well"},
	},
	"ENTRYPOINT": {
		{"overridden", "Has no effect: a later `ENTRYPOINT` of the stage takes its place"},
		{"empty", "Drops the entrypoint of the base image"},
		{"exec", "A container starts {command|program}; its command follows as arguments"},
		{"command", "A container starts {command} through a shell, without the arguments of `CMD`"},
		{"", "A container starts this through a shell, without the arguments of `CMD`"},
	},
	"CMD": {
		{"overridden", "Has no effect: a later `CMD` of the stage takes its place"},
		{"empty", "Drops the default command of the base image"},
		{"shelled", "Has no effect: the entrypoint is written as a line for the shell, which takes no arguments"},
		{"entrypoint exec", "What the entrypoint gets as arguments unless `docker run` names others[: {command}]"},
		{"", "The default command, which `docker run` can replace[: {command}]"},
	},
	"LABEL": {
		{"one", "Sets the label {names}, which tools can read"},
		{"", "Sets labels, which tools can read[: {names}]"},
	},
	"MAINTAINER": {
		{"", "Names the maintainer; today a label does this"},
	},
	"ONBUILD": {
		{"", "Waits for images that start from this one: their builds run {command?it} after `FROM`"},
	},
	"ENV": {{"", "Sets variables, for what follows and for the container"}},
	"ARG": {{"", "Declares values that `docker build --build-arg` can set"}},
}

// Directives are the comments at the top of a file that are more than that.
var Directives = map[string][]Sentence{
	"syntax": {{"", "Says which version of the Dockerfile language this is: {value}"}},
	"escape": {{"", "Says which character continues a line: {value}"}},
	"check":  {{"", "Says how `docker build --check` looks at the file"}},
	"#!":     {{"", "The script is run by {value}"}},
}
