package builder

import (
	"fmt"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

// provenanceType is SLSA's, in the version that BuildKit writes by default.
const provenanceType = "https://slsa.dev/provenance/v0.2"

// object is a JSON object.
type object = map[string]any

// provenance is what BuildKit writes with mode=max: the Dockerfile, the steps with
// their lines, the layers of each step's result.
func (i *Image) provenance() object {
	var definition []any
	locations, layers := object{}, object{}
	for n, s := range i.steps {
		id := fmt.Sprintf("step%d", n)
		definition = append(definition, object{"id": id, "op": object{"Op": object{s.kind: object{}}}})
		var ranges []any
		for line := s.lines.First; line <= s.lines.Last; line++ {
			ranges = append(ranges, object{"start": object{"line": line}, "end": object{"line": line}})
		}
		locations[id] = object{"locations": []any{object{"ranges": ranges}}}
		chain := make([]v1.Descriptor, len(s.layers))
		for k, l := range s.layers {
			chain[k] = v1.Descriptor{MediaType: types.OCILayer, Size: int64(len(l.packed)), Digest: l.digest}
		}
		layers[id+":0"] = [][]v1.Descriptor{chain}
	}
	day := i.build.Created.UTC().Format("2006-01-02T15:04:05Z")
	return object{
		"builder":     object{"id": ""},
		"buildType":   "https://mobyproject.org/buildkit@v1",
		"materials":   []any{},
		"invocation":  object{"configSource": object{"entryPoint": "Dockerfile", "digest": object{"sha256": hashOf(i.build.Dockerfile).Hex}}, "parameters": object{"frontend": "dockerfile.v0", "args": object{}}, "environment": object{"platform": i.build.Platform.String()}},
		"buildConfig": object{"llbDefinition": definition},
		"metadata": object{
			"buildStartedOn": day, "buildFinishedOn": day, "reproducible": true,
			"completeness": object{"parameters": true, "environment": true, "materials": true},
			"https://mobyproject.org/buildkit@v1#metadata": object{
				"source": object{"locations": locations, "infos": []any{object{"filename": "Dockerfile", "language": "Dockerfile", "data": i.build.Dockerfile}}},
				"layers": layers,
			},
		},
	}
}
