package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// The rules of axe-core that count: WCAG 2.2 AA and the practices beside it; and those of them
// that look at colours.
const (
	allRules    = `{type: "tag", values: ["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa","best-practice"]}`
	colourRules = `{type: "rule", values: ["color-contrast","link-in-text-block"]}`
)

// Axe is the text of axe-core, as make test installs it from npm. Without it
// the test is skipped and says so.
func Axe(t testing.TB, repository string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repository, ".tools", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Skip("axe-core is not there; make test installs it with npm: ", err)
	}
	return string(text)
}

// Violations runs axe-core on the page of the tab in a view, which it is put into once: a line
// for each violation. Dark and forced views have nothing but other colours than the light one.
func Violations(ctx context.Context, axe string, v View) ([]string, error) {
	rules := allRules
	if v.Dark || v.Forced {
		rules = colourRules
	}
	there, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`"axe" in window`))
	if err == nil && !there {
		err = chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](axe))
	}
	if err != nil {
		return nil, err
	}
	result, err := chromedp.Run(ctx, chromedp.Evaluate[string](
		`axe.run(document, {runOnly: `+rules+`, resultTypes: ["violations"], selectors: false}).then(r => JSON.stringify(r.violations))`,
		chromedp.EvalAwaitPromise))
	if err != nil {
		return nil, err
	}
	var found []struct {
		ID, Help string
		Nodes    []struct{ HTML, FailureSummary string }
	}
	if err := json.Unmarshal([]byte(result), &found); err != nil {
		return nil, err
	}
	var lines []string
	for _, v := range found {
		for _, n := range v.Nodes {
			lines = append(lines, fmt.Sprintf("%s (%s): %s: %s", v.ID, v.Help, n.HTML, n.FailureSummary))
		}
	}
	return lines, nil
}
