// Knot, the web server of Capriccio (SOSP 2003, section 5.1): a thread for each connection, blocking calls, and a page
// cache of its own. Written once over the package interface, played on every package that can wait for sockets.
//
// Invariants
//  1. A thread that accepts takes a place first, and there are no more places than descriptors: when they are exhausted,
//     connections wait in the kernel until one is closed, and nobody spins.
//  2. A thread of a connection is detached: it takes itself away, with its stack, its place and its descriptor.
//  3. At the end the listening socket is shut down and every connection with it. Whoever waits for them finds out; nobody
//     waits for anything else but a file or the time.
#pragma once

#include <algorithm>
#include <cerrno>
#include <new>
#include <optional>

#include "../workload/threaded.h"
#include "connection.h"
#include "listener.h"

namespace tutti::web {

/// Descriptors that are no connection's: the listening socket, files that are being read, what the package needs, and a few
/// that are left for what is none of the server's business.
inline constexpr uint32_t reservedDescriptors = 1 + mostOpenFiles + 8;

template <ThreadPackage Package>
class Knot final : public ThreadedWorkload<Package> {
  using Threads = ThreadedWorkload<Package>;
  using Threads::watch_;

 public:
  Knot(const Request& request, Watch& watch)
      : Knot(request, watch, request.parameters.count("threads", 0, 1u << 20), descriptorsLeft()) {}

  ~Knot() override {
    if (listener_) this->package().close(listener_->descriptor);
  }

  void create() override {
    if (watch_.slowdown != nullptr) watch_.slowdown->countProcessorTime();
    files_.emplace(folder_);
    house_.emplace(House<Package>{this->package(), *files_, pages_, connections_, {watch_.work, watch_.bytes, watch_.slowdown}});
    try {
      listener_.emplace();
    } catch (const std::system_error& error) {
      throw Unavailable(error, "listening socket", 1, 1);
    }
    Threads::create();
    watch_.port = listener_->port;
  }

  void interrupt() override {
    if (listener_) shutdown(listener_->descriptor, SHUT_RDWR);
  }

  std::vector<std::pair<std::string, double>> counters() const override {
    return {{"requests", watch_.work.load()}, {"bytes", watch_.bytes.load()}, {"connections", watch_.connections.load()}};
  }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    auto facts = Threads::facts();
    facts.emplace_back("threads", isAuto_ ? "one a connection" : std::to_string(this->createdThreads() - 1));
    return facts;
  }

 private:
  static constexpr std::chrono::milliseconds pauseWithoutRoom{20};
  static constexpr std::chrono::nanoseconds longestSleep = std::chrono::milliseconds(50);

  /// `threads`: how many accept and serve, one connection at a time; 0 for one that accepts, and a new one for each
  /// connection.
  Knot(const Request& request, Watch& watch, uint32_t threads, uint32_t descriptors)
      : Threads(request, watch, 1 + std::max(threads, 1u)),
        isAuto_(threads == 0),
        folder_(request.materials),
        pages_(this->package(), size_t{1'000'000} * request.parameters.count("cacheMb", 0)),
        connections_(this->package(), {.head = std::chrono::milliseconds(request.parameters.count("headMs", 1)),
                                       .idle = std::chrono::milliseconds(request.parameters.count("idleMs", 1))}),
        places_(this->package(), placesAmong(descriptors)) {}

  static uint32_t placesAmong(uint32_t descriptors) {
    return descriptors > reservedDescriptors ? descriptors - reservedDescriptors : 1;
  }

  void play(uint32_t index) override {
    if (index == 0) return watchTime();
    while (!watch_.stop.load(std::memory_order_relaxed)) {
      places_.acquire();
      const int descriptor = accept();
      if (descriptor < 0) places_.release();
      else if (isAuto_) delegate(descriptor);
      else serve(descriptor);
    }
  }

  /// Ends what has lasted too long, and everything at the end.
  void watchTime() {
    const auto every = connections_.tickTime();
    auto next = std::chrono::steady_clock::now() + every;
    while (!watch_.stop.load(std::memory_order_relaxed)) {
      this->package().sleep(std::min(every, longestSleep));
      if (std::chrono::steady_clock::now() < next) continue;
      connections_.sweep();
      next = std::chrono::steady_clock::now() + every;
    }
    connections_.endAll();
  }

  /// Waits for the next connection. Negative when there was none.
  int accept() {
    const int descriptor = this->package().accept(listener_->descriptor);
    if (descriptor >= 0) {
      watch_.connections.fetch_add(1, std::memory_order_relaxed);
      return descriptor;
    }
    // Somebody else may have taken what we had counted on: of that coming back, nobody tells.
    if (lacksRoom(errno)) this->package().sleep(pauseWithoutRoom);
    return -1;
  }

  /// A new thread for a connection.
  void delegate(int descriptor) {
    Task* const task = new (std::nothrow) Task{this, descriptor};
    typename Package::Thread* thread = nullptr;
    if (task != nullptr) thread = createThread(task);
    if (thread == nullptr) {
      delete task;
      return finish(descriptor);
    }
    this->package().detach(thread);
    this->package().start(thread);
  }

  struct Task {
    Knot* server;
    int descriptor;
  };

  /// Null when there is no room for it, even after others have ended.
  typename Package::Thread* createThread(Task* task) {
    while (!watch_.stop.load(std::memory_order_relaxed)) {
      try {
        return this->package().create(main, task);
      } catch (const std::system_error&) {
        this->package().sleep(pauseWithoutRoom);
      }
    }
    return nullptr;
  }

  static void main(void* argument) {
    const Task task = *static_cast<Task*>(argument);
    delete static_cast<Task*>(argument);
    task.server->serve(task.descriptor);
  }

  void serve(int descriptor) {
    Connection<Package> connection(*house_, descriptor);
    if (connections_.add(connection)) {
      connection.serve();
      connections_.remove(connection);
    }
    finish(descriptor);
  }

  void finish(int descriptor) {
    this->package().close(descriptor);
    places_.release();
  }

  const bool isAuto_;
  const std::string folder_;
  std::optional<FileSet> files_;
  /// Keeps its own in the files: it goes first.
  PageStore<Package> pages_;
  OpenConnections<Package> connections_;
  typename Package::Semaphore places_;
  std::optional<House<Package>> house_;
  std::optional<Listener> listener_;
};

}  // namespace tutti::web
