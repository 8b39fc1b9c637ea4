// Tests of blocking calls, each with every backend that there is here: IO_TEST(name, "sentence") { ... uses `world` ... }
#pragma once

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <system_error>

#include "../../test/test.h"
#include "../../threads/threads.h"
#include "../io.h"

namespace tutti::test {

using namespace std::chrono_literals;

/// A scheduler with its input and output.
struct World {
  explicit World(const std::string& backend, size_t stackBytes = 16 * 1024, bool guardPages = true)
      : scheduler({.stackBytes = stackBytes, .guardPages = guardPages}), io(scheduler, backend), backend(backend) {}

  /// A thread that nobody joins.
  template <typename Body>
  Thread* go(Body body) {
    Thread* const thread = scheduler.spawn(std::move(body));
    scheduler.detach(thread);
    return thread;
  }
  /// Runs all threads to their ends.
  void run() {
    scheduler.run();
    expect(scheduler.living() == 0, "every thread ends");
  }
  /// Lets the others run until they wait.
  void letOthersWait() {
    for (int turn = 0; turn < 5; turn++) scheduler.yield();
  }
  Deadline after(std::chrono::milliseconds time) { return std::chrono::steady_clock::now() + time; }

  Scheduler scheduler;
  Io io;
  const std::string backend;
};

/// Both ends of a pipe; they may be closed by the test.
struct Pipe {
  Pipe() {
    int ends[2];
    expect(::pipe(ends) == 0, "a pipe can be made");
    readEnd = ends[0];
    writeEnd = ends[1];
  }
  int readEnd, writeEnd;
};

/// A call failed, and with this errno.
inline bool failed(ssize_t result, int error) { return result == -1 && errno == error; }

/// Registers a test once for each backend.
template <void (*body)(World&)>
struct OnEachBackend {
  explicit OnEachBackend(const std::string& sentence) {
    add<'e'>(sentence, "epoll");
    add<'t'>(sentence, "epoll-threads");
    add<'u'>(sentence, "io_uring");
    add<'p'>(sentence, "pool");
  }

 private:
  template <char letter>
  static void add(const std::string& sentence, const char* backend) {
    static const char* name;
    name = backend;
    if (!isThere(backend)) return;
    Registered((sentence + " (" + backend + ")").c_str(), [] {
      World world(name);
      body(world);
    });
  }
  static bool isThere(const char* backend) {
    Scheduler scheduler;
    try {
      makeBackend(backend, scheduler);
      return true;
    } catch (const std::system_error&) {
      return false;
    }
  }
};

}  // namespace tutti::test

#define IO_TEST(name, sentence)                                                       \
  static void name(::tutti::test::World& world);                                      \
  static const ::tutti::test::OnEachBackend<name> registered_##name(sentence);        \
  static void name([[maybe_unused]] ::tutti::test::World& world)
