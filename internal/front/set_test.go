package front

import (
	"cmp"
	"reflect"
	"testing"
)

// TestKeysAreRead: every key of front matter is known, and reaches its field.
func TestKeysAreRead(t *testing.T) {
	matter := reflect.TypeFor[Matter]()
	if len(isKey) != matter.NumField() {
		t.Errorf("%d keys are known, and there are %d", len(isKey), matter.NumField())
	}
	for i := range matter.NumField() {
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
