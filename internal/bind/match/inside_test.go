package match

import "testing"

// TestInside finds what begins or ends in the middle of a word, where signs alone are left
// out, and no piece of another name.
func TestInside(t *testing.T) {
	const script = `#!/bin/sh
: "${DB_HOST:=db}"
: "${DB_PORT:=5432}"
cd "${1:?no dir}"
echo "${NAME##*/}"
exec app --log.level=info --conf /etc/app.conf 127.0.0.1:8080:80 data-dev
`
	for quoted, line := range map[string]int32{
		"/bin/sh": 1, "DB_HOST:=db": 2, "${DB_HOST:=db}": 2, "DB_PORT:=5432": 3, "1:?no dir": 4, "NAME##*/": 5,
		"T:=db": 0, "DB_HOST:=d": 0, "8080:80": 0, "log.level=info": 0, ".conf": 0, "-dev": 0,
	} {
		r, best := find(script, quoted)
		sure := false
		for i := range best {
			sure = sure || best[i].Agreement >= .89 && r.line(&best[i]) == line
		}
		if sure != (line > 0) {
			t.Errorf("%q: %+v, want line %d", quoted, best, line)
		}
	}
}

// TestInsideName finds what a note opens with in the middle of a name, where no listing has
// it otherwise, and no word of several whose path goes on.
func TestInsideName(t *testing.T) {
	const script = `rpm -i vim-common-7.4.10-5.el7.rpm
docker run -v ./site:/usr/share/nginx/html:ro web
printf "%-10s %5.2f\n" "$*"
cd ~/web
location ~* \.png$
`
	for quoted, line := range map[string]int32{
		"vim-common": 1, "7.4.10-5": 1, ":ro": 2, "%5.2f": 3, "$*": 3, "~*": 5,
		"cd ~": 0, "im-common": 0, ":r": 0, "%5": 0,
	} {
		r, best := find(script, quoted)
		at := int32(0)
		for i := range best {
			if best[i].Agreement >= .64 && best[i].Missing == 0 {
				at = r.line(&best[i])
			}
		}
		if at != line {
			t.Errorf("%q: %+v, want line %d", quoted, best, line)
		}
	}
}
