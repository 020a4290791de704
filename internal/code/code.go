package code

import (
	"docsite/internal/dockerfile"
	"docsite/internal/phrases"
	"docsite/internal/site"
)

// Code is a listing taken apart: the rows that a page shows, the colours of
// its characters, and the pieces that a note can name.
type Code struct {
	Language string // as given to [Read], in lower case, or as guessed
	Text     []byte // the listing, byte for byte; every span below points into it
	Starts   []int  // offsets of its lines in Text; a final newline starts none

	// Groups partition Text: in order, without gap or overlap, each of whole
	// lines. Joining their texts gives Text. Empty only for an empty text.
	Groups []Group
	// Tokens are sorted and do not overlap; the text between tokens is plain. A
	// token may reach over several lines (a string, a heredoc body). Empty for
	// the languages that are read by line (YAML, nginx, ini, Makefiles, all
	// others): a highlighter knows their syntax better.
	Tokens []Token
	// Parts are sorted by start, the wider first. The parts of one group follow
	// one another and lie within the group, but for a KeyPart whose entries
	// have groups of their own.
	Parts []Part

	Dockerfile *dockerfile.File // the stages of a Dockerfile; nil for other languages
	Warning    string           // why lines of the listing, or all, are plain; empty when all were parsed
}

// Line is where a line stands, counted from 1, with its end; empty behind the last.
func (c *Code) Line(n int) site.Span {
	s := site.Span{Start: len(c.Text), End: len(c.Text)}
	if n <= len(c.Starts) {
		s.Start = c.Starts[n-1]
	}
	if n < len(c.Starts) {
		s.End = c.Starts[n]
	}
	return s
}

// Group is a row of an annotated listing: an instruction of a Dockerfile, a
// statement of a script, a top-level entry of a YAML file. The comment lines
// directly above belong to it, the blank lines below close it.
type Group struct {
	Span  site.Span  // whole lines, line ends included
	Lines site.Lines // the same, from 1
	Kind  GroupKind
	Name  string // in terms of the language: "RUN", "set", "function main"
	Title string // in words of people: "RUN: install gcc and libpq-dev"; at most 60 characters
	Stage int    // of a Dockerfile: the stage from 0; -1 where there is none
}

// GroupKind says which construct a row holds.
type GroupKind string

const (
	InstructionGroup GroupKind = "instruction" // of a Dockerfile
	StatementGroup   GroupKind = "statement"   // of a shell script: simple commands and lists of them
	BlockGroup       GroupKind = "block"       // of a shell script: if, case, a loop, a group in braces
	FunctionGroup    GroupKind = "function"    // of a shell script
	DirectiveGroup   GroupKind = "directive"   // parser directives of a Dockerfile, "#!" of a script
	CommentGroup     GroupKind = "comment"     // comments that stand alone
	KeyGroup         GroupKind = "key"         // a top-level key of YAML, a section of an ini file, a target of a Makefile, a block of nginx
	LineGroup        GroupKind = "line"        // lines that no parser took
)

// Token is a run of characters that is shown in one colour.
type Token struct {
	Span site.Span
	Kind TokenKind
}

// TokenKind says what a token is. Each stands for one token type that syntax
// highlighters share; there is none for errors.
type TokenKind uint8

const (
	KeywordToken     TokenKind = iota + 1 // FROM, AS, if, done, a YAML or nginx keyword
	CommandToken                          // the name of a command in a shell
	BuiltinToken                          // the name of a command that the shell has built in: set, cd, exec
	FunctionToken                         // the name of a function where it is declared
	FlagToken                             // --from=, -y: the name of a flag, up to its "="
	KeyToken                              // the name in NAME=value, a YAML key, a directive of nginx
	VariableToken                         // $NAME, ${NAME:-word}, $1
	StringToken                           // quoted text, its quotes included
	HeredocToken                          // the body of a heredoc that is not code
	DelimiterToken                        // <<EOF and the line that ends it
	NumberToken                           // a number that stands alone, a port
	OperatorToken                         // &&, |, redirections, "=" of an assignment
	PunctuationToken                      // brackets, commas, semicolons, the continuation at the end of a line
	CommentToken                          // to the end of its line
	DirectiveToken                        // "# syntax=…", "#!/bin/sh"
	ImageToken                            // an image reference or a stage's name
)

// Part is a piece that a note can name. Its span is the smallest that
// carries it: a command of a chain has its own words only, without the "&&".
type Part struct {
	Kind   PartKind
	Span   site.Span // in Text
	Name   string    // see PartKind
	Words  []Word    // see PartKind; in order of the text
	Parent int       // index in Code.Parts of the part around it; -1 for none
	Group  int       // index in Code.Groups
}

// PartKind says which construct a part is, and so what Name and Words hold.
type PartKind string

const (
	// InstructionPart is a whole instruction, heredocs included, comments
	// above it not. Name is the keyword in upper case; Words are all words
	// after it up to the heredoc bodies, flags first.
	InstructionPart PartKind = "instruction"
	// FlagPart is a flag of an instruction (--from=builder). Name is
	// "--from"; the one word is the flag as written.
	FlagPart PartKind = "flag"
	// ArgumentPart is a word that an instruction takes and that can be named
	// alone: a port of EXPOSE, a source or the target of COPY, a base image.
	// Name is the word, unquoted.
	ArgumentPart PartKind = "argument"
	// CommandPart is one simple command of a shell. Name is the command's
	// name ("apt-get", "exec"); Words start with it; redirections are words.
	CommandPart PartKind = "command"
	// AssignmentPart is NAME=value: of ENV, ARG, LABEL, of a shell, of an
	// env or ini file. Name is NAME; the one word is all of it.
	AssignmentPart PartKind = "assignment"
	// ElementPart is an element of a JSON array. Name is its value.
	ElementPart PartKind = "element"
	// HeredocPart is the body of a heredoc, its terminator not included.
	// Name is the delimiter.
	HeredocPart PartKind = "heredoc"
	// CommentPart is a comment, consecutive comment lines together. Name is
	// empty; Words are its words.
	CommentPart PartKind = "comment"
	// DirectivePart is a parser directive or a "#!" line. Name is "syntax",
	// "escape", "check" or "#!".
	DirectivePart PartKind = "directive"
	// BlockPart is a compound command: Name is "if", "case", "for", "while",
	// "until", "select", "{", "(", "[[", "((". Words are the words of its head.
	BlockPart PartKind = "block"
	// ArmPart is an arm of a case or of an if: Name is the pattern as
	// written ("start|stop"), or "if", "elif", "else". Words are the
	// pattern's or the condition's.
	ArmPart PartKind = "arm"
	// FunctionPart is a function declaration. Name is the function's.
	FunctionPart PartKind = "function"
	// KeyPart is an entry with all that is below it. Name is the path of
	// keys from the top, joined by dots ("services.web.ports"; "[server]"
	// style sections and nginx blocks the same way). Words are the words
	// of its first line.
	KeyPart PartKind = "key"
	// LinePart is a line of a listing that no parser took, or an item of a
	// list in YAML, blanks around it not included. Name is empty.
	LinePart PartKind = "line"
)

// Word is a word of a part, its span in Code.Text.
type Word = phrases.Word
