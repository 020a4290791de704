package phrases

import "strings"

// Pipe is what the catalogue says of a command that feeds another; empty when
// it says nothing of the two together.
func Pipe(from, to *Command) string {
	for _, p := range pipes() {
		feeds, reads, _ := strings.Cut(strings.TrimPrefix(p.names, "pipe "), " ")
		if !isArgument(from.Name, feeds) || reads != "" && !isArgument(to.Name, reads) {
			continue
		}
		for _, e := range p.says {
			if from.taken, to.from = 0, from; !to.matches(e.when) {
				continue
			}
			if say, ok := sentence(to, e.say); ok {
				return say
			}
		}
	}
	return ""
}
