// The numbers that were chosen by measurement. `npm run bench -- choices` compiles the package with each of them changed
// and measures both, interleaved; the README of the target has what came out.
#pragma once

#include <cstddef>
#include <cstdint>

#ifndef TUTTI_BLOCK_AHEAD
#define TUTTI_BLOCK_AHEAD 20
#endif
#ifndef TUTTI_STACK_AHEAD
#define TUTTI_STACK_AHEAD 10
#endif
#ifndef TUTTI_COLOURS
#define TUTTI_COLOURS 16
#endif
#ifndef TUTTI_HUGE_UP_TO
#define TUTTI_HUGE_UP_TO (8 * 1024)
#endif
#ifndef TUTTI_HEAP_CHILDREN
#define TUTTI_HEAP_CHILDREN 4
#endif

namespace tutti::tuning {

/// How many turns ahead a ring fetches a control block, and then the stack it points to; 0 for not at all.
inline constexpr uint32_t blockAhead = TUTTI_BLOCK_AHEAD;
inline constexpr uint32_t stackAhead = TUTTI_STACK_AHEAD;
static_assert(stackAhead <= blockAhead);
/// Tops of neighbouring stacks differ by so many steps of a cache line, or all of them would lie in the same few sets.
inline constexpr uint32_t colours = TUTTI_COLOURS;
/// The largest stack that lies in huge pages.
inline constexpr size_t hugeUpTo = TUTTI_HUGE_UP_TO;
/// Children of a node of the heap of timers.
inline constexpr size_t heapChildren = TUTTI_HEAP_CHILDREN;

}  // namespace tutti::tuning
