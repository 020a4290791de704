package report

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strings"

	"docsite/internal/console"
	"docsite/internal/refresh"
)

// sarifLog is a log of SARIF 2.1.0, as far as docsite fills it in.
type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool struct {
		Driver sarifDriver `json:"driver"`
	} `json:"tool"`
	Results []sarifResult `json:"results"`
}

type sarifDriver struct {
	Name  string      `json:"name"`
	Rules []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID               string    `json:"id"`
	ShortDescription sarifText `json:"shortDescription"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifResult struct {
	RuleID       string            `json:"ruleId"`
	Level        string            `json:"level"` // error, warning
	Message      sarifText         `json:"message"`
	Locations    []sarifLocation   `json:"locations"`
	Fingerprints map[string]string `json:"partialFingerprints"`
}

type sarifLocation struct {
	Physical struct {
		Artifact struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
		Region struct {
			Line   int `json:"startLine"`
			Column int `json:"startColumn"`
		} `json:"region"`
	} `json:"physicalLocation"`
}

// rules are what docsite reports, by the kind of the place.
var rules = map[string]string{
	"value":      "A figure of the text is not that of the lock",
	"table":      "A table of figures is not current",
	"caption":    "A caption is not current",
	"history":    "The table of an image's digests is not current",
	"quotation":  "A quotation is not what the file has",
	"picture":    "The copy of a picture is absent, or is another picture",
	"screenshot": "A screenshot does not show the page as it is now",
	"badge":      "A badge or the file of figures is not current",
	"note":       "The lines that a note explains have changed",
	"version":    "A note repeats another version than its line has",
	"claim":      "A sentence says another size than the image has",
	"image":      "The figures are those of another image than docsite.yaml names",
	"limit":      "An image is over its limit",
	"registry":   "An image was not reached",
	"project":    "The configuration, a marker or a file is wrong",
}

// linkless keeps brackets of a message from being read as links.
var linkless = strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`)

func sarif(r *refresh.Report, folder string) sarifLog {
	run := sarifRun{Results: []sarifResult{}}
	seen, used := map[string]int{}, map[string]bool{}
	for _, f := range r.Findings() {
		result := sarifResult{RuleID: "docsite/" + f.Rule, Level: f.Severity.String(), Message: sarifText{linkless.Replace(console.Line(f.Message))}, Fingerprints: map[string]string{"docsite/v1": fingerprint(f, seen)}}
		var at sarifLocation
		at.Physical.Artifact.URI = (&url.URL{Path: place(f, folder)}).String()
		at.Physical.Region.Line, at.Physical.Region.Column = max(f.Line, 1), max(f.Col, 1)
		result.Locations = []sarifLocation{at}
		run.Results, used[f.Rule] = append(run.Results, result), true
	}
	run.Tool.Driver = sarifDriver{Name: "docsite", Rules: []sarifRule{}}
	for _, rule := range slices.Sorted(maps.Keys(used)) {
		words := cmp.Or(rules[rule], "A place is not as it should be")
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{"docsite/" + rule, sarifText{words}})
	}
	return sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run}}
}
