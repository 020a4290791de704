package single

import (
	"slices"
	"strconv"
	"strings"

	"docsite/internal/lazy"
	"docsite/render/stylesheet"
)

// scope is the class of what a fragment's style holds for, and begins the names
// of its classes.
const scope = "docsite"

func scopedClasses(list string) string {
	words := strings.Fields(list)
	for i := range words {
		words[i] = scope + "-" + words[i]
	}
	return strings.Join(words, " ")
}

var (
	class  = lazy.Pattern(`\.([a-zA-Z][\w-]*)`)
	mains  = lazy.Pattern(`(^|[\s>+~(,])main\b`)
	widths = lazy.Pattern(`\((?:min|max)-width: [\d.]+rem\)`)
)

// scopedSelector is a selector that fits inside a fragment alone; empty for one
// of a page around it.
func scopedSelector(selector string) string {
	top := "." + scope + "." + scope // twice, so that it counts more than the style of the page around
	s := class().ReplaceAllString(selector, "."+scope+"-$1")
	s = mains().ReplaceAllString(s, "$1."+scope+"-main")
	first, rest, _ := strings.Cut(s, " ")
	switch {
	case selector == "html":
		return ""
	case selector == ":root":
		return top
	case strings.HasPrefix(s, "body"):
		return strings.TrimSpace(top + strings.TrimPrefix(first, "body") + " " + rest)
	case strings.HasPrefix(s, "[dir"):
		return top + first + " " + rest
	}
	return top + " " + s
}

// around are the parts of a site that no fragment has.
var around = []string{"top", "brand", "menu", "find", "scheme", "found", "names", "page", "side", "crumbs", "toc", "map", "turn", "foot", "repo", "bottom", "index", "skip", "js", "mac"}

// scoped is a style sheet for fragments. Widths are those of the room that a
// fragment has, and not of the window. It is light; dark where the page around says
// by one of the usual signs that it is, or that it follows the system.
func scoped(css string) string {
	var b strings.Builder
	top := "." + scope + "." + scope
	b.WriteString("." + scope + "{container:" + scope + "/inline-size}\n")
	b.WriteString(top + " :is(a,h1,h2,h3,h4,h5,h6,p,ul,ol,li,dl,dt,dd,pre,code,table,thead,tbody,tr,th,td,figure,figcaption,blockquote,hr,details,summary,img){all:revert;box-sizing:border-box}\n")
	var light, dark string
	for _, r := range stylesheet.Rules(css) {
		switch {
		case r.Head == ":root" && light == "":
			light = r.Body
		case strings.HasPrefix(r.Head, "@media") && strings.Contains(r.Head, "prefers-color-scheme: dark"):
			for _, inner := range stylesheet.Rules(r.Body) {
				if inner.Head == ":root" {
					dark += inner.Body
				}
			}
		}
		b.WriteString(strings.ReplaceAll(scopedRule(r, ""), "color-scheme: light dark;", "color-scheme:light;"))
	}
	colours := func(signs, declarations string) {
		b.WriteString(":is(" + signs + ") " + top + "{" + declarations + "}\n")
	}
	colours("[data-md-color-scheme=default],[data-theme=light],[data-bs-theme=light],.light", "color-scheme:light;"+customOnly(light))
	colours("[data-md-color-scheme=slate],[data-theme=dark],[data-bs-theme=dark],.dark", "color-scheme:dark;"+customOnly(dark))
	b.WriteString(top + "{background:none}\n")
	return b.String()
}

// customOnly are the colours among declarations: custom properties.
func customOnly(declarations string) string {
	var b strings.Builder
	for d := range strings.SplitSeq(declarations, ";") {
		if d = strings.TrimSpace(d); strings.HasPrefix(d, "--") {
			b.WriteString(d + ";")
		}
	}
	return b.String()
}

// follows matches a page that says that it follows the system, or is told to.
const follows = ":is(." + scope + "-auto,:root:has(>head>meta[name=color-scheme][content~=dark])) "

// scopedRule is a rule for fragments; before stands before each selector.
func scopedRule(r stylesheet.Rule, before string) string {
	if r.Nests() {
		inner := ""
		if strings.Contains(r.Head, "prefers-color-scheme") {
			before = follows
		}
		for _, in := range stylesheet.Rules(r.Body) {
			inner += scopedRule(in, before)
		}
		head := r.Head
		if width := widths().FindString(head); width != "" {
			head = "@container " + scope + " " + inPixels(strings.Replace(width, "64rem", "56rem", 1))
		}
		if inner == "" {
			return ""
		}
		return head + "{\n" + inner + "}\n"
	}
	var kept []string
	for _, s := range stylesheet.Selectors(r.Head) {
		if to := scopedSelector(s); to != "" && !isAround(s) {
			kept = append(kept, before+to)
		}
	}
	if len(kept) == 0 {
		return ""
	}
	return strings.Join(kept, ",") + "{" + inPixels(r.Body) + "}\n"
}

// isAround reports whether a selector names a part that no fragment has.
func isAround(selector string) bool {
	return slices.ContainsFunc(stylesheet.Named(selector), func(class string) bool { return slices.Contains(around, class) })
}

var rems = lazy.Pattern(`(\d*\.?\d+)rem\b`)

// inPixels makes pixels of lengths that count from the size of the page's text:
// some generators change that.
func inPixels(css string) string {
	return rems().ReplaceAllStringFunc(css, func(length string) string {
		n, err := strconv.ParseFloat(strings.TrimSuffix(length, "rem"), 64)
		if err != nil {
			return length
		}
		return strconv.FormatFloat(n*16, 'f', -1, 64) + "px"
	})
}
