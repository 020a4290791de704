// Package drift tells what became of the notes of a page since a person last
// looked at them: whether the code that a note explains is the same, has moved,
// differs by a version alone, or is gone.
//
// Start from [Remember], which gives what docsite.lock keeps of the notes of a
// page, and from [Drift], which compares that with the page as it is now.
//
// It never decides which lines a note explains: package bind does.
package drift
