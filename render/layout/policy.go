package layout

import (
	"fmt"
	"strings"

	"docsite/internal/lazy"
	"docsite/internal/site"
)

var (
	comment   = lazy.Pattern(`(?s)<!--.*?-->|\{\{-?\s*/\*.*?\*/\s*-?\}\}`)
	openTag   = lazy.Pattern(`(?s)<([a-zA-Z][a-zA-Z0-9-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>`)
	inlineTag = lazy.Pattern(`(?is)\s(style|on[a-z]+)\s*=`)
	otherHost = lazy.Pattern(`(?is)\s(?:src|data|href)\s*=\s*["']?\s*((?:https?:)?//[^"'\s>]*)`)
	scriptSrc = lazy.Pattern(`(?is)\ssrc\s*=`)
	dataType  = lazy.Pattern(`(?is)\stype\s*=\s*["']?[a-z]+/[a-z.+-]*json`)
	loads     = lazy.Pattern(`(?i)^(script|img|link|source|video|audio)$`)
)

// stopped warns of what a browser will not do, by the policy that every page
// carries.
func stopped(src *site.Source) site.Problems {
	var ps site.Problems
	blank := func(b []byte) []byte { return []byte(strings.Repeat(" ", len(b))) }
	text := comment().ReplaceAllFunc(src.Text, blank)
	for _, m := range openTag().FindAllSubmatchIndex(text, -1) {
		tag, attrs := strings.ToLower(string(text[m[2]:m[3]])), text[m[4]:m[5]]
		what, hint := "", ""
		inline, from := inlineTag().FindSubmatch(attrs), otherHost().FindSubmatch(attrs)
		switch {
		case tag == "script" && !scriptSrc().Match(attrs) && !dataType().Match(attrs):
			what, hint = "an inline script", "put it into a file below theme/static and name it with src"
		case tag == "style":
			what, hint = "an inline style", "put it into theme/extra.css"
		case tag == "iframe" || tag == "object" || tag == "embed":
			what, hint = fmt.Sprintf("%q", "<"+tag+">"), "link to it"
		case inline != nil && strings.EqualFold(string(inline[1]), "style"):
			what, hint = `the attribute "style"`, "put it into theme/extra.css"
		case inline != nil:
			what, hint = fmt.Sprintf("the attribute %q", inline[1]), "put a script below theme/static"
		case from != nil && loads().MatchString(tag) && (tag != "link" || strings.Contains(strings.ToLower(string(attrs)), "stylesheet")):
			what, hint = fmt.Sprintf("%q", from[1]), "keep a copy below theme/static"
		default:
			continue
		}
		ps = append(ps, src.Problem(site.Warning, m[0], what+" is stopped by the page's Content-Security-Policy", hint))
	}
	return ps
}
