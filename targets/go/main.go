// The producer-consumer suite on goroutines and one channel of the given capacity, with one processor.
// Speaks the target protocol, version 1: one line of JSON on standard input, messages on standard output.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"
)

type message struct{}

type specification struct {
	Nonce string `json:"nonce"`
	Suite string `json:"suite"`
	Point struct {
		Pairs    int    `json:"pairs"`
		Capacity int    `json:"capacity"`
		Spin     uint32 `json:"spin"`
	} `json:"point"`
	WarmupMs   float64 `json:"warmupMs"`
	MeasureMs  float64 `json:"measureMs"`
	IntervalMs float64 `json:"intervalMs"`
	Seed       uint32  `json:"seed"`
}

func main() {
	runtime.GOMAXPROCS(1)
	input := bufio.NewReader(os.Stdin)
	line, err := input.ReadBytes('\n')
	if len(line) == 0 {
		return
	}
	status := 0
	var given specification
	if err = json.Unmarshal(line, &given); err == nil {
		err = check(given)
	}
	if err == nil {
		measure(given)
	} else {
		send(map[string]any{"type": "error", "code": "BadSpecification", "message": err.Error()})
		status = 1
	}
	io.Copy(io.Discard, input) // The harness reads the kernel's accounting before it closes the standard input.
	os.Exit(status)
}

// check refuses what this program cannot do. Counters are plain variables: goroutines on one processor may only be
// preempted where they call functions.
func check(given specification) error {
	if given.Suite != "producer-consumer" {
		return fmt.Errorf("no such suite here: %s", given.Suite)
	}
	if given.Point.Pairs < 1 || given.Point.Capacity < 1 {
		return fmt.Errorf("pairs and capacity must be at least 1")
	}
	if !strings.Contains(os.Getenv("GODEBUG"), "asyncpreemptoff=1") {
		return fmt.Errorf("run this program with GODEBUG=asyncpreemptoff=1")
	}
	return nil
}

// workload is what the goroutines share.
type workload struct {
	buffer     chan message
	producers  sync.WaitGroup
	consumers  sync.WaitGroup
	stopping   bool
	produced   int
	consumed   int
	progressed int
	finished   int
	random     uint32
}

func measure(given specification) {
	pairs := given.Point.Pairs
	work := &workload{buffer: make(chan message, given.Point.Capacity)}
	work.producers.Add(pairs)
	work.consumers.Add(pairs)
	// A goroutine cannot be created without being started: each waits at a gate of its own, and the gates are opened in
	// random order, so that goroutines are not woken in the order of their addresses.
	gates := make([]chan message, 2*pairs)
	counter := &workCounter{}
	createdFrom := now()
	for index := range gates {
		gates[index] = make(chan message)
		if index%2 == 0 {
			go work.produce(gates[index])
		} else {
			go work.consume(gates[index], given.Seed+uint32(index), given.Point.Spin, counter)
		}
	}
	createTime := (now() - createdFrom) * 1000 / float64(2*pairs)
	send(map[string]any{"type": "ready", "nonce": given.Nonce})
	counter.begin(given)
	for _, index := range shuffledIndices(2*pairs, given.Seed) {
		close(gates[index])
	}
	work.producers.Wait()
	close(work.buffer)
	work.consumers.Wait()
	for _, interval := range counter.intervals {
		send(interval)
	}
	send(map[string]any{
		"type": "result", "elapsedMs": counter.elapsedMs, "work": counter.work, "usage": counter.usage,
		"metrics": map[string]any{"createTime": map[string]any{"value": createTime, "unit": "us"}},
		"verification": map[string]int{
			"produced": work.produced, "consumed": work.consumed, "buffered": len(work.buffer),
			"threads": len(gates), "progressed": work.progressed, "finished": work.finished,
		},
	})
}

func (work *workload) produce(gate chan message) {
	<-gate
	produced := 0
	for !work.stopping {
		work.buffer <- message{}
		produced++
	}
	work.produced += produced
	work.end(produced)
	work.producers.Done()
}

func (work *workload) consume(gate chan message, random uint32, bound uint32, counter *workCounter) {
	<-gate
	consumed := 0
	for range work.buffer {
		random = spin(random, bound)
		consumed++
		if !counter.add() {
			work.stopping = true
		}
	}
	work.random += random
	work.consumed += consumed
	work.end(consumed)
	work.consumers.Done()
}

func (work *workload) end(items int) {
	if items > 0 {
		work.progressed++
	}
	work.finished++
}

func send(value any) {
	bytes, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	os.Stdout.Write(append(bytes, '\n'))
}
