package site

// Marker is a pair of HTML comments that holds a figure, a table, a caption or a
// history which docsite keeps current:
//
//	<!-- ds:inkwell.download -->62.6 MB<!-- /ds -->
//	about <!-- ds:inkwell.download digits=1 -->60 MB<!-- /ds -->
//	<!-- ds:table sizes --> … <!-- /ds:table sizes -->
type Marker struct {
	Kind string // "value" inside a line; "table", "caption" or "history" around blocks
	ID   string // "inkwell.download", "sizes"
	// Digits is how many digits of a size stand there, the rest being zeros: 1 or 2,
	// as people write "about 60 MB". 0 are those that docker prints.
	Digits int
	Open   Span // the opening comment in the page's source
	Close  Span // the closing comment
}

// Body is what stands between the two comments.
func (m Marker) Body() Span { return Span{m.Open.End, m.Close.Start} }
