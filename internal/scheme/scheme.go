// Package scheme reads values of docsite.yaml that may differ between light pages and dark ones.
package scheme

import "cmp"

// Value is a value that may differ between a light page and a dark one. In
// YAML it is one value, or a mapping with light and dark.
type Value struct {
	Light string `yaml:"light"`
	Dark  string `yaml:"dark"`
	one   bool   // written as one value, which is both
}

// UnmarshalYAML reads either form.
func (s *Value) UnmarshalYAML(unmarshal func(any) error) error {
	var value string
	if unmarshal(&value) == nil {
		*s = Value{value, value, true}
		return nil
	}
	type mapping Value
	return unmarshal((*mapping)(s))
}

// IsZero reports whether nothing was written.
func (s Value) IsZero() bool { return s.Light == "" && s.Dark == "" }

// Pair is the value of light pages and that of dark ones. Where only one was
// written it is both.
func (s Value) Pair() (light, dark string) {
	return cmp.Or(s.Light, s.Dark), cmp.Or(s.Dark, s.Light)
}

// Chosen reports whether a value was written for light pages, or for dark
// ones, alone.
func (s Value) Chosen(dark bool) bool {
	return !s.one && (dark && s.Dark != "" || !dark && s.Light != "")
}

// Written is a value with the keys under which it stands in docsite.yaml, as
// Config.Problem of package site takes them.
type Written struct {
	Value string
	Keys  []string
}

// Written lists the values that stand under a key.
func (s Value) Written(key string) []Written {
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
