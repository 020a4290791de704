package dockerfile

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestFiles has the ways in which images get and start their scripts, and
// those where the file does not tell which it is.
func TestFiles(t *testing.T) {
	project := []string{"entrypoint.sh", "docker/run.sh", "app/main.py", "manage.py", "a.sh", "b.sh"}
	for dockerfile, want := range map[string]string{
		"WORKDIR /app\nCOPY . .\nENTRYPOINT [\"/app/entrypoint.sh\"]":                               "4 entrypoint.sh",
		"WORKDIR /app\nCOPY . .\nCMD [\"python\", \"manage.py\", \"--x\"]":                          "4 manage.py",
		"WORKDIR /srv\nWORKDIR x\nCOPY ./ ./\nENTRYPOINT /srv/x/entrypoint.sh":                      "5 entrypoint.sh",
		"COPY docker/run.sh /usr/local/bin/\nENTRYPOINT [\"run.sh\"]":                               "2 docker/run.sh 3 docker/run.sh",
		"COPY --chmod=755 docker/run.sh /start\nENTRYPOINT [\"/start\"]":                            "2 docker/run.sh 3 docker/run.sh",
		"COPY app /app\nCMD [\"python\", \"/app/main.py\"]":                                         "3 app/main.py",
		"COPY a.sh b.sh /\nCMD [\"sh\", \"/b.sh\"]":                                                 "2 a.sh 2 b.sh 3 b.sh",
		"COPY a.sh /x/a.sh\nCOPY --from=0 /x /x\nCMD [\"/x/a.sh\"]":                                 "2 a.sh",
		"COPY a.sh /run\nCOPY b.sh /run\nCMD [\"/run\"]":                                            "2 a.sh 3 b.sh 4 b.sh",
		"COPY --from=0 /entrypoint.sh /\nENTRYPOINT [\"/entrypoint.sh\"]":                           "",
		"COPY . .\nENTRYPOINT [\"./entrypoint.sh\"]":                                                "", // the base image's folder
		"WORKDIR $HOME\nCOPY . .\nENTRYPOINT [\"./entrypoint.sh\"]":                                 "",
		"WORKDIR /app\nCOPY *.sh ./\nENTRYPOINT [\"/app/entrypoint.sh\"]":                           "4 entrypoint.sh",
		"COPY a.sh /x/\nFROM scratch\nCOPY --from=0 /x/a.sh /y\nCMD /y":                             "2 a.sh 5 a.sh",
		"WORKDIR /app\nCOPY a.sh .\nFROM 0\nCMD ./a.sh":                                             "3 a.sh", // 0 is an image here
		"WORKDIR /app\nCOPY a.sh .\nFROM scratch AS b-arm\nCOPY b.sh /\nFROM b-${ARCH}\nCMD /b.sh":  "3 a.sh 5 b.sh 7 b.sh",
		"ENV D=/opt/x E=${D}/bin\nCOPY a.sh $E/\nCMD [\"sh\", \"-c\", \"/opt/x/bin/a.sh && true\"]": "3 a.sh 4 a.sh",
		"ADD https://example.org/a.sh /a.sh\nCMD /a.sh":                                             "",
		"COPY docker/*.sh /\nCMD [\"/run.sh\", \"/a.sh\"]":                                          "3 docker/run.sh",
		"WORKDIR /app\nCOPY . .\nENTRYPOINT [\"entrypoint.sh\"]":                                    "", // not in PATH
		"COPY ../../entrypoint.sh /\nADD https://example.org/a.sh /\nCMD [\"/missing.sh\"]":         "2 entrypoint.sh",
	} {
		df, err := Parse([]byte("FROM scratch\n" + dockerfile + "\n"))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, ref := range Files(df, func(name string) bool { return slices.Contains(project, name) }) {
			got += fmt.Sprintf(" %d %s", ref.Lines.First, ref.File)
		}
		if got != "" {
			got = got[1:]
		}
		if got != want {
			t.Errorf("%s\ngot  %q\nwant %q", dockerfile, got, want)
		}
	}
}

// TestFilesHostile: a file with thousands of stages, of which each may go on from
// all above it and takes over all variables, is read without a square of its
// length in time or memory.
func TestFilesHostile(t *testing.T) {
	var b strings.Builder
	b.WriteString("ARG G=1\n")
	for i := range 3000 {
		fmt.Fprintf(&b, "FROM a-$X AS a-%d\nARG G\nENV V%d=$G\nCOPY --from=a-%d /x /x\n", i, i, max(i-1, 0))
	}
	for i := range 2000 {
		fmt.Fprintf(&b, "FROM b%d AS b%d\nENV W%d=1\n", i-1, i, i)
	}
	b.WriteString("CMD /x /x/a.sh")
	df, err := Parse([]byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	if refs := Files(df, func(string) bool { return false }); len(refs) > 0 {
		t.Errorf("%v", refs)
	}
}
