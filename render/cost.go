package render

// costs are the layers of the image that a listing builds, by its lines.
type costs struct{}

// cost prints what the layer of a row costs.
func (p *printer) cost(l *listing, r *row) {}

// beforeListing prints the pictures that stand above a listing.
func (p *printer) beforeListing(l *listing) {}
