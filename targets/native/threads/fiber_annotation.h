// Tells AddressSanitizer and ThreadSanitizer about context switches; nothing at all in other builds.
#pragma once

#include <cstddef>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define TUTTI_SANITIZED 1
#endif

#if defined(__SANITIZE_ADDRESS__)
#include <pthread.h>
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#elif defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

namespace tutti {

/// What a sanitizer knows of one stack.
struct FiberAnnotation {
#if defined(__SANITIZE_ADDRESS__)
  const void* bottom = nullptr;
  size_t size = 0;
  /// Where AddressSanitizer keeps its own record of the stack while its thread does not run.
  void* record = nullptr;

  void begin(void* lowest, size_t bytes) {
    bottom = lowest;
    size = bytes;
    // What an earlier thread left poisoned on this stack is no longer of interest.
    __asan_unpoison_memory_region(lowest, bytes);
  }
  void beginHome() {
    pthread_attr_t attributes;
    pthread_getattr_np(pthread_self(), &attributes);
    void* lowest = nullptr;
    pthread_attr_getstack(&attributes, &lowest, &size);
    bottom = lowest;
    pthread_attr_destroy(&attributes);
  }
  /// Before the switch to `next`; the last one of a thread gives up its record.
  void leaveFor(const FiberAnnotation& next, bool last) {
    __sanitizer_start_switch_fiber(last ? nullptr : &record, next.bottom, next.size);
  }
  /// After a switch to here.
  void arrive() { __sanitizer_finish_switch_fiber(record, nullptr, nullptr); }
  void forget() { __asan_unpoison_memory_region(bottom, size); }
#elif defined(__SANITIZE_THREAD__)
  void* fiber = nullptr;

  void begin(void*, size_t) { fiber = __tsan_create_fiber(0); }
  void beginHome() { fiber = __tsan_get_current_fiber(); }
  void leaveFor(const FiberAnnotation& next, bool) { __tsan_switch_to_fiber(next.fiber, 0); }
  void arrive() {}
  void forget() { __tsan_destroy_fiber(fiber); }
#else
  void begin(void*, size_t) {}
  void beginHome() {}
  void leaveFor(const FiberAnnotation&, bool) {}
  void arrive() {}
  void forget() {}
#endif
};

}  // namespace tutti
