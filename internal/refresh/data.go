package refresh

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"docsite/internal/publish"
	"docsite/internal/regular"
	"docsite/internal/site"
	"docsite/render/feeds"
)

// dataFiles are the badges and figures that docsite.yaml wants in a folder of the
// project, as they are to be written; those that are current are left out.
func dataFiles(s *site.Site, report *Report) (edits []publish.Edit, err error) {
	folder := s.Config.Badges
	if folder == "" {
		return nil, nil
	}
	for _, f := range feeds.Data(s) {
		name := path.Join(folder, path.Base(f.Output))
		old, err := regular.Read(s.FS, name, 1<<20)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if err == nil && bytes.Equal(old, f.Text) {
			report.Current++
			continue
		}
		item := NewItem("badge", path.Base(name), name, 1, 1)
		item.State, item.Was, item.Now = Changed, "no file", "the lock's"
		if err == nil {
			item.Was = "other figures"
		}
		if was, now := message(old), message(f.Text); was != "" && now != "" {
			item.Was, item.Now = was, now
		}
		report.Items = append(report.Items, item)
		edits = append(edits, publish.Edit{Name: name, Old: old, New: f.Text})
	}
	return edits, nil
}

// message is what a badge says; empty for a file that is none.
func message(text []byte) string {
	var endpoint struct {
		Message string `json:"message"`
	}
	if json.Unmarshal(text, &endpoint) != nil {
		return ""
	}
	return endpoint.Message
}
