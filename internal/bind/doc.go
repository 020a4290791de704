// Package bind puts notes beside the lines that they explain: a
// [site.NoteGroup] and the listings of its page become the [site.Binding]s of
// its notes. Start from [Bind].
//
// How a note gets to its line:
//
//  1. The listings become an index: terms, the tree of their scopes, and where
//     each word stands (package index).
//  2. Each fragment of a note is laid over the lines and scopes that hold some of
//     its words: its matches, with numbers that say how they agree (package match).
//     No rule decides beforehand what may be code.
//  3. Around each match the choices of extent are candidates: the words' own
//     lines, the construct, the one around it, all places, what several
//     fragments name, counted lines, the listing (candidate.go, count.go).
//  4. Each candidate has a row of numbers, the table of features
//     (feature_note.go, feature_match.go, feature_lines.go): how the words agree,
//     how they are written, where the listing stands, what the rest of the group
//     finds there (group.go). What a feature looks at is a view (feature.go,
//     view.go); where its conditions do not hold it is zero, and nobody works it out
//     (condition.go). Weights that were fitted to documents with truth (weights.go, made
//     by the command fit) make a score of them. The scores of a note's candidates,
//     and zero for "explains nothing", become probabilities that sum to one
//     (model.go).
//  5. A second pass weighs the candidates again with what the first says of the
//     notes around (context.go): of the group in that listing, of the neighbours
//     and their order, of the note around, of other groups on the page.
//  6. The best candidate is taken when it is sure enough; else the note stays
//     where it is, with the reason that says most against it (decode.go,
//     explain.go).
//
// Why is a note not bound, or at the wrong line? docsite notes --explain PAGE:LINE
// prints its candidates, their probabilities, and what each feature says. Then:
//
//	its lines are no candidate, no words agree   a match is missing: package match
//	its lines are no candidate, words agree      an extent is missing: candidate.go
//	a number is wrong                            the feature of that name: feature_*.go, context.go
//	the numbers are right, the sum is not        the weights: add the document with its truth, make fit
//	it is the likeliest, and not bound           Threshold: decode.go
//
// Work is bounded: words, places, candidates and comparisons of a page have
// limits, whatever a page holds.
//
// The package never reads Markdown or a file, never decides where on the page a
// note stands, and knows no language of prose.
package bind
