package main

// step is the linear congruential generator of suites/producer-consumer/workload.ts.
func step(state uint32) uint32 {
	return state*1_664_525 + 1_013_904_223
}

// spin is the consumer's work on one item: 0 to bound-1 steps, as in suites/producer-consumer/workload.ts.
func spin(state uint32, bound uint32) uint32 {
	next := step(state)
	for left := (uint64(next>>16) * uint64(bound)) >> 16; left > 0; left-- {
		next = step(next)
	}
	return next
}

// shuffledIndices gives the order in which threads are woken, as in suites/producer-consumer/workload.ts.
func shuffledIndices(count int, seed uint32) []int {
	order := make([]int, count)
	for index := range order {
		order[index] = index
	}
	state := seed
	for last := count - 1; last > 0; last-- {
		state = step(state)
		chosen := int(uint64(state) * uint64(last+1) >> 32)
		order[last], order[chosen] = order[chosen], order[last]
	}
	return order
}
