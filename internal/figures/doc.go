// Package figures is what a page can say of an image: its figures, how they are
// printed and read, and whether a sentence about them is right.
//
// Start from [Find], which gives the figure that an id such as
// "inkwell.download" names, and from [Captions], which reads the sizes that
// prose states. [Size] prints bytes as docker does, [ParseSize] reads them.
//
// It never asks a registry and never writes: figures come from docsite.lock
// and docsite.yaml as they were read.
package figures
