// Time and cancellation: sleeping, deadlines, and waits that are broken off.

#include <algorithm>
#include <map>
#include <random>

#include "../threads/threads.h"
#include "test.h"

namespace {

using namespace tutti;
using namespace std::chrono_literals;
using test::expect;

Deadline soon() { return std::chrono::steady_clock::now() + 1ms; }

TEST(sleeping, "sleepers wake in the order of their times, and not before") {
  Scheduler scheduler;
  std::string order;
  const Deadline start = std::chrono::steady_clock::now();
  for (const auto& [name, time] : std::map<char, std::chrono::milliseconds>{{'c', 6ms}, {'a', 1ms}, {'b', 3ms}}) {
    scheduler.detach(scheduler.spawn([&, name = name, time = time] {
      expect(scheduler.sleepUntil(start + time) == WaitResult::woken, "a sleep that ends is no failure");
      expect(std::chrono::steady_clock::now() >= start + time, "not before its time");
      order += name;
    }));
  }
  scheduler.run();
  expect(order == "abc", "the earliest first");
}

TEST(timers, "the heap of timers gives what a sorted list gives, whatever is added and removed") {
  std::mt19937 random(7);
  Timers timers;
  std::vector<Thread> threads(300);
  std::multimap<Deadline, Thread*> model;
  for (int step = 0; step < 20'000; step++) {
    Thread* const thread = &threads[random() % threads.size()];
    if (thread->timer == 0) {
      const Deadline at{std::chrono::nanoseconds(random() % 1000)};
      timers.add(thread, at);
      model.emplace(at, thread);
    } else if (random() % 2 == 0) {
      timers.remove(thread);
      std::erase_if(model, [&](const auto& entry) { return entry.second == thread; });
    } else {
      const Deadline first = model.begin()->first;
      Thread* const due = timers.takeDue(first);
      const auto found = std::find_if(model.begin(), model.end(), [&](const auto& entry) { return entry.second == due; });
      expect(due != nullptr && found->first == first, "the earliest is due");
      model.erase(found);
    }
    expect(timers.size() == model.size(), "as many as in the model");
    expect(timers.next() == (model.empty() ? never : model.begin()->first), "the same is next");
  }
}

TEST(deadlines, "a wait that is too late says so, and leaves its queue") {
  Scheduler scheduler;
  Mutex mutex(scheduler);
  Condition condition(scheduler);
  Semaphore semaphore(scheduler, 0);
  Channel<int> channel(scheduler, 1);
  int late = 0;
  scheduler.detach(scheduler.spawn([&] {
    mutex.lock();
    late += condition.wait(mutex, soon()) == WaitResult::timedOut;
    expect(mutex.isOwnedByCurrent(), "the mutex is held again");
    mutex.unlock();
  }));
  scheduler.detach(scheduler.spawn([&] { late += semaphore.acquire(soon()) == WaitResult::timedOut; }));
  scheduler.detach(scheduler.spawn([&] {
    int value;
    late += channel.receive(value, soon()) == Channel<int>::Result::timedOut;
  }));
  scheduler.run();
  semaphore.release();
  expect(late == 3 && semaphore.permits() == 1, "all three gave up, and nobody is left in a queue");
}

TEST(inTime, "a wait that is woken in time leaves no timer behind") {
  Scheduler scheduler;
  Semaphore semaphore(scheduler, 0);
  bool woken = false;
  scheduler.detach(scheduler.spawn([&] {
    woken = semaphore.acquire(std::chrono::steady_clock::now() + 1h) == WaitResult::woken;
  }));
  scheduler.detach(scheduler.spawn([&] { semaphore.release(); }));
  scheduler.run();
  expect(woken, "it was woken, and the run does not wait an hour");
}

TEST(lateJoin, "a join that is too late can be tried again") {
  Scheduler scheduler;
  Semaphore semaphore(scheduler, 0);
  scheduler.detach(scheduler.spawn([&] {
    Thread* const slow = scheduler.spawn([&] { semaphore.acquire(); });
    expect(scheduler.joinUntil(slow, soon()) == WaitResult::timedOut, "it has not ended");
    semaphore.release();
    expect(scheduler.joinUntil(slow, never) == WaitResult::woken, "now it has");
  }));
  scheduler.run();
  expect(scheduler.living() == 0, "both ended");
}

TEST(overtakenJoin, "a thread may end between the moment its joiner is too late and the joiner's turn") {
  Scheduler scheduler;
  scheduler.detach(scheduler.spawn([&] {
    Thread* const joiner = scheduler.current();
    Thread* const watching = scheduler.spawn([&scheduler, joiner] {
      do scheduler.yield();
      while (joiner->state == Thread::State::blocked);
    });
    expect(scheduler.joinUntil(watching, soon()) == WaitResult::timedOut, "it had not ended");
    expect(watching->state == Thread::State::finished, "now it has");
    scheduler.join(watching);
  }));
  scheduler.run();
  expect(scheduler.living() == 0, "both ended");
}

TEST(cancelling, "a cancelled thread is told at every wait, wherever it stands") {
  Scheduler scheduler;
  Semaphore semaphore(scheduler, 0);
  int told = 0;
  const auto waits = [&] {
    for (int turn = 0; turn < 3; turn++) told += semaphore.acquire() == WaitResult::cancelled;
  };
  Thread* const waiting = scheduler.spawn(waits);
  Thread* const sleeping = scheduler.spawn([&] { told += scheduler.sleepFor(1h) == WaitResult::cancelled; });
  Thread* const joining = scheduler.spawn([&] { told += scheduler.joinUntil(waiting, never) == WaitResult::cancelled; });
  scheduler.detach(scheduler.spawn([&] {
    for (Thread* const thread : {joining, waiting, sleeping}) {
      scheduler.cancel(thread);
      scheduler.join(thread);
    }
    Thread* const early = scheduler.create([](void* body) { (*static_cast<decltype(waits)*>(body))(); },
                                           const_cast<void*>(static_cast<const void*>(&waits)));
    scheduler.cancel(early);
    scheduler.start(early);
    scheduler.join(early);
  }));
  scheduler.run();
  expect(told == 8 && scheduler.living() == 0, "every wait said so");
}

TEST(cancelledLocks, "a cancelled thread still gets a mutex, so that it can tidy up") {
  Scheduler scheduler;
  Mutex mutex(scheduler);
  Condition condition(scheduler);
  bool tidied = false;
  Thread* const thread = scheduler.spawn([&] {
    mutex.lock();
    expect(condition.wait(mutex) == WaitResult::cancelled && mutex.isOwnedByCurrent(), "told, and the mutex is held");
    tidied = true;
    mutex.unlock();
  });
  scheduler.detach(scheduler.spawn([&] {
    mutex.lock();
    scheduler.cancel(thread);
    scheduler.yield();
    expect(!tidied, "not while another holds the mutex");
    mutex.unlock();
    scheduler.join(thread);
  }));
  scheduler.run();
  expect(tidied, "but then");
}

TEST(noneLost, "a permit given to a thread that is then cancelled is not lost") {
  Scheduler scheduler;
  Semaphore semaphore(scheduler, 0);
  WaitResult first = WaitResult::timedOut, second = WaitResult::timedOut;
  Thread* const thread = scheduler.spawn([&] {
    first = semaphore.acquire();
    second = semaphore.acquire();
  });
  scheduler.detach(scheduler.spawn([&] {
    semaphore.release();
    scheduler.cancel(thread);
    scheduler.join(thread);
  }));
  scheduler.run();
  expect(first == WaitResult::woken && second == WaitResult::cancelled, "what was given is taken first");
}

TEST(gaps, "a queue that many leave out of turn does not grow, and keeps its order") {
  Scheduler scheduler;
  Semaphore semaphore(scheduler, 0);
  std::string order;
  const auto wait = [&](char name) {
    scheduler.detach(scheduler.spawn([&, name] {
      semaphore.acquire();
      order += name;
    }));
  };
  wait('a');
  scheduler.detach(scheduler.spawn([&] {
    for (int round = 0; round < 1000; round++) {
      if (round == 500) wait('b');
      Thread* const passing = scheduler.spawn([&] { static_cast<void>(semaphore.acquire(soon())); });
      scheduler.yield();
      scheduler.cancel(passing);
      scheduler.join(passing);
    }
    semaphore.release();
    semaphore.release();
  }));
  scheduler.run();
  expect(order == "ab", "those that stayed are woken in their order");
}

}  // namespace
