package main

import "math"

// choice is a note with its candidates: one of the right ones is to be chosen,
// or none.
type choice struct {
	vectors [][]float64
	right   []bool
	null    bool // explaining nothing is right
	weight  float64
}

// fit finds the weights under which the right choices are the likeliest, with a
// ridge that keeps them small. Features are scaled by their spread; the weights
// given back are those of the features as they are.
func fit(data []choice, ridge float64) []float64 {
	width := len(data[0].vectors[0])
	scale, mean := spread(data, width)
	rows := make([]choice, len(data))
	for i, c := range data {
		rows[i] = c
		rows[i].vectors = make([][]float64, len(c.vectors))
		flat := make([]float64, width*len(c.vectors))
		for k, x := range c.vectors {
			y := flat[k*width : (k+1)*width]
			for j := range x {
				y[j] = (x[j] - mean[j]) * scale[j]
			}
			y[0] = 1
			rows[i].vectors[k] = y
		}
	}
	w := lbfgs(make([]float64, width), func(w, grad []float64) float64 { return loss(rows, w, grad, ridge) })
	for j := 1; j < width; j++ {
		w[j] *= scale[j]
		w[0] -= w[j] * mean[j]
	}
	return w
}

// spread gives one over the deviation of each feature, and its mean.
func spread(data []choice, width int) (scale, mean []float64) {
	scale, mean = make([]float64, width), make([]float64, width)
	n := 0.0
	for _, c := range data {
		for _, x := range c.vectors {
			n++
			for j, v := range x {
				mean[j] += v
				scale[j] += v * v
			}
		}
	}
	for j := range mean {
		mean[j] /= n
		if v := scale[j]/n - mean[j]*mean[j]; v > 1e-9 {
			scale[j] = 1 / math.Sqrt(v)
		} else {
			scale[j] = 0
		}
	}
	return scale, mean
}

// loss is the negative logarithm of the likelihood, with its gradient.
func loss(rows []choice, w, grad []float64, ridge float64) float64 {
	sum := 0.0
	for j := range w {
		grad[j] = 0
		if j > 0 {
			sum += ridge / 2 * w[j] * w[j]
			grad[j] = ridge * w[j]
		}
	}
	var s []float64
	for i := range rows {
		c := &rows[i]
		if len(c.vectors) == 0 {
			continue
		}
		s = s[:0]
		top := 0.0
		for _, x := range c.vectors {
			v := 0.0
			for j, f := range x {
				v += w[j] * f
			}
			s = append(s, v)
			top = math.Max(top, v)
		}
		best := math.Inf(-1) // of the right ones
		if c.null {
			best = 0
		}
		for k := range s {
			if c.right[k] {
				best = math.Max(best, s[k])
			}
		}
		all, good := math.Exp(-top), 0.0
		if c.null {
			good = math.Exp(-best)
		}
		for k := range s {
			all += math.Exp(s[k] - top)
			if c.right[k] {
				good += math.Exp(s[k] - best)
			}
		}
		sum -= c.weight * (math.Log(good) + best - math.Log(all) - top)
		for k, x := range c.vectors {
			d := math.Exp(s[k]-top) / all
			if c.right[k] {
				d -= math.Exp(s[k]-best) / good
			}
			if d *= c.weight; math.Abs(d) < 1e-7 {
				continue
			}
			for j, f := range x {
				grad[j] += d * f
			}
		}
	}
	return sum
}

// memory is how many steps the approximation of the curvature remembers.
const memory = 10

// lbfgs minimises a function by the method of that name.
func lbfgs(w []float64, f func(w, grad []float64) float64) []float64 {
	width := len(w)
	grad := make([]float64, width)
	value := f(w, grad)
	var steps, changes [][]float64
	for range 150 {
		d := direction(grad, steps, changes)
		slope := product(d, grad)
		if slope > -1e-9 {
			break
		}
		t := 1.0
		if len(steps) == 0 {
			t = 1 / math.Sqrt(product(grad, grad))
		}
		next, g := make([]float64, width), make([]float64, width)
		var v float64
		for range 30 {
			for j := range w {
				next[j] = w[j] + t*d[j]
			}
			if v = f(next, g); v <= value+1e-4*t*slope {
				break
			}
			t /= 2
		}
		s, y := make([]float64, width), make([]float64, width)
		for j := range w {
			s[j], y[j] = next[j]-w[j], g[j]-grad[j]
		}
		if product(s, y) > 1e-12 {
			steps, changes = append(steps, s), append(changes, y)
			if len(steps) > memory {
				steps, changes = steps[1:], changes[1:]
			}
		}
		done := value-v < 1e-5*math.Abs(value)
		w, grad, value = next, g, v
		if done {
			break
		}
	}
	return w
}

func direction(grad []float64, steps, changes [][]float64) []float64 {
	d := make([]float64, len(grad))
	for j := range d {
		d[j] = -grad[j]
	}
	a := make([]float64, len(steps))
	for i := len(steps) - 1; i >= 0; i-- {
		a[i] = product(steps[i], d) / product(steps[i], changes[i])
		for j := range d {
			d[j] -= a[i] * changes[i][j]
		}
	}
	if n := len(steps); n > 0 {
		g := product(steps[n-1], changes[n-1]) / product(changes[n-1], changes[n-1])
		for j := range d {
			d[j] *= g
		}
	}
	for i := range steps {
		b := product(changes[i], d) / product(steps[i], changes[i])
		for j := range d {
			d[j] += (a[i] - b) * steps[i][j]
		}
	}
	return d
}

func product(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}
