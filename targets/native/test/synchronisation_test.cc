// Mutex, condition, semaphore, read/write lock, channel.

#include <mutex>
#include <shared_mutex>

#include "../threads/threads.h"
#include "test.h"

namespace {

using namespace tutti;
using test::expect;

TEST(mutex, "a mutex excludes, and goes round: first come, first served") {
  Scheduler scheduler;
  Mutex mutex(scheduler);
  int inside = 0;
  std::vector<int> order;
  for (int index = 0; index < 50; index++) {
    scheduler.detach(scheduler.spawn([&, index] {
      for (int turn = 0; turn < 10; turn++) {
        const std::lock_guard lock(mutex);
        expect(++inside == 1, "one thread at a time");
        order.push_back(index);
        scheduler.yield();
        inside--;
      }
    }));
  }
  scheduler.run();
  expect(order.size() == 500, "everybody got the mutex ten times");
  for (size_t turn = 50; turn < order.size(); turn++) expect(order[turn] == order[turn - 50], "it goes round");
}

TEST(condition, "a signal wakes one, a broadcast all") {
  Scheduler scheduler;
  Mutex mutex(scheduler);
  Condition condition(scheduler);
  int tickets = 0, served = 0;
  for (int index = 0; index < 10; index++) {
    scheduler.detach(scheduler.spawn([&] {
      const std::lock_guard lock(mutex);
      while (tickets == 0) condition.wait(mutex);
      tickets--;
      served++;
    }));
  }
  scheduler.detach(scheduler.spawn([&] {
    {
      const std::lock_guard lock(mutex);
      tickets = 1;
      condition.signal();
    }
    scheduler.yield();
    expect(served == 1, "a signal wakes one");
    const std::lock_guard lock(mutex);
    tickets = 9;
    condition.broadcast();
  }));
  scheduler.run();
  expect(served == 10, "a broadcast wakes all");
}

TEST(semaphore, "as many threads hold a semaphore as it has permits") {
  Scheduler scheduler;
  Semaphore semaphore(scheduler, 3);
  int holding = 0, most = 0, served = 0;
  for (int index = 0; index < 20; index++) {
    scheduler.detach(scheduler.spawn([&] {
      semaphore.acquire();
      most = std::max(most, ++holding);
      scheduler.yield();
      holding--;
      served++;
      semaphore.release();
    }));
  }
  scheduler.run();
  expect(most == 3 && served == 20 && semaphore.permits() == 3, "three at a time, and no permit is lost");
}

TEST(greedy, "a thread that only locks and unlocks lets others run") {
  Scheduler scheduler;
  Mutex mutex(scheduler);
  bool stop = false;
  int turns = 0;
  for (int index = 0; index < 2; index++) {
    scheduler.detach(scheduler.spawn([&] {
      while (!stop) {
        const std::lock_guard lock(mutex);
        turns++;
      }
    }));
  }
  scheduler.detach(scheduler.spawn([&] { stop = true; }));
  scheduler.run();
  expect(turns <= 2 * 36, "a turn has an end");
}

TEST(readers, "readers read together, a writer writes alone, and neither waits for ever") {
  Scheduler scheduler;
  ReadWriteLock lock(scheduler);
  int reading = 0, writing = 0, mostReading = 0, reads = 0, writes = 0;
  for (int index = 0; index < 12; index++) {
    scheduler.detach(scheduler.spawn([&, index] {
      for (int turn = 0; turn < 20; turn++) {
        if (index % 4 == 0) {
          const std::unique_lock own(lock);
          expect(++writing == 1 && reading == 0, "a writer is alone");
          scheduler.yield();
          writing--;
          writes++;
        } else {
          const std::shared_lock own(lock);
          mostReading = std::max(mostReading, ++reading);
          expect(writing == 0, "nobody writes while one reads");
          scheduler.yield();
          reading--;
          reads++;
        }
        if (index % 3 == 0) scheduler.yield();
      }
    }));
  }
  scheduler.run();
  expect(reads == 180 && writes == 60 && mostReading > 1, "all came to their end, and some read together");
}

TEST(channel, "values come out of a channel in the order they went in, and all of them") {
  for (const size_t capacity : {0u, 1u, 3u, 100u}) {
    Scheduler scheduler;
    Channel<int> channel(scheduler, capacity);
    std::vector<int> received;
    scheduler.detach(scheduler.spawn([&] {
      for (int value = 0; value < 50; value++) expect(channel.send(value) == Channel<int>::Result::done, "it is sent");
      channel.close();
    }));
    for (int index = 0; index < 3; index++) {
      scheduler.detach(scheduler.spawn([&] {
        int value = 0;
        while (channel.receive(value) == Channel<int>::Result::done) received.push_back(value);
      }));
    }
    scheduler.run();
    expect(scheduler.living() == 0 && received.size() == 50, "every value arrives, and everybody leaves");
    for (int value = 0; value < 50; value++) expect(received[static_cast<size_t>(value)] == value, "in order");
  }
}

TEST(closed, "nothing can be sent into a closed channel, and those that wait are told") {
  Scheduler scheduler;
  Channel<int> channel(scheduler, 1);
  int told = 0;
  for (int index = 0; index < 3; index++) {
    scheduler.detach(scheduler.spawn([&] { told += channel.send(1) == Channel<int>::Result::closed; }));
  }
  scheduler.detach(scheduler.spawn([&] { channel.close(); }));
  scheduler.run();
  int value = 0;
  expect(told == 2 && channel.size() == 1, "one value was in, two senders waited");
  expect(channel.send(2) == Channel<int>::Result::closed, "closed is closed");
  expect(channel.receive(value) == Channel<int>::Result::done && value == 1, "what is in it can be received");
  expect(channel.receive(value) == Channel<int>::Result::closed, "and then it is closed");
}

}  // namespace
