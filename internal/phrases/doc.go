// Package phrases is the catalogue of what lines do. The entry of a command
// gives both the sentence of a drafted page ("Installs `gcc` and `make`") and
// the title of a row ("install gcc and make").
//
// Start from [Command.Read], then ask the command for [Command.Says] or
// [Command.Title]. What each program does stands in the files programs_*.go:
// its flags, and entries, each a pattern, a sentence and a title. Sentences on
// instructions, variables and the blocks of scripts, as [Instructions], stand in
// tables that are asked through [Facts]; the language of all of them is that of
// [Sentence].
//
// It never guesses: behind a flag that the catalogue does not know, a word may
// be the flag's value or an argument, so no text speaks of the word. Such a
// text says less, or the next entry is taken. It never says what a line is for.
package phrases
