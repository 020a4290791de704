package refresh

import (
	"strings"

	"docsite/internal/console"
)

// readTable reads the cells of a Markdown table, without the line of hyphens
// below its header. Lines that are no table give nil.
func readTable(lines []string) [][]string {
	if len(lines) < 2 || strings.Trim(lines[1], "|:- ") != "" {
		return nil
	}
	rows := [][]string{splitRow(lines[0])}
	for _, line := range lines[2:] {
		rows = append(rows, splitRow(line))
	}
	return rows
}

// splitRow splits a row at its bars, but for those that are escaped.
func splitRow(line string) []string {
	line = strings.TrimPrefix(strings.TrimSpace(line), "|")
	var cells []string
	start := 0
	for i := range len(line) {
		if line[i] == '|' && (i == 0 || line[i-1] != '\\') {
			cells = append(cells, strings.TrimSpace(line[start:i]))
			start = i + 1
		}
	}
	if rest := strings.TrimSpace(line[start:]); rest != "" {
		cells = append(cells, rest)
	}
	return cells
}

// layOutTable writes a table in the shape that prettier gives it, so that a
// formatter finds nothing to do.
func layOutTable(rows [][]string, right []bool) []string {
	widths := make([]int, len(right))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], console.Columns(cell), 3)
		}
	}
	lines := make([]string, 0, len(rows)+1)
	for i, row := range rows {
		cells := make([]string, len(row))
		for j, cell := range row {
			space := strings.Repeat(" ", widths[j]-console.Columns(cell))
			if right[j] {
				cells[j] = space + cell
			} else {
				cells[j] = cell + space
			}
		}
		lines = append(lines, "| "+strings.Join(cells, " | ")+" |")
		if i == 0 {
			lines = append(lines, "| "+strings.Join(rulers(widths, right), " | ")+" |")
		}
	}
	return lines
}

func rulers(widths []int, right []bool) []string {
	cells := make([]string, len(widths))
	for i, w := range widths {
		cells[i] = ":" + strings.Repeat("-", w-1)
		if right[i] {
			cells[i] = strings.Repeat("-", w-1) + ":"
		}
	}
	return cells
}
