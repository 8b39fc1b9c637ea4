// Tells AddressSanitizer about context switches; nothing at all in other builds.
#pragma once

#include <cstddef>

#if defined(__SANITIZE_ADDRESS__)
#include <pthread.h>
#include <sanitizer/common_interface_defs.h>
#endif

namespace tutti {

/// Bounds of a stack, and where AddressSanitizer keeps its own record of it while the thread does not run.
struct FiberAnnotation {
#if defined(__SANITIZE_ADDRESS__)
  const void* bottom = nullptr;
  size_t size = 0;
  void* record = nullptr;

  void setStack(void* newBottom, size_t newSize) {
    bottom = newBottom;
    size = newSize;
  }
  /// The stack is the one of the calling kernel thread.
  void setOwnStack() {
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
#else
  void setStack(void*, size_t) {}
  void setOwnStack() {}
  void leaveFor(const FiberAnnotation&, bool) {}
  void arrive() {}
#endif
};

}  // namespace tutti
