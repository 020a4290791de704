package bind

import (
	_ "embed"
	"strconv"
	"strings"
)

// weightsText has a line for each feature, in their order: its weights in the first pass
// and in the second, what is usual, and its name. A "-" stands for the first weight of
// those that the second pass alone has. The command fit writes it.
//
//go:embed weights.txt
var weightsText string

var weights = readWeights(weightsText)

func readWeights(text string) (m model) {
	for line := range strings.Lines(text) {
		for i, list := range [...]*[]float64{&m.First, &m.Second, &m.Usual} {
			word, rest, _ := strings.Cut(strings.TrimLeft(line, " "), " ")
			if v, err := strconv.ParseFloat(word, 64); i > 0 || err == nil {
				*list = append(*list, v)
			}
			line = rest
		}
		m.names = append(m.names, strings.TrimSpace(line))
	}
	return m
}
