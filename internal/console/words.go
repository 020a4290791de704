package console

import (
	"fmt"
	"io/fs"
	"os"
	"strings"

	"docsite/internal/cause"
	"docsite/internal/lazy"
)

// What the library of the flags says of arguments and of flags.
var (
	tooMany  = lazy.Pattern(`^accepts (?:at most )?(\d+) arg\(s\), received (\d+)$`)
	together = lazy.Pattern(`^if any flags in the group .*; \[(.*)\] were all set$`)
	tooFew   = lazy.Pattern(`^requires at least (\d+) arg\(s\), only received (\d+)$`)
)

// InWords is an error as a person would say it.
func InWords(err error) string {
	text := cause.Text(err)
	if m := tooMany().FindStringSubmatch(text); m != nil && m[2] == "0" {
		return "an argument is missing (hint: --help shows which)"
	} else if m != nil {
		return fmt.Sprintf("%s arguments are more than the %s that there can be (hint: --help shows them)", m[2], m[1])
	}
	if m := tooFew().FindStringSubmatch(text); m != nil {
		return "an argument is missing (hint: --help shows which)"
	}
	if name, ok := strings.CutPrefix(text, "flag needs an argument: "); ok {
		if _, short, ok := strings.Cut(name, "' in "); ok {
			name = short
		}
		return "a value is missing behind " + name
	}
	if m := together().FindStringSubmatch(text); m != nil {
		return "--" + strings.ReplaceAll(m[1], " ", " and --") + " do not go together"
	}
	return text
}

// Files are the files that the process prints to.
func Files() (files []fs.FileInfo) {
	for _, f := range []*os.File{os.Stdout, os.Stderr} {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			files = append(files, info)
		}
	}
	return files
}
