package record

// Fields writes the fields of a value, or reads them, as one list of them says. It has
// one of both.
type Fields struct {
	To   *Writer
	From *Reader
}

// all writes fields by one function, or reads them by another.
func all[T any](f Fields, fields []*T, write func(*Writer, T), read func(*Reader) T) {
	for _, field := range fields {
		if f.To != nil {
			write(f.To, *field)
		} else {
			*field = read(f.From)
		}
	}
}

// Texts are fields that hold bytes of any kind.
func (f Fields) Texts(fields ...*string) { all(f, fields, (*Writer).Text, (*Reader).Text) }

// Numbers are fields that hold numbers.
func (f Fields) Numbers(fields ...*int) { all(f, fields, (*Writer).Number, (*Reader).Number) }

// Wides are fields that hold numbers which an int need not hold.
func (f Fields) Wides(fields ...*int64) { all(f, fields, (*Writer).Wide, (*Reader).Wide) }

// Flags are fields that hold truths.
func (f Fields) Flags(fields ...*bool) { all(f, fields, (*Writer).Flag, (*Reader).Flag) }

// Lists are fields that hold texts.
func (f Fields) Lists(fields ...*[]string) { all(f, fields, (*Writer).Texts, (*Reader).Texts) }

// Each is a field that holds a list, with the fields of its elements; nil for an empty one.
func Each[T any](f Fields, list *[]T, fields func(element *T, f Fields)) {
	if f.To != nil {
		f.To.Number(len(*list))
	} else if n := f.From.Count(); n > 0 {
		*list = make([]T, n)
	}
	for i := range *list {
		fields(&(*list)[i], f)
	}
}
