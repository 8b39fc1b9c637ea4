// Unit tests of the user-level threads: `threads_test NAME` runs one and exits 0, or aborts with what failed.
// user-level-threads.test.ts runs each in a process of its own.

#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include "../threads/user_level.h"
#include "../workload/random.h"

namespace {

using namespace tutti;

const std::atomic<bool> neverStop{false};

void expect(bool condition, const char* what) {
  if (condition) return;
  fprintf(stderr, "expected: %s\n", what);
  abort();
}

/// Threads that run C++ closures, joined when all have run.
class Threads {
 public:
  explicit Threads(size_t capacity) : package(capacity) { bodies_.reserve(capacity); }

  Thread* start(std::function<void()> body) {
    bodies_.push_back(std::move(body));
    const auto call = [](void* argument) { (*static_cast<std::function<void()>*>(argument))(); };
    threads_.push_back(package.create(call, &bodies_.back()));
    package.start(threads_.back());
    return threads_.back();
  }
  bool run() { return package.run(neverStop); }

  UserLevelThreads package;

 private:
  std::vector<std::function<void()>> bodies_;
  std::vector<Thread*> threads_;
};

void runsFirstInFirstOut() {
  Threads threads(3);
  std::string order;
  for (const char name : {'a', 'b', 'c'}) {
    threads.start([&, name] {
      for (int turn = 0; turn < 3; turn++) {
        order += name;
        threads.package.yield();
      }
    });
  }
  expect(threads.run(), "every thread ends");
  expect(order == "abcabcabc", "turns go round");
}

void keepsRegistersAndStacksApart() {
  constexpr int count = 200;
  Threads threads(count);
  int right = 0;
  for (int index = 0; index < count; index++) {
    threads.start([&, index] {
      const std::function<uint64_t(int)> descend = [&](int depth) -> uint64_t {
        char local[64];
        memset(local, index, sizeof local);
        threads.package.yield();
        const uint64_t below = depth == 0 ? 0 : descend(depth - 1);
        for (const char byte : local) expect(byte == static_cast<char>(index), "a stack is nobody else's");
        return below + static_cast<uint64_t>(index);
      };
      const double before = index / 3.0;
      right += descend(20) == 21u * static_cast<uint64_t>(index) && before == index / 3.0;
    });
  }
  expect(threads.run() && right == count, "every sum is right");
}

void keepsExceptionsApart() {
  Threads threads(8);
  int right = 0;
  for (int index = 0; index < 8; index++) {
    threads.start([&, index] {
      try {
        throw std::runtime_error(std::to_string(index));
      } catch (const std::runtime_error&) {
        threads.package.yield();
        try {
          std::rethrow_exception(std::current_exception());
        } catch (const std::runtime_error& error) {
          right += error.what() == std::to_string(index);
        }
      }
    });
  }
  expect(threads.run() && right == 8, "after a yield in a handler, the current exception is still one's own");
}

void excludesMutually() {
  Threads threads(50);
  Mutex mutex(threads.package);
  int inside = 0;
  std::vector<int> order;
  for (int index = 0; index < 50; index++) {
    threads.start([&, index] {
      for (int turn = 0; turn < 10; turn++) {
        const std::lock_guard lock(mutex);
        expect(++inside == 1, "one thread at a time");
        order.push_back(index);
        threads.package.yield();
        inside--;
      }
    });
  }
  expect(threads.run() && order.size() == 500, "everybody got the mutex ten times");
  for (size_t turn = 50; turn < order.size(); turn++) {
    expect(order[turn] == order[turn - 50], "the mutex goes round: first come, first served");
  }
}

void wakesOneOrAll() {
  Threads threads(11);
  Mutex mutex(threads.package);
  Condition condition(threads.package);
  int tickets = 0, served = 0;
  for (int index = 0; index < 10; index++) {
    threads.start([&] {
      const std::lock_guard lock(mutex);
      while (tickets == 0) condition.wait(mutex);
      tickets--;
      served++;
    });
  }
  threads.start([&] {
    {
      const std::lock_guard lock(mutex);
      tickets = 1;
      condition.signal();
    }
    threads.package.yield();
    expect(served == 1, "a signal wakes one");
    const std::lock_guard lock(mutex);
    tickets = 9;
    condition.broadcast();
  });
  expect(threads.run() && served == 10, "a broadcast wakes all");
}

void joinsAndTakesSlotsAgain() {
  UserLevelThreads package(2);
  struct Shared {
    UserLevelThreads& package;
    int ended = 0;
  } shared{package};
  const auto parent = [](void* argument) {
    auto& own = *static_cast<Shared*>(argument);
    for (int child = 0; child < 1000; child++) {
      Thread* const thread = own.package.create([](void* count) { ++*static_cast<int*>(count); }, &own.ended);
      own.package.start(thread);
      own.package.join(thread);
      expect(own.ended == child + 1, "join waits for the end");
    }
  };
  Thread* const first = package.create(parent, &shared);
  package.start(first);
  expect(package.run(neverStop), "every thread ends");
  package.join(first);
}

void saysThatNobodyIsLeftToWake() {
  Threads threads(2);
  Mutex mutex(threads.package);
  Condition condition(threads.package);
  threads.start([&] {
    mutex.lock();
    condition.wait(mutex);
  });
  threads.start([] {});
  expect(!threads.run(), "run returns false when a thread is blocked for ever");
  expect(threads.package.living() == 1, "it is the one that waits");
}

void refusesWhatDoesNotFit() {
  UserLevelThreads package(1);
  static_cast<void>(package.create([](void*) {}, nullptr));
  bool refused = false;
  try {
    static_cast<void>(package.create([](void*) {}, nullptr));
  } catch (const std::system_error& error) {
    refused = error.code().value() == ENOMEM;
  }
  expect(refused, "one thread too many is ENOMEM");
}

void saysWhyStacksCannotBeReserved() {
  const rlimit limit{1u << 30, 1u << 30};
  expect(setrlimit(RLIMIT_AS, &limit) == 0, "the limit can be set");
  bool refused = false;
  try {
    const UserLevelThreads package(65'536);
  } catch (const std::system_error& error) {
    refused = error.code().value() == ENOMEM;
  }
  expect(refused, "4 GiB of stacks do not fit into 1 GiB of addresses");
}

void givesEveryThreadATurnAmongGreedyOnes() {
  Threads threads(3);
  Mutex mutex(threads.package);
  bool stop = false;
  int turns = 0;
  for (int index = 0; index < 2; index++) {
    threads.start([&] {
      while (!stop) {
        const std::lock_guard lock(mutex);
        turns++;
      }
    });
  }
  threads.start([&] { stop = true; });
  expect(threads.run() && turns <= 2 * 36, "a thread that only locks and unlocks lets others run");
}

const std::map<std::string, void (*)()> tests = {
    {"runs first in first out", runsFirstInFirstOut},
    {"keeps registers and stacks apart", keepsRegistersAndStacksApart},
    {"keeps exceptions apart", keepsExceptionsApart},
    {"excludes mutually, first come first served", excludesMutually},
    {"wakes one or all", wakesOneOrAll},
    {"joins, and takes slots again", joinsAndTakesSlotsAgain},
    {"says that nobody is left to wake", saysThatNobodyIsLeftToWake},
    {"refuses what does not fit", refusesWhatDoesNotFit},
    {"says why stacks cannot be reserved", saysWhyStacksCannotBeReserved},
    {"gives every thread a turn among greedy ones", givesEveryThreadATurnAmongGreedyOnes},
};

}  // namespace

int main(int count, char** arguments) {
  const auto found = count == 2 ? tests.find(arguments[1]) : tests.end();
  if (found != tests.end()) {
    found->second();
    return 0;
  }
  for (const auto& [name, test] : tests) puts(name.c_str());
  return count == 1 ? 0 : 2;
}
