package layer

import (
	"fmt"
	"path"
	"strings"
	"testing"

	"docsite/internal/site"
)

// contents are the names of a layer; a size below zero is a whiteout.
func namesOf(entries ...any) *Contents {
	var l listing
	for i := 0; i < len(entries); i += 2 {
		name := entries[i].(string)
		switch v := entries[i+1].(type) {
		case int:
			if strings.HasPrefix(path.Base(name), whiteoutPrefix) {
				l.add(whiteout, name, "", 0)
			} else {
				l.add(regular, name, "", int64(v))
			}
		case string:
			l.add(hardlink, name, v, 0)
		}
	}
	return &Contents{Names: l.kept()}
}

func TestTree(t *testing.T) {
	show := func(list []site.PathSize) string {
		var lines []string
		for _, p := range list {
			lines = append(lines, fmt.Sprintf("%s %d %d", p.Path, p.Bytes, p.Files))
		}
		return strings.Join(lines, "; ")
	}
	layers := []*Contents{
		namesOf("usr/lib/a.so", 100, "usr/lib/b.so", 50, "usr/bin/x", 10, "etc/conf", 5, "usr/bin/y", "usr/bin/x"),
		namesOf("usr/lib/.wh.a.so", 0, "etc/conf", 7, "opt/app/deep/er/f", 200),
	}
	for _, c := range []struct {
		layers []*Contents
		depth  int
		want   string
	}{
		{layers, 1, "opt 200 1; usr 60 2; etc 7 1"},
		{layers, 2, "opt 200 1; opt/app 200 1; usr 60 2; usr/lib 50 1; usr/bin 10 1; etc 7 1; etc/conf 7 1"},
		{layers[:1], 1, "usr 160 3; etc 5 1"},
		{layers[1:], 1, "opt 200 1; etc 7 1"},
		{nil, 3, ""},
	} {
		got, err := Tree(c.layers, c.depth)
		if err != nil || show(got) != c.want {
			t.Errorf("depth %d: %v %s, want %s", c.depth, err, show(got), c.want)
		}
	}
	var many []any
	for i := range 25 {
		many = append(many, fmt.Sprintf("d/f%02d", i), 100-i)
	}
	got, err := Tree([]*Contents{namesOf(many...)}, 2)
	if err != nil || len(got) != 22 || show(got[21:]) != "d/… 390 5" {
		t.Errorf("%v %s", err, show(got))
	}
	if _, err := Tree([]*Contents{{}}, 1); err == nil {
		t.Error("without names")
	}
}
