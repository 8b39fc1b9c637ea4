// The page cache, shared by the threads of a package, and filled from the files.
//
// Invariants
//  1. The cache is touched under `mutex_`, which nobody holds while he waits for a file.
//  2. A file is read into the cache by one thread; others that want it wait until it has been.
//  3. Files are open only while a part of them is read, and at most `mostOpenFiles` at a time: who sends slowly keeps none open,
//     and descriptors for them are always left.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <mutex>

#include "../packages/thread_package.h"
#include "page_cache.h"

namespace tutti::web {

/// Files that are open at a time.
inline constexpr uint32_t mostOpenFiles = 16;

/// Whether a call failed for want of descriptors or memory, which may be there later.
inline bool lacksRoom(int error) { return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM; }

template <ThreadPackage Package>
class PageStore {
 public:
  enum class Found : uint8_t {
    held,    // it is in memory, until release()
    noRoom,  // it is not, and there is no room for it
    failed,  // it could not be read
  };

  PageStore(Package& package, size_t limit)
      : package_(package), mutex_(package), loaded_(package), files_(package, mostOpenFiles), cache_(limit) {}

  /// Takes hold of a page, reading it when it is not in memory.
  Found hold(Page& page) {
    {
      const std::lock_guard lock(mutex_);
      while (page.loading) loaded_.wait(mutex_);
      if (cache_.hold(page)) [[likely]] return Found::held;
      if (!cache_.beginLoading(page)) return Found::noRoom;
    }
    const bool isComplete = readPart(page, 0, page.bytes + page.head.size(), page.length);
    const std::lock_guard lock(mutex_);
    cache_.endLoading(page, isComplete);
    loaded_.broadcast();
    return isComplete ? Found::held : Found::failed;
  }
  void release(Page& page) {
    const std::lock_guard lock(mutex_);
    cache_.release(page);
  }

  /// Reads a part of a file. False when it is not all there.
  bool readPart(const Page& page, size_t from, char* into, size_t size) {
    files_.acquire();
    const int file = open(page.path.c_str());
    bool isRead = file >= 0 && lseek(file, static_cast<off_t>(from), SEEK_SET) >= 0;
    while (isRead && size > 0) {
      const ssize_t count = package_.read(file, into, size);
      isRead = count > 0;
      if (!isRead) break;
      into += count;
      size -= static_cast<size_t>(count);
    }
    if (file >= 0) package_.close(file);
    files_.release();
    return isRead;
  }

 private:
  /// What has been taken from us comes back unannounced: so often we look, and so long we wait in between.
  static constexpr int mostTries = 100;
  static constexpr std::chrono::milliseconds pauseWithoutRoom{20};

  int open(const char* path) {
    for (int tries = 1;; tries++) {
      const int file = package_.open(path, O_RDONLY | O_CLOEXEC);
      if (file >= 0 || !lacksRoom(errno) || tries == mostTries) return file;
      package_.sleep(pauseWithoutRoom);
    }
  }

  Package& package_;
  typename Package::Mutex mutex_;
  typename Package::Condition loaded_;
  typename Package::Semaphore files_;
  PageCache cache_;
};

}  // namespace tutti::web
