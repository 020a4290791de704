package site

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// schema is what the test reads of a JSON schema.
type schema struct {
	Properties           map[string]schema `json:"properties"`
	AdditionalProperties json.RawMessage   `json:"additionalProperties"`
}

// TestSchemaHasAllKeys keeps the schema for editors to the keys of docsite.yaml.
func TestSchemaHasAllKeys(t *testing.T) {
	text, err := os.ReadFile("../../content/reference/docsite.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var root schema
	if err := json.Unmarshal(text, &root); err != nil {
		t.Fatal(err)
	}
	compareKeys(t, "", reflect.TypeFor[Config](), root)
}

// compareKeys wants of a struct and a schema the same keys, at every depth.
func compareKeys(t *testing.T, at string, typ reflect.Type, s schema) {
	t.Helper()
	fields := keysOf(typ)
	for key, field := range fields {
		sub, ok := s.Properties[key]
		if !ok {
			t.Errorf("the schema has no %s%s", at, key)
			continue
		}
		if field.Kind() == reflect.Map && field.Elem().Kind() == reflect.Struct {
			var each schema
			if err := json.Unmarshal(sub.AdditionalProperties, &each); err != nil {
				t.Errorf("%s%s: %v", at, key, err)
			}
			compareKeys(t, at+key+".ID.", field.Elem(), each)
		}
	}
	for key := range s.Properties {
		if _, ok := fields[key]; !ok {
			t.Errorf("docsite.yaml has no %s%s", at, key)
		}
	}
}

// keysOf gives the keys of a struct with their types, those of inlined ones too.
func keysOf(typ reflect.Type) map[string]reflect.Type {
	keys := map[string]reflect.Type{}
	for _, f := range reflect.VisibleFields(typ) {
		tag := strings.Split(f.Tag.Get("yaml"), ",")
		if f.IsExported() && !f.Anonymous && tag[0] != "-" && tag[0] != "" && !slices.Contains(tag, "inline") {
			keys[tag[0]] = f.Type
		}
	}
	return keys
}
