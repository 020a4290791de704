package site

import (
	"cmp"

	"github.com/goccy/go-yaml/ast"

	"docsite/internal/lazy"
)

// Scheme is a value that may differ between a light page and a dark one. In
// YAML it is one value, or a mapping with light and dark.
type Scheme struct {
	Light string `yaml:"light"`
	Dark  string `yaml:"dark"`
	one   bool   // written as one value, which is both
}

// UnmarshalYAML reads either form.
func (s *Scheme) UnmarshalYAML(unmarshal func(any) error) error {
	var value string
	if unmarshal(&value) == nil {
		*s = Scheme{value, value, true}
		return nil
	}
	type mapping Scheme
	return unmarshal((*mapping)(s))
}

// IsZero reports whether nothing was written.
func (s Scheme) IsZero() bool { return s.Light == "" && s.Dark == "" }

// Pair is the value of light pages and that of dark ones. Where only one was
// written it is both.
func (s Scheme) Pair() (light, dark string) {
	return cmp.Or(s.Light, s.Dark), cmp.Or(s.Dark, s.Light)
}

// Chosen reports whether a value was written for light pages, or for dark
// ones, alone.
func (s Scheme) Chosen(dark bool) bool {
	return !s.one && (dark && s.Dark != "" || !dark && s.Light != "")
}

// Written is a value with the keys under which it stands in docsite.yaml, as
// [Config.Problem] takes them.
type Written struct {
	Value string
	Keys  []string
}

// Written lists the values that stand under a key.
func (s Scheme) Written(key string) []Written {
	if s.one {
		return []Written{{s.Light, []string{key}}}
	}
	var list []Written
	if s.Light != "" {
		list = append(list, Written{s.Light, []string{key, "light"}})
	}
	if s.Dark != "" {
		list = append(list, Written{s.Dark, []string{key, "dark"}})
	}
	return list
}

// colourPattern is a colour as CSS has it in hexadecimal digits, without
// transparency.
var colourPattern = lazy.Pattern(`^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`)

func (c *Config) checkAccent() Problems {
	var ps Problems
	for _, w := range c.Accent.Written("accent") {
		if !colourPattern().MatchString(w.Value) {
			ps = append(ps, c.Problem(quoted("accent", w.Value)+" is not a colour", `write it like "#b4004e", in quotes`, w.Keys...))
		}
	}
	for _, keys := range [][]string{{"accent"}, {"accent", "light"}, {"accent", "dark"}} {
		if c.isNull(keys...) {
			ps = append(ps, c.Problem("accent has no value", `write the colour in quotes, like "#b4004e": # begins a comment in YAML`, keys...))
		}
	}
	return ps
}

// isNull reports whether a key stands in docsite.yaml without a value.
func (c *Config) isNull(keys ...string) bool {
	node := c.node(keys)
	return node != nil && node.Type() == ast.NullType
}
