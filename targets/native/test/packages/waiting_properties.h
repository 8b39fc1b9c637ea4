// Threads that wait for each other: mutex, condition, semaphore, join.
#pragma once

#include <atomic>
#include <mutex>

#include "properties.h"

namespace tutti::test {

template <ThreadPackage Package>
void excludes() {
  constexpr int threads = 8, turns = 500;
  Party<Package> party(threads);
  typename Package::Mutex mutex(party.package);
  int inside = 0, total = 0;
  for (int index = 0; index < threads; index++) {
    party.add([&] {
      for (int turn = 0; turn < turns; turn++) {
        const std::lock_guard lock(mutex);
        expect(++inside == 1, "one thread at a time");
        if (turn % 8 == 0) party.package.yield();
        total++;
        inside--;
      }
    });
  }
  party.finish();
  expect(total == threads * turns, "every turn is counted");
}

/// Waits under a mutex until something holds.
template <typename Mutex, typename Condition, typename Predicate>
void await(Mutex& mutex, Condition& condition, Predicate holds) {
  while (!holds()) condition.wait(mutex);
}

template <ThreadPackage Package>
void signalWakesOne() {
  constexpr int waiters = 10;
  Party<Package> party(waiters + 1);
  typename Package::Mutex mutex(party.package);
  typename Package::Condition tickets(party.package), news(party.package);
  int left = 0, waiting = 0, served = 0, woken = 0;
  for (int index = 0; index < waiters; index++) {
    party.add([&] {
      const std::lock_guard lock(mutex);
      waiting++;
      news.signal();
      while (left == 0) {
        tickets.wait(mutex);
        woken++;
      }
      left--;
      served++;
      news.signal();
    });
  }
  party.add([&] {
    const std::lock_guard lock(mutex);
    await(mutex, news, [&] { return waiting == waiters; });
    left = 1;
    tickets.signal();
    await(mutex, news, [&] { return served == 1; });
    // POSIX lets a thread wake for nothing, but a signal that wakes them all is a broadcast.
    expect(woken < waiters, "a signal wakes one");
    left = waiters - 1;
    tickets.broadcast();
  });
  party.finish();
  expect(served == waiters, "a broadcast wakes all");
}

template <ThreadPackage Package>
void handsOver() {
  constexpr int rounds = 1000;
  Party<Package> party(2);
  typename Package::Mutex mutex(party.package);
  typename Package::Condition changed(party.package);
  int turn = 0;
  for (int parity = 0; parity < 2; parity++) {
    party.add([&, parity] {
      for (int round = 0; round < rounds; round++) {
        const std::lock_guard lock(mutex);
        await(mutex, changed, [&] { return turn % 2 == parity; });
        turn++;
        changed.signal();
      }
    });
  }
  party.finish();
  expect(turn == 2 * rounds, "they take turns to the end");
}

template <ThreadPackage Package>
void semaphoreCounts() {
  constexpr int threads = 12, turns = 50, permits = 3;
  Party<Package> party(threads);
  typename Package::Semaphore semaphore(party.package, permits);
  std::atomic<int> holding{0}, served{0};
  for (int index = 0; index < threads; index++) {
    party.add([&] {
      for (int turn = 0; turn < turns; turn++) {
        semaphore.acquire();
        expect(++holding <= permits, "no more threads than permits");
        party.package.yield();
        holding--;
        served++;
        semaphore.release();
      }
    });
  }
  party.finish();
  expect(served == threads * turns, "no permit is lost");
}

template <ThreadPackage Package>
void semaphoreRemembers() {
  constexpr int count = 200;
  Party<Package> party(2);
  typename Package::Semaphore items(party.package, 0), room(party.package, 5);
  int produced = 0, consumed = 0;
  party.add([&] {
    for (int index = 0; index < count; index++) {
      items.acquire();
      consumed++;
      room.release();
    }
  });
  party.add([&] {
    for (int index = 0; index < count; index++) {
      room.acquire();
      produced++;
      items.release();
    }
  });
  party.finish();
  expect(produced == count && consumed == count, "a permit that came early is there later");
}

template <ThreadPackage Package>
void startsWhenTold() {
  Party<Package> party(4);
  std::atomic<int> ran{0};
  for (int index = 0; index < 4; index++) party.create([&] { ran++; });
  expect(ran == 0, "a thread runs only once it is started");
  party.startAll();
  party.finish();
  expect(ran == 4, "and then it runs");
}

template <ThreadPackage Package>
void joins() {
  constexpr int rounds = 100;
  Party<Package> party(2);
  int ended = 0;
  party.add([&] {
    for (int round = 0; round < rounds; round++) {
      int result = 0;
      std::function<void()> body = [&] {
        party.package.yield();
        result = round;
      };
      const auto call = [](void* argument) { (*static_cast<std::function<void()>*>(argument))(); };
      typename Package::Thread* const thread = party.package.create(call, &body);
      party.package.start(thread);
      party.package.join(thread);
      expect(result == round, "a joined thread has ended");
      ended++;
    }
  });
  party.finish();
  expect(ended == rounds, "the place of a joined thread is free for another");
}

template <ThreadPackage Package>
void detaches() {
  constexpr size_t threads = 1000, atATime = 10;
  struct Task {
    Package& package;
    typename Package::Semaphore& places;
    std::atomic<size_t>& ended;
  };
  // Room for the creator alone.
  Party<Package> party(1);
  typename Package::Semaphore places(party.package, atATime);
  std::atomic<size_t> ended{0};
  Task task{party.package, places, ended};
  const auto play = [](void* argument) {
    Task& own = *static_cast<Task*>(argument);
    own.package.yield();
    own.ended++;
    own.places.release();
  };
  party.add([&] {
    for (size_t index = 0; index < threads; index++) {
      places.acquire();
      typename Package::Thread* const thread = party.package.create(play, &task);
      party.package.detach(thread);
      party.package.start(thread);
    }
  });
  party.finish();
  expect(ended == threads, "run() waits for those that nobody joins");
}

template <ThreadPackage Package>
std::vector<Property<Package>> waitingProperties() {
  return {
      {"a mutex lets one thread in at a time", excludes<Package>},
      {"a signal wakes one, a broadcast all", signalWakesOne<Package>},
      {"two threads hand each other the turn", handsOver<Package>},
      {"as many threads hold a semaphore as it has permits", semaphoreCounts<Package>},
      {"a semaphore remembers what was released", semaphoreRemembers<Package>},
      {"a thread runs only once it is started", startsWhenTold<Package>},
      {"detached threads tidy up after themselves, and make room for others", detaches<Package>},
      {"threads create and join others, again and again", joins<Package>},
  };
}

}  // namespace tutti::test
