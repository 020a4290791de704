package golden

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// schema is a JSON Schema as far as this repository's own use it.
type schema struct {
	Ref        string             `json:"$ref"`
	Defs       map[string]*schema `json:"$defs"`
	Type       any                `json:"type"` // a name or a list of names
	Properties map[string]*schema `json:"properties"`
	Additional json.RawMessage    `json:"additionalProperties"` // false or a schema
	Required   []string           `json:"required"`
	Items      *schema            `json:"items"`
	Enum       []any              `json:"enum"`
}

// Schema fails a test when a JSON document is not what a JSON Schema in a file
// says, or when it has a key that the schema does not name.
func Schema(t testing.TB, path string, document []byte) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	root := &schema{}
	if err := json.Unmarshal(text, root); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	var value any
	if err := json.Unmarshal(document, &value); err != nil {
		t.Fatal(err)
	}
	for _, fault := range root.check(root, "", value) {
		t.Errorf("%s: %s", path, fault)
	}
}

// check gives what is wrong with a value at a place such as "/images/0".
func (s *schema) check(root *schema, at string, value any) (faults []string) {
	if name, ok := strings.CutPrefix(s.Ref, "#/$defs/"); ok {
		if root.Defs[name] == nil {
			return []string{at + ": there is no " + s.Ref}
		}
		return root.Defs[name].check(root, at, value)
	}
	if !s.allows(typeOf(value)) {
		return []string{fmt.Sprintf("%s is %s, want %v", at, typeOf(value), s.Type)}
	}
	if len(s.Enum) > 0 && !slices.Contains(s.Enum, value) {
		faults = append(faults, fmt.Sprintf("%s is %v, want one of %v", at, value, s.Enum))
	}
	switch value := value.(type) {
	case []any:
		for i, item := range value {
			if s.Items != nil {
				faults = append(faults, s.Items.check(root, fmt.Sprintf("%s/%d", at, i), item)...)
			}
		}
	case map[string]any:
		faults = append(faults, s.checkObject(root, at, value)...)
	}
	return faults
}

func (s *schema) checkObject(root *schema, at string, object map[string]any) (faults []string) {
	for _, key := range s.Required {
		if _, ok := object[key]; !ok {
			faults = append(faults, at+" has no "+key)
		}
	}
	var others *schema
	if len(s.Additional) > 0 && string(s.Additional) != "false" {
		others = &schema{}
		if err := json.Unmarshal(s.Additional, others); err != nil {
			return append(faults, at+": "+err.Error())
		}
	}
	for _, key := range slices.Sorted(maps.Keys(object)) {
		switch known := s.Properties[key]; {
		case known != nil:
			faults = append(faults, known.check(root, at+"/"+key, object[key])...)
		case others != nil:
			faults = append(faults, others.check(root, at+"/"+key, object[key])...)
		default:
			faults = append(faults, at+"/"+key+" is not in the schema")
		}
	}
	return faults
}

func (s *schema) allows(kind string) bool {
	names, list := s.Type.([]any)
	if !list {
		names = []any{s.Type}
	}
	return s.Type == nil || slices.Contains(names, any(kind)) || kind == "integer" && slices.Contains(names, any("number"))
}

func typeOf(value any) string {
	switch value := value.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case string:
		return "string"
	case float64:
		if value == float64(int64(value)) {
			return "integer"
		}
		return "number"
	case []any:
		return "array"
	}
	return "object"
}
