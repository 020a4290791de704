package site

// ShotSpec says what a screenshot shows: a page of the site or a part of it, and
// how that is looked at. Package shots knows what may be written.
type ShotSpec struct {
	Page     string  `yaml:"page"`     // its Markdown, relative to the project, or its address in the site
	Selector string  `yaml:"selector"` // of CSS: the first element that it fits; the whole page when empty
	Width    int     `yaml:"width"`    // of the window, in CSS pixels; 1440 when 0
	Height   int     `yaml:"height"`   // of the window, in CSS pixels; 900, and all of the page is shown, when 0
	Theme    string  `yaml:"theme"`    // "light" or "dark"; light when empty
	Scale    float64 `yaml:"scale"`    // pixels of the picture for each CSS pixel; 1 when 0
}

// LockedShot is a screenshot as it was taken.
type LockedShot struct {
	Shows string `json:"shows"` // SHA-256 of the part of the page that it shows, hexadecimal
	Look  string `json:"look"`  // SHA-256 of the picture's file, hexadecimal
}
