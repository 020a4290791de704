// Package phrases is the catalogue of what lines do. The entry of a command
// gives both the sentence of a drafted page ("Installs `gcc` and `make`") and
// the title of a row ("install gcc and make").
//
// Start from [Command.Read], then ask the command for [Command.Says] or
// [Command.Title]. What each program does stands in programs.txt. Sentences on
// instructions, variables and the blocks of scripts stand in sentences.txt, and are asked
// for by their subject ("instruction COPY") through [Facts.First] and [Facts.More].
//
// It never guesses: behind a flag that the catalogue does not know, a word may
// be the flag's value or an argument, so no text speaks of the word. Such a
// text says less, or the next entry is taken. It never says what a line is for.
package phrases
