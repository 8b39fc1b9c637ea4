// What the choices of threads/tuning.h are judged by: `switching THREADS STACK_BYTES` prints one line of JSON with the time
// to create a thread, to switch between so many in random order, and to set and reach a timer among as many.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <random>

#include "../threads/threads.h"

namespace {

using namespace tutti;
using Clock = std::chrono::steady_clock;

constexpr uint64_t switchesTimed = 20'000'000;

double nanosecondsEach(Clock::duration spent, double count) {
  return std::chrono::duration<double, std::nano>(spent).count() / count;
}

/// Switches until so many have been made in all; the first round is not timed.
struct Switching {
  Scheduler& scheduler;
  uint64_t left;
  Clock::time_point started{};
  Clock::time_point ended{};

  static void play(void* argument) {
    auto& own = *static_cast<Switching*>(argument);
    own.scheduler.yield();
    if (own.started == Clock::time_point{}) own.started = Clock::now();
    while (own.left > 0) {
      own.left--;
      own.scheduler.yield();
    }
    if (own.ended == Clock::time_point{}) own.ended = Clock::now();
  }
};

double timerTime(size_t count) {
  std::mt19937 random(3);
  std::vector<Thread> threads(count);
  Timers timers;
  const auto at = [&] { return Deadline{std::chrono::nanoseconds(random())}; };
  for (Thread& thread : threads) timers.add(&thread, at());
  constexpr int operations = 2'000'000;
  const auto before = Clock::now();
  for (int step = 0; step < operations; step++) timers.add(timers.takeDue(never), at());
  return nanosecondsEach(Clock::now() - before, operations);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    fprintf(stderr, "usage: switching THREADS STACK_BYTES\n");
    return 2;
  }
  const size_t threads = strtoul(arguments[1], nullptr, 10);
  Scheduler scheduler({.stackBytes = strtoul(arguments[2], nullptr, 10)});
  Switching switching{scheduler, switchesTimed};
  std::vector<Thread*> made(threads);
  const auto before = Clock::now();
  for (Thread*& thread : made) thread = scheduler.create(Switching::play, &switching);
  const double createTime = nanosecondsEach(Clock::now() - before, static_cast<double>(threads));
  std::shuffle(made.begin(), made.end(), std::mt19937(1));
  for (Thread* const thread : made) scheduler.start(thread);
  scheduler.run();
  for (Thread* const thread : made) scheduler.join(thread);
  const double switchTime = nanosecondsEach(switching.ended - switching.started, switchesTimed);
  printf("{\"createTime\":%f,\"switchTime\":%f,\"timerTime\":%f}\n", createTime, switchTime, timerTime(threads));
}
