// Finds the real functions. Each has a slot with its address, and a jump through it: whatever the arguments are, they
// stay where they are.
#include "real.h"

#include <dlfcn.h>

#if defined(__x86_64__)
#define TUTTI_JUMP(name) "  jmpq *tutti_real_" #name "(%rip)\n"
#else
#define TUTTI_JUMP(name) "  adrp x16, tutti_real_" #name "\n  ldr x16, [x16, :lo12:tutti_real_" #name "]\n  br x16\n"
#endif

#define TUTTI_DEFINE(name)                                           \
  extern "C" {                                                       \
  [[gnu::visibility("hidden"), gnu::used]] void* tutti_real_##name = nullptr; \
  }                                                                  \
  asm(".text\n.globl __wrap_" #name "\n.hidden __wrap_" #name "\n"   \
      ".type __wrap_" #name ", %function\n__wrap_" #name ":\n" TUTTI_JUMP(name));
TUTTI_INTERPOSED(TUTTI_DEFINE)

namespace {

/// Before any other constructor of this library.
[[gnu::constructor(101)]] void findAll() {
#define TUTTI_FIND(name) tutti_real_##name = dlsym(RTLD_NEXT, #name);
  TUTTI_INTERPOSED(TUTTI_FIND)
}

}  // namespace
