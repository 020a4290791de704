package main

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestExponent(t *testing.T) {
	for _, tt := range []struct {
		sizes []int
		times []float64
		want  float64
	}{
		{[]int{100, 200, 400}, []float64{9, 1, 2}, 1},
		{[]int{100, 200, 400}, []float64{9, 1, 4}, 2},
		{[]int{100, 300, 900}, []float64{1, 2, 54}, 3},
		{[]int{100, 200, 400, 800}, []float64{1, 2, 4, 4}, 1},
		{[]int{100, 200, 400, 800}, []float64{1, 2, 2, 8}, 2},
	} {
		if got := exponent(tt.sizes, tt.times); math.Abs(got-tt.want) > 1e-9 {
			t.Errorf("%v in %v: got n^%v, want n^%v", tt.sizes, tt.times, got, tt.want)
		}
	}
}

func TestQuantile(t *testing.T) {
	var list []float64
	for i := 40; i > 0; i-- {
		list = append(list, float64(i))
	}
	for percent, want := range map[int]float64{0: 1, 50: 20, 95: 38, 100: 40} {
		if got := quantile(list, percent); got != want {
			t.Errorf("of %d %%: got %v, want %v", percent, got, want)
		}
	}
	if got := quantile([]float64{7}, 95); got != 7 || list[0] != 40 {
		t.Errorf("got %v; the list begins with %v", got, list[0])
	}
}

func TestWithin(t *testing.T) {
	for figure, want := range map[float64]string{1.1: "×1.10 (at most ×1.10)", 1.11: "×1.11 (OVER ×1.10)"} {
		if got := within("×%.2f", figure, 1.1); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestRetitled(t *testing.T) {
	for page, want := range map[string]string{
		"---\ntitle: \"A\"\nweight: 1\n---\ntext": "---\ntitle: B\nweight: 1\n---\ntext",
		"text\ntitle: A":   "---\ntitle: B\n---\n\ntext\ntitle: A",
		"---\nweight: 1\n": "---\ntitle: B\n---\n\n---\nweight: 1\n",
	} {
		if got := string(retitled([]byte(page), "B")); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestWanted(t *testing.T) {
	for only, want := range map[string]string{"": "build places growth start edit", "find": "find", "start, build": "build start"} {
		list, err := wanted(only)
		var names []string
		for _, p := range list {
			names = append(names, p.name)
		}
		if got := strings.Join(names, " "); got != want || err != nil {
			t.Errorf("%q: got %q, error %v", only, got, err)
		}
	}
	if _, err := wanted("build,speed"); err == nil || !strings.Contains(err.Error(), `"speed" is no part`) {
		t.Error(err)
	}
}

// Each shape has as many lines or notes as its size says, and sizes that double.
func TestShapes(t *testing.T) {
	for _, s := range shapes {
		for i, size := range s.sizes[1:] {
			if size/2 != s.sizes[i] {
				t.Errorf("%s: %d comes after %d", s.name, size, s.sizes[i])
			}
		}
		small, large := len(s.write(s.sizes[0])), len(s.write(s.sizes[1]))
		if ratio := float64(large) / float64(small); ratio < 1.9 || ratio > 2.2 {
			t.Errorf("%s: %d bytes, then %d", s.name, small, large)
		}
	}
	page := explained("sh", lines("sh", 0, 10, command), 5, table)
	if strings.Count(page, "\n| `") != 5 || strings.Count(explained("sh", lines("sh", 0, 10, command), 5, bullets), "\n- `") != 5 {
		t.Error(page)
	}
}

func TestHeaviest(t *testing.T) {
	dir := t.TempDir()
	for name, size := range map[string]int{"a.js": 10, "b.js": 5000, "c.js": 300} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(strings.Repeat("x", size)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := heaviest(filepath.Join(dir, "*"))
	if err != nil || got.size != 5000 || got.sent < 20 || got.sent > 200 {
		t.Errorf("got %+v, error %v", got, err)
	}
}

func TestCPU(t *testing.T) {
	if _, err := os.Stat("/proc/self/stat"); err != nil {
		t.Skip("no /proc")
	}
	if _, ok := cpuOf(os.Getpid()); !ok {
		t.Error("this process's time was not found")
	}
	if _, ok := cpuOf(-1); ok {
		t.Error("a process that is not there has a time")
	}
}
