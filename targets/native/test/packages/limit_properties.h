// Many threads, too many threads, and threads that never end.
#pragma once

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <mutex>
#include <stdexcept>
#include <system_error>

#include "properties.h"

namespace tutti::test {

template <ThreadPackage Package>
void manyWait() {
  constexpr int threads = 2000;
  Party<Package> party(threads + 1, 0);
  typename Package::Mutex mutex(party.package);
  typename Package::Condition go(party.package), news(party.package);
  bool gone = false;
  int waiting = 0, ended = 0;
  for (int index = 0; index < threads; index++) {
    party.add([&] {
      const std::lock_guard lock(mutex);
      if (++waiting == threads) news.signal();
      while (!gone) go.wait(mutex);
      ended++;
    });
  }
  party.add([&] {
    const std::lock_guard lock(mutex);
    while (waiting < threads) news.wait(mutex);
    gone = true;
    go.broadcast();
  });
  party.finish();
  expect(ended == threads, "all of them were let go");
}

/// Leaves the process room for so many bytes of addresses more than it has.
inline void limitMemory(size_t more) {
  FILE* const file = fopen("/proc/self/statm", "r");
  size_t pages = 0;
  expect(file != nullptr && fscanf(file, "%zu", &pages) == 1, "the kernel says how much is in use");
  fclose(file);
  const rlimit limit{.rlim_cur = pages * static_cast<size_t>(sysconf(_SC_PAGESIZE)) + more, .rlim_max = RLIM_INFINITY};
  expect(setrlimit(RLIMIT_AS, &limit) == 0, "memory can be limited");
}

template <ThreadPackage Package>
void saysWhenItCannot() {
  constexpr size_t threads = 400;
  bool failed = false;
  limitMemory(96 << 20);
  try {
    Party<Package> party(threads, 1 << 20);
    std::atomic<size_t> ran{0};
    try {
      while (party.size() < threads) party.create([&] { ran++; });
    } catch (const std::system_error& error) {
      expect(error.code().value() == EAGAIN || error.code().value() == ENOMEM, "there is no room");
      failed = true;
    }
    // Those that could be created are as good as ever.
    const size_t created = party.size();
    party.startAll();
    party.finish();
    expect(ran == created, "all that were created run");
  } catch (const std::system_error&) {
    failed = true;
  }
  expect(failed, "that there is no room for all of them is reported");
}

template <ThreadPackage Package>
void refusesWhatItHasNot() {
  for (const bool scheduler : {true, false}) {
    PackageOptions options;
    (scheduler ? options.scheduler : options.io) = "hamster";
    bool refused = false;
    try {
      const Package package(options);
    } catch (const std::invalid_argument& error) {
      refused = std::string(error.what()).find("hamster") != std::string::npos;
    }
    expect(refused, "what it does not have is refused by name");
  }
}

template <ThreadPackage Package>
void givesUp() {
  // What a thread may touch that never ends is never destroyed.
  static auto* const party = new Party<Package>(2);
  static auto* const never = new typename Package::Semaphore(party->package, 0);
  std::atomic<bool> ended{false};
  party->add([] { never->acquire(); });
  typename Package::Thread* const other = party->add([&] { ended = true; });
  party->stop = true;
  bool all = true;
  do {
    // Packages of kernel threads cannot know that nobody will come, and wait for a while; let it be a short one.
    if constexpr (requires { party->package.run(party->stop, std::chrono::milliseconds(100)); }) {
      all = party->package.run(party->stop, std::chrono::milliseconds(100));
    } else {
      all = party->package.run(party->stop);
    }
  } while (!ended);
  expect(!all, "run() says that one never ended");
  party->package.join(other);
}

template <ThreadPackage Package>
std::vector<Property<Package>> limitProperties() {
  return {
      {"two thousand threads wait at a time", manyWait<Package>},
      {"says why threads cannot be created", saysWhenItCannot<Package>},
      {"what it does not have is refused", refusesWhatItHasNot<Package>},
      {"threads that never end are given up", givesUp<Package>},
  };
}

}  // namespace tutti::test
