package kept

import (
	"reflect"
	"testing"

	"docsite/internal/site"
)

// fill gives everything in a value something that is not zero.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("x\x00é")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(-70)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0))
		fill(v.Index(1))
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key)
		fill(value)
		v.SetMapIndex(key, value)
	default:
		panic(v.Kind())
	}
}

// TestEncode: every field is kept, those too that somebody will add.
func TestEncode(t *testing.T) {
	var full Site
	fill(reflect.ValueOf(&full).Elem())
	text := full.Encode()
	if got := Decode(string(text)); got == nil || !reflect.DeepEqual(*got, full) {
		t.Errorf("got %+v, want %+v", got, full)
	}
	for cut := range text {
		if Decode(string(text[:cut])) != nil {
			t.Errorf("cut at %d it is taken for whole", cut)
		}
	}
}

// TestShape: what a page prints of others changes the shape, and its text does not.
func TestShape(t *testing.T) {
	shape := func(change func(p *site.Page)) string {
		p := &site.Page{Path: "a.md", Output: "a.html"}
		change(p)
		return Shape(&site.Site{Pages: []*site.Page{p}, Top: &site.Section{Pages: []*site.Page{p}}})
	}
	none := shape(func(*site.Page) {})
	for name, change := range map[string]func(p *site.Page){
		"path": func(p *site.Page) { p.Path = "b.md" }, "output": func(p *site.Page) { p.Output = "b.html" }, "title": func(p *site.Page) { p.Title = "A" },
		"description": func(p *site.Page) { p.Description = "d" }, "lang": func(p *site.Page) { p.Lang = "de" }, "aliases": func(p *site.Page) { p.Aliases = []string{"x"} }, "address": func(p *site.Page) { p.Address = "/x" },
	} {
		if shape(change) == none {
			t.Errorf("another %s is the same shape", name)
		}
	}
	if shape(func(p *site.Page) { p.Anchors, p.Quotes = []string{"b.md#x"}, []string{"Dockerfile"} }) != none {
		t.Error("other links and quotations are another shape")
	}
}
