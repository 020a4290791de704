package site

import (
	"maps"
	"path"
	"slices"
	"strings"

	"docsite/internal/contents"
)

// maxTags is how many tags of an image are measured, the highest versions.
const maxTags = 20

// InFile reports whether a reference names a folder or a file, and no registry's image.
func InFile(ref string) bool {
	kind, _, ok := strings.Cut(ref, ":")
	return ok && slices.Contains([]string{"oci", "oci-archive", "docker-archive"}, kind)
}

// Repository is a reference without its tag and digest.
func Repository(ref string) string {
	ref, _, _ = strings.Cut(ref, "@")
	if at := strings.LastIndexByte(ref, ':'); at > strings.LastIndexByte(ref, '/') {
		ref = ref[:at]
	}
	return ref
}

// SetTags makes an image of each tag that fits the pattern of an image, by the id
// "web:1.2", in place of those that were made before. Tables over tags have them as
// rows.
func (s *Site) SetTags(id string, tags []string) {
	spec := s.Config.Images[id]
	maps.DeleteFunc(s.Config.Images, func(_ string, other ImageSpec) bool { return other.TagOf == id })
	tags = slices.DeleteFunc(slices.Clone(tags), func(tag string) bool {
		fits, err := path.Match(spec.Tags, tag)
		return err != nil || !fits
	})
	slices.SortFunc(tags, func(a, b string) int { return contents.CompareVersions(b, a) })
	tags = tags[:min(len(tags), maxTags)]
	var ids []string
	for _, tag := range tags {
		ids = append(ids, id+":"+tag)
		s.Config.Images[id+":"+tag] = ImageSpec{Ref: Repository(spec.Ref) + ":" + tag, Platform: spec.Platform, Label: tag, TagOf: id}
	}
	for name, table := range s.Config.Tables {
		if table.Tags == id {
			table.Images = append(slices.DeleteFunc(slices.Clone(table.Images), func(row string) bool { return strings.HasPrefix(row, id+":") }), ids...)
			s.Config.Tables[name] = table
		}
	}
}

// lockedTags makes images of the tags that the lock has.
func (s *Site) lockedTags() {
	for _, id := range slices.Sorted(maps.Keys(s.Config.Images)) {
		if s.Config.Images[id].Tags == "" {
			continue
		}
		var tags []string
		for other := range s.Lock.Images {
			if tag, ok := strings.CutPrefix(other, id+":"); ok {
				tags = append(tags, tag)
			}
		}
		s.SetTags(id, tags)
	}
}
