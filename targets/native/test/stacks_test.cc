// Stacks: chunks, their sizes, how deep they were used, and running out of them.

#include <sys/resource.h>

#include <cstring>
#include <random>
#include <set>
#include <system_error>

#include "../threads/threads.h"
#include "test.h"

namespace {

using namespace tutti;
using test::expect;

TEST(chunks, "chunks are aligned to their size, and none overlaps another that is taken") {
  std::mt19937 random(11);
  StackAllocator stacks;
  std::vector<std::pair<std::byte*, size_t>> taken;
  std::set<std::byte*> bytes;
  for (int step = 0; step < 5000; step++) {
    if (taken.empty() || random() % 3 != 0) {
      const size_t size = StackAllocator::sizeFor(1 + random() % 9000);
      std::byte* const chunk = stacks.take(size);
      expect(reinterpret_cast<uintptr_t>(chunk) % size == 0, "aligned");
      for (size_t part = 0; part < size; part += 1024) expect(bytes.insert(chunk + part).second, "nobody else's");
      taken.emplace_back(chunk, size);
    } else {
      const size_t index = random() % taken.size();
      const auto [chunk, size] = taken[index];
      for (size_t part = 0; part < size; part += 1024) bytes.erase(chunk + part);
      stacks.giveBack(chunk, size);
      taken[index] = taken.back();
      taken.pop_back();
    }
  }
}

TEST(sizes, "a stack has a power of two from 1 KiB to 2 MiB") {
  expect(StackAllocator::sizeFor(1) == 1024 && StackAllocator::sizeFor(1025) == 2048, "rounded up");
  expect(StackAllocator::sizeFor(2 << 20) == 2 << 20, "2 MiB is the largest");
  bool refused = false;
  try {
    static_cast<void>(StackAllocator::sizeFor((2 << 20) + 1));
  } catch (const std::invalid_argument&) {
    refused = true;
  }
  expect(refused, "more is refused");
}

TEST(lastGivenBack, "the chunk given back last is taken first") {
  StackAllocator stacks;
  std::byte* const first = stacks.take(4096);
  std::byte* const second = stacks.take(4096);
  stacks.giveBack(first, 4096);
  stacks.giveBack(second, 4096);
  expect(stacks.take(4096) == second && stacks.take(4096) == first, "last in, first out");
}

TEST(outOfMemory, "says why stacks cannot be reserved") {
  const rlimit limit{1u << 30, 1u << 30};
  expect(setrlimit(RLIMIT_AS, &limit) == 0, "the limit can be set");
  Scheduler scheduler;
  bool refused = false;
  try {
    for (int index = 0; index < 65'536; index++) static_cast<void>(scheduler.create([](void*) {}, nullptr));
  } catch (const std::system_error& error) {
    refused = error.code().value() == ENOMEM;
  }
  expect(refused, "4 GiB of stacks do not fit into 1 GiB of addresses");
}

/// Uses so many bytes of stack, gives way there, and comes back.
[[gnu::noinline]] void descend(Scheduler& scheduler, size_t bytes) {
  volatile char frame[512];
  frame[0] = 1;
  if (bytes <= sizeof frame) scheduler.yield();
  else descend(scheduler, bytes - sizeof frame);
  // The frame is still needed here, so the call is no jump.
  expect(frame[0] == 1, "the frame is untouched");
}

TEST(census, "painted stacks tell how deep the deepest was used") {
  Scheduler scheduler({.paintStacks = true});
  for (const size_t depth : {1024u, 20'000u, 5'000u}) {
    scheduler.detach(scheduler.spawn([&, depth] { descend(scheduler, depth); }));
  }
  scheduler.run();
  expect(scheduler.deepestStack() > 20'000 && scheduler.deepestStack() < 64 * 1024, "between the depth and the size");
}

TEST(reuse, "a deep excursion of one thread leaves no memory behind for each") {
  Scheduler scheduler({.stackBytes = 32 * 1024});
  scheduler.detach(scheduler.spawn([&] {
    std::set<std::byte*> stacks;
    for (int index = 0; index < 100; index++) {
      Thread* const thread = scheduler.spawn([&] { descend(scheduler, 10'000); });
      stacks.insert(thread->stack);
      scheduler.join(thread);
    }
    expect(stacks.size() == 1, "one stack serves a hundred threads, one after the other");
  }));
  scheduler.run();
}

/// Calls itself until the stack is used up to its reserve, and gives way there. Frames are small, so that the last one is
/// still on the stack, also where sanitizers make them larger.
[[gnu::noinline]] void useUp(Scheduler& scheduler, uintptr_t limit) {
  volatile char frame[16];
  frame[0] = 1;
  if (stackPointer() < limit) scheduler.yield();
  else useUp(scheduler, limit);
  expect(frame[0] == 1, "the frame is untouched");
}

TEST(overflow, "a thread that gives way with its stack used up is named") {
  const std::string words = test::lastWordsOf([] {
    Scheduler scheduler({.stackBytes = 64 * 1024});
    scheduler.spawn([&] {
      for (int turn = 0; turn < 9; turn++) scheduler.yield();
    });
    Thread* deep = nullptr;
    deep = scheduler.spawn([&] { useUp(scheduler, deep->stackLimit); });
    scheduler.run();
  });
  expect(words.find("user-level thread 2 has used up its stack") != std::string::npos, "the message names the thread");
}

TEST(guarded, "a thread that runs into its guard page is named") {
  const std::string words = test::lastWordsOf([] {
    Scheduler scheduler({.stackBytes = 64 * 1024, .guardPages = true});
    scheduler.spawn([&] { descend(scheduler, 80 * 1024); });
    scheduler.run();
  });
  expect(words.find("user-level thread 1 has used up its stack") != std::string::npos, "the message names the thread");
}

TEST(many, "a hundred thousand threads live at a time") {
  constexpr int count = 100'000;
  Scheduler scheduler({.stackBytes = 4096});
  Semaphore semaphore(scheduler, 0);
  int ran = 0;
  for (int index = 0; index < count; index++) {
    scheduler.detach(scheduler.spawn([&] {
      semaphore.acquire();
      ran++;
    }));
  }
  scheduler.run();
  expect(scheduler.living() == count && scheduler.blocked().size() == count, "all wait");
  for (int index = 0; index < count; index++) semaphore.release();
  scheduler.run();
  expect(ran == count && scheduler.living() == 0, "all ran");
}

}  // namespace
