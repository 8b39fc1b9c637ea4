// POSIX threads as user-level threads: their life, and what each has for itself.
//
// Invariant: a pthread_t of ours is the address of a Record; that of the first thread is the C library's, as before.
#include <algorithm>
#include <cerrno>
#include <new>
#include <system_error>

#include "package.h"

using namespace tutti;
using namespace tutti::preload;

namespace {

constexpr size_t leastStack = 64 * 1024;
/// POSIX: destructors are called again while they leave values behind, but not for ever.
constexpr int destructorRounds = 4;

struct Key {
  bool used = false;
  void (*destroy)(void*) = nullptr;
};
Key keys[PTHREAD_KEYS_MAX];

pthread_t nameOf(Record& record) {
  return &record == &first ? real::pthread_self() : reinterpret_cast<pthread_t>(&record);
}

Record& recordOf(pthread_t thread) {
  return thread == real::pthread_self() ? first : *reinterpret_cast<Record*>(thread);
}

void destroyValues(Record& record) {
  for (int round = 0; round < destructorRounds; round++) {
    bool any = false;
    for (size_t key = 0; key < record.values.size(); key++) {
      void* const value = std::exchange(record.values[key], nullptr);
      if (value == nullptr || keys[key].destroy == nullptr) continue;
      keys[key].destroy(value);
      any = true;
    }
    if (!any) return;
  }
}

void runThread(void* argument) {
  Record& record = *static_cast<Record*>(argument);
  if (setjmp(record.end) == 0) record.result = record.start(record.argument);
  destroyValues(record);
  record.finished = true;
  if (record.detached) delete &record;
}

size_t stackOf(const pthread_attr_t* attributes) {
  size_t size = 0;
  if (attributes == nullptr || pthread_attr_getstacksize(attributes, &size) != 0) return 0;
  // The C library's default is what nobody has asked for.
  return size > StackAllocator::largest ? 0 : std::max(size, leastStack);
}

bool isDetached(const pthread_attr_t* attributes) {
  int state = PTHREAD_CREATE_JOINABLE;
  if (attributes != nullptr) pthread_attr_getdetachstate(attributes, &state);
  return state == PTHREAD_CREATE_DETACHED;
}

}  // namespace

extern "C" {

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*start)(void*), void* argument) {
  if (package == nullptr) startPackage();
  Scheduler& scheduler = package->scheduler;
  Record* const record = new Record;
  record->start = start;
  record->argument = argument;
  record->detached = isDetached(attributes);
  try {
    record->thread = scheduler.create(runThread, record, stackOf(attributes));
  } catch (const std::system_error&) {
    delete record;
    return EAGAIN;
  }
  if (record->detached) scheduler.detach(record->thread);
  *thread = nameOf(*record);
  scheduler.start(record->thread);
  return 0;
}

int pthread_join(pthread_t thread, void** result) {
  Record& record = recordOf(thread);
  if (&record == &currentRecord()) return EDEADLK;
  if (record.detached || &record == &first) return EINVAL;
  package->scheduler.join(record.thread);
  if (result != nullptr) *result = record.result;
  delete &record;
  return 0;
}

int pthread_detach(pthread_t thread) {
  Record& record = recordOf(thread);
  if (record.detached) return EINVAL;
  record.detached = true;
  if (&record == &first) return 0;
  const bool finished = record.finished;
  package->scheduler.detach(record.thread);
  if (finished) delete &record;
  return 0;
}

void pthread_exit(void* result) {
  if (!isUserLevel()) real::pthread_exit(result);
  Record& record = currentRecord();
  if (&record == &first) {
    // The process lives on without its first thread.
    WaitQueue forever("the end of the process");
    for (;;) package->scheduler.waitAlways(forever);
  }
  record.result = result;
  longjmp(record.end, 1);
}

pthread_t pthread_self() { return nameOf(currentRecord()); }

int pthread_kill(pthread_t thread, int number) {
  if (package == nullptr) return real::pthread_kill(thread, number);
  Record& record = recordOf(thread);
  if (record.finished) return ESRCH;
  if (number == 0) return 0;
  // The handler runs here and now, on the stack of the caller; what the signal is for is that the other stops waiting.
  const int error = real::pthread_kill(real::pthread_self(), number);
  if (error != 0) return error;
  interrupt(record);
  // Who sends a signal looks next at what came of it.
  sched_yield();
  return 0;
}

int sched_yield() {
  if (!isUserLevel()) return real::sched_yield();
  package->scheduler.yield();
  return 0;
}

int pthread_key_create(pthread_key_t* key, void (*destroy)(void*)) {
  Key* const unused = std::find_if(keys, keys + PTHREAD_KEYS_MAX, [](const Key& other) { return !other.used; });
  if (unused == keys + PTHREAD_KEYS_MAX) return EAGAIN;
  *unused = {true, destroy};
  *key = static_cast<pthread_key_t>(unused - keys);
  return 0;
}

int pthread_key_delete(pthread_key_t key) {
  if (key >= PTHREAD_KEYS_MAX || !keys[key].used) return EINVAL;
  keys[key] = {};
  return 0;
}

void* pthread_getspecific(pthread_key_t key) {
  const auto& values = currentRecord().values;
  return key < values.size() ? values[key] : nullptr;
}

int pthread_setspecific(pthread_key_t key, const void* value) {
  if (key >= PTHREAD_KEYS_MAX || !keys[key].used) return EINVAL;
  auto& values = currentRecord().values;
  if (key >= values.size()) values.resize(key + 1);
  values[key] = const_cast<void*>(value);
  return 0;
}

int pthread_once(pthread_once_t* once, void (*initialise)()) {
  enum { begun = 1, done = 2 };
  // The routine may wait, and others come meanwhile.
  while (*once == begun) sched_yield();
  if (*once == done) return 0;
  *once = begun;
  initialise();
  *once = done;
  return 0;
}
}
