package front

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"docsite/internal/lazy"
)

// Fault is what is wrong with YAML, in words of docsite.
type Fault struct {
	Line, Col int    // from 1; 0 where the YAML library does not tell
	Message   string // with what was written in %q
	Hint      string // what to do about it
	Unknown   string // a key that the struct has not; the hint is then the caller's
}

// Error implements error.
func (f *Fault) Error() string { return f.Message }

// FaultOf says what an error of the YAML library, or of [Decode], means for the text
// that was read. It is nil for that of an empty document.
func FaultOf(text []byte, err error) *Fault {
	if own, ok := errors.AsType[*Fault](err); ok {
		return own
	}
	located, ok := errors.AsType[yaml.Error](err)
	switch {
	case err.Error() == "EOF":
		return nil
	case !ok:
		message, hint := syntax(err.Error())
		return &Fault{Message: message, Hint: hint}
	}
	f := &Fault{}
	at := located.GetToken()
	if at == nil || at.Position == nil {
		at = &token.Token{Position: &token.Position{}}
	}
	f.Line, f.Col = at.Position.Line, at.Position.Column
	switch err := located.(type) {
	case *yaml.UnknownFieldError:
		f.Message, f.Unknown = fmt.Sprintf("unknown key %q", at.Value), at.Value
	case *yaml.TypeError:
		f.wrongKind(at, kindOf(err.DstType))
	case *yaml.UnexpectedNodeTypeError:
		f.wrongKind(at, nodeKinds[err.Expected])
	case *yaml.OverflowError:
		f.Message = fmt.Sprintf("%q is too large a number", at.Value)
	default:
		f.Message, f.Hint = syntax(located.GetMessage())
		if f.Message == misplaced && len(lineOf(text, f.Line+1)) > 0 && !bytes.Contains(lineOf(text, f.Line), []byte(at.Value)) {
			f.Line, f.Col = f.Line+1, 1 // YAML reads a deeper line into the value above, up to its colon
			f.Hint = "begin the keys of a mapping in one column"
		}
		if line := shown(lineOf(text, f.Line)); line != "" {
			f.Message += ": " + strconv.Quote(line)
		}
	}
	return f
}

// Kinds of values, as people call them.
const (
	aText    = "a text"
	aList    = "a list"
	aMapping = "a mapping of keys to values"
)

var nodeKinds = map[ast.NodeType]string{ast.SequenceType: aList, ast.MappingType: aMapping}

// kindOf is the kind of value that a type is read from.
func kindOf(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Int:
		return "a whole number"
	case reflect.Float64:
		return "a number"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice:
		return aList
	case reflect.Map, reflect.Struct:
		return aMapping
	case reflect.Pointer:
		return kindOf(t.Elem())
	}
	return aText
}

// plainWord is what needs no quotation marks in a list.
var plainWord = lazy.Pattern(`^[A-Za-z0-9_./][A-Za-z0-9_./-]*$`)

// wrongKind says that what stands at a token is not of a kind.
func (f *Fault) wrongKind(at *token.Token, kind string) {
	written := strconv.Quote(shown([]byte(at.Value)))
	switch at.Type {
	case token.SequenceStartType, token.SequenceEntryType:
		written = aList
	case token.MappingStartType, token.MappingValueType:
		written = aMapping
	default:
		if kind == aList {
			f.Hint = "write [" + written + "]"
			if plainWord().MatchString(at.Value) {
				f.Hint = "write [" + at.Value + "]"
			}
		}
	}
	switch kind {
	case aMapping:
		f.Hint = "write keys with their values, each on a line below"
	case aText:
		f.Hint = "write one value"
	}
	f.Message = written + " is not " + kind
}

const misplaced = "a key stands where none can be"

// faults have, by a part of a message of the YAML library, what is wrong and what to do.
// The first that fits counts.
var faults = []struct{ part, message, hint string }{
	{"\t", "a tab stands where YAML has blanks", "indent with spaces"},
	{"tab character", "a tab stands where YAML has blanks", "indent with spaces"},
	{"already defined", "a key stands twice", "keep one of them"},
	{"end character of", "a quotation mark is not closed", "write the same mark behind the text"},
	{"document separator", "a quotation mark is not closed", "write the same mark behind the text"},
	{"escape", `a \ stands before what it does not escape`, `write \\, or put the text between ' and '`},
	{"surrogate", `a \ stands before what it does not escape`, `write \\, or put the text between ' and '`},
	{"is a reserved character", "a value begins with a character that YAML reserves", "put the value into quotation marks"},
	{"directive", "a value begins with %", "put the value into quotation marks"},
	{"alias", "* names a value that no & has named", "put text that begins with * into quotation marks"},
	{"anchor", "& names no value", "put text that begins with & into quotation marks"},
	{"tag", "! is not followed by a type", "put text that begins with ! into quotation marks"},
	{"corresponding to", "a bracket is closed that is not open", "put text with brackets into quotation marks"},
	{"']'", "a [ is not closed", "write ] behind the last element and a comma between two, or put the text into quotation marks"},
	{"'}'", "a { is not closed", "write } behind the last value and a comma between two, or put the text into quotation marks"},
	{"flow map", "a { is not closed", "write } behind the last value and a comma between two, or put the text into quotation marks"},
	{"mapping value is not allowed", misplaced, "put text with : or quotation marks into quotation marks"},
	{"sequence entries", "a list begins where none can", "begin each - on a line of its own, or write [one, two]"},
	{"value", "there is no key, or no colon behind it", "write key: value, and begin the keys of a mapping in one column"},
	{"key", "there is no key, or no colon behind it", "write key: value, and begin the keys of a mapping in one column"},
}

// syntax is a message of the YAML library about the form of a text, in words.
func syntax(message string) (words, hint string) {
	for _, fault := range faults {
		if strings.Contains(message, fault.part) {
			return fault.message, fault.hint
		}
	}
	message, _, _ = strings.Cut(message, "\n")
	return fmt.Sprintf("it is no YAML: %q", message), "put text with : or quotation marks into quotation marks"
}

// maxShown is how much of a line a message shows, in characters.
const maxShown = 60

// lineOf is a line of a text by its number from 1.
func lineOf(text []byte, number int) []byte {
	for range number - 1 {
		_, text, _ = bytes.Cut(text, []byte("\n"))
	}
	line, _, _ := bytes.Cut(text, []byte("\n"))
	return line
}

// shown is a line as far as a message shows it.
func shown(line []byte) string {
	signs := []rune(strings.TrimRight(string(line), " \t\r"))
	if len(signs) > maxShown {
		return string(signs[:maxShown]) + "…"
	}
	return string(signs)
}

// second finds a document of YAML behind the first one, of which nothing would be read:
// the line from 1 of the "---" or "..." between them; 0 for none.
func second(text []byte) (line int) {
	begun, mark, number := false, 0, 0
	for row := range bytes.Lines(text) {
		number++
		row = bytes.TrimRight(row, " \t\r\n")
		rest, opens := bytes.CutPrefix(row, []byte("---"))
		switch {
		case len(row) == 0 || row[0] == '#' || row[0] == '%' && !begun:
		case opens && (len(rest) == 0 || rest[0] == ' ' || rest[0] == '\t') || string(row) == "...":
			if begun && mark == 0 {
				mark = number
			}
			begun = begun || opens // what stands behind it belongs to it
			if mark > 0 && opens && len(bytes.TrimSpace(rest)) > 0 {
				return mark
			}
		case mark > 0:
			return mark
		default:
			begun = true
		}
	}
	return 0
}
