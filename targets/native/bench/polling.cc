// What SchedulerOptions::pollEvery is judged by: `polling BACKEND` prints, for each choice, what a switch costs among a
// hundred threads that are always ready while one more waits for a pipe, and how long that one waits after its byte has
// been written. Once the threads only yield, once each works for about a microsecond between two yields.
//
// Times are of the processor, for others may use it, too.

#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "../io/io.h"
#include "../threads/threads.h"

namespace {

using namespace tutti;

constexpr int busyThreads = 100;

double nanosecondsSpent() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

struct Costs {
  double switchTime;
  double medianLatency;
};

class Measurement {
 public:
  Measurement(const char* backend, uint32_t pollEvery, int work, int switches)
      : scheduler_({.stackBytes = 4096, .pollEvery = pollEvery}), io_(scheduler_, backend), work_(work), left_(switches) {
    if (pipe(ends_) != 0) perror("pipe");
  }
  ~Measurement() {
    close(ends_[0]);
    close(ends_[1]);
  }
  Measurement(const Measurement&) = delete;
  Measurement& operator=(const Measurement&) = delete;

  Costs run() {
    latencies_.reserve(rounds);
    scheduler_.detach(scheduler_.spawn([this] { answer(); }));
    for (int thread = 0; thread < busyThreads; thread++) scheduler_.detach(scheduler_.spawn([this] { keepBusy(); }));
    const int switches = left_;
    const double before = nanosecondsSpent();
    scheduler_.run();
    const double spent = nanosecondsSpent() - before;
    std::nth_element(latencies_.begin(), latencies_.begin() + latencies_.size() / 2, latencies_.end());
    return {spent / switches, latencies_[latencies_.size() / 2]};
  }

 private:
  /// So many bytes are written in all: seldom enough that they cost nothing.
  static constexpr int rounds = 100;

  void keepBusy() {
    while (left_ > 0) {
      if (--left_ % interval_ == 0) speak();
      for (int i = 0; i < work_; i++) asm volatile("");
      scheduler_.yield();
    }
  }
  void speak() {
    written_ = nanosecondsSpent();
    io_.write(ends_[1], "x", 1);
  }
  void answer() {
    char byte;
    for (int round = 0; round < rounds; round++) {
      io_.read(ends_[0], &byte, 1);
      latencies_.push_back(nanosecondsSpent() - written_);
    }
  }

  Scheduler scheduler_;
  Io io_;
  const int work_;
  int left_;
  const int interval_ = left_ / rounds;
  int ends_[2];
  double written_ = 0;
  std::vector<double> latencies_;
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    fprintf(stderr, "usage: polling epoll|io_uring|pool\n");
    return 2;
  }
  printf("| pollEvery | ns a switch | latency, us | working threads: ns a switch | latency, us |\n|---|---|---|---|---|\n");
  for (const uint32_t pollEvery : {1, 8, 32, 64, 128, 256, 512, 1024, 4096, 16384}) {
    Costs idle{1e9, 1e9}, working{1e9, 1e9};
    // The best of some: what disturbs only adds.
    for (int attempt = 0; attempt < 5; attempt++) {
      const Costs a = Measurement(arguments[1], pollEvery, 0, 2'000'000).run();
      const Costs b = Measurement(arguments[1], pollEvery, 3000, 200'000).run();
      idle = {std::min(idle.switchTime, a.switchTime), std::min(idle.medianLatency, a.medianLatency)};
      working = {std::min(working.switchTime, b.switchTime), std::min(working.medianLatency, b.medianLatency)};
    }
    printf("| %u | %.1f | %.1f | %.0f | %.0f |\n", pollEvery, idle.switchTime, idle.medianLatency / 1e3, working.switchTime,
           working.medianLatency / 1e3);
  }
}
