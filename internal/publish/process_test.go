package publish

import (
	"context"
	"strings"
	"testing"
	"time"
)

// TestPageThatHangs works on three pages: one is done in time, one hangs, and one that
// nobody ends is let be.
func TestPageThatHangs(t *testing.T) {
	said, ended := make(chan string, 2), make(chan bool, 2)
	p := &Process{Notice: func(message string) { said <- message }, End: func() { ended <- true }, Limit: 20 * time.Millisecond}
	ctx := WithProcess(context.Background(), p)
	Working(ctx, "content/quick.md")()
	Working(context.Background(), "content/alone.md")
	Working(ctx, "content/slow.md")
	if got := <-said; !strings.HasPrefix(got, `"content/slow.md" has taken 20ms and seems to hang`) {
		t.Errorf("got %q", got)
	}
	<-ended
	if p.commit.TryLock() {
		t.Error("files can still be replaced")
	}
}
