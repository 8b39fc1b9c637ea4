#include "manager.h"

#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <mutex>
#include <system_error>

namespace tutti::linuxthreads {
namespace {

void check(int error, const char* call) {
  if (error != 0) throw std::system_error(error, std::generic_category(), call);
}

/// Creates a kernel thread in which every signal is blocked, as it then is in those that it creates.
int createBlocked(pthread_t* id, void* (*main)(void*), void* argument) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  const int error = pthread_create(id, nullptr, main, argument);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return error;
}

}  // namespace

Manager::Manager(size_t capacity, size_t stackBytes, ThreadFunction ended, void* context)
    : slots_(capacity), ended_(ended), context_(context) {
  free_.reserve(capacity);
  for (size_t slot = capacity; slot > 0; slot--) free_.push_back(&slots_[slot - 1]);
  restartSignal();
  check(pthread_attr_init(&attributes_), "pthread_attr_init");
  int error = pthread_attr_setguardsize(&attributes_, 0);
  if (error == 0) error = pthread_attr_setstacksize(&attributes_, stackBytes);
  const char* call = "pthread_attr_setstacksize";
  if (error == 0 && pipe2(requests_, O_CLOEXEC) != 0) {
    error = errno;
    call = "pipe2";
  } else if (error == 0) {
    error = createBlocked(&id_, managerMain, this);
    call = "pthread_create of the manager";
    if (error != 0) {
      close(requests_[0]);
      close(requests_[1]);
    }
  }
  if (error == 0) return;
  pthread_attr_destroy(&attributes_);
  check(error, call);
}

Manager::~Manager() {
  send({Request::Kind::leave, nullptr, nullptr});
  pthread_join(id_, nullptr);
  close(requests_[0]);
  close(requests_[1]);
  pthread_attr_destroy(&attributes_);
}

ManagedThread* Manager::create(ThreadFunction function, void* argument) {
  Thread& own = self();
  Creation creation{.manager = *this, .requester = own, .function = function, .argument = argument};
  send({Request::Kind::create, nullptr, &creation});
  suspendUntil(own, [&] { return creation.answered.load(std::memory_order_acquire); });
  check(creation.error, "pthread_create");
  return creation.thread;
}

void Manager::giveBack(ManagedThread& thread) { send({Request::Kind::giveBack, &thread, nullptr}); }

void Manager::send(const Request& request) {
  static_assert(sizeof(Request) <= PIPE_BUF);
  ssize_t written;
  do {
    written = write(requests_[1], &request, sizeof request);
  } while (written < 0 && errno == EINTR);
  assert(written == sizeof request);
}

void* Manager::managerMain(void* manager) noexcept {
  static_cast<Manager*>(manager)->serve();
  return nullptr;
}

void Manager::serve() {
  while (!leaving_ || living_ > 0) {
    Request request;
    const ssize_t got = read(requests_[0], &request, sizeof request);
    if (got < 0 && errno == EINTR) continue;
    assert(got == sizeof request);
    handle(request);
  }
}

void Manager::handle(const Request& request) {
  switch (request.kind) {
    case Request::Kind::create:
      createThread(*request.creation);
      break;
    case Request::Kind::ended:
      // What waitpid was to the original.
      pthread_join(request.thread->id, nullptr);
      living_--;
      request.thread->gone = true;
      freeIfOver(*request.thread);
      break;
    case Request::Kind::giveBack:
      request.thread->joined = true;
      freeIfOver(*request.thread);
      break;
    case Request::Kind::leave:
      leaving_ = true;
      break;
  }
}

void Manager::createThread(Creation& creation) {
  if (free_.empty()) free_.push_back(&slots_.emplace_back());
  ManagedThread& thread = *free_.back();
  thread.function = creation.function;
  thread.argument = creation.argument;
  thread.started.store(false, std::memory_order_relaxed);
  thread.terminated = thread.gone = thread.joined = false;
  thread.joining = nullptr;
  creation.slot = &thread;
  // From here on the creation may be over at any moment: the new thread itself gives the answer.
  const int error = pthread_create(&thread.id, &attributes_, threadMain, &creation);
  if (error != 0) return answer(creation, nullptr, error);
  free_.pop_back();
  living_++;
}

void Manager::answer(Creation& creation, ManagedThread* thread, int error) {
  Thread& requester = creation.requester;
  creation.thread = thread;
  creation.error = error;
  creation.answered.store(true, std::memory_order_release);
  restart(requester);
}

void* Manager::threadMain(void* argument) noexcept {
  Creation& creation = *static_cast<Creation*>(argument);
  Manager& manager = creation.manager;
  ManagedThread& thread = *creation.slot;
  // Only now can it be restarted by others, so only now may others know it.
  adopt(thread);
  answer(creation, &thread, 0);
  suspendUntil(thread, [&] { return thread.started.load(std::memory_order_acquire); });
  thread.function(thread.argument);
  manager.end(thread);
  return nullptr;
}

/// The end of a thread's life, in that thread.
void Manager::end(ManagedThread& thread) {
  send({Request::Kind::ended, &thread, nullptr});
  Thread* joining;
  {
    const std::lock_guard lock(thread.lock);
    thread.terminated = true;
    joining = thread.joining;
  }
  if (joining != nullptr) restart(*joining);
  ended_(context_);
}

void Manager::freeIfOver(ManagedThread& thread) {
  if (thread.gone && thread.joined) free_.push_back(&thread);
}

}  // namespace tutti::linuxthreads
