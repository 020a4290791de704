package figures

import (
	"strings"

	"docsite/internal/site"
)

// maxHistory is how many digests a table of history has, the newest.
const maxHistory = 20

// History is the table of the digests that an image has had, header first, the
// newest on top: the cells of a Markdown table, without escapes. The error is an
// [*Absent].
func History(s *site.Site, id string) ([][]string, error) {
	points := s.Lock.History[id]
	if len(points) == 0 {
		return nil, &Absent{id, "docsite.lock has no digest with a size of the image yet", "run docsite refresh"}
	}
	rows := [][]string{{"Since", "Download", "Change", "Docker disk usage", "What grew most", "Digest"}}
	for i := len(points) - 1; i >= max(0, len(points)-maxHistory); i-- {
		p := points[i]
		row := []string{p.Since, Size(p.Download), "", "–", "", "`" + DigestDigits(p.Digest) + "`"}
		if i > 0 && p.Download != points[i-1].Download {
			row[2] = Change(points[i-1].Download, p.Download)
		}
		if p.Usage > 0 {
			row[3] = Size(p.Usage)
		}
		if p.Grew != nil {
			row[4] = LayerName(*p.Grew) + ": " + Difference(Growth(*p.Grew))
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// HistoryRight says which columns of [History] are aligned to the right.
func HistoryRight() []bool { return []bool{false, true, true, true, false, false} }

// ShortDigest is a digest as people compare it: "sha256:" and twelve digits.
func ShortDigest(digest string) string {
	if algorithm, hex, ok := strings.Cut(digest, ":"); ok && len(hex) > 12 {
		return algorithm + ":" + hex[:12]
	}
	return digest
}

// DigestDigits are the digits of [ShortDigest] alone; none of what is no digest.
func DigestDigits(digest string) string {
	_, hex, _ := strings.Cut(ShortDigest(digest), ":")
	return hex
}
