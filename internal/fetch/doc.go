// Package fetch gets the pictures that a project keeps copies of: those of other
// hosts, and those that a program of the project draws.
//
// Start from [Client.Picture] and [Draw]; [Kind] judges what either gives. It reads
// and writes no file, and what it lets pass a browser shows and never runs.
package fetch
