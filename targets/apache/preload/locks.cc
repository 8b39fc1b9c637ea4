// Mutexes, condition variables and read-write locks of POSIX, as those of user-level threads.
//
// Invariants
//  1. An object of POSIX that is all zero (its static initialiser) is one of ours that nobody holds or waits for. The kind
//     of a mutex lies where the C library has it, for there are static initialisers with a kind.
//  2. A mutex that processes share is the C library's own, made and used by its functions.
//  3. Nothing is atomic: between two switches nobody else runs. Who unlocks hands over to whoever has waited longest.
#include <cerrno>
#include <cstdlib>
#include <memory>

#include "package.h"

using namespace tutti;
using namespace tutti::preload;

namespace {

struct Mutex {
  /// The thread that holds it; null when nobody does.
  const void* owner;
  uint32_t depth;
  uint32_t unused;
  int kind;
  int unusedToo;
  /// Made when somebody has to wait.
  WaitQueue* waiters;
};
static_assert(sizeof(Mutex) <= sizeof(pthread_mutex_t));
static_assert(offsetof(Mutex, kind) == offsetof(pthread_mutex_t, __data.__kind));

struct Condition {
  WaitQueue* waiters;
  clockid_t clock;
};
static_assert(sizeof(Condition) <= sizeof(pthread_cond_t) && CLOCK_REALTIME == 0);

struct ReadWriteLock {
  uint32_t readers;
  bool writing;
  WaitQueue* waitingReaders;
  WaitQueue* waitingWriters;
};
static_assert(sizeof(ReadWriteLock) <= sizeof(pthread_rwlock_t));

Mutex& of(pthread_mutex_t* mutex) { return *reinterpret_cast<Mutex*>(mutex); }
Condition& of(pthread_cond_t* condition) { return *reinterpret_cast<Condition*>(condition); }
ReadWriteLock& of(pthread_rwlock_t* lock) { return *reinterpret_cast<ReadWriteLock*>(lock); }

/// A mutex of several processes: its kind has bits beyond the types of POSIX.
bool isShared(const Mutex& mutex) { return (mutex.kind & ~3) != 0; }

/// Who holds a mutex. The first thread has the same name before and after it became a user-level one.
const void* nameOf(const Thread* thread) { return thread == first.thread ? static_cast<const void*>(&first) : thread; }
const void* self() { return isUserLevel() ? nameOf(package->scheduler.current()) : &first; }

bool someWait(const WaitQueue* queue) { return queue != nullptr && !queue->empty(); }
WaitQueue& queueOf(WaitQueue*& queue, const char* what) {
  if (queue == nullptr) queue = new WaitQueue(what);
  return *queue;
}

/// Waits for what a thread that does not exist would have to do.
[[noreturn]] void deadlocked() { std::abort(); }

int lockUntil(pthread_mutex_t* object, Deadline deadline) {
  Mutex& mutex = of(object);
  const void* const caller = self();
  if (mutex.owner == nullptr) [[likely]] {
    mutex.owner = caller;
    mutex.depth = 1;
    return 0;
  }
  if (mutex.owner == caller) {
    if (mutex.kind == PTHREAD_MUTEX_ERRORCHECK) return EDEADLK;
    if (mutex.kind == PTHREAD_MUTEX_RECURSIVE) {
      mutex.depth++;
      return 0;
    }
  }
  if (!isUserLevel()) deadlocked();
  const WaitResult result = package->scheduler.wait(queueOf(mutex.waiters, "a mutex"), deadline);
  return result == WaitResult::woken ? 0 : ETIMEDOUT;
}

int unlock(Mutex& mutex) {
  if (mutex.kind == PTHREAD_MUTEX_ERRORCHECK && mutex.owner != self()) return EPERM;
  if (--mutex.depth > 0) return 0;
  if (someWait(mutex.waiters)) {
    mutex.owner = nameOf(package->scheduler.wakeOne(*mutex.waiters));
    mutex.depth = 1;
  } else {
    mutex.owner = nullptr;
  }
  return 0;
}

/// Another process cannot wake a user-level thread: it looks again every millisecond.
int lockShared(pthread_mutex_t* mutex) {
  if (!isUserLevel()) return real::pthread_mutex_lock(mutex);
  int error;
  while ((error = real::pthread_mutex_trylock(mutex)) == EBUSY) package->scheduler.sleepFor(std::chrono::milliseconds(1));
  return error;
}

int waitUntil(pthread_cond_t* object, pthread_mutex_t* mutex, Deadline deadline) {
  if (!isUserLevel()) deadlocked();
  WaitQueue& waiters = queueOf(of(object).waiters, "a condition");
  const uint32_t depth = std::exchange(of(mutex).depth, 1);
  unlock(of(mutex));
  const WaitResult result = package->scheduler.wait(waiters, deadline);
  lockUntil(mutex, never);
  of(mutex).depth = depth;
  return result == WaitResult::woken ? 0 : ETIMEDOUT;
}

void letWriterIn(ReadWriteLock& lock) {
  lock.writing = someWait(lock.waitingWriters);
  if (lock.writing) package->scheduler.wakeOne(*lock.waitingWriters);
}

}  // namespace

extern "C" {

int pthread_mutex_init(pthread_mutex_t* object, const pthread_mutexattr_t* attributes) {
  int shared = PTHREAD_PROCESS_PRIVATE, robust = PTHREAD_MUTEX_STALLED, kind = PTHREAD_MUTEX_DEFAULT;
  if (attributes != nullptr) {
    pthread_mutexattr_getpshared(attributes, &shared);
    pthread_mutexattr_getrobust(attributes, &robust);
    pthread_mutexattr_gettype(attributes, &kind);
  }
  if (shared != PTHREAD_PROCESS_PRIVATE || robust != PTHREAD_MUTEX_STALLED) return real::pthread_mutex_init(object, attributes);
  *object = {};
  of(object).kind = kind;
  return 0;
}

int pthread_mutex_destroy(pthread_mutex_t* object) {
  Mutex& mutex = of(object);
  if (isShared(mutex)) return real::pthread_mutex_destroy(object);
  if (mutex.owner != nullptr) return EBUSY;
  delete std::exchange(mutex.waiters, nullptr);
  return 0;
}

int pthread_mutex_lock(pthread_mutex_t* mutex) {
  return isShared(of(mutex)) ? lockShared(mutex) : lockUntil(mutex, never);
}

int pthread_mutex_timedlock(pthread_mutex_t* mutex, const timespec* time) {
  if (isShared(of(mutex))) return real::pthread_mutex_timedlock(mutex, time);
  return lockUntil(mutex, deadlineOf(*time, CLOCK_REALTIME));
}

int pthread_mutex_trylock(pthread_mutex_t* object) {
  Mutex& mutex = of(object);
  if (isShared(mutex)) return real::pthread_mutex_trylock(object);
  if (mutex.owner != nullptr && (mutex.kind != PTHREAD_MUTEX_RECURSIVE || mutex.owner != self())) return EBUSY;
  mutex.owner = self();
  mutex.depth++;
  return 0;
}

int pthread_mutex_unlock(pthread_mutex_t* mutex) {
  return isShared(of(mutex)) ? real::pthread_mutex_unlock(mutex) : unlock(of(mutex));
}

int pthread_cond_init(pthread_cond_t* object, const pthread_condattr_t* attributes) {
  *object = {};
  if (attributes != nullptr) pthread_condattr_getclock(attributes, &of(object).clock);
  return 0;
}

int pthread_cond_destroy(pthread_cond_t* condition) {
  delete std::exchange(of(condition).waiters, nullptr);
  return 0;
}

int pthread_cond_wait(pthread_cond_t* condition, pthread_mutex_t* mutex) { return waitUntil(condition, mutex, never); }

int pthread_cond_timedwait(pthread_cond_t* condition, pthread_mutex_t* mutex, const timespec* time) {
  return waitUntil(condition, mutex, deadlineOf(*time, of(condition).clock));
}

int pthread_cond_signal(pthread_cond_t* condition) {
  if (someWait(of(condition).waiters)) package->scheduler.wakeOne(*of(condition).waiters);
  return 0;
}

int pthread_cond_broadcast(pthread_cond_t* condition) {
  if (someWait(of(condition).waiters)) package->scheduler.wakeAll(*of(condition).waiters);
  return 0;
}

int pthread_rwlock_init(pthread_rwlock_t* lock, const pthread_rwlockattr_t*) {
  *lock = {};
  return 0;
}

int pthread_rwlock_destroy(pthread_rwlock_t* lock) {
  delete std::exchange(of(lock).waitingReaders, nullptr);
  delete std::exchange(of(lock).waitingWriters, nullptr);
  return 0;
}

int pthread_rwlock_tryrdlock(pthread_rwlock_t* object) {
  ReadWriteLock& lock = of(object);
  if (lock.writing || someWait(lock.waitingWriters)) return EBUSY;
  lock.readers++;
  return 0;
}

int pthread_rwlock_rdlock(pthread_rwlock_t* lock) {
  if (pthread_rwlock_tryrdlock(lock) == 0) return 0;
  if (!isUserLevel()) deadlocked();
  // Whoever lets a reader in has counted it.
  package->scheduler.waitAlways(queueOf(of(lock).waitingReaders, "a lock, to read"));
  return 0;
}

int pthread_rwlock_trywrlock(pthread_rwlock_t* object) {
  ReadWriteLock& lock = of(object);
  if (lock.writing || lock.readers != 0) return EBUSY;
  lock.writing = true;
  return 0;
}

int pthread_rwlock_wrlock(pthread_rwlock_t* lock) {
  if (pthread_rwlock_trywrlock(lock) == 0) return 0;
  if (!isUserLevel()) deadlocked();
  package->scheduler.waitAlways(queueOf(of(lock).waitingWriters, "a lock, to write"));
  return 0;
}

int pthread_rwlock_unlock(pthread_rwlock_t* object) {
  ReadWriteLock& lock = of(object);
  if (!lock.writing) {
    if (--lock.readers == 0) letWriterIn(lock);
    return 0;
  }
  lock.writing = false;
  while (someWait(lock.waitingReaders)) {
    package->scheduler.wakeOne(*lock.waitingReaders);
    lock.readers++;
  }
  if (lock.readers == 0) letWriterIn(lock);
  return 0;
}
}
