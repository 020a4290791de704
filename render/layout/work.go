package layout

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"strconv"
	"strings"
	"sync"
	"text/template/parse"

	"docsite/internal/lazy"
)

// A template can count to a billion, and double a text forty times, and nothing stops
// one that has begun. So each round of a range and each call of a template is
// counted, and the functions that make text refuse to make much.
const (
	maxRounds   = 200_000 // steps of one execution
	callRounds  = 20      // steps of a call of a template, which takes memory
	maxMade     = 1 << 20 // bytes that one function makes
	maxPrinted  = 1 << 20 // bytes that one execution prints, beside twice docsite's own
	verbWidth   = 1000    // bytes that a verb of printf makes at most, beside its argument
	bytesARound = 64      // that functions make for a step
)

var (
	errRounds  = errors.New("it takes too many steps")
	errMade    = fmt.Errorf("it makes a text of more than %d bytes", maxMade)
	errPrinted = errors.New("it prints too much")
)

// templates are the project's templates, which are executed one at a time.
type templates struct {
	*template.Template
	mu     sync.Mutex
	rounds int // of the execution that goes on
}

func newTemplates() *templates {
	t := &templates{Template: template.New("")}
	t.Funcs(template.FuncMap{"docsite_steps": t.spend,
		"print": t.made(fmt.Sprint), "println": t.made(fmt.Sprintln), "html": t.made(template.HTMLEscaper),
		"js": t.made(template.JSEscaper), "urlquery": t.made(template.URLQueryEscaper), "printf": t.printf})
	return t
}

// spend counts steps. Its first result is for a variable, which prints nothing.
func (t *templates) spend(rounds int) (int, error) {
	if t.rounds += rounds; t.rounds > maxRounds {
		return 0, errRounds
	}
	return 0, nil
}

// made is a function of templates that makes a text of others, of which none is more
// than six times as long in it.
func (t *templates) made(f func(...any) string) func(...any) (string, error) {
	return func(args ...any) (string, error) {
		length := 0
		for _, arg := range args {
			length += 6 * lengthOf(arg)
		}
		if length > 6*maxMade {
			return "", errMade
		}
		text := f(args...)
		if len(text) > maxMade {
			return "", errMade
		}
		_, err := t.spend(1 + len(text)/bytesARound)
		return text, err
	}
}

// wide is a width or a precision of a verb that makes more than [verbWidth].
var wide = lazy.Pattern(`%[^a-zA-Z%]*(?:[0-9]{4}|\*)`)

// printf is that of templates, where it makes little.
func (t *templates) printf(format string, args ...any) (string, error) {
	longest := verbWidth
	for _, arg := range args {
		longest += lengthOf(arg)
	}
	if wide().MatchString(format) || len(format)+strings.Count(format, "%")*longest > 16*maxMade {
		return "", errMade
	}
	return t.made(func(...any) string { return fmt.Sprintf(format, args...) })()
}

// lengthOf is the length of a text, in bytes; 0 of anything else.
func lengthOf(arg any) int {
	switch arg := arg.(type) {
	case string:
		return len(arg)
	case template.HTML:
		return len(arg)
	}
	return 0
}

// count puts the counting into all templates.
func (t *templates) count() error {
	for _, one := range t.Templates() {
		if one.Tree == nil || one.Tree.Root == nil {
			continue
		}
		if err := t.countRounds(one.Tree, one.Tree.Root); err != nil {
			return err
		}
		step, err := t.step(one.Tree, one.Tree.Root, callRounds)
		if err != nil {
			return err
		}
		one.Tree.Root.Nodes = append([]parse.Node{step}, one.Tree.Root.Nodes...)
	}
	return nil
}

// countRounds puts a step into each range below a list.
func (t *templates) countRounds(tree *parse.Tree, list *parse.ListNode) error {
	if list == nil {
		return nil
	}
	for _, n := range list.Nodes {
		var in *parse.BranchNode
		switch n := n.(type) {
		case *parse.IfNode:
			in = &n.BranchNode
		case *parse.WithNode:
			in = &n.BranchNode
		case *parse.RangeNode:
			in = &n.BranchNode
		default:
			continue
		}
		if err := errors.Join(t.countRounds(tree, in.List), t.countRounds(tree, in.ElseList)); err != nil {
			return err
		}
		if n.Type() != parse.NodeRange {
			continue
		}
		step, err := t.step(tree, n, 1)
		if err != nil {
			return err
		}
		in.List.Nodes = append([]parse.Node{step}, in.List.Nodes...)
	}
	return nil
}

// step is an action that counts, as if it stood on the line of a node of a template.
// It prints nothing in any context of HTML, since it sets a variable.
func (t *templates) step(tree *parse.Tree, at parse.Node, rounds int) (parse.Node, error) {
	location, _ := tree.ErrorContext(at)
	line := 1
	if parts := strings.Split(strings.TrimPrefix(location, tree.ParseName+":"), ":"); len(parts) > 0 {
		line, _ = strconv.Atoi(parts[0])
	}
	text := strings.Repeat("\n", max(line-1, 0)) + fmt.Sprintf("{{$docsite := docsite_steps %d}}", rounds)
	trees, err := parse.Parse(tree.ParseName, text, "", "", map[string]any{"docsite_steps": t.spend})
	if err != nil {
		return nil, err
	}
	nodes := trees[tree.ParseName].Root.Nodes
	return nodes[len(nodes)-1], nil
}

// execute prints one of the templates. standard is the length of docsite's own text.
func (t *templates) execute(w io.Writer, name string, data any, standard int) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.rounds = 0
	return t.ExecuteTemplate(&limited{w, maxPrinted + 2*standard}, name, data)
}

// limited is a writer that takes so many bytes.
type limited struct {
	w    io.Writer
	left int
}

func (l *limited) Write(b []byte) (int, error) {
	if l.left -= len(b); l.left < 0 {
		return 0, errPrinted
	}
	return l.w.Write(b)
}
