// CPU time of this process.
#pragma once

#include <sys/resource.h>

namespace tutti::load {

/// Seconds that the process has run so far, in user mode and in the kernel.
inline double processorSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace tutti::load
