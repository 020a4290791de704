package bind

import (
	"slices"
	"testing"

	"docsite/internal/code"
	"docsite/internal/site"
)

const stack = `services:
  web:
    image: nginx:1.27-alpine
    restart: always
    ports:
      - "8080:80"
    volumes:
      - ./site:/usr/share/nginx/html:ro
      - logs:/var/log/nginx
  db:
    image: postgres:16
    restart: always
    volumes:
      - data:/var/lib/postgresql/data
volumes:
  data:
  logs:
`

const start = `docker run -d --name web \\
  -p 8080:80 \\
  -v $HOME/site/public:/usr/share/nginx/html:ro \\
  nginx:1.27-alpine
`

const job = `#!/bin/sh
#SBATCH --job-name=count
#SBATCH --nodes=1
if [ -d /data/in ]; then
  (cd /data/in && sort -u all.txt)
fi
cd /data/in
sort --parallel=2 all.txt > "$OUT" &
`

const files = `node_modules
.git
*.log
`

// TestBindKinds keeps what lists of each kind of listing name: keys without
// code spans, flags in bold, pieces of a word, all that several keys share.
func TestBindKinds(t *testing.T) {
	for _, test := range []struct {
		name, language, code string
		group                site.NoteGroup
		labels               []string
		want                 []string
	}{
		{"keys in plain words", "yaml", stack, site.NoteGroup{},
			[]string{"plain:services", "plain:web", "plain:ports"}, []string{"1", "2", "5,6"}},
		{"plain words that are mostly no keys", "yaml", stack, site.NoteGroup{},
			[]string{"plain:services", "plain:web", "plain:cache", "plain:queue"}, []string{"none", "none", "none", "none"}},
		{"a key at the top after another", "yaml", stack, site.NoteGroup{},
			[]string{"services:", "volumes:"}, []string{"1,2,3,4,5,6,7,8,9,10,11,12,13,14", "15,16,17"}},
		{"an entry that two services have", "yaml", stack, site.NoteGroup{},
			[]string{"ports", "restart: always"}, []string{"5,6", "4,12"}},
		{"one entry of a key that has more", "yaml", stack, site.NoteGroup{},
			[]string{"image: nginx:1.27-alpine", "ports", "logs:/var/log/nginx"}, []string{"3", "5,6", "9"}},
		{"pieces of one word", "yaml", stack, site.NoteGroup{},
			[]string{"image: nginx:1.27-alpine", "1.27", "alpine"}, []string{"3", "3", "3"}},
		{"pieces that are mostly not there", "yaml", stack, site.NoteGroup{},
			[]string{"alpine", "bookworm", "trixie"}, []string{"none", "none", "none"}},
		{"the middle left out", "sh", start, site.NoteGroup{},
			[]string{"-p 8080:80", "-v ...:ro", "-v $HOME/.../public:/usr/share/nginx/html:ro"}, []string{"2", "3", "3"}},
		{"flags in bold", "sh", start, site.NoteGroup{},
			[]string{"plain:-d", "plain:--name web", "plain:-p 8080:80"}, []string{"1", "1", "2"}},
		{"the statement, not the same words in another", "sh", job, site.NoteGroup{},
			[]string{"(cd /data/in && sort ...)", "cd /data/in"}, []string{"5", "7"}},
		{"a line of a block of comments", "sh", job, site.NoteGroup{},
			[]string{"#SBATCH --job-name=count", "#SBATCH --nodes=1"}, []string{"2", "3"}},
		{"files of a list of files", "", files, site.NoteGroup{},
			[]string{"node_modules", ".git", "*.log"}, []string{"1", "2", "3"}},
		{"what sentences name", "dockerfile", image, site.NoteGroup{},
			[]string{"says:WORKDIR", "says:USER", "says:HEALTHCHECK"}, []string{"3", "23", "25,26"}},
		{"the two forms of a flag", "sh", start, site.NoteGroup{},
			[]string{"-d, --detach", "-p, --publish"}, []string{"1", "2"}},
		{"names in bold", "sh", start, site.NoteGroup{},
			[]string{"plain:--name web", "plain:nginx:1.27-alpine"}, []string{"1", "4"}},
		{"a long flag alone", "sh", job, site.NoteGroup{},
			[]string{"--parallel"}, []string{"8"}},
		{"an image alone", "dockerfile", image, site.NoteGroup{},
			[]string{"python:3.12-slim"}, []string{"2"}},
		{"some of the instructions that there are", "dockerfile", image, site.NoteGroup{},
			[]string{"FROM", "WORKDIR", "VOLUME", "ONBUILD"}, []string{"2,13", "3", "unmatched", "unmatched"}},
		{"few of them", "dockerfile", image, site.NoteGroup{},
			[]string{"WORKDIR", "VOLUME", "ONBUILD", "STOPSIGNAL"}, []string{"none", "none", "none", "none"}},
		{"lines that open with an instruction", "dockerfile", image, site.NoteGroup{},
			[]string{"plain:WORKDIR /build is where it starts", "plain:USER app runs it", "plain:USER root would be wrong"}, []string{"3", "23", "none"}},
		{"files that sentences name", "dockerfile", image, site.NoteGroup{},
			[]string{"says:requirements.txt", "says:entrypoint.sh"}, []string{"none", "none"}},
		{"instructions that sentences name in plain words", "dockerfile", image, site.NoteGroup{},
			[]string{"tells:WORKDIR /build is where", "tells:USER app runs it", "tells:USER root would not", "tells:HTTP server"}, []string{"3", "23", "none", "none"}},
		{"what sentences name in two places", "dockerfile", image, site.NoteGroup{},
			[]string{"says:apt-get update"}, []string{"none"}},
		{"sentences about something else", "dockerfile", image, site.NoteGroup{},
			[]string{"says:curl", "says:docker run", "says:docker ps"}, []string{"none", "none", "none"}},
		{"a word in passing, a chapter further on", "sh", start, site.NoteGroup{Chapter: 1},
			[]string{"-p 8080:80"}, []string{"none"}},
		{"the same below the listing", "sh", start, site.NoteGroup{},
			[]string{"-p 8080:80"}, []string{"2"}},
		{"instructions that follow one another", "dockerfile", "FROM a\nCOPY --from=b /x /x\nCOPY --from=b /y /y\nUSER c\n", site.NoteGroup{},
			[]string{"FROM a", "COPY --from=b"}, []string{"1", "2,3"}},
		{"names of instructions with what stands for the rest", "dockerfile", image, site.NoteGroup{},
			[]string{"plain:FROM image", "plain:WORKDIR path", "plain:USER name"}, []string{"2,13", "3", "23"}},
		{"two of them", "dockerfile", image, site.NoteGroup{},
			[]string{"plain:FROM image", "plain:WORKDIR path"}, []string{"none", "none"}},
		{"instructions of which half are there", "dockerfile", image, site.NoteGroup{},
			[]string{"plain:WORKDIR", "plain:USER", "plain:VOLUME", "plain:LABEL"}, []string{"3", "23", "none", "none"}},
		{"flags of which half are there", "sh", start, site.NoteGroup{},
			[]string{"plain:-d", "plain:-p 8080:80", "plain:--rm", "plain:-p 802:80"}, []string{"1", "2", "none", "none"}},
		{"the middle of a word that has more", "sh", start, site.NoteGroup{},
			[]string{"-v .../site/public:...", "-d"}, []string{"3", "1"}},
		{"settings that open alike", "sh", "docker run \\\n  -e APP_MODE=a \\\n  -e APP_LEVEL=b \\\n  -d app\n", site.NoteGroup{},
			[]string{"-e APP_*", "-d"}, []string{"2,3", "4"}},
		{"names joined in plain words", "yaml", "environment:\n  DB_USER: a\n  DB_PASSWORD: b\n  DB_HOST: c\n", site.NoteGroup{},
			[]string{"plain:DB_USER and DB_PASSWORD", "plain:DB_HOST"}, []string{"2,3", "4"}},
		{"parts of an address", "", "URL=\"postgresql://me:secret@localhost:5435/shop?schema=public\"\n", site.NoteGroup{},
			[]string{"me:secret", "localhost:5435", "shop", "?schema=public"}, []string{"1", "1", "1", "1"}},
		{"substitutions of commands", "sh", "A=$(date)\nfor f in $(ls); do\n  echo \"$f\"\ndone\n", site.NoteGroup{},
			[]string{"A=$(date)", "$(...)"}, []string{"1", "1,2"}},
		{"a variable that is only set", "sh", "SHOP=\"x\"\nPORT=80\nrun \"$PORT\"\n", site.NoteGroup{},
			[]string{"$SHOP", "$PORT"}, []string{"1", "3"}},
		{"the shell of a script", "sh", "#!/bin/sh\nset -e\nrun\n", site.NoteGroup{},
			[]string{"#!/bin/sh", "/bin/sh", "set -e"}, []string{"1", "1", "2"}},
		{"text that the scanner cuts up", "sh", "git log -1 --pretty=format:'%an <%ae>'\ngit push\n", site.NoteGroup{},
			[]string{"format:'%an <%ae>'", "git push"}, []string{"1", "2"}},
		{"one setting in plain words", "dockerfile", image, site.NoteGroup{},
			[]string{"plain:The base", "plain:PYTHONUNBUFFERED"}, []string{"none", "none"}},
		{"a flag and what it is for, in plain words", "sh", start, site.NoteGroup{},
			[]string{"plain:-d runs it behind", "plain:-p opens a port"}, []string{"1", "2"}},
		{"a flag with another value", "sh", start, site.NoteGroup{},
			[]string{"plain:-d", "plain:-p 8080:80", "plain:-v /srv/logs:/logs"}, []string{"1", "2", "none"}},
		{"a file that a pattern takes", "dockerfile", "FROM node\nCOPY package*.json ./\nCOPY . .\n", site.NoteGroup{},
			[]string{"FROM node", "package.json", "package-lock.json", "COPY . ."}, []string{"1", "2", "2", "3"}},
		{"two services of which a list tells", "yaml", stack, site.NoteGroup{},
			[]string{"plain:web", "plain:db", "plain:The ports"}, []string{"2,3,4,5,6,7,8,9", "10,11,12,13,14", "none"}},
		{"forms of flags", "sh", "docker run -d \\\n  -e MODE=fast \\\n  -v /srv:/data \\\n  app\n", site.NoteGroup{},
			[]string{"-d", "-e KEY=value", "-v HOST:CONTAINER"}, []string{"1", "2", "3"}},
		{"settings that are not there", "sh", "docker run -d \\\n  -e MODE=fast \\\n  app\n", site.NoteGroup{},
			[]string{"-d", "-e MODE=fast", "-e LEVEL=TRUE", "-e PORT=80"}, []string{"1", "2", "unmatched", "unmatched"}},
		{"the top entry after another", "yaml", stack, site.NoteGroup{},
			[]string{"plain:services", "plain:volumes"}, []string{"1,2,3,4,5,6,7,8,9,10,11,12,13,14", "15,16,17"}},
		{"entries in plain words", "yaml", stack, site.NoteGroup{},
			[]string{"plain:image: nginx:1.27-alpine", "plain:./site:/usr/share/nginx/html:ro", "plain:image: caddy"}, []string{"3", "8", "none"}},
		{"commands by their names", "sh", "grep a x | sort | uniq -c > y\nsort -r y\ndate\n", site.NoteGroup{},
			[]string{"plain:grep", "plain:sort", "plain:uniq", "plain:date"}, []string{"1", "1,2", "1", "3"}},
		{"words of which few are commands", "sh", "grep a x | sort\ndate\n", site.NoteGroup{},
			[]string{"plain:date", "plain:test", "plain:find", "plain:size"}, []string{"none", "none", "none", "none"}},
		{"addresses in plain words", "", "127.0.0.1\n8.8.8.8\n", site.NoteGroup{},
			[]string{"plain:127.0.0.1", "plain:8.8.8.8"}, []string{"1", "2"}},
		{"a path, not the entry of its name", "yaml", "services:\n  db:\n    build: ./db\n", site.NoteGroup{},
			[]string{"services", "./db"}, []string{"1", "3"}},
		{"an address is no file", "nginx", "location / {\n  proxy_pass http://172.20.10.3:4200;\n}\nlocation /api {\n  proxy_pass http://172.20.10.3:8080;\n}\n", site.NoteGroup{},
			[]string{"172.20.10.3"}, []string{"2,5"}},
		{"all that an instruction says", "dockerfile", "FROM a\nWORKDIR /data\nEXPOSE 8082\n", site.NoteGroup{},
			[]string{"says:/data", "says:8082"}, []string{"2", "3"}},
		{"files that one instruction names", "dockerfile", image, site.NoteGroup{},
			[]string{"says:requirements.txt + says:./"}, []string{"none"}},
		{"the entry, not what refers to it", "yaml", "services:\n  web:\n    depends_on:\n      - db\n  db:\n    image: postgres\n", site.NoteGroup{},
			[]string{"web", "db"}, []string{"2,3,4", "5,6"}},
		{"keys of a file that YAML refuses", "yaml", "services:\n\tweb:\n\t    image: a\n    ports:\n      - 80\n", site.NoteGroup{},
			[]string{"image", "ports", "services", "command"}, []string{"3", "4,5", "1", "unmatched"}},
		{"files of a tree", "", "app\n├── docs/\n│   └── index.md\n├── Dockerfile  # builds it\n└── index.md\n", site.NoteGroup{},
			[]string{"docs/", "docs/index.md", "Dockerfile", "builds"}, []string{"2", "3", "4", "unmatched"}},
		{"a trigger is no instruction of the build", "dockerfile", "FROM a\nRUN x\nONBUILD RUN y\n", site.NoteGroup{},
			[]string{"FROM", "plain:RUN", "plain:ONBUILD"}, []string{"1", "2", "3"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, b := range bindOne(test.language, test.code, test.group, test.labels...) {
				got = append(got, show(b))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("%q are %q, want %q", test.labels, got, test.want)
			}
		})
	}
}

// TestLoneWord keeps that a heading or a paragraph that names a program alone
// speaks of the program, not of the line that calls it.
func TestLoneWord(t *testing.T) {
	for kind, want := range map[site.NoteKind]string{site.HeadingNote: "none", site.ParagraphNote: "none", site.TableNote: "1"} {
		group := site.NoteGroup{Blocks: []int{0}, Notes: []site.Note{{Kind: kind, Fragments: []site.Fragment{{Text: "container", Code: true}}}}}
		if got := show(Bind([]*code.Code{code.Read("sh", []byte("container system start\n"))}, []site.NoteGroup{group})[0][0]); got != want {
			t.Errorf("of a %s %q, want %q", kind, got, want)
		}
	}
}

// TestUnder keeps that an item of a list below a note is believed where the
// note has its lines, however little it says.
func TestUnder(t *testing.T) {
	item := func(text string) site.Note {
		return site.Note{Kind: site.BulletNote, Fragments: []site.Fragment{{Text: text, Code: true}}}
	}
	groups := []site.NoteGroup{
		{Blocks: []int{0}, Notes: []site.Note{item(`sort --parallel=2 all.txt > "$OUT" &`)}},
		{Blocks: []int{0}, Notes: []site.Note{item("&")}, Under: &site.NoteRef{}},
	}
	got := Bind([]*code.Code{code.Read("sh", []byte(job))}, groups)
	if a, b := show(got[0][0]), show(got[1][0]); a != "8" || b != "8" {
		t.Errorf("%q and below it %q, want 8 and 8", a, b)
	}
}

// TestOwnListing keeps what a note explains that has a listing of its own and
// stands below one that has the same.
func TestOwnListing(t *testing.T) {
	codes := []*code.Code{code.Read("dockerfile", []byte(image)), code.Read("dockerfile", []byte("RUN apk add curl\nUSER app:users\n"))}
	for _, test := range []struct {
		kind  site.NoteKind
		label string
		want  int // listing
	}{
		{site.BulletNote, "RUN", 1},
		{site.BulletNote, "USER app", 1},
		{site.HeadingNote, "RUN", 1},
		{site.HeadingNote, "USER app", 0},
	} {
		group := site.NoteGroup{Blocks: []int{0}, Notes: []site.Note{{Kind: test.kind, Label: test.label, Own: []int{1},
			Fragments: []site.Fragment{{Text: test.label, Code: true}}}}}
		got := Bind(codes, []site.NoteGroup{group})[0][0]
		if len(got.Targets) != 1 || got.Targets[0].Block != test.want {
			t.Errorf("%s %q is %q of %v, want listing %d", test.kind, test.label, show(got), got.Targets, test.want)
		}
	}
}
