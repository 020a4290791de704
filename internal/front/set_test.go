package front

import (
	"cmp"
	"reflect"
	"testing"
)

// TestKeysAreRead: every key of front matter is known, and reaches its field.
func TestKeysAreRead(t *testing.T) {
	matter := reflect.TypeFor[Matter]()
	if len(isKey) != matter.NumField()-2 { // the last two are of other generators' keys
		t.Errorf("%d keys are known, and there are %d", len(isKey), matter.NumField()-2)
	}
	for i := range matter.NumField() - 2 {
		key, f := matter.Field(i).Tag.Get("yaml"), Matter{}
		value := map[reflect.Kind]string{reflect.Int: "3", reflect.Bool: "true", reflect.Pointer: "true"}[matter.Field(i).Type.Kind()]
		value = cmp.Or(value, map[string]string{"lang": "de", "comments": "notes"}[key], "a")
		if why := f.set(key, value, nil); why != "" {
			t.Errorf("%s: %s", key, why)
		}
		if !isKey[key] || reflect.ValueOf(f).Field(i).IsZero() {
			t.Errorf("the key %s is not read", key)
		}
	}
}

// TestForeignKeys: keys of other generators say where a page stands, where docsite's own
// do not, and are never wrong.
func TestForeignKeys(t *testing.T) {
	for text, want := range map[string]Matter{
		"sidebar_position: 0":                          {Weight: 1},
		"sidebar_position: 1.5":                        {Weight: 151},
		"nav_order: 2":                                 {Weight: 201},
		"sidebar: {order: 3, label: A}":                {Weight: 301, Label: "A"},
		"sidebar:\n  order: 3":                         {Weight: 301},
		"sidebar:\n  badge: {text: a}":                 {},
		"sidebar: home":                                {},
		"menu:\n  main:\n    parent: a\n    weight: 3": {Weight: 3},
		"menus: {main: {weight: 3}, x: y}\nweight: 7":  {Weight: 7},
		"weight: 7\nmenu: {main: {weight: 3}}":         {Weight: 7},
		"menu: main":                                   {}, "menu: [main, x]": {}, "menu: {main: {weight: a}}": {},
		"sidebar_label: A b":              {Label: "A b"},
		"linkTitle: A":                    {Label: "A"},
		"weight: 7\nsidebar_position: 1":  {Weight: 7},
		"sidebar_position: 1\nweight: 7":  {Weight: 7},
		"sidebar_position: first":         {},
		"nav_order: [1, 2]":               {},
		"slug: /start/":                   {Address: "/start/"},
		"slug: start\nurl: /else":         {Address: "/else"},
		"url: /a/b.html\nslug: b":         {Address: "/a/b.html"},
		"permalink: :title\nslug: {a: b}": {},
		"url: https://e.example":          {},
	} {
		got := Read([]byte("---\n"+text+"\n---\n"), func(line, col int, message, hint string) { t.Errorf("%q: %d: %s", text, line, message) })
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}
