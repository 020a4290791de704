package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"time"
)

// What a start and the program may take.
const (
	starts    = 50
	maxStart  = 8.0  // milliseconds
	maxBinary = 20.0 // megabytes
)

// start measures how long the programs take to print their version, and how large they
// are.
func start(ctx context.Context, b *bench) error {
	fmt.Printf("\nA start, median of %d, and the program\n", starts)
	for _, p := range b.programs {
		file := p.build(ctx, b.dir, b.dir).Path
		version := "--version"
		if p.name == "hugo" {
			version = "version"
		}
		took := make([]float64, starts)
		for i := range took {
			begin := time.Now()
			if err := exec.CommandContext(ctx, file, version).Run(); err != nil {
				return err
			}
			took[i] = milliseconds(time.Since(begin))
		}
		info, err := os.Stat(file)
		if err != nil {
			return err
		}
		ms, mb := quantile(took, 50), float64(info.Size())/1e6
		if p.name == "docsite" {
			fmt.Printf("%-30s %s, %s\n", p.name, within("%.1f ms", ms, maxStart), within("%.1f MB", mb, maxBinary))
			continue
		}
		fmt.Printf("%-30s %.1f ms, %.1f MB\n", p.name, ms, mb)
	}
	return nil
}
