// Files: cached and not, positions and ends, opening and closing, and operations that are given up.

#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>

#include "io_test.h"

namespace {

using namespace tutti;
using namespace tutti::test;

/// A file in the folder of temporary files, gone at the end of the test.
class TemporaryFile {
 public:
  explicit TemporaryFile(size_t size) : size_(size) {
    const char* const folder = getenv("TMPDIR");
    path_ = std::string(folder == nullptr ? "/tmp" : folder) + "/tutti-io-XXXXXX";
    const int descriptor = mkstemp(path_.data());
    expect(descriptor >= 0, "a file can be made");
    std::string content(size, '\0');
    for (size_t i = 0; i < size; i++) content[i] = byteAt(i);
    expect(::write(descriptor, content.data(), size) == static_cast<ssize_t>(size), "and written");
    ::fsync(descriptor);
    ::close(descriptor);
  }
  ~TemporaryFile() { unlink(path_.c_str()); }
  static char byteAt(size_t offset) { return static_cast<char>(offset * 31 + offset / 4096); }

  const char* path() const { return path_.c_str(); }
  size_t size() const { return size_; }
  /// Asks the kernel to forget what it has of the file.
  void uncache() const {
    const int descriptor = ::open(path(), O_RDONLY);
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
    ::close(descriptor);
  }
  bool matches(const char* bytes, size_t count, size_t offset) const {
    for (size_t i = 0; i < count; i++) {
      if (bytes[i] != byteAt(offset + i)) return false;
    }
    return true;
  }

 private:
  std::string path_;
  size_t size_;
};

void readEverywhere(World& world, const TemporaryFile& file, int flags) {
  constexpr size_t block = 4096;
  int right = 0;
  world.go([&, flags] {
    const int descriptor = world.io.open(file.path(), O_RDONLY | flags);
    // Not every file system has direct reads.
    if (descriptor < 0 && errno == EINVAL && flags != 0) {
      right = 32;
      return;
    }
    expect(descriptor >= 0, "the file opens");
    std::vector<Thread*> readers;
    for (int reader = 0; reader < 32; reader++) {
      readers.push_back(world.scheduler.spawn([&, descriptor, reader] {
        void* buffer = nullptr;
        expect(posix_memalign(&buffer, block, block) == 0, "a buffer");
        const size_t offset = static_cast<size_t>(reader * 7 % 32) * block;
        expect(world.io.pread(descriptor, buffer, block, static_cast<off_t>(offset)) == static_cast<ssize_t>(block), "a whole block");
        right += file.matches(static_cast<const char*>(buffer), block, offset);
        free(buffer);
      }));
    }
    for (Thread* const reader : readers) world.scheduler.join(reader);
    expect(world.io.close(descriptor) == 0, "it closes");
  });
  world.run();
  expect(right == 32, "every block is right");
}

IO_TEST(cached, "many threads read blocks of a file that is cached") {
  const TemporaryFile file(32 * 4096);
  readEverywhere(world, file, 0);
}
IO_TEST(uncached, "many threads read blocks of a file that is not cached") {
  const TemporaryFile file(32 * 4096);
  file.uncache();
  readEverywhere(world, file, 0);
}
IO_TEST(direct, "many threads read blocks past the cache, where the file system can") {
  const TemporaryFile file(32 * 4096);
  readEverywhere(world, file, O_DIRECT);
}

/// The answer to a wish for a mapping: the pool makes nothing of the page cache, so it has none.
bool mapsAsExpected(World& world, int descriptor) {
  return world.backend == "pool" ? failed(world.io.map(descriptor), ENOTSUP) : world.io.map(descriptor) == 0;
}

IO_TEST(mapped, "a file that is mapped is read as any other, again and again, to its very end") {
  const TemporaryFile file(3 * 4096 + 100);
  world.go([&] {
    const int descriptor = world.io.open(file.path(), O_RDONLY);
    expect(mapsAsExpected(world, descriptor), "it is mapped where that makes sense");
    std::vector<char> buffer(8192);
    for (int round = 0; round < 3; round++) {
      for (const size_t offset : {size_t{0}, size_t{4096}, size_t{5000}, size_t{8192}}) {
        const size_t whole = std::min<size_t>(4096, file.size() - offset);
        expect(world.io.pread(descriptor, buffer.data(), 4096, static_cast<off_t>(offset)) == static_cast<ssize_t>(whole) &&
                   file.matches(buffer.data(), whole, offset), "a page of it, or across two");
      }
      expect(world.io.pread(descriptor, buffer.data(), 8192, 8192) == 4196 && file.matches(buffer.data(), 4196, 8192), "its end");
      expect(world.io.pread(descriptor, buffer.data(), 1, 20'000) == 0, "and what is beyond");
    }
    expect(world.io.close(descriptor) == 0, "it closes");
  });
  world.run();
}

IO_TEST(mappedChanges, "what others write to a mapped file is read, and that it has become shorter is seen") {
  const TemporaryFile file(4 * 4096);
  world.go([&] {
    const int descriptor = world.io.open(file.path(), O_RDWR);
    expect(mapsAsExpected(world, descriptor), "it is mapped where that makes sense");
    std::vector<char> buffer(4096);
    for (int round = 0; round < 3; round++) expect(world.io.pread(descriptor, buffer.data(), 4096, 8192) == 4096, "it is there");
    expect(::pwrite(descriptor, "new", 3, 8192) == 3, "somebody writes");
    expect(world.io.pread(descriptor, buffer.data(), 4096, 8192) == 4096 && memcmp(buffer.data(), "new", 3) == 0, "and we read it");
    expect(::ftruncate(descriptor, 4096) == 0, "somebody cuts it");
    expect(world.io.pread(descriptor, buffer.data(), 4096, 8192) == 0, "and it ends before");
    expect(world.io.pread(descriptor, buffer.data(), 4096, 0) == 4096 && file.matches(buffer.data(), 4096, 0), "not at once");
    world.io.close(descriptor);
  });
  world.run();
}

IO_TEST(mappedRefused, "what is no file, or is read past the cache, is not mapped") {
  const TemporaryFile file(4096);
  world.go([&] {
    Pipe pipe;
    expect(failed(world.io.map(pipe.readEnd), ENOTSUP), "a pipe");
    const int descriptor = world.io.open(file.path(), O_RDONLY | O_DIRECT);
    if (descriptor >= 0) expect(failed(world.io.map(descriptor), ENOTSUP), "a direct file");
    expect(failed(world.io.map(-1), EBADF), "nothing");
    if (descriptor >= 0) world.io.close(descriptor);
    world.io.close(pipe.readEnd);
    world.io.close(pipe.writeEnd);
  });
  world.run();
}

IO_TEST(ends, "reads are short at the end of a file, and only there") {
  const TemporaryFile file(10'000);
  file.uncache();
  world.go([&] {
    const int descriptor = world.io.open(file.path(), O_RDONLY);
    std::vector<char> buffer(8192);
    expect(world.io.read(descriptor, buffer.data(), 8192) == 8192 && file.matches(buffer.data(), 8192, 0), "the first part");
    expect(world.io.read(descriptor, buffer.data(), 8192) == 1808 && file.matches(buffer.data(), 1808, 8192), "the rest");
    expect(world.io.read(descriptor, buffer.data(), 8192) == 0, "the end");
    expect(world.io.pread(descriptor, buffer.data(), 100, 9'990) == 10, "and by offset");
    expect(world.io.pread(descriptor, buffer.data(), 100, 20'000) == 0, "beyond it");
    expect(failed(world.io.pread(descriptor, buffer.data(), 100, -1), EINVAL), "an offset is not negative");
    world.io.close(descriptor);
  });
  world.run();
}

IO_TEST(writing, "what is written to a file is read back, through positions and pieces") {
  const TemporaryFile file(0);
  world.go([&] {
    const int descriptor = world.io.open(file.path(), O_RDWR | O_TRUNC);
    expect(world.io.write(descriptor, "one ", 4) == 4 && world.io.write(descriptor, "two ", 4) == 4, "in turn");
    expect(world.io.pwrite(descriptor, "TWO", 3, 4) == 3, "and in place");
    char three[] = "three", four[] = " four";
    const iovec from[] = {{three, 5}, {four, 5}};
    expect(world.io.writev(descriptor, from, 2) == 10, "in pieces");
    expect(world.io.fsync(descriptor) == 0, "down to the disk");
    char first[4], second[100];
    const iovec into[] = {{first, 4}, {second, 100}};
    lseek(descriptor, 0, SEEK_SET);
    expect(world.io.readv(descriptor, into, 2) == 18, "all of it");
    expect(memcmp(first, "one ", 4) == 0 && memcmp(second, "TWO three four", 14) == 0, "as it should be");
    expect(world.io.close(descriptor) == 0, "closed");
    expect(failed(world.io.write(descriptor, "x", 1), EBADF), "and gone");
  });
  world.run();
}

IO_TEST(openingFails, "opening says why it cannot") {
  const TemporaryFile file(1);
  world.go([&] {
    expect(failed(world.io.open("/no/such/file", O_RDONLY), ENOENT), "nothing there");
    expect(failed(world.io.open(file.path(), O_RDONLY | O_DIRECTORY), ENOTDIR), "no folder");
    expect(failed(world.io.open(file.path(), O_CREAT | O_EXCL | O_RDWR, 0600), EEXIST), "there already");
  });
  world.run();
}

IO_TEST(otherKinds, "what is not a file has no offsets, and a folder cannot be read") {
  const Pipe pipe;
  world.go([&] {
    char byte;
    expect(failed(world.io.pread(pipe.readEnd, &byte, 1, 0), ESPIPE), "a pipe");
    const int folder = world.io.open("/", O_RDONLY);
    expect(failed(world.io.read(folder, &byte, 1), EISDIR), "a folder");
    expect(world.io.poll(folder, POLLIN) == POLLIN, "files are always ready");
    world.io.close(folder);
  });
  world.run();
}

IO_TEST(namedPipe, "opening a named pipe waits for its other end, and others run meanwhile") {
  const TemporaryFile file(0);
  const std::string path = std::string(file.path()) + ".pipe";
  expect(mkfifo(path.c_str(), 0600) == 0, "a named pipe");
  bool ran = false, opened = false;
  char byte = 0;
  world.go([&] {
    const int readEnd = world.io.open(path.c_str(), O_RDONLY);
    expect(readEnd >= 0 && ran, "not before somebody writes");
    opened = true;
    expect(world.io.read(readEnd, &byte, 1) == 1, "and what he writes arrives");
    world.io.close(readEnd);
  });
  world.go([&] {
    world.letOthersWait();
    expect(!opened, "it waits");
    ran = true;
    const int writeEnd = world.io.open(path.c_str(), O_WRONLY);
    world.io.write(writeEnd, "x", 1);
    world.io.close(writeEnd);
  });
  world.run();
  unlink(path.c_str());
  expect(byte == 'x', "it came through");
}

IO_TEST(givenUp, "an operation that is given up in flight leaves its buffer alone afterwards") {
  constexpr size_t size = 1 << 20;
  const TemporaryFile file(size);
  world.go([&] {
    const int descriptor = ::open(file.path(), O_RDONLY | O_DIRECT);
    if (descriptor < 0) return;
    void* buffer = nullptr;
    expect(posix_memalign(&buffer, 4096, size) == 0, "a buffer");
    int read = 0, late = 0;
    for (int round = 0; round < 20; round++) {
      const Deadline deadline = std::chrono::steady_clock::now() + round * 50us;
      const ssize_t count = world.io.pread(descriptor, buffer, size, 0, deadline);
      if (count > 0) read++;
      else late += failed(count, ETIMEDOUT);
      memset(buffer, 0, size);
      world.scheduler.yield();
      const char* const bytes = static_cast<const char*>(buffer);
      expect(bytes[0] == 0 && bytes[size - 1] == 0, "nobody writes into it any more");
    }
    expect(read + late == 20, "either in time or too late");
    free(buffer);
    world.io.close(descriptor);
  });
  world.run();
}

IO_TEST(closingFiles, "closing a file under its readers waits for them, and they have their bytes or EBADF") {
  constexpr size_t size = 64 * 4096;
  const TemporaryFile file(size);
  file.uncache();
  int ended = 0;
  world.go([&] {
    const int descriptor = world.io.open(file.path(), O_RDONLY);
    for (int reader = 0; reader < 100; reader++) {
      world.go([&, descriptor, reader] {
        std::vector<char> buffer(4096);
        const ssize_t count = world.io.pread(descriptor, buffer.data(), 4096, reader % 64 * 4096);
        ended += count == 4096 || failed(count, EBADF);
      });
    }
    world.scheduler.yield();
    expect(world.io.close(descriptor) == 0, "it is closed");
  });
  world.run();
  expect(ended == 100, "all readers ended well");
}

IO_TEST(cancelledOperations, "a cancelled thread begins no operation, but closes what it has") {
  const TemporaryFile file(4096);
  Thread* const thread = world.scheduler.spawn([&] {
    const int descriptor = world.io.open(file.path(), O_RDWR);
    world.scheduler.cancel(world.scheduler.current());
    expect(failed(world.io.fsync(descriptor), ECANCELED), "no more operations");
    expect(world.io.close(descriptor) == 0, "but the close of a file that was opened for writing");
  });
  world.go([&] { world.scheduler.join(thread); });
  world.run();
}

}  // namespace
