// Threads: turns, stacks, exceptions, errno, joining, policies, and what is said of those that wait for ever.

#include "../threads/threads.h"

#include <cstring>
#include <exception>
#include <stdexcept>

#include "test.h"

namespace {

using namespace tutti;
using test::expect;

TEST(turns, "threads that give way take turns in the order they were started") {
  Scheduler scheduler;
  std::string order;
  for (const char name : {'a', 'b', 'c'}) {
    scheduler.detach(scheduler.spawn([&, name] {
      for (int turn = 0; turn < 3; turn++) {
        order += name;
        scheduler.yield();
      }
    }));
  }
  scheduler.run();
  expect(scheduler.living() == 0 && order == "abcabcabc", "turns go round");
}

TEST(lifo, "under another policy, the thread that became ready last runs first") {
  Scheduler scheduler({.runQueue = std::make_unique<LastInFirstOut>()});
  std::string order;
  for (const char name : {'a', 'b', 'c'}) scheduler.detach(scheduler.spawn([&, name] { order += name; }));
  scheduler.run();
  expect(order == "cba", "the order is turned round");
}

TEST(created, "a created thread runs only once it is started") {
  Scheduler scheduler;
  bool ran = false;
  Thread* const thread = scheduler.create([](void* flag) { *static_cast<bool*>(flag) = true; }, &ran);
  scheduler.run();
  expect(!ran, "not before");
  scheduler.start(thread);
  scheduler.run();
  expect(ran, "but then");
  scheduler.join(thread);
}

TEST(registers, "registers and stacks are each thread's own") {
  Scheduler scheduler;
  int right = 0;
  for (int index = 0; index < 200; index++) {
    scheduler.detach(scheduler.spawn([&, index] {
      const auto descend = [&](const auto& self, int depth) -> uint64_t {
        char local[64];
        memset(local, index, sizeof local);
        scheduler.yield();
        const uint64_t below = depth == 0 ? 0 : self(self, depth - 1);
        for (const char byte : local) expect(byte == static_cast<char>(index), "a stack is nobody else's");
        return below + static_cast<uint64_t>(index);
      };
      const double before = index / 3.0;
      right += descend(descend, 20) == 21u * static_cast<uint64_t>(index) && before == index / 3.0;
    }));
  }
  scheduler.run();
  expect(right == 200, "every sum is right");
}

TEST(exceptions, "after giving way in a handler, the current exception is still one's own") {
  Scheduler scheduler;
  int right = 0;
  for (int index = 0; index < 8; index++) {
    scheduler.detach(scheduler.spawn([&, index] {
      try {
        throw std::runtime_error(std::to_string(index));
      } catch (const std::runtime_error&) {
        scheduler.yield();
        try {
          std::rethrow_exception(std::current_exception());
        } catch (const std::runtime_error& error) {
          right += error.what() == std::to_string(index);
        }
      }
    }));
  }
  scheduler.run();
  expect(right == 8, "every thread saw its own");
}

TEST(unwinding, "an exception unwinds the frames of its thread while others run") {
  Scheduler scheduler;
  int unwound = 0;
  struct Unwound {
    Scheduler& scheduler;
    int& count;
    ~Unwound() {
      scheduler.yield();
      count++;
    }
  };
  for (int index = 0; index < 8; index++) {
    scheduler.detach(scheduler.spawn([&] {
      try {
        const Unwound outer{scheduler, unwound}, inner{scheduler, unwound};
        throw 1;
      } catch (int) {
        unwound++;
      }
    }));
  }
  scheduler.run();
  expect(unwound == 24, "every destructor ran, and every handler");
}

TEST(errorNumber, "errno is each thread's own") {
  Scheduler scheduler;
  int right = 0;
  for (int index = 1; index <= 8; index++) {
    scheduler.detach(scheduler.spawn([&, index] {
      expect(errno == 0, "a thread begins without an error");
      errno = index;
      scheduler.yield();
      right += errno == index;
    }));
  }
  scheduler.run();
  expect(right == 8, "errno is kept across a switch");
}

TEST(locals, "a thread-local value is made for each thread that asks, and destroyed when it ends") {
  static int living = 0;
  struct Counted {
    int value = 0;
    Counted() { living++; }
    Counted(const Counted& other) : value(other.value) { living++; }
    ~Counted() { living--; }
  };
  Scheduler scheduler;
  ThreadLocal<Counted> first(scheduler), second(scheduler);
  int right = 0;
  for (int index = 0; index < 5; index++) {
    scheduler.detach(scheduler.spawn([&, index] {
      second.get().value = index;
      scheduler.yield();
      right += first.get().value == 0 && second.get().value == index;
    }));
  }
  scheduler.run();
  expect(right == 5 && living == 0, "each saw its own value, and none is left");
}

TEST(joins, "join waits for the end, and the stack is taken again") {
  Scheduler scheduler;
  int ended = 0;
  scheduler.detach(scheduler.spawn([&] {
    for (int child = 0; child < 1000; child++) {
      Thread* const thread = scheduler.spawn([&] {
        scheduler.yield();
        ended++;
      });
      scheduler.join(thread);
      expect(ended == child + 1, "join waits for the end");
    }
  }));
  scheduler.run();
  expect(ended == 1000, "all children came to their end");
}

TEST(bodies, "what a thread's body owns is destroyed when the thread ends") {
  Scheduler scheduler;
  const auto owned = std::make_shared<int>(1);
  scheduler.detach(scheduler.spawn([owned, &scheduler] { scheduler.yield(); }));
  expect(owned.use_count() == 2, "the thread owns it");
  scheduler.run();
  expect(owned.use_count() == 1, "and no more");
}

TEST(deadlock, "threads that wait for ever are reported, each with what it waits for") {
  Scheduler scheduler;
  Mutex mutex(scheduler, "the mutex");
  Condition condition(scheduler, "the condition");
  Thread* const first = scheduler.spawn([&] {
    mutex.lock();
    condition.wait(mutex);
  });
  scheduler.spawn([&] {
    mutex.lock();
    scheduler.join(first);
  });
  scheduler.spawn([&] { mutex.lock(); });
  scheduler.run();
  const std::vector<Waiting> blocked = scheduler.blocked();
  expect(scheduler.living() == 3 && blocked.size() == 3, "run returns, and three threads wait");
  expect(blocked[0].what == "the condition" && blocked[1].what == "the end of thread 1" && blocked[2].what == "the mutex",
         "each is reported with its wait");
}

TEST(two, "two schedulers on two kernel threads know nothing of each other") {
  const auto run = [](void* count) -> void* {
    Scheduler scheduler;
    Semaphore semaphore(scheduler, 0);
    for (int index = 0; index < 100; index++) {
      scheduler.detach(scheduler.spawn([&] {
        semaphore.release();
        semaphore.acquire();
        scheduler.yield();
        ++*static_cast<int*>(count);
      }));
    }
    scheduler.run();
    return nullptr;
  };
  pthread_t kernelThreads[2];
  int counts[2] = {0, 0};
  for (int index = 0; index < 2; index++) pthread_create(&kernelThreads[index], nullptr, run, &counts[index]);
  for (pthread_t kernelThread : kernelThreads) pthread_join(kernelThread, nullptr);
  expect(counts[0] == 100 && counts[1] == 100, "all threads of both came to their end");
}

}  // namespace
