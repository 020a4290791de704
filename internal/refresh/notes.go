package refresh

// planNotes compares the lines that a page's notes explain with what they
// were when a person last looked.
func (r *run) planNotes(p *page) {}

// lockNotes puts the lines that notes explain into the lock.
func (r *run) lockNotes(pages []*page) {}
