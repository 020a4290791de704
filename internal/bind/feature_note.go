package bind

import "docsite/internal/site"

// noteFeatures look at a note and its group.
var noteFeatures = newTable([]feature[noteView]{
	{"bias", "a candidate is there at all", always, nil},
	{"text", "how much the note says", always, func(v *noteView) float64 { return log1(len(v.n.Text)) }},
	{"says nothing", "the note says nothing", always, func(v *noteView) float64 { return is(v.n.Text == "") }},
	{"table", "a row of a table", always, func(v *noteView) float64 { return is(v.n.Kind == site.TableNote) }},
	{"heading", "a heading", always, func(v *noteView) float64 { return is(v.n.Kind == site.HeadingNote) }},
	{"nested", "inside the item of another list", always, func(v *noteView) float64 {
		return is(v.g.Under != nil && v.p.groups[v.g.Under.Group].Notes[v.g.Under.Note].Kind.IsItem())
	}},
	{"group code", "share of the group's labels that are code", always, func(v *noteView) float64 { return v.sums.code }},
	{"group nothing", "share of the group that finds nothing anywhere", always, func(v *noteView) float64 { return v.sums.nothing }},
	{"led in", "a line that ends in a colon leads the group in", always, func(v *noteView) float64 { return is(v.sums.led) }},
})

// listingFeatures look at a listing that a note may explain.
var listingFeatures = newTable([]feature[listingView]{
	{"distance", "listings between the note and the listing above it", always, func(v *listingView) float64 { return log1(max(v.n.Above-1-int(v.block), 0)) }},
	{"below", "the listing stands below the note", always, func(v *listingView) float64 { return is(int(v.block) >= v.n.Above) }},
	{"below far", "and not right below", always, func(v *listingView) float64 { return log1(max(int(v.block)-v.n.Above, 0)) }},
	{"own", "the listing stands in the note's section or item", always, func(v *listingView) float64 { return is(v.n.owns(v.block)) }},
	{"own alone", "and is the only one there", always, func(v *listingView) float64 { return is(v.n.owns(v.block) && len(v.n.Own) == 1) }},
	{"tree elsewhere", "it is a tree of folders, and the note has a listing of its own", always, func(v *listingView) float64 { return is(v.l.Drawn && len(v.n.Own) > 0 && !v.n.owns(v.block)) }},
	{"waits", "the group stands right above the listing", always, func(v *listingView) float64 { return is(waits(v.g, v.block)) }},
	{"section", "the listing stands below the same heading", always, func(v *listingView) float64 { return is(int(v.block) >= v.g.Section && int(v.block) < v.n.Above) }},
	{"chapter", "the listing stands in the same chapter", always, func(v *listingView) float64 { return is(int(v.block) >= v.g.Chapter && int(v.block) < v.n.Above) }},
	{"listing lines", "how long the listing is", always, func(v *listingView) float64 { return log1(v.l.Filled) }},
	{"short listing", "it has at most three lines", always, func(v *listingView) float64 { return is(v.l.Filled <= 3) }},
	{"no parser", "nobody could take the listing apart", always, func(v *listingView) float64 { return is(v.l.Flat) }},
	{"others there", "share of the group's other notes that find their words there", always, func(v *listingView) float64 { return v.others }},
	{"between", "nearer listings in which the group finds as much", always, func(v *listingView) float64 { return log1(v.nearer) }},
	{"right above led in", "and the listing is the nearest above", always, func(v *listingView) float64 { return is(v.sums.led && v.n.Above-1 == int(v.block)) }},
	{"first group", "nothing but prose stands between the group and the listing right above", always, func(v *listingView) float64 { return is(v.sums.nth == 0 && v.n.Above-1 == int(v.block)) }},
})
