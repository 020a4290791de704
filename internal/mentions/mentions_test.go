package mentions

import (
	"fmt"
	"testing"
)

func TestAnchors(t *testing.T) {
	text := "# A\n\n[x](p.md#start \"t\") [y](<q.md#b c>) <a href=\"r.md#d\"> C# #x https://e.example/#f\n[r]: ../s.md#e\n#e#f"
	if got, want := fmt.Sprint(Anchors([]byte(text))), "[p.md#start q.md#b r.md#d ../s.md#e]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
