// The manager: a kernel thread of its own that creates and buries all others, at the request of whoever writes to its pipe.
//
// Invariants
//  1. Slots are taken and given back by the manager alone, so they need no lock. A slot is free again when its thread has
//     been joined, or detached, and its kernel thread is gone, whichever comes last. There are as many as were ever needed
//     at a time.
//  2. A request is smaller than PIPE_BUF: it arrives whole, and requests of one thread in their order. An ending thread
//     sends its notice before it lets itself be joined: a slot is never missing for a thread that replaces a joined one.
//  3. The manager never waits for a lock that a thread holds, only for requests and for kernel threads that have sent
//     their notice, and so come to their end without it.
//  4. It leaves when it has been told to and no thread lives; the destructor waits for that.
#pragma once

#include <pthread.h>

#include <deque>
#include <vector>

#include "../thread_package.h"
#include "thread.h"

namespace tutti::linuxthreads {

/// A thread of a package, in a slot of its manager.
struct ManagedThread : Thread {
  ThreadFunction function = nullptr;
  void* argument = nullptr;
  /// It may go: written by whoever starts it.
  std::atomic<bool> started{false};
  /// Guards the two members after it.
  FastLock lock;
  bool terminated = false;
  /// Who waits for its end.
  Thread* joining = nullptr;

  /// The manager's own.
  pthread_t id{};
  bool gone = false;
  bool joined = false;
};

class Manager {
 public:
  /// `ended` is told of each thread when it has ended and can be joined. Throws std::system_error.
  Manager(size_t capacity, size_t stackBytes, ThreadFunction ended, void* context);
  ~Manager();
  Manager(const Manager&) = delete;
  Manager& operator=(const Manager&) = delete;

  /// Asks the manager for a thread, and waits for it. Throws std::system_error with the error of pthread_create.
  ManagedThread* create(ThreadFunction function, void* argument);
  /// The slot of a joined thread is no longer needed, or that of a detached one from its end on.
  void giveBack(ManagedThread& thread);

 private:
  /// What someone waits for who wants a thread.
  struct Creation {
    Manager& manager;
    Thread& requester;
    ThreadFunction function;
    void* argument;
    ManagedThread* slot = nullptr;
    /// The answer: the thread, or an error.
    ManagedThread* thread = nullptr;
    int error = 0;
    std::atomic<bool> answered{false};
  };
  struct Request {
    enum class Kind { create, ended, giveBack, leave } kind;
    ManagedThread* thread;
    Creation* creation;
  };

  static void* managerMain(void* manager) noexcept;
  static void* threadMain(void* creation) noexcept;
  static void answer(Creation& creation, ManagedThread* thread, int error);
  void end(ManagedThread& thread);
  void serve();
  void handle(const Request& request);
  void createThread(Creation& creation);
  void freeIfOver(ManagedThread& thread);
  void send(const Request& request);

  std::deque<ManagedThread> slots_;
  std::vector<ManagedThread*> free_;
  const ThreadFunction ended_;
  void* const context_;
  pthread_attr_t attributes_;
  int requests_[2];
  size_t living_ = 0;
  bool leaving_ = false;
  pthread_t id_{};
};

}  // namespace tutti::linuxthreads
