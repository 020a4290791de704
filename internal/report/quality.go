package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"

	"docsite/internal/console"
	"docsite/internal/refresh"
	"docsite/internal/site"
)

// issue is a finding as GitLab's code quality report has it.
type issue struct {
	Description string   `json:"description"`
	CheckName   string   `json:"check_name"`
	Fingerprint string   `json:"fingerprint"`
	Severity    string   `json:"severity"` // info, minor, major, critical, blocker
	Location    location `json:"location"`
}

type location struct {
	Path  string `json:"path"`
	Lines struct {
		Begin int `json:"begin"`
	} `json:"lines"`
}

func codeQuality(r *refresh.Report, folder string) []issue {
	issues, seen := []issue{}, map[string]int{}
	for _, f := range r.Findings() {
		i := issue{Description: console.Line(f.Message), CheckName: "docsite/" + f.Rule, Fingerprint: fingerprint(f, seen), Severity: gravity(f)}
		i.Location.Path, i.Location.Lines.Begin = place(f, folder), max(f.Line, 1)
		issues = append(issues, i)
	}
	return issues
}

// gravity is how bad a finding is in GitLab's words.
func gravity(f refresh.Finding) string {
	switch {
	case f.Severity == site.Warning:
		return "info"
	case f.Mends:
		return "minor"
	case f.Rule == "project":
		return "critical"
	}
	return "major"
}

// place is the file of a finding below the repository; a finding without one is one
// of the configuration.
func place(f refresh.Finding, folder string) string {
	if f.File == "" {
		return path.Join(folder, "docsite.yaml")
	}
	return path.Join(folder, f.File)
}

// fingerprint knows a finding again on another line. seen tells equal ones of one
// file apart, in their order.
func fingerprint(f refresh.Finding, seen map[string]int) string {
	key := f.Rule + "\n" + f.File + "\n" + f.ID
	seen[key]++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%d", key, seen[key]))
	return hex.EncodeToString(sum[:16])
}
