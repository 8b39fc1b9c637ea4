// What POSIX says of threads. It holds for the C library's own as well.
#include <dirent.h>
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <unistd.h>

#include <vector>

#include "../../../native/test/test.h"

using tutti::test::expect;

namespace {

pthread_t begin(void* (*start)(void*), void* argument = nullptr) {
  pthread_t thread;
  expect(pthread_create(&thread, nullptr, start, argument) == 0, "a thread can be created");
  return thread;
}

void* endOf(pthread_t thread) {
  void* result = nullptr;
  expect(pthread_join(thread, &result) == 0, "a thread can be joined");
  return result;
}

[[gnu::noinline]] void exitDeepInside(void* result) {
  sched_yield();
  pthread_exit(result);
}

pthread_key_t key;
int destroyed = 0;
int initialised = 0;
int handled = 0;

}  // namespace

TEST(results, "a thread's result is what it returns, or exits with from deep inside") {
  const auto returns = [](void* argument) { return argument; };
  const auto exits = [](void* argument) -> void* {
    exitDeepInside(argument);
    return nullptr;
  };
  int one = 0, other = 0;
  const pthread_t first = begin(returns, &one), second = begin(exits, &other);
  expect(endOf(first) == &one && endOf(second) == &other, "both results come back");
}

TEST(identity, "each thread knows itself, the first one before and after there are others") {
  const pthread_t self = pthread_self();
  const auto ownName = [](void*) { return reinterpret_cast<void*>(pthread_self()); };
  const pthread_t thread = begin(ownName);
  expect(endOf(thread) == reinterpret_cast<void*>(thread), "a thread's name is the creator's name for it");
  expect(pthread_equal(self, pthread_self()), "the first thread keeps its name");
  expect(pthread_join(self, nullptr) == EDEADLK, "nobody joins himself");
}

TEST(detached, "a detached thread ends by itself, a thousand times over") {
  static int ended = 0;
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  const auto run = [](void*) -> void* {
    pthread_mutex_lock(&mutex);
    ended++;
    pthread_mutex_unlock(&mutex);
    return nullptr;
  };
  for (int i = 0; i < 1000; i++) {
    pthread_t thread;
    expect(pthread_create(&thread, &attributes, run, nullptr) == 0, "a detached thread can be created");
    if (i % 2 == 0) sched_yield();
  }
  for (int now = 0; now < 1000;) {
    usleep(100);
    pthread_mutex_lock(&mutex);
    now = ended;
    pthread_mutex_unlock(&mutex);
  }
}

TEST(values, "each thread has its own value of a key, which is destroyed at its end") {
  expect(pthread_key_create(&key, [](void*) { destroyed++; }) == 0, "a key can be made");
  int own = 0;
  expect(pthread_getspecific(key) == nullptr && pthread_setspecific(key, &own) == 0, "a value can be set");
  const auto run = [](void* argument) -> void* {
    const bool fresh = pthread_getspecific(key) == nullptr;
    pthread_setspecific(key, argument);
    sched_yield();
    return fresh && pthread_getspecific(key) == argument ? argument : nullptr;
  };
  int others[3];
  std::vector<pthread_t> threads;
  for (int& other : others) threads.push_back(begin(run, &other));
  for (size_t i = 0; i < threads.size(); i++) expect(endOf(threads[i]) == &others[i], "it sees its own value only");
  expect(destroyed == 3, "each value is destroyed");
  expect(pthread_getspecific(key) == &own, "the first thread's value stays");
}

TEST(once, "an initialisation that waits is done once, and everybody waits for it") {
  static pthread_once_t control = PTHREAD_ONCE_INIT;
  const auto run = [](void*) -> void* {
    pthread_once(&control, [] {
      usleep(1000);
      initialised++;
    });
    return initialised == 1 ? &initialised : nullptr;
  };
  std::vector<pthread_t> threads;
  for (int i = 0; i < 4; i++) threads.push_back(begin(run));
  for (const pthread_t thread : threads) expect(endOf(thread) == &initialised, "it is done when it returns");
}

TEST(errors, "errno is each thread's own") {
  const auto run = [](void*) -> void* {
    errno = ENOENT;
    sched_yield();
    usleep(100);
    return errno == ENOENT ? &initialised : nullptr;
  };
  const auto spoil = [](void*) -> void* {
    for (int i = 0; i < 10; i++) {
      errno = EIO;
      sched_yield();
    }
    return nullptr;
  };
  const pthread_t victim = begin(run), other = begin(spoil);
  expect(endOf(victim) == &initialised, "nobody else changes it");
  endOf(other);
}

TEST(signals, "a signal to a thread ends its read with EINTR, after the handler has run") {
  struct sigaction action {};
  action.sa_handler = [](int) { handled++; };
  sigaction(SIGUSR1, &action, nullptr);
  static int ends[2];
  expect(pipe(ends) == 0, "a pipe can be made");
  static volatile bool reading = false;
  const auto run = [](void*) -> void* {
    char byte;
    reading = true;
    return read(ends[0], &byte, 1) < 0 && errno == EINTR ? &handled : nullptr;
  };
  const pthread_t thread = begin(run);
  while (!reading) sched_yield();
  usleep(10'000);
  expect(pthread_kill(thread, 0) == 0, "it lives");
  expect(pthread_kill(thread, SIGUSR1) == 0, "it can be signalled");
  expect(endOf(thread) == &handled && handled == 1, "the read was interrupted");
}

TEST(forks, "a child of fork can have threads of its own") {
  const auto run = [](void* argument) {
    usleep(100);
    return argument;
  };
  endOf(begin(run));
  const pid_t child = fork();
  if (child == 0) {
    int word = 0;
    _exit(endOf(begin(run, &word)) == &word ? 0 : 1);
  }
  int status = 1;
  expect(waitpid(child, &status, 0) == child && status == 0, "they work there");
  endOf(begin(run));
}

TEST(sleeps, "threads sleep beside each other, by usleep, nanosleep and select") {
  const auto run = [](void* argument) -> void* {
    timeval pause{0, 50'000};
    const timespec precise{0, 50'000'000};
    switch (reinterpret_cast<intptr_t>(argument) % 3) {
      case 0: usleep(50'000); break;
      case 1: nanosleep(&precise, nullptr); break;
      default: select(0, nullptr, nullptr, nullptr, &pause);
    }
    return nullptr;
  };
  timespec before, after;
  clock_gettime(CLOCK_MONOTONIC, &before);
  std::vector<pthread_t> threads;
  for (intptr_t i = 0; i < 30; i++) threads.push_back(begin(run, reinterpret_cast<void*>(i)));
  for (const pthread_t thread : threads) endOf(thread);
  clock_gettime(CLOCK_MONOTONIC, &after);
  const double elapsed = static_cast<double>(after.tv_sec - before.tv_sec) + static_cast<double>(after.tv_nsec - before.tv_nsec) / 1e9;
  expect(elapsed >= 0.05, "nobody wakes too early");
  expect(elapsed < 1.5, "they do not sleep one after the other");
}

TEST(one, "they are kernel threads, or all of them are one") {
  static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&mutex);
  const auto run = [](void*) -> void* {
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
    return nullptr;
  };
  std::vector<pthread_t> threads;
  for (int i = 0; i < 10; i++) threads.push_back(begin(run));
  sched_yield();
  int tasks = 0;
  DIR* const folder = opendir("/proc/self/task");
  while (const dirent* const entry = readdir(folder)) tasks += entry->d_name[0] != '.';
  closedir(folder);
  pthread_mutex_unlock(&mutex);
  for (const pthread_t thread : threads) endOf(thread);
  expect(tasks == (getenv("LD_PRELOAD") == nullptr ? 11 : 1), "one with the library, eleven without");
}
