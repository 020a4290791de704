package phrases

// InstructionFlags are what the flags of instructions add to what these do.
// Those of RUN are rows of their own: a line may have several.
var InstructionFlags = map[string][]Sentence{
	"FROM": {
		{"platform=$BUILDPLATFORM|${BUILDPLATFORM}", "It runs on the platform of the machine that builds, whichever the image is for"},
		{"platform=$TARGETPLATFORM|${TARGETPLATFORM}", "It is for the platform that the image is built for"},
		{"platform !platform~$", "It is for {platform}, whichever machine builds it"},
		{"name used", "Other stages know this one as {name}"},
	},
	"COPY": append([]Sentence{
		{"first !several", "It comes before the rest, so that the steps that follow are taken from the cache until it changes"},
		{"first several", "They come before the rest, so that the steps that follow are taken from the cache until one of them changes"},
	}, copyFlags...),
	"ADD": append([]Sentence{
		{"checksum", "The build stops when it has another checksum than the one that `--checksum` gives"},
		{"keep-git-dir=true", "Its history comes along"},
		{"unpack=false", "An archive stays packed"},
		{"unpack=true", "An archive is unpacked"},
	}, copyFlags...),
	"HEALTHCHECK": {
		{"interval timeout", "It does so every {interval}, and waits for {timeout} at most"},
		{"interval !timeout", "It does so every {interval}"},
		{"timeout !interval", "It waits for {timeout} at most"},
		{"retries", "The container counts as unhealthy when it fails {retries} times in a row"},
		{"start-period", "Failures in the first {start-period} do not count"},
		{"start-interval", "During the start it does so every {start-interval}"},
	},
	"WORKDIR":    {{"last", "Containers start there too"}},
	"USER":       {{"group", "Their group is {group}"}},
	"SHELL":      {{"shell~pipefail", "A pipe fails when any of its commands does"}},
	"ENTRYPOINT": {{":does", "{:does}"}, {":below", "{:below}"}},
	"CMD":        {{":does", "{:does}"}, {":below", "{:below}"}},
}

var copyFlags = []Sentence{
	{"chown !several", "It belongs to {chown}"},
	{"chown several", "They belong to {chown}"},
	{"chmod !several", "Its mode is {chmod}"},
	{"chmod several", "Their mode is {chmod}"},
	{"link", "`--link` makes a layer that does not depend on those before"},
	{"parents", "`--parents` copies the folders above too"},
	{"exclude", "{exclude} is left out"},
}

// RunFlags are what the flags of RUN do.
var RunFlags = map[string][]Sentence{
	"--mount": {
		{"type=cache id", "Keeps {target} between builds, outside the image, under the name {id}"},
		{"type=cache", "Keeps {target} between builds, outside the image"},
		{"type=secret env", "Lets this step alone read a secret, as the variable {env}"},
		{"type=secret target id", "Lets this step alone read the secret {id} at {target}; no layer holds it"},
		{"type=secret id", "Lets this step alone read the secret {id}; no layer holds it"},
		{"type=secret", "Lets this step alone read a secret; no layer holds it"},
		{"type=ssh", "Lends this step the SSH agent of whoever builds"},
		{"type=tmpfs", "Gives this step {target} in memory"},
		{"from source", "Shows this step {source} of {from} at {target}, without copying it"},
		{"from", "Shows this step the files of {from} at {target}, without copying them"},
		{"source", "Shows this step {source} of the build context at {target}, without copying it"},
		{"target", "Shows this step the build context at {target}, without copying it"},
		{"", "Lends this step files, without copying them"},
	},
	"--network": {
		{"value=none", "This step has no network"},
		{"value=host", "This step uses the network of the machine that builds"},
		{"value=default", "This step uses the builder's usual network"},
	},
	"--security": {
		{"value=insecure", "This step may do what a build usually may not"},
		{"value=sandbox", "This step may do no more than a build usually may"},
	},
	"--device": {{"", "Lends this step the device {value}"}},
}
