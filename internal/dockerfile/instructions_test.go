package dockerfile

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// sameAsBuildKit holds Instructions to what BuildKit makes of the whole text.
func sameAsBuildKit(t *testing.T, text string) {
	t.Helper()
	text = Legible(text)
	want, wantEscape, wrong := askAll(text)
	got, escape, err := Instructions(text)
	switch {
	case wrong != nil && (err == nil || err.Error() != wrong.Error() || Location(err) != Location(wrong)):
		t.Fatalf("%q: error %v, BuildKit says %v", text, err, wrong)
	case wrong != nil:
		return
	case err != nil:
		t.Fatalf("%q: error %v, BuildKit takes it", text, err)
	}
	if escape != wantEscape {
		t.Fatalf("%q: the escape is %q, for BuildKit %q", text, escape, wantEscape)
	}
	if len(got) != len(want) {
		t.Fatalf("%q: %d instructions, for BuildKit %d", text, len(got), len(want))
	}
	for i := range want {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Fatalf("%q:\n%+v, for BuildKit\n%+v", text, got[i], want[i])
		}
	}
}

// edges are where instructions end otherwise than one might think.
var edges = []string{
	"ONBUILD ", "RUN <<E ", "ENV a=b ", "ENV a=${", `ENV "`, "RUN a \\\n", "RUN a \\\n#c\n", "LABEL a=b \\\n", "COPY <<a b\na\n", `RUN ["a",`, "RUN --a ",
	"FROM a as b\n", "HEALTHCHECK --a=b CMD ", "RUN <<A cat\n$(\nA\n", "RUN a # b\n", "RUN a \\ # b\n", "COPY a b # c \\\n", "<<E\n", "\\\n", "\x00", "\r", "\r\n",
	"", "\n", "FROM a", "FROM a\nRUN", "RUN  \n", "run a  \t\nCmd b", "ENTRYPOINT\tx y",
	"RUN a \\\n  && b\n\nUSER c", "RUN a \\\n\n# c\n  # d \\\n  && b", "RUN a \\", "RUN a \\\n", "RUN a \\\n\n\n# x",
	"RUN a \\\\\nUSER b", "RUN a \\ \\\n", "RUN a \\ \\\nb\\ \\\n", "RUN \\\n  a", "RUN\\\n a", "R\\\nUN a", "RUN a\\\nb",
	"\\\nRUN a", "\\\n  RUN a", "\\\n\u00a0RUN a", "\\\n\\\n\\", "\\\n?\n\\\n", "a\n\\", "a\n\\ \n\n", " \\\n a", "RUN \\a", "RUN \\", "RUN \\\n", "RUN \\\n\\\n",
	"ENV A=1 \\\nRUN a", "ENV A=1 \\\n  B=2\nRUN c", "ENV A", "RUN --mount=a b", "RUN \\\n  --mount=a \\\n  b", "RUN -x", "RUN -", "RUN --x",
	"RUN [\"a\"]", "RUN [\"a\", \\\n\"b\"]", "RUN [1]", "RUN [ -f a ]", "CMD [\\\n\"a\"\\\n]", "RUN\va b", "RUN \va b", "RUN \u00a0a", "RUN é", "\u00a0RUN a", "RUN a\u00a0",
	"# escape=`\nRUN a `\n b\nRUN c \\\nUSER d", "# ESCAPE = `\nRUN a `\n b", "# syntax=a\n# escape=\\\nRUN a \\\n b", "# syntax=a\nRUN b \\\n c", "# syntax=a\n# syntax=b\nRUN c",
	"#escape=x\nRUN a", "\n# escape=`\nRUN a \\\n b", "\ufeffRUN a \\\n b", "\ufeff# escape=`\nRUN a `\n b",
	"RUN cat <<E\na \\\nE\nUSER b", "RUN cat <\\\n<E\na \\\nE\nUSER b", "COPY <<E <<-F a\nRUN b \\\nE\n\tc\n\tF\n", "RUN cat <<E",
	"ONBUILD RUN a \\\n b", "HEALTHCHECK CMD a \\\n b", "HEALTHCHECK --interval=1s \\\n  CMD a", "# a\nRUN b\n# c\n\n#\n# d\nUSER e \\\n# f\n  g",
	"FROM a AS b\nfrom  c\tas\vd \n", "FROM --platform=x a", "FROM \"a b\"", "FROM -- a", `FROM --platform=x\ y a`, "FROM a\u00a0b", "FROM\n", "EXPOSE 80 \\\n 90/udp", "COPY a b  c\u00a0", "COPY a\u00a0b c", "COPY [\"a\", \"b\"]", "ADD --chown=a b c",
	"WORKDIR /a b", "WORKDIR [a]", "USER -a", "USER", "STOPSIGNAL 9", "MAINTAINER a <b@c>", "VOLUME /a /b", "VOLUME [\"/a\"]", "SHELL [\"a\"]", "ARG a", "ENV a", "FROM a\nENV a\n# b\nRUN c\nENV d\n",
	"# syntax=a\nFROM b", "# a=b\n# c=d\nFROM b", "# check=a\n# check=b\nFROM c", "FROM a\n# syntax=b\n# syntax=c\n# escape=`\nRUN d `\n e", "# a\n# escape=`\nRUN a `\n b", "# only", "#", "# syntax=a",
	"\x85RUN a", "RUN \x85a", "ENV \\\n", "COPY a b \\\n# c\n\n d",
	"COPY --from=a --chown=b:c d e", "COPY --from=\"a b\" c d", "COPY -- a b", "COPY --a", "COPY --a - b", "COPY --a -- b", "RUN --mount=type=cache,target=/a \\\n  --network=none b c", "RUN --a [\"b\"]", "RUN --\\\na b",
	"CMD []", "CMD [ ]", "CMD [null]", "CMD [\"a\", null]", "CMD [\"a\"] b", "CMD [\"a\", 1]", "CMD [\"a\\u00e9\"]", "SHELL a b", "SHELL [\"a\", \"b\"]", "USER [\"a\"]", "FROM [\"a\"]", "COPY [\"a\"]", "COPY []",
	"ENV a=b c=\"d e\" f='g  h'i j=", "ENV a=b c", "ENV a b c", "ENV a=\"b c", "ENV a=\"b'c\" 'd=e f'", "ENV =", "ENV a==b", "ENV \"a b\"=c", "ENV a=b\\ c", "ENV a=b\\\n  c=d", "LABEL \"a b\"=\"c\" d=e", "LABEL a", "LABEL a=b \\\n\n# c\n  d=\"e f\"",
	"ARG a=b c \"d e\"", "ARG a b=\"c", "ARG --x a", "ENV --x a=b", "ENV a=b \x01 c=d", "ENV a=b\x0bc=d\x0ce=f", "copy\x0ca b", "Env A=b\nFROM x\nARG y",
	"RUN a\r\nRUN b \\\r\n c\r\n", "RUN a \\\r\r\n c", "RUN a\rb", "nonsense \\\n more", "COPY a\\\n b c", "LABEL a=b \\\n c=\"d \\\n e\"", "RUN a \\\n\x0b\n b", "RUN a \\\n\u2028#\n b",
	"RUN " + strings.Repeat("a", 1<<16), "RUN " + strings.Repeat("a", 40000) + " \\\n" + strings.Repeat("b", 40000),
}

// TestFrom reads what FROM names behind flags that are written in unusual ways.
func TestFrom(t *testing.T) {
	for _, line := range []string{"FROM a AS b", "from  a\tas  b", "FROM --platform=x a AS b", `FROM --platform="x y" a AS b`, `FROM --platform=x\ y a AS b`, "FROM -- a AS b"} {
		df, err := Parse([]byte(line))
		if err != nil || len(df.Stages) != 1 || df.Stages[0].From != "a" || df.Stages[0].Name != "b" {
			t.Errorf("%q: %+v, %v", line, df, err)
		}
	}
}

// TestLongText reads a long Dockerfile as BuildKit does, without its help for lines that
// are plain.
func TestLongText(t *testing.T) {
	short := "COPY a b\nRUN a \\\n  && b\nENV a=b c=\"d\"\n# c\nLABEL é=1\n"
	text := "FROM a\n" + strings.Repeat(short, 1<<16/len(short)+1)
	sameAsBuildKit(t, text)
	if len(cutInstructions(text)) == 0 {
		t.Error("BuildKit is asked for all of it")
	}
	for n := 1<<16 - 8; n < 1<<16+2; n++ {
		sameAsBuildKit(t, "FROM a\nRUN "+strings.Repeat("a", n-4)+"\nUSER b\n")
		sameAsBuildKit(t, "FROM a\nRUN a \\\n"+strings.Repeat("b", n)+"\nUSER b\n")
		sameAsBuildKit(t, "FROM a\nRUN "+strings.Repeat("a", n-4))
	}
}

// listings are the Dockerfiles of the goldens of package code.
func listings(t testing.TB) [][]byte {
	t.Helper()
	paths, err := filepath.Glob("../code/testdata/code/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no listings: %v", err)
	}
	var all [][]byte
	for _, path := range paths {
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			if f.Name == "dockerfile" {
				all = append(all, f.Data)
			}
		}
	}
	return all
}

func TestParseAsBuildKit(t *testing.T) {
	for _, text := range edges {
		sameAsBuildKit(t, text)
		sameAsBuildKit(t, strings.Repeat(text, 3))
	}
	for _, data := range listings(t) {
		sameAsBuildKit(t, string(data))
		sameAsBuildKit(t, strings.ReplaceAll(string(data), "\n", " \\\n"))
	}
}

func FuzzParse(f *testing.F) {
	for _, data := range listings(f) {
		f.Add(data)
	}
	for _, text := range edges {
		f.Add([]byte(text))
		f.Add([]byte(text + text + text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if triggers(string(text)) <= maxTrigger {
			sameAsBuildKit(t, string(text))
		}
	})
}
