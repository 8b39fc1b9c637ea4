// What packages have in common whose threads are threads of the kernel: a call blocks the one that makes it.
#pragma once

#include <fcntl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>

#include "thread_package.h"

namespace tutti {

/// Sleeps at least so long, whatever signal handlers run meanwhile.
inline void sleepInKernel(std::chrono::nanoseconds duration) {
  timespec left{.tv_sec = static_cast<time_t>(duration.count() / 1'000'000'000),
                .tv_nsec = static_cast<long>(duration.count() % 1'000'000'000)};
  while (nanosleep(&left, &left) != 0 && errno == EINTR) continue;
}

/// Blocking calls straight to the kernel, for a package to inherit.
struct KernelCalls {
  int open(const char* path, int flags) { return ::open(path, flags); }
  ssize_t read(int descriptor, void* into, size_t size) { return ::read(descriptor, into, size); }
  ssize_t write(int descriptor, const void* from, size_t size) { return ::write(descriptor, from, size); }
  ssize_t pread(int descriptor, void* into, size_t size, off_t offset) { return ::pread(descriptor, into, size, offset); }
  ssize_t recv(int descriptor, void* into, size_t size) { return ::recv(descriptor, into, size, 0); }
  ssize_t send(int descriptor, const void* from, size_t size) { return ::send(descriptor, from, size, MSG_NOSIGNAL); }
  int accept(int descriptor) { return ::accept(descriptor, nullptr, nullptr); }
  int close(int descriptor) { return ::close(descriptor); }
  void sleep(std::chrono::nanoseconds duration) { sleepInKernel(duration); }
};

}  // namespace tutti
