package origin

import (
	"slices"
	"strings"

	"docsite/internal/dockerfile"
)

// maxChains is how many ways to make an image are tried, where its FROM
// instructions hold variables.
const maxChains = 64

// chain is one way in which an image may have been made of stages.
type chain struct {
	stages []*dockerfile.Stage // the one that names the base image first, the target last
	told   bool                // the values of variables say that it was this one
	sure   bool                // the root's FROM names an image, and not a stage in its place
}

// root is the stage whose FROM names the base image.
func (c chain) root() *dockerfile.Stage { return c.stages[0] }

// steps are the instructions of the chain, in the order in which they ran.
func (c chain) steps() (steps []step) {
	var shell []string
	for _, s := range c.stages {
		for _, in := range s.Instructions {
			if in.Keyword == "SHELL" {
				shell = in.Exec
			}
			if in.Keyword != "FROM" {
				steps = append(steps, step{s, in, shell})
			}
		}
	}
	return steps
}

// chains are the ways in which the target may have been made, the likeliest
// first; none where there is no such stage, or where stages go in circles.
func chains(df *dockerfile.File, target string, values map[string]string) []chain {
	at := df.Target(target)
	if at < 0 {
		return nil
	}
	var out []chain
	var follow func(at int, below []*dockerfile.Stage, told bool)
	follow = func(at int, below []*dockerfile.Stage, told bool) {
		s := &df.Stages[at]
		if slices.Contains(below, s) || len(s.Instructions) == 0 {
			return
		}
		stages := append([]*dockerfile.Stage{s}, below...)
		for _, base := range df.Bases(s, values) {
			switch {
			case len(out) >= maxChains:
				return
			case base.Stage < 0:
				out = append(out, chain{stages, told && base.Told, base.Sure})
			default:
				follow(base.Stage, stages, told && base.Told)
			}
		}
	}
	follow(at, nil, true)
	return out
}

// choose finds the chain that the history fits best, with its alignment. Of those
// that fit equally well it is the one that the values tell; where they tell none,
// only what all have is sure: the last chain, which has the fewest stages.
func choose(ways []chain, have []entry) (best chain, a *alignment, steps []step) {
	score, tie := 0, false
	for i, way := range ways {
		own := way.steps()
		aligned := align(own, have)
		n := 0
		if aligned != nil {
			n = aligned.score
		}
		switch {
		case i == 0 || n > score:
			best, a, steps, score, tie = way, aligned, own, n, false
		case n == score && way.stages[0] != best.stages[0] && len(way.stages) > 1 && i < len(ways)-1:
			tie = true
		}
	}
	if tie && !best.told {
		best = ways[len(ways)-1]
		best.sure = false
		steps = best.steps()
		a = align(steps, have)
	}
	return best, a, steps
}

// argumentsOf are the values of build arguments that are known: those of the
// platform, those that the history shows, and those of the record of the build.
func argumentsOf(platform string, have []entry, proven *proof) map[string]string {
	values := map[string]string{}
	if os, rest, ok := strings.Cut(platform, "/"); ok {
		arch, variant, _ := strings.Cut(rest, "/")
		values["TARGETPLATFORM"], values["TARGETOS"], values["TARGETARCH"], values["TARGETVARIANT"] = platform, os, arch, variant
	}
	for _, e := range have {
		if name, value, ok := strings.Cut(e.args, "="); ok && e.keyword == "ARG" && !strings.ContainsAny(name, " \t") {
			values[name] = strings.Trim(value, `"'`)
		}
	}
	if proven != nil {
		for key, value := range proven.args {
			if name, ok := strings.CutPrefix(key, "build-arg:"); ok {
				values[name] = value
			}
		}
	}
	return values
}
