package stylesheet

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2"

	"docsite/internal/site"
	"docsite/internal/spelling"
	"docsite/render/syntax"
)

// gallery shows the styles by their names.
const gallery = "https://xyproto.github.io/splash/docs/"

// appearance is how a style shows a type of token.
type appearance struct {
	colour                  rgb
	bold, italic, underline bool
}

// Check finds styles of code in docsite.yaml that there are not. It is the part of reading
// docsite.yaml that needs to know them: pass it to [site.Load].
func Check(c *site.Config) (ps site.Problems) {
	if c.Style.IsZero() {
		return nil
	}
	for _, w := range c.Style.Written("style") {
		if syntax.Style(w.Value) == nil {
			ps = append(ps, c.Problem(fmt.Sprintf("style %q is not known", w.Value), near(w.Value, syntax.Styles()), w.Keys...))
		}
	}
	return ps
}

// tokens is the part of the style sheet for the colours of code that
// docsite.yaml names, each as far darkened or brightened as one can read it on
// every background that code has.
func tokens(css string, c *site.Config) (string, site.Problems) {
	written := c.Style
	if written.IsZero() {
		return "", nil
	}
	if ps := Check(c); len(ps) > 0 {
		return "", ps
	}
	light, dark := written.Pair()
	onLight, onDark := backgroundsOf(css)
	rules := tokenRules(styleFor(light, chroma.Light, written.Chosen(false)), onLight)
	if onDark != nil {
		rules += "@media screen and (prefers-color-scheme: dark){\n" + tokenRules(styleFor(dark, chroma.Dark, written.Chosen(true)), onDark) + "}\n"
	}
	return rules, nil
}

// styleFor is the style of a name, or where nobody chose it for these pages,
// its counterpart when that suits them better.
func styleFor(name string, mode chroma.Mode, chosen bool) *chroma.Style {
	if chosen {
		return syntax.Style(name)
	}
	return syntax.StyleFor(name, mode)
}

// tokenTypes are the types of tokens that have a class, in the order of their
// numbers; those below zero are parts of chroma's own pages.
var tokenTypes = func() []chroma.TokenType {
	types := slices.Collect(maps.Keys(chroma.StandardTypes))
	types = slices.DeleteFunc(types, func(t chroma.TokenType) bool { return t <= 0 || chroma.StandardTypes[t] == "" })
	slices.Sort(types)
	return types
}()

// tokenRules are a style's rules for docsite's pages.
func tokenRules(style *chroma.Style, bg *background) string {
	classes := map[appearance][]string{}
	var order []appearance
	text := style.Get(chroma.Text)
	for _, t := range tokenTypes {
		l := appearanceOf(style.Get(t), text, bg)
		if classes[l] == nil {
			order = append(order, l)
		}
		classes[l] = append(classes[l], "."+chroma.StandardTypes[t])
	}
	var b strings.Builder
	b.WriteString(":root{--k:" + appearanceOf(style.Get(chroma.Keyword), text, bg).colour.String() + "}\n")
	b.WriteString("pre{color:" + appearanceOf(text, text, bg).colour.String() + "}\n")
	b.WriteString("pre :is(.k,.c,.c1,.cm,.ch){font-weight:400;font-style:normal}\n")
	for _, l := range order {
		b.WriteString("pre :is(" + strings.Join(classes[l], ",") + "){color:" + l.colour.String())
		if l.bold {
			b.WriteString(";font-weight:700")
		}
		if l.italic {
			b.WriteString(";font-style:italic")
		}
		if l.underline {
			b.WriteString(";text-decoration:underline")
		}
		b.WriteString("}\n")
	}
	return b.String()
}

// appearanceOf is how an entry of a style looks on a background. One without a colour
// has that of text. Text without one, or with one for the other kind of page,
// is as the page's own: white, darkened, would be a pale grey.
func appearanceOf(e, text chroma.StyleEntry, bg *background) appearance {
	c := bg.text
	if set := cmp.Or(e.Colour, text.Colour); set.IsSet() {
		own := rgb{set.Red(), set.Green(), set.Blue()}
		if set != text.Colour || isLight(own) != isLight(bg.colours[0]) {
			c = own
		}
	}
	return appearance{c.readableOn(bg.colours), e.Bold == chroma.Yes, e.Italic == chroma.Yes, e.Underline == chroma.Yes}
}

// isLight reports whether a colour is nearer to white than to black.
func isLight(c rgb) bool { return contrast(c.luminance(), 0) > contrast(c.luminance(), 1) }

// near says which names are like one that is none: the nearest, else those that hold
// it or begin as it does; and where all are shown.
func near(name string, names []string) string {
	name = strings.ToLower(name)
	like := slices.DeleteFunc(slices.Clone(names), func(n string) bool {
		return name == "" || !strings.Contains(n, name) && !strings.Contains(name, n) && !strings.HasPrefix(n, name[:min(len(name), 3)])
	})
	hint := "there are " + strings.Join(like, ", ") + "."
	if len(like) == 0 {
		hint = "their names are chroma's."
	}
	return spelling.Hint(name, names, hint) + " All are shown at " + gallery
}
