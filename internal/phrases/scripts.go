package phrases

// Assignments say what a variable of a script is set to.
var Assignments = []Sentence{
	{"same kept value", "{name} keeps its value, or gets {value} where it has none"},
	{"same kept", "{name} keeps its value, or is empty where it has none"},
	{"same value", "{name} is what the environment says, or {value} where it says nothing"},
	{"same", "{name} is what the environment says, or empty where it says nothing"},
	{"argument value", "{name} is the argument {other}, or {value} where there is none"},
	{"argument", "{name} is the argument {other}"},
	{"value", "{name} is what {other} says, or {value} where that says nothing"},
	{"", "{name} is what {other} says"},
}

// Defaults say what ": ${NAME:=value}" is there for.
var Defaults = []Sentence{
	{"must kept", "The script ends here where {name} has no value"},
	{"must", "Without {name} in the environment the script ends here"},
	{"kept value", "{name} gets {value} where it has no value yet"},
	{"kept", "{name} is empty where it has no value yet"},
	{"value", "{name} is {value} where the environment does not say otherwise"},
	{"", "{name} is empty where the environment does not say otherwise"},
}

// Blocks say what a compound command does, by its facts.
var Blocks = map[string][]Sentence{
	"if": {{"", "What follows is done only when {:condition}"}},
	"until": {
		{"sleep left", "Tries {command} again every {sleep} seconds until it succeeds, or a command of the loop gives up"},
		{"sleep", "Tries {command} again every {sleep} seconds until it succeeds"},
		{"left", "Goes on until {command} succeeds, or a command of the loop gives up"},
		{"", "Goes on until {command} succeeds"},
	},
	"while": {
		{"forever left", "Goes on until a command of the loop ends it"},
		{"forever", "Goes on for ever"},
		{"lines", "Goes through what it reads, line by line"},
		{"not sleep left", "Tries {command} again every {sleep} seconds until it succeeds, or a command of the loop gives up"},
		{"not sleep", "Tries {command} again every {sleep} seconds until it succeeds"},
		{"not left", "Goes on until {command} succeeds, or a command of the loop gives up"},
		{"not", "Goes on until {command} succeeds"},
	},
	"for": {
		{"args", "Goes through the arguments"},
		{"printed", "Goes through what a command prints, word by word"},
		{"", "Goes through {words}"},
	},
	"case": {
		{"argument", "What follows depends on the first argument"},
		{"", "What follows depends on {word}"},
	},
}

// Functions are what is said of a function.
var Functions = []Sentence{
	{"never", "Defines the function {name}"},
	{"once", "The function {name}, which is called in one place"},
	{"", "The function {name}, which is called in {:places}"},
}

// Stages say what one stage has from another.
var Stages = []Sentence{
	{"base image", "The image goes on from it."},
	{"base", "The stage {stage} goes on from it."},
	{"base", "A later stage goes on from it."},
	{"copy image", "The image gets {what?files} from it."},
	{"copy", "The stage {stage} takes {what?files} from it."},
	{"copy", "A later stage takes {what?files} from it."},
	{"mount image", "The last stage looks into it while it is built."},
	{"mount", "The stage {stage} looks into it while it is built."},
	{"mount", "A later stage looks into it while it is built."},
}
