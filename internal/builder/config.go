package builder

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"docsite/internal/dockerfile"
)

// configure carries out an instruction that changes the configuration alone.
func (i *Image) configure(in *dockerfile.Instruction, args string) error {
	switch in.Keyword {
	case "ENV":
		for pair := range strings.FieldsSeq(args) {
			name, _, _ := strings.Cut(pair, "=")
			i.config.Env = slices.DeleteFunc(slices.Clone(i.config.Env), func(e string) bool { return strings.HasPrefix(e, name+"=") })
			i.config.Env = append(i.config.Env, strings.ReplaceAll(pair, `"`, ""))
		}
	case "ARG":
	case "LABEL":
		labels := map[string]string{}
		maps.Copy(labels, i.config.Labels)
		for _, pair := range dockerfile.QuotedWords(args) {
			name, value, _ := strings.Cut(pair, "=")
			labels[name] = strings.Trim(value, `"`)
		}
		i.config.Labels = labels
	case "USER":
		i.config.User = args
	case "EXPOSE":
		i.config.ExposedPorts = map[string]struct{}{}
		for port := range strings.FieldsSeq(args) {
			i.config.ExposedPorts[port+"/tcp"] = struct{}{}
		}
	case "VOLUME":
		i.config.Volumes = map[string]struct{}{}
		for name := range strings.FieldsSeq(args) {
			i.config.Volumes[name] = struct{}{}
		}
	case "STOPSIGNAL":
		i.config.StopSignal = args
	case "ENTRYPOINT":
		i.config.Entrypoint, i.config.Cmd = in.Exec, nil
	case "CMD":
		i.config.Cmd = in.Exec
	default:
		return fmt.Errorf("%s is not known here", in.Keyword)
	}
	return nil
}

// entry is what BuildKit writes of an instruction into the history.
func entry(in *dockerfile.Instruction, args string) string {
	switch {
	case in.Exec != nil:
		args = quotedWords(in.Exec)
	case in.Keyword == "EXPOSE":
		args = "[" + strings.Join(strings.Fields(args), "/tcp ") + "/tcp]"
	case in.Keyword == "VOLUME":
		args = "[" + args + "]"
	case in.Keyword == "LABEL":
		args = strings.Join(dockerfile.QuotedWords(args), " ")
	}
	return in.Keyword + " " + args
}

func quotedWords(words []string) string {
	text, _ := json.Marshal(words)
	return strings.ReplaceAll(string(text), `","`, `" "`)
}

// configFile is the configuration of the image, as a registry has it.
func (i *Image) configFile() *v1.ConfigFile {
	c := &v1.ConfigFile{
		Architecture: i.build.Platform.Architecture, OS: i.build.Platform.OS, Variant: i.build.Platform.Variant,
		Created: v1.Time{Time: i.build.Created}, Config: i.config, History: i.history, RootFS: v1.RootFS{Type: "layers"},
	}
	for _, l := range i.layers {
		c.RootFS.DiffIDs = append(c.RootFS.DiffIDs, l.diffID)
	}
	return c
}
