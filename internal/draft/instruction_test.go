package draft

import (
	"strings"
	"testing"
)

// TestInstructions has Dockerfiles with what is said of the lines behind the
// first.
func TestInstructions(t *testing.T) {
	for text, want := range map[string]string{
		"ADD a.tar.gz b.txt /x/":                         "Unpacks `a.tar.gz` into `/x/` and copies `b.txt` there",
		"EXPOSE 80-90":                                   "Says that the container listens on the ports `80-90`. It publishes none of them: that takes `docker run --publish`",
		"EXPOSE ${PORT:-80}":                             "Says that the container listens on port `${PORT:-80}`. It does not publish it: that takes `docker run --publish`",
		"ENV PYTHONUNBUFFERED=0":                         "Sets `PYTHONUNBUFFERED`, in the container too",
		"ENV DOTNET_CLI_TELEMETRY_OPTOUT=false":          "Sets `DOTNET_CLI_TELEMETRY_OPTOUT`, in the container too",
		"ENV GOPROXY=off":                                "Go downloads no modules",
		"ADD a.tar.gz b.tgz /x/":                         "Unpacks `a.tar.gz` and `b.tgz` into `/x/`",
		"ADD https://e.org/a b.txt /x/":                  "Downloads `https://e.org/a` to `/x/` and copies `b.txt` there",
		"ADD https://e.org/a b.tar c /x/":                "Adds `https://e.org/a`, `b.tar` and `c` to `/x/`",
		"ADD --unpack=false a.tar /x/":                   "Copies `a.tar` to `/x/`. An archive stays packed",
		"HEALTHCHECK --retries=0 --interval=0s CMD a":    "Docker runs `a` in the container to see whether it is well",
		"HEALTHCHECK --retries=10 --timeout=10ms CMD a":  "Docker runs `a` in the container to see whether it is well. It waits for `10ms` at most. The container counts as unhealthy when it fails `10` times in a row",
		"CMD exec foo $BAR\nENTRYPOINT foo":              "Has no effect: the entrypoint is written as a line for the shell, which takes no arguments; A container starts `foo` through a shell, without the arguments of `CMD`",
		"ENTRYPOINT []\nENTRYPOINT [\"foo\"]":            "Has no effect: a later `ENTRYPOINT` of the stage takes its place; A container starts `foo`; its command follows as arguments",
		"ENTRYPOINT []\nCMD [\"a\"]":                     "Drops the entrypoint of the base image; The default command, which `docker run` can replace: `a`",
		"RUN mkdir a && rmdir /S /Q patch":               "Creates `a`",
		"ENTRYPOINT [\"h\"]\nCMD [\"--bind=0\", \"-w\"]": "A container starts `h`; its command follows as arguments; What the entrypoint gets as arguments unless `docker run` names others: `--bind=0 -w`",
		"CMD exec a\nCMD [\"b\"]":                        "Has no effect: a later `CMD` of the stage takes its place; The default command, which `docker run` can replace: `b`",
		"ARG Q\n# ${Q}\nUSER a":                          "`Q` comes from `--build-arg`; From here on commands run as the user `a`, in the container too",
		"ARG Q\nRUN x \\\n# ${Q}\n  y":                   "`Q` comes from `--build-arg`",
		"ARG Q\n# ${Q}\nRUN x $Q":                        "`Q` comes from `--build-arg`; it is used below",
		"ARG Q\nFROM scratch\nRUN x $Q":                  "`Q` comes from `--build-arg`; Starts from nothing: `scratch` is an empty image",
		"STOPSIGNAL INT\nSTOPSIGNAL TERM":                "Has no effect: a later `STOPSIGNAL` of the stage takes its place; `docker stop` sends `TERM` to end the container",
	} {
		if got := remarks(t, "FROM scratch\n"+text+"\n"); got != want {
			t.Errorf("%s\ngot  %q\nwant %q", text, got, want)
		}
	}
}

// remarks are the sentences about a Dockerfile but for the first.
func remarks(t *testing.T, text string) string {
	t.Helper()
	e, problems := Explain("Dockerfile", []byte(text))
	if e == nil {
		t.Fatalf("%s: %v", text, problems)
	}
	var says []string
	for _, r := range e.Remarks[1:] {
		says = append(says, r.Text)
	}
	return strings.Join(says, "; ")
}

// TestUsed has files whose first line but one sets a variable that a later stage
// may have.
func TestUsed(t *testing.T) {
	for text, want := range map[string]bool{
		"FROM scratch AS a\nARG Q\nFROM a\nRUN x $Q":              true,
		"FROM scratch AS a\nARG Q\nFROM a AS b\nFROM b\nRUN x $Q": true,
		"FROM scratch AS a\nARG Q\nFROM a\nARG Q=1\nRUN x $Q":     false,
		"FROM scratch AS a\nARG Q\nFROM a\n# $Q":                  false,
		"FROM scratch AS a\nARG Q\nFROM scratch\nRUN x $Q":        false,
		"# syntax=a\nARG Q\nFROM scratch\nRUN x $Q":               false,
		"# syntax=a\nARG Q\nFROM scratch\nARG Q":                  true,
		"# syntax=a\nARG Q\nFROM scratch\nFROM x:$Q":              true,
	} {
		if got := strings.Contains(remarks(t, text+"\n"), "comes from `--build-arg`; it is used below"); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestStageLead: nothing is said to be on request that a variable may choose.
func TestStageLead(t *testing.T) {
	for text, want := range map[string]string{
		"ARG S=remote\nFROM scratch AS remote-x\nFROM scratch AS local-x\nFROM ${S}-x AS final\n": "A stage goes on from it where `FROM` `${S}-x` means this one.",
		"FROM scratch AS a\nFROM scratch AS local-x\nFROM scratch\n":                              "No other stage takes anything from it, so it is built only on request, with `docker build --target`.",
		"ARG S=a\nFROM scratch AS a\nFROM scratch AS local-x\nFROM ${S}\n":                        "A stage goes on from it where `FROM` `${S}` means this one.",
		"ARG S=alpine\nFROM scratch AS a\nFROM scratch AS local-x\nFROM ${S}:3\n":                 "No other stage takes anything from it, so it is built only on request, with `docker build --target`.",
	} {
		_, plan, problems := drafts(t, map[string]string{"Dockerfile": text}, Options{})
		if plan == nil {
			t.Fatal(problems)
		}
		_, lead, _ := strings.Cut(string(plan.Files[0].Text), "## The local-x stage\n\n")
		if lead, _, _ = strings.Cut(lead, "\n"); lead != want {
			t.Errorf("%s\ngot  %q\nwant %q", text, lead, want)
		}
	}
}

// TestNames has Dockerfiles with the names of the rows below the first listing.
func TestNames(t *testing.T) {
	const from, folder = "COPY --from=a-stage-with-a-very-long-name ", "/usr/local/share/a-long-name/"
	for text, want := range map[string]string{
		"LABEL org.example.title=\"" + strings.Repeat("long ", 20) + "\"\nLABEL org.example.licenses=MIT": "LABEL org.example.title; LABEL org.example.licenses=MIT",
		from + folder + "bin " + folder + "\n" + from + folder + "lib " + folder:                          "COPY /usr/local/share/a-long-name/bin ...; COPY /usr/local/share/a-long-name/lib ...",
		"RUN : ${A=" + strings.Repeat("x", 80) + "}; : ${B=" + strings.Repeat("x", 80) + "}":              ": ${A; : ${B",
	} {
		_, plan, problems := drafts(t, map[string]string{"Dockerfile": "FROM scratch\n" + text + "\n"}, Options{})
		if plan == nil {
			t.Fatal(problems)
		}
		var names []string
		for line := range strings.Lines(string(plan.Files[0].Text)) {
			if name, ok := strings.CutPrefix(line, "| `"); ok && !strings.HasPrefix(name, "FROM") {
				name, _, _ = strings.Cut(name, "` |")
				names = append(names, name)
			}
		}
		if got := strings.Join(names, "; "); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", text, got, want)
		}
	}
}

// TestConditionBesideComments: where a comment stands beside an "if", what the "if" asks
// is said of its commands.
func TestConditionBesideComments(t *testing.T) {
	_, plan, problems := drafts(t, map[string]string{
		"Dockerfile": "FROM scratch\nCOPY run.sh /\nCMD [\"/run.sh\"]\n",
		"run.sh":     "#!/bin/sh\n# why\nif [ -f /a ]; then\n  rm /x\nfi\nif [ -f /b ]; then\n  rm /y\nfi\n",
	}, Options{})
	if plan == nil {
		t.Fatal(problems)
	}
	for _, row := range []string{"| Deletes `/x`, but only when there is a file `/a` |", "| What follows is done only when there is a file `/b` |", "| Deletes `/y` |"} {
		if !strings.Contains(string(plan.Files[0].Text), row) {
			t.Errorf("there is no %s in\n%s", row, plan.Files[0].Text)
		}
	}
}
