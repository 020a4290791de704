package front

import (
	"bytes"
	"errors"
	"reflect"
	"slices"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Decode reads YAML into a struct, which has all of its keys. Of several in one mapping
// that it has not the error is that of the first: the decoder takes any.
func Decode(text []byte, into any) error {
	if line := second(text); line > 0 {
		return &Fault{Line: line, Col: 1, Message: "a second document begins here, of which nothing would be read", Hint: "keep one, without this line"}
	}
	err := yaml.NewDecoder(bytes.NewReader(text), yaml.DisallowUnknownField()).Decode(into)
	first := err
	var unknown *yaml.UnknownFieldError
	if !errors.As(err, &unknown) {
		return err
	}
	file, broken := parser.ParseBytes(text, 0)
	if broken != nil || len(file.Docs) == 0 {
		return err
	}
	in := mapping{key: unknown.Token}
	ast.Walk(&in, file.Docs[0])
	for in.found != nil && errors.As(err, &unknown) {
		in.key = unknown.Token
		i := in.index(in.found)
		if i < 0 {
			break // of another mapping: the last one was the first of this
		}
		first = err
		in.found.Values = in.found.Values[:i]
		err = yaml.NodeToValue(file.Docs[0].Body, reflect.New(reflect.TypeOf(into).Elem()).Interface(), yaml.DisallowUnknownField())
	}
	return first
}

// mapping is the mapping in which a key stands.
type mapping struct {
	key   *token.Token
	found *ast.MappingNode
}

// Visit implements [ast.Visitor].
func (m *mapping) Visit(node ast.Node) ast.Visitor {
	if in, ok := node.(*ast.MappingNode); ok && m.index(in) >= 0 {
		m.found = in
	}
	return m
}

// index is the place of the key among those of a mapping; -1 where it has it not.
func (m *mapping) index(in *ast.MappingNode) int {
	return slices.IndexFunc(in.Values, func(v *ast.MappingValueNode) bool {
		return v.Key.GetToken().Position.Offset == m.key.Position.Offset
	})
}
