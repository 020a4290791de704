package front

import (
	"bytes"
	"cmp"
	"errors"
	"reflect"
	"slices"
	"strconv"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// maxFaults is how many faults are looked for: for each the text is decoded again.
const maxFaults = 20

// Decode reads YAML into a struct, which has all of its keys, and gives what is wrong,
// by its place. With a fault, and of a text without a key, the struct stays as it was.
func Decode(text []byte, into any) []*Fault {
	if line := second(text); line > 0 {
		return []*Fault{{Line: line, Col: 1, Message: "a second document begins here, of which nothing would be read", Hint: "keep one, without this line"}}
	}
	if at, message := Conflict(text, nil); at >= 0 {
		return []*Fault{{Line: 1 + bytes.Count(text[:at], []byte("\n")), Col: 1, Message: message, Hint: "keep one side, without the lines of signs"}}
	}
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		return []*Fault{FaultOf(text, err)}
	}
	value := reflect.ValueOf(into).Elem()
	left := document{of: value.Type()}
	for _, doc := range file.Docs { // a directive is one before that of the keys
		if doc.Body != nil && doc.Body.Type() != ast.DirectiveType {
			left.body = doc.Body
		}
	}
	if left.body == nil {
		return nil
	}
	if f := bare(left.body); f != nil {
		return []*Fault{f}
	}
	fresh := reflect.New(value.Type())
	fresh.Elem().Set(value)
	if err = left.decode(fresh); err == nil {
		value.Set(fresh.Elem())
		return nil
	}
	var faults []*Fault
	for err != nil && len(faults) < maxFaults {
		err = left.first(err)
		f := FaultOf(text, err)
		if f == nil {
			break
		}
		if faults = append(faults, f); !left.drop(err) {
			break
		}
		if err = left.decode(reflect.New(left.of)); isSyntax(err) {
			break // of an alias, whose anchor was dropped
		}
	}
	slices.SortFunc(faults, func(a, b *Fault) int { return cmp.Or(a.Line-b.Line, a.Col-b.Col) })
	return faults
}

// bare finds a tag with no value behind it, on which the decoder breaks; nil for none.
func bare(body ast.Node) *Fault {
	for _, n := range ast.Filter(ast.TagType, body) {
		if t, ok := n.(*ast.TagNode); ok && (t.Value == nil || t.Value.Type() == ast.NullType) {
			at := t.GetToken().Position
			return &Fault{Line: at.Line, Col: at.Column, Message: "no value stands behind " + strconv.Quote(t.GetToken().Value), Hint: "put text that begins with ! into quotation marks"}
		}
	}
	return nil
}

func isSyntax(err error) bool {
	_, ok := errors.AsType[*yaml.SyntaxError](err)
	return ok
}

// document is a YAML document without the keys in which faults were found.
type document struct {
	body ast.Node
	of   reflect.Type
}

func (d *document) decode(into reflect.Value) error {
	return yaml.NodeToValue(d.body, into.Interface(), yaml.DisallowUnknownField())
}

// first gives the error about the first unknown key of a mapping: the decoder takes any.
func (d *document) first(err error) error {
	unknown, ok := errors.AsType[*yaml.UnknownFieldError](err)
	if !ok {
		return err
	}
	in, at := pairOf(d.body, unknown.Token)
	if in == nil {
		return err
	}
	all := in.Values
	defer func() { in.Values = all }()
	for {
		in.Values = in.Values[:at]
		var before *yaml.UnknownFieldError
		if !errors.As(d.decode(reflect.New(d.of)), &before) {
			return err
		}
		i := slices.IndexFunc(in.Values, func(v *ast.MappingValueNode) bool { return is(v.Key, before.Token) })
		if i < 0 {
			return err // the one before is of another mapping
		}
		err, at = before, i
	}
}

// drop takes out the key of which an error tells, or the one whose value it tells of.
func (d *document) drop(err error) bool {
	located, ok := errors.AsType[yaml.Error](err)
	if !ok || located.GetToken() == nil {
		return false
	}
	in, at := pairOf(d.body, located.GetToken())
	if in == nil {
		return false
	}
	in.Values = slices.Delete(slices.Clone(in.Values), at, at+1)
	return true
}

// pairOf finds the innermost mapping with a pair in which a token stands, and that pair.
func pairOf(node ast.Node, at *token.Token) (in *ast.MappingNode, index int) {
	var all mappings
	ast.Walk(&all, node)
	for _, m := range slices.Backward(all) { // the inner ones stand behind those around them
		for i, pair := range m.Values {
			if is(pair.Key, at) || holds(pair.Value, at) {
				return m, i
			}
		}
	}
	return nil, 0
}

// mappings are those of a text.
type mappings []*ast.MappingNode

// Visit implements [ast.Visitor].
func (m *mappings) Visit(node ast.Node) ast.Visitor {
	if in, ok := node.(*ast.MappingNode); ok {
		*m = append(*m, in)
	}
	return m
}

// holds reports whether a value, or an element of a list, begins with a token.
func holds(node ast.Node, at *token.Token) bool {
	if list, ok := node.(*ast.SequenceNode); ok && slices.ContainsFunc(list.Values, func(v ast.Node) bool { return holds(v, at) }) {
		return true
	}
	return is(node, at)
}

func is(node ast.Node, at *token.Token) bool {
	t := node.GetToken()
	return t != nil && t.Position != nil && at.Position != nil && t.Position.Offset == at.Position.Offset
}
