package origin

import (
	"path"
	"strings"

	"docsite/internal/measure/layer"
)

// historyOfLowestLayers decides, for an image with more layers than its history has
// entries for, whether the history is of the lowest layers: tools that append
// a layer leave the history alone. It must hold for every COPY, ADD and
// WORKDIR with an absolute destination that the layer has it, and it must not
// hold for the history as that of the highest layers.
func historyOfLowestLayers(have []entry, layers int, found []*layer.Contents) bool {
	return contradictions(have, 0, found) == 0 && contradictions(have, layers-layerCount(have), found) > 0
}

// contradictions counts the entries whose layer, moved up by shift, lacks
// what the entry says that it holds.
func contradictions(have []entry, shift int, found []*layer.Contents) int {
	n := 0
	for _, e := range have {
		dest := destination(e)
		if !e.layer || dest == "" || e.at+shift >= len(found) {
			continue
		}
		if holds, known := found[e.at+shift].Holds(dest); known && !holds {
			n++
		}
	}
	return n
}

// destination is the absolute path that an entry must have put into its
// layer; empty when it says none.
func destination(e entry) string {
	words := strings.Fields(e.args)
	if len(words) == 0 || e.keyword != "COPY" && e.keyword != "ADD" && e.keyword != "WORKDIR" {
		return ""
	}
	last := strings.Trim(words[len(words)-1], `"'`)
	if !strings.HasPrefix(last, "/") || strings.Contains(last, "$") {
		return ""
	}
	return strings.TrimPrefix(path.Clean(last), "/")
}
