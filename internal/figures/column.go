package figures

import (
	"slices"
	"strconv"
	"strings"

	"docsite/internal/site"
)

// Column is one figure of an image: a column of comparison tables, a marker's
// name behind the dot, a line of docsite measure.
type Column struct {
	Name  string // in docsite.yaml and in markers: "download"
	Title string // heading in a comparison table
	Kind  Kind

	// Of sizes alone:
	Brief    string  // what the size is, in a line of docsite measure
	Meaning  string  // what the size is, behind "it is" in a message
	Phrase   string  // what stands behind the size in a sentence: "to download"
	Caption  int     // place in a caption, from 1; 0: not in captions
	Called   []words // by which prose calls the size
	Unlisted bool    // docsite measure alone shows it
	Of       func(*site.Image) *int64

	// locked is the text of what is no size; empty where it is not known.
	locked func(*site.LockedImage) string
}

// Kind is what a column holds.
type Kind int

const (
	Bytes Kind = iota // a size: aligned to the right, with a bar
	Count             // a number: aligned to the right
	Text
)

// Brand is the column on a badge: its heading in small letters, but for names.
func (c *Column) Brand() string {
	if c.Name == usage {
		return "disk usage"
	}
	return strings.ToLower(c.Title)
}

// Numeric reports whether the column is aligned to the right.
func (c *Column) Numeric() bool { return c.Kind != Text }

// The sizes that rules name: what one of them says of another.
const (
	download = "download"
	unpacked = "unpacked"
	disk     = "disk"
	usage    = "usage"
	wasted   = "wasted"
)

// table has every column, in the order in which lists name them. A size that
// is made of others stands below these: its words are looked for first.
var table = []Column{
	{Name: download, Title: "Download", Kind: Bytes, Caption: 1, Phrase: "to download",
		Brief:   "compressed: what the registry sends",
		Meaning: "the download: the compressed config and layers",
		Called:  downloadWords,
		Of:      func(i *site.Image) *int64 { return i.Download }},
	{Name: unpacked, Title: "Unpacked", Kind: Bytes, Caption: 3, Phrase: "of unpacked files",
		Brief:   "the files in the layers",
		Meaning: "the size of the unpacked files",
		Of:      func(i *site.Image) *int64 { return i.Unpacked }}, // prose has no words for it that are not those of disk
	{Name: disk, Title: "On disk", Kind: Bytes, Phrase: "unpacked on disk",
		Brief:   "the same on ext4, in blocks of 4 KiB",
		Meaning: "the size of the unpacked layers on disk",
		Called:  diskWords,
		Of:      func(i *site.Image) *int64 { return i.Disk }},
	{Name: usage, Title: "Docker disk usage", Kind: Bytes, Caption: 2, Phrase: "of Docker disk usage",
		Brief:   "download + disk: Docker 29's DISK USAGE",
		Meaning: "Docker's disk usage: the download and the unpacked layers together",
		Called:  usageWords,
		Of:      func(i *site.Image) *int64 { return i.Usage }},
	{Name: wasted, Kind: Bytes, Unlisted: true,
		Brief: "files that later layers delete or replace",
		Of:    func(i *site.Image) *int64 { return i.Wasted }},
	{Name: layers, Title: "Layers", Kind: Count,
		locked: func(i *site.LockedImage) string { return strconv.Itoa(len(i.Layers)) }},
	{Name: "digest", Title: "Digest", Kind: Text,
		locked: func(i *site.LockedImage) string { return i.Digest }},
	{Name: "created", Title: "Created", Kind: Text,
		locked: func(i *site.LockedImage) string { day, _, _ := strings.Cut(i.Created, "T"); return day }},
	{Name: "platform", Title: "Platform", Kind: Text,
		locked: func(i *site.LockedImage) string { return i.Platform }},
	{Name: since, Title: "Since", Kind: Text,
		locked: func(i *site.LockedImage) string { return i.Since }},
}

// since is the one column that a recorded figure has beside sizes.
const since = "since"

// ColumnOf finds the column with a name that docsite.yaml may use.
func ColumnOf(name string) (*Column, bool) {
	i := slices.IndexFunc(table, func(c Column) bool { return c.Name == name && !c.Unlisted })
	if i < 0 {
		return nil, false
	}
	return &table[i], true
}

// Names are the columns that a comparison table may have.
func Names() []string { return columnNames(func(c *Column) bool { return !c.Unlisted }) }

// SizeNames are the names of [Sizes].
func SizeNames() []string { return columnNames(func(c *Column) bool { return c.Kind == Bytes }) }

// sizeNames are the columns that a comparison table may have of sizes.
func sizeNames() []string {
	return columnNames(func(c *Column) bool { return c.Kind == Bytes && !c.Unlisted })
}

func columnNames(fits func(*Column) bool) []string {
	var names []string
	for i := range table {
		if fits(&table[i]) {
			names = append(names, table[i].Name)
		}
	}
	return names
}

// Sizes are the sizes that docsite measure shows of an image.
func Sizes() []Column {
	return slices.DeleteFunc(slices.Clone(table), func(c Column) bool { return c.Kind != Bytes })
}

// Captioned are the sizes of a caption, in its order.
func Captioned() []Column {
	sizes := slices.DeleteFunc(Sizes(), func(c Column) bool { return c.Caption == 0 })
	slices.SortFunc(sizes, func(a, b Column) int { return a.Caption - b.Caption })
	return sizes
}
