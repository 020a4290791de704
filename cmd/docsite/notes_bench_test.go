package main

import (
	"testing"

	"docsite/internal/bind"
	"docsite/internal/code"
	"docsite/internal/markdown"
	notereader "docsite/internal/notes/reader"
	"docsite/internal/site"
)

// BenchmarkNotes binds the notes of a page of three listings and 28 notes;
// reading the Markdown and the code is not counted.
func BenchmarkNotes(b *testing.B) {
	pages := longPages(b)
	doc := markdown.Parse(&site.Source{Name: "page.md", Text: append(pages["ar.txtar"], pages["zh.txtar"]...)})
	codes := make([]*code.Code, len(doc.Listings))
	for i := range doc.Listings {
		codes[i] = code.Read(doc.Listings[i].Language, doc.Listings[i].Code)
	}
	b.ReportAllocs()
	for b.Loop() {
		groups := notereader.Find(doc)
		nouns := make([]site.NoteGroup, len(groups))
		for i := range groups {
			nouns[i] = groups[i].NoteGroup
		}
		bind.Bind(codes, nouns)
	}
}
