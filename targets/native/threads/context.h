// A saved execution context and the switch from one to another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace tutti {

/// What `tutti_switch_context` leaves on the stack of a thread that does not run, lowest address first: the registers
/// that a called function must keep, and where to go on. Both assembly files rely on the offsets asserted below.
#if defined(__x86_64__)
struct SavedContext {
  uintptr_t r15, r14, argument, entry, rbx, rbp, resume;
};
static_assert(offsetof(SavedContext, argument) == 16, "r13: switch_x86_64.S");
static_assert(offsetof(SavedContext, entry) == 24, "r12: switch_x86_64.S");
static_assert(offsetof(SavedContext, resume) == 48, "switch_x86_64.S pops six registers before it");
static_assert(sizeof(SavedContext) == 56);
#elif defined(__aarch64__)
struct SavedContext {
  uintptr_t argument, entry, x21, x22, x23, x24, x25, x26, x27, x28, frame, resume;
  double d8, d9, d10, d11, d12, d13, d14, d15;
};
static_assert(offsetof(SavedContext, argument) == 0, "x19: switch_aarch64.S");
static_assert(offsetof(SavedContext, entry) == 8, "x20: switch_aarch64.S");
static_assert(offsetof(SavedContext, resume) == 88, "x30: switch_aarch64.S");
static_assert(offsetof(SavedContext, d8) == 96, "switch_aarch64.S");
static_assert(sizeof(SavedContext) == 160);
#else
#error "no context switch is written for this architecture"
#endif

}  // namespace tutti

extern "C" {

#if !defined(__x86_64__)
/// Where that is an ordinary function: see switchContext.
void tutti_switch_context(void** save, void* load);
#endif

/// Where a fresh context begins: calls `entry(argument)`, which must not return.
void tutti_begin_context();
}

namespace tutti {

/// Where the stack of the caller stands.
[[gnu::always_inline]] inline uintptr_t stackPointer() {
  uintptr_t pointer;
#if defined(__x86_64__)
  asm volatile("movq %%rsp, %0" : "=r"(pointer));
#else
  asm volatile("mov %0, sp" : "=r"(pointer));
#endif
  return pointer;
}

/// Saves the running context on its stack, writes where that is to `*save`, and goes on in the context `load`. Returns
/// when somebody switches back. On x86-64 the assembly is jumped to and not called: a call that the thread which goes on
/// does not return from would leave an entry too many in the processor's stack of return addresses, and every function
/// on the way up would be predicted to return to the wrong place. What it pushes
/// would overwrite what a function that calls nothing keeps below its stack pointer (the red zone of the ABI): the call
/// that is never made sees to it that whoever this is inlined into is no such function.
[[gnu::always_inline]] inline void switchContext(void** save, void* load) {
#if defined(__x86_64__)
  if (load == nullptr) [[unlikely]] std::abort();
  asm volatile(
      "leaq 1f(%%rip), %%rcx\n\t"
      "jmp tutti_switch_context\n"
      "1:"
      : "+D"(save), "+S"(load)
      :
      : "rax", "rcx", "rdx", "r8", "r9", "r10", "r11", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8",
        "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15", "cc", "memory");
#else
  tutti_switch_context(save, load);
#endif
}

/// Builds a fresh context below `top` (16-byte aligned). Returns what to load.
inline void* prepareContext(void* top, void (*entry)(void*), void* argument) {
  auto* saved = reinterpret_cast<SavedContext*>(static_cast<std::byte*>(top) - sizeof(SavedContext));
  *saved = {};
  saved->argument = reinterpret_cast<uintptr_t>(argument);
  saved->entry = reinterpret_cast<uintptr_t>(entry);
  saved->resume = reinterpret_cast<uintptr_t>(&tutti_begin_context);
  return saved;
}

}  // namespace tutti
