// The scheduler against a naive model: random programs, in which the model says at every step who must run next.

#include <algorithm>
#include <deque>
#include <random>

#include "../threads/threads.h"
#include "test.h"

namespace {

using namespace tutti;
using test::expect;

constexpr size_t threadCount = 40;
constexpr size_t queueCount = 4;
constexpr int stepsEach = 300;

/// What the scheduler ought to do, in lists that anybody can follow.
struct Model {
  std::deque<size_t> ready;
  std::deque<size_t> queues[queueCount];
  bool cancelled[threadCount] = {};
  bool ended[threadCount] = {};

  void wakeOne(size_t queue) {
    if (queues[queue].empty()) return;
    ready.push_back(queues[queue].front());
    queues[queue].pop_front();
  }
  /// Takes a thread out of whatever queue it waits in. False when it waits in none.
  bool takeOut(size_t thread) {
    for (auto& queue : queues) {
      if (std::erase(queue, thread) != 0) return true;
    }
    return false;
  }
};

class Program {
 public:
  Program(uint32_t seed, uint32_t pollEvery) : random_(seed), scheduler_({.stackBytes = 8192, .pollEvery = pollEvery}) {
    for (const char* const name : {"a", "b", "c", "d"}) queues_.push_back(std::make_unique<WaitQueue>(name));
    for (size_t index = 0; index < threadCount; index++) {
      model_.ready.push_back(index);
      threads_.push_back(scheduler_.spawn([this, index] { body(index); }));
    }
  }

  void run() {
    for (;;) {
      scheduler_.run();
      expect(model_.ready.empty(), "run returns only when nobody is ready");
      size_t waiting = 0;
      for (const auto& queue : model_.queues) waiting += queue.size();
      expect(scheduler_.blocked().size() == waiting, "those that wait in the model are reported, and no others");
      for (size_t queue = 0; queue < queueCount; queue++) {
        expect(queues_[queue]->empty() == model_.queues[queue].empty(), "a queue is empty when it is in the model");
      }
      if (waiting == 0) break;
      for (size_t queue = 0; queue < queueCount; queue++) wakeAll(queue);
    }
    for (const bool ended : model_.ended) expect(ended, "every thread came to its end");
    for (Thread* const thread : threads_) scheduler_.join(thread);
    expect(scheduler_.living() == 0, "and the scheduler knows it");
  }

 private:
  void body(size_t self) {
    arrive(self);
    for (int step = 0; step < stepsEach; step++) act(self);
    model_.ended[self] = true;
  }

  /// A thread has the processor: the model must have expected this one.
  void arrive(size_t self) {
    expect(!model_.ready.empty() && model_.ready.front() == self, "the thread that runs is the one whose turn it is");
    model_.ready.pop_front();
  }

  void act(size_t self) {
    const size_t queue = random_() % queueCount;
    switch (random_() % 8) {
      case 0:
        model_.ready.push_back(self);
        scheduler_.yield();
        // Alone, a thread goes straight on; the model says the same.
        return arrive(self);
      case 1:
      case 2:
        return wait(self, queue);
      case 3:
        return wakeAll(queue);
      case 4:
        return cancel(random_() % threadCount, self);
      default:
        model_.wakeOne(queue);
        scheduler_.wakeOne(*queues_[queue]);
    }
  }

  void wait(size_t self, size_t queue) {
    if (model_.cancelled[self]) {
      expect(scheduler_.wait(*queues_[queue]) == WaitResult::cancelled, "a cancelled thread does not wait");
      return;
    }
    model_.queues[queue].push_back(self);
    const WaitResult result = scheduler_.wait(*queues_[queue]);
    arrive(self);
    expect(result == WaitResult::woken || model_.cancelled[self], "only a cancelled thread is told so");
  }

  void wakeAll(size_t queue) {
    while (!model_.queues[queue].empty()) model_.wakeOne(queue);
    scheduler_.wakeAll(*queues_[queue]);
  }

  void cancel(size_t other, size_t self) {
    if (other == self || model_.ended[other] || random_() % 16 != 0) return;
    model_.cancelled[other] = true;
    if (model_.takeOut(other)) model_.ready.push_back(other);
    scheduler_.cancel(threads_[other]);
  }

  std::mt19937 random_;
  Model model_;
  std::vector<std::unique_ptr<WaitQueue>> queues_;
  Scheduler scheduler_;
  std::vector<Thread*> threads_;
};

TEST(model, "random programs run as a naive model says, step by step") {
  for (uint32_t seed = 1; seed <= 60; seed++) Program(seed, 1 + seed % 7).run();
}

}  // namespace
