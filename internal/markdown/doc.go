// Package markdown reads a page's text into a tree and finds in it what
// docsite is about: the listings, the notes that explain them, the markers
// that hold figures, the headings and the links. The nouns are those of
// package site; every one of them carries its place in the file.
//
// Start from [Parse], which gives a [Document], and [Check], which refuses
// text that would take a parser too long.
//
// It prints nothing and knows nothing of code: what a note quotes is a string
// here. Package render prints the tree, package code reads the listings.
package markdown
