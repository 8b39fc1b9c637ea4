package main

import (
	"syscall"
	"time"
)

var startOfProgram = time.Now()

// now is a monotonic clock in milliseconds.
func now() float64 {
	return float64(time.Since(startOfProgram).Nanoseconds()) / 1e6
}

type interval struct {
	Type      string  `json:"type"`
	ElapsedMs float64 `json:"elapsedMs"`
	Work      int     `json:"work"`
}

type usage struct {
	UserMs              float64 `json:"userMs"`
	SystemMs            float64 `json:"systemMs"`
	VoluntarySwitches   int64   `json:"voluntarySwitches"`
	InvoluntarySwitches int64   `json:"involuntarySwitches"`
}

// workCounter is the WorkCounter of harness/authoring/measured-window.ts: it counts units of work and looks at the clock
// about twenty times an interval. (A timer of Go would make every switch of goroutines read the clock.)
type workCounter struct {
	given     specification
	count     int
	nextLook  int
	stride    int
	lastLook  float64
	warmFrom  float64
	start     float64
	started   bool
	over      bool
	intervals []interval
	elapsedMs float64
	work      int
	usage     usage

	workAtStart    int
	workAtInterval int
	intervalEnd    float64
	usageAtStart   usage
}

// begin starts the warm-up.
func (counter *workCounter) begin(given specification) {
	counter.given = given
	counter.stride = 1
	counter.nextLook = 1
	counter.warmFrom = now()
	counter.lastLook = counter.warmFrom
	counter.intervals = make([]interval, 0, int(given.MeasureMs/given.IntervalMs)+2)
}

// add counts one unit of work; false once the window is over.
func (counter *workCounter) add() bool {
	counter.count++
	if counter.count == counter.nextLook {
		counter.look()
	}
	return !counter.over
}

func (counter *workCounter) look() {
	at := now()
	wanted := counter.given.IntervalMs / 20
	if at-counter.lastLook < wanted {
		counter.stride *= 2
	} else if at-counter.lastLook > 2*wanted && counter.stride > 1 {
		counter.stride /= 2
	}
	counter.lastLook = at
	counter.nextLook = counter.count + counter.stride
	if !counter.over {
		counter.observe(at)
	}
}

func (counter *workCounter) observe(at float64) {
	if !counter.started {
		if at-counter.warmFrom < counter.given.WarmupMs {
			return
		}
		counter.usageAtStart = usageNow()
		counter.start = now()
		counter.started = true
		counter.workAtStart = counter.count
		counter.workAtInterval = counter.count
		counter.intervalEnd = counter.given.IntervalMs
		return
	}
	elapsed := at - counter.start
	ended := elapsed >= counter.given.MeasureMs
	if elapsed < counter.intervalEnd && !ended {
		return
	}
	counter.intervals = append(counter.intervals, interval{"interval", elapsed, counter.count - counter.workAtInterval})
	counter.workAtInterval = counter.count
	counter.intervalEnd = elapsed + counter.given.IntervalMs
	if ended {
		counter.finish(elapsed)
	}
}

func (counter *workCounter) finish(elapsed float64) {
	before, after := counter.usageAtStart, usageNow()
	counter.over = true
	counter.elapsedMs = elapsed
	counter.work = counter.count - counter.workAtStart
	counter.usage = usage{
		UserMs:              after.UserMs - before.UserMs,
		SystemMs:            after.SystemMs - before.SystemMs,
		VoluntarySwitches:   after.VoluntarySwitches - before.VoluntarySwitches,
		InvoluntarySwitches: after.InvoluntarySwitches - before.InvoluntarySwitches,
	}
}

// usageNow is the kernel's accounting of this process.
func usageNow() usage {
	var read syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &read); err != nil {
		panic(err)
	}
	return usage{milliseconds(read.Utime), milliseconds(read.Stime), read.Nvcsw, read.Nivcsw}
}

func milliseconds(value syscall.Timeval) float64 {
	return float64(value.Sec)*1000 + float64(value.Usec)/1000
}
