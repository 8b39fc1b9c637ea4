// How long to wait, as system calls want to be told.
#pragma once

#include <time.h>

#include <chrono>
#include <limits>

namespace tutti {

/// Stands for "until something happens".
inline constexpr std::chrono::nanoseconds forEver = std::chrono::nanoseconds::max();

inline timespec toTimespec(std::chrono::nanoseconds time) {
  return {time.count() / 1'000'000'000, time.count() % 1'000'000'000};
}

/// Rounded up, or a wait of less than a millisecond would be a busy one.
inline int toMilliseconds(std::chrono::nanoseconds time) {
  constexpr std::chrono::milliseconds most(std::numeric_limits<int>::max());
  return time > most ? static_cast<int>(most.count())
                     : static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(time).count());
}

}  // namespace tutti
