// Package bind puts notes beside the lines that they explain: a
// [site.NoteGroup] and the listings of its page become the [site.Binding]s of
// its notes. Start from [Bind].
//
// How a note gets to its line:
//
//  1. The listings are cut into words (terms.go) and into a tree of scopes
//     (scope.go): stages, instructions, commands, keys with all below them,
//     functions. An index of the page says in which places a word stands, as it
//     is, by its pieces, or but for its numbers (index.go).
//  2. Each fragment of a note - a code span, bold or plain words, whatever its
//     typography - is looked up in the index, and laid over the lines and nodes
//     that hold some of its words (match.go, align.go). No rule decides
//     beforehand what may be code.
//  3. Around each match the choices of extent are candidates: the words' own
//     lines, the construct, the one around it, all places, what several
//     fragments name, counted lines, the listing (candidate.go, count.go).
//  4. Each candidate has a row of numbers, the table of features (feature.go,
//     group.go): how the words agree, how rare they are, how they are written,
//     where the listing stands, what the rest of the group finds there. Weights
//     that were fitted to documents with truth (weights.go, made by the command
//     fit) make a score of them. The scores of a note's candidates, and zero for
//     "explains nothing", become probabilities that sum to one (model.go).
//  5. A second pass weighs the candidates again with what the first says of the
//     notes around (context.go): of the group in that listing, of the neighbours
//     and their order, of the notes above and below.
//  6. The best candidate is taken when it is sure enough; else the note stays
//     where it is, with the reason that says most against it (decode.go,
//     explain.go). docsite notes --explain prints the evidence of one note.
//
// A note goes to the wrong line: print its evidence. A number is wrong: mend the
// feature, or the candidate that is not there. The numbers are right: add the
// document with its truth to those that the weights are fitted to.
//
// Work is bounded: words, places, candidates and comparisons of a page have
// limits, whatever a page holds.
//
// The package never reads Markdown or a file, never decides where on the page a
// note stands, and knows no language of prose.
package bind
