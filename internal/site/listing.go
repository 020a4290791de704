package site

// Listing is a fenced code block of a page: the code that notes explain.
//
// Code holds what stands between the fences with the block's own indentation
// (in a list item, in a quote) taken away, line ends as the author wrote
// them. Joining its lines gives exactly Code.
type Listing struct {
	Block    int        // which fenced block of the page, counted from 0 over all of them
	Language string     // first word of the info string in lower case: "dockerfile", "sh", ""
	Span     Span       // the whole block in the page's source, fences included
	Code     []byte     // the code itself
	Offsets  []int      // of each line of Code, its offset in the page's source
	Quote    *Quotation // the file that it quotes; nil for code that stands in the page alone
}

// Quotation is the info string's claim that a listing is a copy of a file or
// of a part of one:
//
//	```dockerfile file=../Dockerfile stage=builder
//
// Paths are relative to the page. At most one of Stage, Region and Lines is
// set. GitHub ignores what follows the language in an info string.
type Quotation struct {
	File     string
	Stage    string // a stage of a Dockerfile, by name or by number from 0
	Region   string // lines between "docsite:begin NAME" and "docsite:end NAME" comments
	Comments string // "notes": its comments are notes
	Lines    Lines  // only with a hash in the lock, so that a shift is seen
	Span     Span   // the info string in the page's source
	Wrong    string // why the info string names no part of the file; empty where it does
}
