package glob

import "testing"

// TestTable has one value at paths that are one to some file system, also above a table
// that no longer changes.
func TestTable(t *testing.T) {
	for _, above := range []bool{false, true} {
		table, values := NewTable[string](0), map[string]*string{}
		for _, name := range []string{"a.html", "Straße/b.html", "c/d/e.html"} {
			v := name
			if taken := table.Put(Fold(name), &v); taken != nil {
				t.Errorf("%s: %s has its path", name, *taken)
			}
			values[name] = &v
		}
		if above {
			below := table
			table = table.Above()
			if v := "f.html"; table.Put("f.html", &v) != nil || below.At("f.html") != nil || below.Len() != 3 {
				t.Error("the table below has changed")
			}
			if table.Len() != 4 || len(table.All()) != 4 {
				t.Errorf("%d values", table.Len())
			}
		}
		for name, holder := range map[string]string{
			"A.HTML": "a.html", "STRASSE/b.html": "Straße/b.html", "strasse": "Straße/b.html", "c/D": "c/d/e.html", "a.html/x": "a.html", "c/d/e.html/x/y": "c/d/e.html",
		} {
			v := name
			if taken := table.Put(Fold(name), &v); taken != values[holder] {
				t.Errorf("%s: it was entered, above %v", name, above)
			}
		}
		v := "c/d/f.html"
		if taken := table.Copy(9).Put(v, &v); taken != nil {
			t.Errorf("%s: %s has its path", v, *taken)
		}
	}
}
