package figures

import "testing"

func TestSize(t *testing.T) {
	for _, c := range []struct {
		n    int64
		want string
	}{
		{0, "0 B"}, {1, "1 B"}, {517, "517 B"}, {999, "999 B"}, {1000, "1 kB"}, {1234, "1.23 kB"},
		{62_600_000, "62.6 MB"}, {284_000_000, "284 MB"}, {999_499, "999 kB"}, {999_600, "1 MB"},
		{999_500, "1 MB"}, {999_999_999, "1 GB"}, {1_500_000_000, "1.5 GB"}, {-7_400_000, "-7.4 MB"},
		{1 << 62, "4.61 EB"},
	} {
		if got := Size(c.n); got != c.want {
			t.Errorf("Size(%d) = %q, want %q", c.n, got, c.want)
		}
	}
}

func TestRounded(t *testing.T) {
	for _, c := range []struct {
		n      int64
		digits int
		want   string
	}{
		{5_030_000, 1, "5 MB"}, {5_030_000, 2, "5 MB"}, {62_600_000, 1, "60 MB"}, {62_600_000, 2, "63 MB"}, {62_600_000, 0, "62.6 MB"},
		{284_000_000, 2, "280 MB"}, {284_000_000, 1, "300 MB"}, {999_600_000, 2, "1 GB"}, {3_420_000, 2, "3.4 MB"}, {7, 1, "7 B"}, {0, 1, "0 B"},
	} {
		if got := Rounded(c.n, c.digits, ""); got != c.want {
			t.Errorf("%d with %d digits: %q, want %q", c.n, c.digits, got, c.want)
		}
	}
}

func TestParseSize(t *testing.T) {
	for text, want := range map[string]int64{
		"62.6 MB": 62_600_000, "284MB": 284_000_000, "5kB": 5000, "12 MiB": 12 << 20, "517": 517, "517 B": 517, "2GB": 2e9, "1.5 GiB": 3 << 29,
	} {
		if got, err := ParseSize(text); err != nil || got != want {
			t.Errorf("ParseSize(%q) = %d, %v, want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "MB", "-5 MB", "a lot", "5 parsecs"} {
		if got, err := ParseSize(text); err == nil {
			t.Errorf("ParseSize(%q) = %d, want an error", text, got)
		}
	}
}

func TestSizeSurvivesParsing(t *testing.T) {
	for n := int64(1); n < 1e15; n = n*3 + 1 {
		back, err := ParseSize(Size(n))
		if err != nil || float64(back) < float64(n)*0.99 || float64(back) > float64(n)*1.01 {
			t.Errorf("%d prints %q, which reads as %d, %v", n, Size(n), back, err)
		}
	}
}
