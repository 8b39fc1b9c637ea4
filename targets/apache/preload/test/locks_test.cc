// What POSIX says of mutexes, conditions and read-write locks. It holds for the C library's own as well.
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <time.h>
#include <unistd.h>

#include <vector>

#include "../../../native/test/test.h"

using tutti::test::expect;

namespace {

constexpr int threadCount = 20, rounds = 200;

std::vector<pthread_t> beginAll(int count, void* (*start)(void*), void* argument = nullptr) {
  std::vector<pthread_t> threads(static_cast<size_t>(count));
  for (pthread_t& thread : threads) expect(pthread_create(&thread, nullptr, start, argument) == 0, "a thread can be created");
  return threads;
}

void joinAll(const std::vector<pthread_t>& threads) {
  for (const pthread_t thread : threads) expect(pthread_join(thread, nullptr) == 0, "a thread can be joined");
}

pthread_mutex_t mutexOf(int kind) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_settype(&attributes, kind);
  pthread_mutex_t mutex;
  expect(pthread_mutex_init(&mutex, &attributes) == 0, "a mutex can be made");
  return mutex;
}

timespec soon(clockid_t clock) {
  timespec time;
  clock_gettime(clock, &time);
  time.tv_nsec += 20'000'000;
  if (time.tv_nsec >= 1'000'000'000) {
    time.tv_sec++;
    time.tv_nsec -= 1'000'000'000;
  }
  return time;
}

bool isPast(clockid_t clock, const timespec& time) {
  timespec now;
  clock_gettime(clock, &now);
  return now.tv_sec > time.tv_sec || (now.tv_sec == time.tv_sec && now.tv_nsec >= time.tv_nsec);
}

pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
long counter = 0;
int items = 0, waiting = 0;

}  // namespace

TEST(exclusion, "a mutex keeps others out across everything that waits") {
  const auto run = [](void*) -> void* {
    for (int i = 0; i < rounds; i++) {
      pthread_mutex_lock(&mutex);
      const long before = counter;
      if (i % 16 == 0) sched_yield();
      if (i % 64 == 0) usleep(10);
      counter = before + 1;
      pthread_mutex_unlock(&mutex);
    }
    return nullptr;
  };
  joinAll(beginAll(threadCount, run));
  expect(counter == threadCount * rounds, "nothing is lost");
  expect(pthread_mutex_destroy(&mutex) == 0, "it can be destroyed");
}

TEST(recursion, "a recursive mutex is free when it has been unlocked as often as locked") {
  static pthread_mutex_t recursive;
  recursive = mutexOf(PTHREAD_MUTEX_RECURSIVE);
  for (int i = 0; i < 3; i++) expect(pthread_mutex_lock(&recursive) == 0, "its owner locks it again");
  expect(pthread_mutex_trylock(&recursive) == 0, "and again");
  const auto run = [](void*) -> void* {
    const int error = pthread_mutex_trylock(&recursive);
    if (error == 0) pthread_mutex_unlock(&recursive);
    return error == 0 ? &counter : nullptr;
  };
  const auto canOther = [&] {
    pthread_t thread;
    void* result;
    pthread_create(&thread, nullptr, run, nullptr);
    pthread_join(thread, &result);
    return result != nullptr;
  };
  for (int i = 0; i < 4; i++) {
    expect(!canOther(), "nobody else has it");
    pthread_mutex_unlock(&recursive);
  }
  expect(canOther(), "then somebody else can");
}

TEST(checks, "a checking mutex says who does wrong") {
  static pthread_mutex_t checking;
  checking = mutexOf(PTHREAD_MUTEX_ERRORCHECK);
  expect(pthread_mutex_unlock(&checking) == EPERM, "it was not locked");
  pthread_mutex_lock(&checking);
  expect(pthread_mutex_lock(&checking) == EDEADLK, "its owner would wait for ever");
  expect(pthread_mutex_trylock(&checking) == EBUSY, "or not get it");
  pthread_t thread;
  void* result;
  pthread_create(&thread, nullptr, [](void*) -> void* { return pthread_mutex_unlock(&checking) == EPERM ? &counter : nullptr; }, nullptr);
  pthread_join(thread, &result);
  expect(result == &counter, "only its owner unlocks it");
  expect(pthread_mutex_unlock(&checking) == 0, "its owner does");
}

TEST(late, "waiting for a mutex or a condition ends in time") {
  static pthread_mutex_t held = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&held);
  const auto run = [](void*) -> void* {
    const timespec time = soon(CLOCK_REALTIME);
    return pthread_mutex_timedlock(&held, &time) == ETIMEDOUT && isPast(CLOCK_REALTIME, time) ? &counter : nullptr;
  };
  pthread_t thread;
  void* result;
  pthread_create(&thread, nullptr, run, nullptr);
  pthread_join(thread, &result);
  expect(result == &counter, "the mutex stays out of reach");
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_t never;
  pthread_cond_init(&never, &attributes);
  const timespec time = soon(CLOCK_MONOTONIC);
  expect(pthread_cond_timedwait(&never, &held, &time) == ETIMEDOUT && isPast(CLOCK_MONOTONIC, time), "nobody signals");
  expect(pthread_mutex_trylock(&held) == EBUSY, "the mutex is held again");
}

TEST(items_, "every item that is signalled is taken by one of the waiting") {
  const auto take = [](void*) -> void* {
    for (int i = 0; i < rounds; i++) {
      pthread_mutex_lock(&mutex);
      while (items == 0) pthread_cond_wait(&condition, &mutex);
      items--;
      counter++;
      pthread_mutex_unlock(&mutex);
    }
    return nullptr;
  };
  const auto give = [](void*) -> void* {
    for (int i = 0; i < rounds; i++) {
      pthread_mutex_lock(&mutex);
      items++;
      pthread_cond_signal(&condition);
      pthread_mutex_unlock(&mutex);
      if (i % 8 == 0) sched_yield();
    }
    return nullptr;
  };
  counter = 0;
  const auto takers = beginAll(threadCount, take), givers = beginAll(threadCount, give);
  joinAll(givers);
  joinAll(takers);
  expect(counter == threadCount * rounds && items == 0, "each once");
}

TEST(broadcast, "a broadcast wakes everybody who waits") {
  static bool open = false;
  const auto run = [](void*) -> void* {
    pthread_mutex_lock(&mutex);
    waiting++;
    while (!open) pthread_cond_wait(&condition, &mutex);
    waiting--;
    pthread_mutex_unlock(&mutex);
    return nullptr;
  };
  const auto threads = beginAll(threadCount, run);
  for (bool all = false; !all;) {
    sched_yield();
    pthread_mutex_lock(&mutex);
    all = waiting == threadCount;
    if (all) open = true;
    pthread_mutex_unlock(&mutex);
  }
  pthread_cond_broadcast(&condition);
  joinAll(threads);
  expect(waiting == 0, "all went on");
}

TEST(readers, "readers share a lock, a writer has it alone") {
  static int reading = 0, writing = 0;
  static bool wrong = false;
  const auto read = [](void*) -> void* {
    for (int i = 0; i < rounds; i++) {
      pthread_rwlock_rdlock(&lock);
      __atomic_add_fetch(&reading, 1, __ATOMIC_SEQ_CST);
      if (__atomic_load_n(&writing, __ATOMIC_SEQ_CST) != 0) wrong = true;
      if (i % 16 == 0) sched_yield();
      __atomic_sub_fetch(&reading, 1, __ATOMIC_SEQ_CST);
      pthread_rwlock_unlock(&lock);
    }
    return nullptr;
  };
  const auto write = [](void*) -> void* {
    for (int i = 0; i < rounds; i++) {
      pthread_rwlock_wrlock(&lock);
      writing++;
      if (writing != 1 || __atomic_load_n(&reading, __ATOMIC_SEQ_CST) != 0) wrong = true;
      if (i % 16 == 0) sched_yield();
      writing--;
      pthread_rwlock_unlock(&lock);
    }
    return nullptr;
  };
  const auto readers = beginAll(8, read), writers = beginAll(4, write);
  joinAll(readers);
  joinAll(writers);
  expect(!wrong, "never both");
  expect(pthread_rwlock_tryrdlock(&lock) == 0 && pthread_rwlock_trywrlock(&lock) == EBUSY, "a reader keeps writers out");
}

TEST(processes, "a mutex of several processes is the C library's own") {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  static pthread_mutex_t shared;
  expect(pthread_mutex_init(&shared, &attributes) == 0, "it can be made");
  counter = 0;
  const auto run = [](void*) -> void* {
    for (int i = 0; i < rounds; i++) {
      pthread_mutex_lock(&shared);
      const long before = counter;
      if (i % 32 == 0) sched_yield();
      counter = before + 1;
      pthread_mutex_unlock(&shared);
    }
    return nullptr;
  };
  joinAll(beginAll(4, run));
  expect(counter == 4 * rounds, "it excludes threads as well");
  expect(pthread_mutex_destroy(&shared) == 0, "it can be destroyed");
}
